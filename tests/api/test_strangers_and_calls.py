"""A stranger types somebody's number or address: the call that is owed there is not theirs."""

from typing import Any

from chalicelib.platform.clock import parse_instant
from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock

from .conftest import Caller, Submit, attempt, claim_next, write

PHONE = "212-555-0155"
A = {"name": "Alex Example", "phone": PHONE}
STRANGER = {"name": "Mallory Stranger", "phone": PHONE}
BY_EMAIL = {"phone": None, "email": "alex@example.com"}
CRISIS = {"thinking_of_self_harm": True}


def entries(desk: Caller) -> list[Any]:
    """The lines of the queue."""
    listed: list[Any] = desk.get("/locations/new-york/queue").json["entries"]
    return listed


def opened(desk: Caller, card: Any) -> Any:
    """The callback as it now stands."""
    return desk.get(f"/callbacks/{card['callback_id']}").json


def logged(desk: Caller, **call: Any) -> None:
    """The desk writes down a call that came in."""
    body = {"phone": PHONE, "reason": "rang back", **call}
    assert desk.post("/locations/new-york/incoming-calls", body).status == 201


def people(desk: Caller) -> list[Any]:
    """Each person of the only call, by the name and the sources of what is theirs."""
    (entry,) = entries(desk)
    card = opened(desk, entry)
    return [
        (each.get("name"), [asked["source"] for asked in each["occasions"]])
        for each in card["people"]
    ]


class TestAStrangersTimeZone:
    def test_does_not_keep_a_request_by_email_out_of_take_next(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(**BY_EMAIL, name="Mallory Stranger", time_zone="Asia/Shanghai")
        submit(**BY_EMAIL, name="Alex Example", time_zone="America/New_York")
        (entry,) = entries(desk)
        assert entry["callable"]
        assert claim_next(desk)["caller_zones"] == []


class TestACallLoggedWithoutAName:
    def test_is_not_the_strangers_who_sent_a_form_with_that_number(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(**STRANGER)
        logged(desk)
        assert people(desk) == [
            ("Mallory Stranger", ["consultation-request"]),
            (None, ["incoming-call"]),
        ]

    def test_is_hers_whose_name_the_desk_took_down_whatever_a_stranger_sends(
        self, submit: Submit, desk: Caller
    ) -> None:
        logged(desk, name="Alex Example")
        submit(**STRANGER)
        logged(desk)
        assert people(desk) == [
            ("Alex Example", ["incoming-call", "incoming-call"]),
            ("Mallory Stranger", ["consultation-request"]),
        ]

    def test_stays_owed_when_the_stranger_is_answered(self, submit: Submit, desk: Caller) -> None:
        submit(**STRANGER)
        logged(desk)
        card = claim_next(desk)
        (stranger,) = [each for each in card["people"] if each.get("name")]
        after = attempt(desk, card, "declined", person_id=stranger["person_id"])
        assert after["state"] == "claimed"


class TestACrisisFormAMinute:
    def test_does_not_have_her_rung_again_and_again(
        self, submit: Submit, desk: Caller, clock: FixedClock, run: Runtime
    ) -> None:
        submit(**A)
        rung = 0
        minutes = 2 * run.clinic.callbacks.crisis_retry_minutes - 1
        for _ in range(minutes):
            submit(**STRANGER, **CRISIS)
            if card := claim_next(desk):
                attempt(desk, card, "no-answer")
                rung += 1
            clock.forward(minutes=1)
        assert rung <= 3, "at once, once more for the first further one, and when the wait is over"

    def test_ends_a_wait_of_hours_the_first_time(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A)
        for _ in range(2):
            after = attempt(desk, claim_next(desk), "no-answer")
            clock.now = parse_instant(after["not_before"])
        attempt(desk, claim_next(desk), "no-answer")
        submit(**STRANGER, **CRISIS)
        assert claim_next(desk)["urgency"] == "crisis"

    def test_does_not_hinder_one_that_the_desk_takes_down(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A, **CRISIS)
        for _ in range(2):
            attempt(desk, claim_next(desk), "no-answer")
            submit(**STRANGER, **CRISIS)
        assert claim_next(desk) is None
        logged(desk, name="Alex Example", urgency="crisis")
        assert claim_next(desk)["urgency"] == "crisis"

    def test_wakes_a_snoozed_call_when_it_was_promised_each_time(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A, **CRISIS)
        for number in range(2):
            until = "2026-12-01T15:00:00Z"
            assert write(desk, claim_next(desk), "snooze", until=until).status == 200
            receipt = submit(**A, **CRISIS)
            if number:
                assert claim_next(desk) is None
                clock.now = parse_instant(receipt["respond_by"])
        assert claim_next(desk)["urgency"] == "crisis"
