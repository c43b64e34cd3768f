"""A stranger types somebody's number or address: the call that is owed there is not theirs."""

from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

import pytest

from chalicelib.callbacks.merge_rules import MOST_OF_A_SENDER
from chalicelib.intake.models import ConsultationRequestIn
from chalicelib.intake.submit_request import submit_request
from chalicelib.platform.clock import instant_text, parse_instant
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.unit_of_work import UnitOfWork
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller, Submit, a_request, attempt, claim_next, ring_twice, write

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
        ring_twice(desk, clock)
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
            until = instant_text(clock.now + timedelta(minutes=30))
            assert write(desk, claim_next(desk), "snooze", until=until).status == 200
            receipt = submit(**A, **CRISIS)
            if number:
                assert claim_next(desk) is None
                clock.now = parse_instant(receipt["respond_by"])
        assert claim_next(desk)["urgency"] == "crisis"


DAY = "2026-11-23"
CONSULTATION = "ketamine-consultation"


def book_online(visitor: Caller, starts_at: str, receipt: Any = None, **who: Any) -> Any:
    """A visitor holds a time and books it, as the sender of a request if its receipt is given."""
    named = {"request_id": receipt["request_id"]} if receipt else {}
    sender = {"Request_Token": receipt["visitor_token"]} if receipt else {}
    wish = {"location_id": "new-york", "service_id": CONSULTATION, "starts_at": starts_at, **named}
    held = visitor.post("/holds", wish, **sender)
    assert held.status == 201, held.text
    body = {"hold_token": held.json["hold_token"], **who, **named}
    reply = visitor.post("/appointments", body, **sender)
    assert reply.status == 201, reply.text
    return reply.json


@pytest.fixture
def _published(run: Runtime) -> None:
    publish_days(run, "new-york", DAY, "2026-11-27")


@pytest.mark.usefixtures("_published")
def test_a_booking_takes_as_long_whoever_asked_not_to_be_contacted_there(
    submit: Submit, visitor: Caller, desk: Caller, round_trips: RoundTrips
) -> None:
    """A stranger's own form, which is all that is owed there, is answered by their booking."""
    submit(**A)
    attempt(desk, claim_next(desk), "do-not-contact")
    sent = []
    for phone in (PHONE, "212-555-0188"):
        who = {**STRANGER, "phone": phone}
        receipt = submit(**who)
        act = partial(book_online, visitor, "2026-11-25T15:00:00Z", receipt, **who)
        sent.append(round_trips.during(act))
    known, unknown = sent
    assert known == unknown


@pytest.mark.usefixtures("_published")
def test_one_address_has_no_more_in_a_call_by_booking_and_canceling_than_by_forms(
    submit: Submit, visitor: Caller, desk: Caller
) -> None:
    """A booking answers one's own form, and canceling it gives the form back to whoever is owed."""
    days = "from=2026-11-25&to=2026-11-27"
    free = visitor.get(f"/availability?location=new-york&service={CONSULTATION}&{days}").json
    starts = [each["starts_at"] for each in free["times"]][:4]
    made = []
    for number, starts_at in enumerate(starts):
        who = {**STRANGER, "name": f"Mallory {'ABCD'[number]}stranger"}
        made.append(book_online(visitor, starts_at, submit(**who), **who))
    assert entries(desk) == [], "each was answered"
    for number in range(MOST_OF_A_SENDER):
        submit(**{**STRANGER, "name": f"Mallory {'EFGHIJKL'[number]}stranger"})
    for each in made:
        path = f"/appointments/{each['appointment_id']}/cancel"
        assert visitor.post(path, {}, Manage_Token=each["manage_token"]).status == 200
    (entry,) = entries(desk)
    card = opened(desk, entry)
    assert (len(card["occasions"]), card["beyond"]) == (MOST_OF_A_SENDER, len(made))


@pytest.mark.usefixtures("_published")
def test_visits_that_a_stranger_books_and_misses_have_her_rung_once_more_that_day(
    submit: Submit, desk: Caller, visitor: Caller, clock: FixedClock
) -> None:
    days = ["2026-11-24T15:00:00Z", "2026-11-24T16:00:00Z"]
    missed = [book_online(visitor, starts_at, **STRANGER) for starts_at in days]
    submit(**A)
    ring_twice(desk, clock)
    clock.now = parse_instant("2026-11-24T16:30:00Z")
    attempt(desk, claim_next(desk), "no-answer")
    rung = 0
    for appointment in missed:
        path = f"/staff/appointments/{appointment['appointment_id']}/no-show"
        assert desk.post(path).status == 200
        if card := claim_next(desk):
            attempt(desk, card, "no-answer")
            rung += 1
    assert rung == 1


@pytest.mark.usefixtures("_published")
def test_an_outcome_can_be_undone_though_somebody_else_cancels_a_visit_meanwhile(
    submit: Submit, desk: Caller, visitor: Caller
) -> None:
    submit(**A)
    theirs = submit(**STRANGER)
    submit(phone=PHONE, name="Cleo Example")
    booked = book_online(visitor, "2026-11-24T15:00:00Z", theirs, **STRANGER)
    card = claim_next(desk)
    (alex,) = [each for each in card["people"] if each["name"] == A["name"]]
    attempt(desk, card, "reached", person_id=alex["person_id"])
    path = f"/appointments/{booked['appointment_id']}/cancel"
    assert visitor.post(path, {}, Manage_Token=booked["manage_token"]).status == 200
    path = f"/callbacks/{card['callback_id']}/undo"
    assert desk.post(path, {"claim": card["claim"]["token"]}).json["claimed"]
    owed = {each["name"] for each in opened(desk, card)["people"] if "outcome" not in each}
    assert owed == {A["name"], STRANGER["name"], "Cleo Example"}


