"""A call that is claimed under a key is claimed once, for one location."""

from typing import Any

from tests.conftest import FixedClock

from .conftest import Caller, Submit, claim_next, write

RINGS = {"phone": "212-555-0177", "reason": "asks about prices", "claim": True}


def log(desk: Caller) -> Any:
    """Log a call that is claimed at once, always under one key."""
    reply = desk.post("/locations/new-york/incoming-calls", RINGS, Idempotency_Key="call")
    assert reply.status == 201, reply.text
    return reply.json


def state_of(desk: Caller, logged: Any) -> Any:
    return desk.get(f"/callbacks/{logged['callback_id']}").json["state"]


def test_a_call_that_is_logged_again_keeps_the_claim_that_it_made(desk: Caller) -> None:
    first = log(desk)
    again = log(desk)
    assert again["claimed"]["claim"] == first["claimed"]["claim"]
    assert again == first


def test_a_call_that_is_logged_again_after_it_was_handed_back_claims_nothing(
    desk: Caller,
) -> None:
    first = log(desk)
    assert write(desk, first["claimed"], "hand-back").status == 200
    again = log(desk)
    assert "claimed" not in again
    assert again["callback_id"] == first["callback_id"]
    assert state_of(desk, first) == "waiting"


def test_so_too_when_they_held_it_already_as_the_caller_rang(submit: Submit, desk: Caller) -> None:
    submit(phone="212-555-0177")
    held = claim_next(desk)
    first = log(desk)
    assert first["claimed"]["claim"]["fence"] == held["claim"]["fence"]
    assert write(desk, first["claimed"], "hand-back").status == 200
    assert "claimed" not in log(desk)
    assert state_of(desk, first) == "waiting"


def test_a_call_that_a_colleague_held_is_not_claimed_by_a_repeat(
    submit: Submit, desk: Caller, colleague: Caller
) -> None:
    submit(phone="212-555-0177")
    held = claim_next(colleague)
    first = log(desk)
    assert "claimed" not in first
    assert write(colleague, held, "hand-back").status == 200
    assert log(desk) == first
    assert state_of(desk, first) == "waiting"


def test_an_abandoned_call_whose_caller_rings_is_claimed_at_once(
    submit: Submit, desk: Caller, colleague: Caller, clock: FixedClock
) -> None:
    submit(phone="212-555-0177")
    held = claim_next(colleague)
    clock.forward(minutes=11)
    first = log(desk)
    assert first["merged"]
    assert first["claimed"]["claim"]["fence"] == held["claim"]["fence"] + 1
    assert log(desk) == first


def test_a_key_used_for_another_location_with_an_empty_queue_is_a_conflict(
    submit: Submit, desk: Caller
) -> None:
    submit()
    assert claim_next(desk, Idempotency_Key="k")
    reply = desk.post("/locations/chicago/queue/claim", Idempotency_Key="k")
    assert reply.status == 409, reply.text


def test_a_key_whose_claim_was_renewed_gives_no_second_callback(
    submit: Submit, desk: Caller, clock: FixedClock
) -> None:
    submit(phone="212-555-0101")
    submit(phone="212-555-0102")
    first = claim_next(desk, Idempotency_Key="k")
    for _ in range(8):
        clock.forward(minutes=4)
        assert write(desk, first, "renew").status == 200
    assert claim_next(desk, Idempotency_Key="k")["callback_id"] == first["callback_id"]


def test_a_key_whose_claim_is_over_gives_no_other_callback(
    submit: Submit, desk: Caller, clock: FixedClock
) -> None:
    submit(phone="212-555-0101")
    submit(phone="212-555-0102")
    first = claim_next(desk, Idempotency_Key="k")
    assert write(desk, first, "hand-back").status == 200
    assert claim_next(desk, Idempotency_Key="k") is None
    clock.forward(minutes=60)
    assert claim_next(desk, Idempotency_Key="k") is None
