"""Until when a callback rests: what was decided last holds, and a crisis does not rest."""

from datetime import timedelta
from typing import Any

from tests.conftest import FixedClock

from .conftest import Caller, Submit

CLAIM_NEXT = "/locations/new-york/queue/claim"


def claimed(desk: Caller, path: str = CLAIM_NEXT) -> Any:
    reply = desk.post(path)
    assert reply.status == 200, reply.text
    return reply.json


def write(desk: Caller, card: Any, verb: str, **fields: str) -> Any:
    body = {"claim": card["claim"]["token"], **fields}
    reply = desk.post(f"/callbacks/{card['callback_id']}/{verb}", body)
    assert reply.status == 200, reply.text
    return reply.json


def no_answer(desk: Caller, card: Any) -> Any:
    return write(desk, card, "attempts", disposition="no-answer")


def snooze(desk: Caller, clock: FixedClock, card: Any, **span: float) -> Any:
    until = clock() + timedelta(**span)
    return write(desk, card, "snooze", until=until.isoformat())


def test_after_an_attempt_in_spite_of_a_snooze_the_next_attempt_is_when_it_was_said_to_be(
    submit: Submit, desk: Caller, clock: FixedClock
) -> None:
    submit()
    card = claimed(desk)
    snooze(desk, clock, card, days=1)
    chosen = claimed(desk, f"/callbacks/{card['callback_id']}/claim")
    assert no_answer(desk, chosen)["not_before"] == "2026-11-23T16:00:00Z"
    clock.forward(minutes=59)
    assert desk.post(CLAIM_NEXT).status == 204
    clock.forward(minutes=1)
    assert claimed(desk)["callback_id"] == card["callback_id"]


def test_a_snooze_after_an_attempt_ends_when_it_was_said_to_end(
    submit: Submit, desk: Caller, clock: FixedClock
) -> None:
    submit()
    card = claimed(desk)
    no_answer(desk, card)
    chosen = claimed(desk, f"/callbacks/{card['callback_id']}/claim")
    snooze(desk, clock, chosen, minutes=20)
    clock.forward(minutes=20)
    assert claimed(desk)["callback_id"] == card["callback_id"]


def test_a_crisis_that_comes_again_does_not_wait_for_the_next_attempt(
    submit: Submit, desk: Caller, clock: FixedClock
) -> None:
    """Its promise is later than the next attempt, so nothing of its place has to move."""
    submit(thinking_of_self_harm=True)
    card = claimed(desk)
    no_answer(desk, card)
    clock.forward(minutes=6)
    assert desk.post(CLAIM_NEXT).status == 204
    submit(thinking_of_self_harm=True, message="It is getting worse")
    assert claimed(desk)["callback_id"] == card["callback_id"]