def flood(run: Runtime, count: int, address: str, **changes: Any) -> None:
    """So many forms from one address with her number, each under another name."""
    for number in range(count):
        first, second = divmod(number, 10)
        form = a_request(
            phone=PHONE, name=f"Guest {'abcdefghij'[first]}{'abcdefghij'[second]}x", **changes
        )
        submit_request(run, ConsultationRequestIn.model_validate(form), None, address)


class TestMoreFormsThanACallKeeps:
    NARROW: ClassVar[dict[str, Any]] = {
        "time_zone": "America/New_York",
        "call_from": "16:00",
        "call_until": "16:30",
    }

    def test_from_one_address_push_nobody_out(
        self, submit: Submit, desk: Caller, run: Runtime
    ) -> None:
        flood(run, 45, "203.0.113.7")
        flood(run, 15, "203.0.113.7", **CRISIS)
        submit_request(run, ConsultationRequestIn.model_validate(a_request(**A)), None, "192.0.2.1")
        (entry,) = entries(desk)
        card = opened(desk, entry)
        assert (len(card["occasions"]), card["beyond"]) == (13, 48)
        assert "Alex Example" in [each["name"] for each in card["people"]]

    def test_does_not_narrow_the_hours_of_whoever_is_only_counted(
        self, desk: Caller, run: Runtime
    ) -> None:
        for number in range(5):
            flood(run, 8, f"203.0.113.{number}", **self.NARROW)
        (before,) = entries(desk)
        assert not before["callable"]
        submit_request(run, ConsultationRequestIn.model_validate(a_request(**A)), None, "192.0.2.1")
        (after,) = entries(desk)
        assert after["callable"]
        assert claim_next(desk)["windows"] == []

    def test_are_owed_until_the_desk_closes_the_call(self, desk: Caller, run: Runtime) -> None:
        for _ in range(10):
            flood(run, 1, "203.0.113.7")
        card = claim_next(desk)
        assert card["beyond"] == 2
        after = attempt(desk, card, "declined")
        assert after["state"] == "claimed"
        assert [entry["callback_id"] for entry in entries(desk)] == [card["callback_id"]]
        again = card | {"claim": after["claim"]}
        closed = write(desk, again, "close", reason="resolved").json
        assert (closed["state"], closed["outcome"]) == ("closed", "resolved")

    def test_end_with_an_outcome_once_nobody_is_left_by_name(
        self, desk: Caller, run: Runtime
    ) -> None:
        for _ in range(10):
            flood(run, 1, "203.0.113.7")
        card = claim_next(desk)
        after = attempt(desk, card, "reached")
        again = card | {"claim": after["claim"]}
        wish = write(desk, again, "attempts", disposition="do-not-contact")
        assert wish.status == 422
        assert attempt(desk, again, "reached")["state"] == "closed"

    def test_a_wrong_number_ends_it_for_all_of_them(self, desk: Caller, run: Runtime) -> None:
        for _ in range(10):
            flood(run, 1, "203.0.113.7")
        assert attempt(desk, claim_next(desk), "wrong-number")["state"] == "closed"

    def test_stay_as_grave_when_an_outcome_is_undone(self, desk: Caller, run: Runtime) -> None:
        for number in range(5):
            flood(run, 8, f"198.51.100.{number}")
        card = claim_next(desk)
        attempt(desk, card, "no-answer")
        logged(desk, name="Alex Example", urgency="urgent")
        path = f"/callbacks/{card['callback_id']}/undo"
        assert desk.post(path, {"claim": card["claim"]["token"]}).status == 200
        stands = opened(desk, card)
        assert (stands["beyond"], stands["urgency"]) == (1, "urgent")


def test_a_call_with_a_long_history_is_taken_with_the_newest_of_it(
    submit: Submit, desk: Caller, run: Runtime, round_trips: RoundTrips, clock: FixedClock
) -> None:
    submit(**A)
    (entry,) = entries(desk)
    for number in range(130):
        clock.forward(seconds=1)
        work = UnitOfWork(run, "staff-ana", run.clock())
        work.record("CALLBACK", entry["callback_id"], "noted", note=f"note {number:03d}")
        work.commit()
    sent = round_trips.during(lambda: claim_next(desk))
    assert len(sent) == 5, "the callback by itself, beside what it is for a short history"
    taken = desk.post(f"/callbacks/{entry['callback_id']}/claim").json
    noted = [each["details"]["note"] for each in taken["history"] if each["what"] == "noted"]
    assert noted == [f"note {number:03d}" for number in range(30, 130)]
    assert taken["more_history"]
    card = opened(desk, entry)
    assert not card["more_history"]
    assert len([each for each in card["history"] if each["what"] == "noted"]) == 130
