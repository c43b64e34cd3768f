"""A call that is claimed under a key is claimed once, for one location."""

from tests.conftest import FixedClock

from .conftest import Caller, Submit, claim_next, write


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
