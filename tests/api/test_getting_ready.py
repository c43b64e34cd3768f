"""Patients say that they come, get ready, ask for a call, and say that they are here."""

from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.scheduling.job_names import FOLLOW_UP_APPOINTMENTS
from tests.conftest import FixedClock

from .conftest import Caller
from .schedules import small_clinic
from .test_following_up import (
    Job,
    ask_to_be_left_alone,
    at,
    done,
    history,
    publish_days,
    queue,
    seen,
    tell,
)

WEDNESDAY_10 = "2026-11-25T15:00Z"
ALL = ["escort", "fasting", "no-driving"]
PERSON = {"name": "Robin Example", "phone": "212-555-0123"}


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """The packaged clinic, with one chair and one consulting room."""
    return small_clinic()


@pytest.fixture
def mine(visitor: Caller) -> Any:
    """An infusion on Wednesday at ten, booked online, with the token that opens it."""
    return booked_online(visitor)


def booked_online(visitor: Caller, starts_at: str = WEDNESDAY_10) -> Any:
    day = starts_at.partition("T")[0]
    publish_days(day, day)
    sent = visitor.post(
        "/requests",
        {
            **PERSON,
            "location_id": "new-york",
            "service_id": "ketamine-infusion",
            "consent": True,
            "started_at": "2026-11-23T13:00:00Z",
        },
    ).json
    request, proof = {"request_id": sent["request_id"]}, {"Request_Token": sent["visitor_token"]}
    wish = {"location_id": "new-york", "service_id": "ketamine-infusion", "starts_at": starts_at}
    hold = visitor.post("/holds", {**wish, **request}, **proof).json
    body = {**PERSON, **request, "hold_token": hold["hold_token"]}
    reply = visitor.post("/appointments", body, **proof)
    assert reply.status == 201, reply.text
    return reply.json


def say(visitor: Caller, appointment: Any, verb: str, status: int = 200, **body: Any) -> Any:
    path = f"/appointments/{appointment['appointment_id']}/{verb}"
    reply = visitor.post(path, body, Manage_Token=appointment["manage_token"])
    assert reply.status == status, reply.text
    return reply.json


def on_the_day(desk: Caller) -> Any:
    sheet = desk.get("/locations/new-york/day?date=2026-11-25").json
    slots = [slot for bay in sheet["bays"] for slot in bay["slots"]]
    (line,) = [slot["appointment"] for slot in slots if slot.get("appointment")]
    return line


class TestConfirming:
    def test_is_kept_in_the_history_and_seen_on_the_day(
        self, visitor: Caller, desk: Caller, mine: Any
    ) -> None:
        assert say(visitor, mine, "confirm")["readiness"]["coming_at"]
        assert on_the_day(desk)["readiness"] == "coming"
        assert ("confirmed", "visitor") in history(desk, seen(desk, mine))

    def test_twice_is_once(self, visitor: Caller, mine: Any) -> None:
        first = say(visitor, mine, "confirm")
        assert say(visitor, mine, "confirm") == first

    def test_is_for_whoever_has_the_token(self, visitor: Caller, mine: Any) -> None:
        say(visitor, {**mine, "manage_token": "x" * 43}, "confirm", status=404)

    def test_ends_with_the_appointment(self, visitor: Caller, mine: Any) -> None:
        say(visitor, mine, "cancel")
        for verb in ("confirm", "call-me", "here"):
            say(visitor, mine, verb, status=409)
        say(visitor, mine, "preparation", status=409, checked=[])

    def test_is_asked_anew_for_another_time(self, visitor: Caller, mine: Any) -> None:
        say(visitor, mine, "confirm")
        say(visitor, mine, "preparation", checked=ALL)
        moved = say(visitor, mine, "reschedule", starts_at="2026-11-25T16:30Z")
        assert "coming_at" not in moved["readiness"]
        assert moved["readiness"]["checked"] == []
        assert moved["readiness"]["confirm_by"] == "2026-11-24T16:30:00Z"


class TestStaffWhoHearThatTheyCome:
    def test_note_it_under_their_own_name_and_it_shows_on_the_day(
        self, visitor: Caller, desk: Caller, mine: Any
    ) -> None:
        noted = tell(desk, mine, "confirm", asked_by="Sam Example")
        assert noted["readiness"]["coming_at"]
        assert on_the_day(desk)["readiness"] == "coming"
        assert ("confirmed", "staff-ana") in history(desk, seen(desk, mine))
        assert tell(desk, mine, "confirm") == noted

    def test_have_nobody_called_for_it(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job, mine: Any
    ) -> None:
        tell(desk, mine, "confirm")
        tell(desk, mine, "escort", name="Sam Example")
        at(clock, "2026-11-24T15:00:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        assert queue(desk) == []

    def test_are_told_when_it_was_canceled_meanwhile(
        self, visitor: Caller, desk: Caller, mine: Any
    ) -> None:
        say(visitor, mine, "cancel")
        path = f"/staff/appointments/{mine['appointment_id']}/confirm"
        assert desk.post(path, {}).status == 409

    def test_write_over_nothing_that_they_did_not_see(
        self, visitor: Caller, desk: Caller, mine: Any
    ) -> None:
        path = f"/staff/appointments/{mine['appointment_id']}"
        etag = desk.get(path).headers["etag"]
        say(visitor, mine, "escort", name="Sam Example")
        assert desk.post(f"{path}/confirm", {}, If_Match=etag).status == 412


class TestWithoutAnAnswer:
    def test_by_the_deadline_the_desk_is_asked_to_call_once(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job, mine: Any
    ) -> None:
        assert mine["readiness"]["confirm_by"] == "2026-11-24T15:00:00Z"
        at(clock, "2026-11-24T14:59:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        at(clock, "2026-11-24T15:00:00Z")
        for _ in range(3):
            job(FOLLOW_UP_APPOINTMENTS)
        (entry,) = queue(desk)
        assert "Not confirmed: Wed, Nov 25, 10:00 am EST" in entry["reason"]
        assert ("unconfirmed", FOLLOW_UP_APPOINTMENTS) in history(desk, seen(desk, mine))
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0

    def test_once_it_has_begun_it_is_noted_and_nobody_is_called_for_it(
        self, desk: Caller, clock: FixedClock, job: Job, mine: Any
    ) -> None:
        """The job was late; they may well be at the door."""
        at(clock, "2026-11-25T15:00:00Z")
        for _ in range(3):
            assert job(FOLLOW_UP_APPOINTMENTS)["failed"] == 0
        assert ("unconfirmed", FOLLOW_UP_APPOINTMENTS) in history(desk, seen(desk, mine))
        assert queue(desk) == []

    def test_whoever_said_that_they_come_is_left_in_peace(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job, mine: Any
    ) -> None:
        say(visitor, mine, "confirm")
        say(visitor, mine, "escort", name="Sam Example")
        at(clock, "2026-11-25T15:00:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        assert queue(desk) == []

    def test_whoever_named_an_escort_has_answered(
        self, visitor: Caller, clock: FixedClock, job: Job, mine: Any
    ) -> None:
        say(visitor, mine, "escort", name="Sam Example")
        at(clock, "2026-11-25T15:00:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0

    def test_whoever_asked_not_to_be_contacted_is_not_called_for_it(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job, mine: Any
    ) -> None:
        say(visitor, mine, "escort", name="Sam Example")
        tell(desk, mine, "escort", name="Pat Example")
        ask_to_be_left_alone(desk)
        at(clock, "2026-11-24T15:00:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["failed"] == 0
        assert queue(desk) == []

    def test_nobody_is_asked_who_booked_after_the_deadline(
        self, visitor: Caller, clock: FixedClock
    ) -> None:
        at(clock, "2026-11-24T14:59:30Z")
        late = booked_online(visitor, "2026-11-25T15:00Z")
        assert late["readiness"].get("confirm_by") in (None, "2026-11-24T15:00:00Z")


class TestPreparing:
    def test_shows_the_list_of_the_service(self, mine: Any) -> None:
        assert mine["preparation"] == ALL

    def test_makes_ready_once_all_is_checked_and_they_come(
        self, visitor: Caller, desk: Caller, mine: Any
    ) -> None:
        say(visitor, mine, "preparation", checked=["no-driving", "fasting"])
        assert "readiness" not in on_the_day(desk)
        say(visitor, mine, "confirm")
        assert on_the_day(desk)["readiness"] == "coming"
        told = say(visitor, mine, "preparation", checked=ALL)
        assert told["readiness"]["checked"] == ALL
        assert on_the_day(desk)["readiness"] == "ready"
        say(visitor, mine, "preparation", checked=["fasting"])
        assert on_the_day(desk)["readiness"] == "coming"
        assert history(desk, seen(desk, mine)).count(("prepared", "visitor")) == 3

    def test_refuses_what_is_on_no_list(self, visitor: Caller, mine: Any) -> None:
        say(visitor, mine, "preparation", status=422, checked=["a blanket"])


class TestAskingForACall:
    def test_is_an_occasion_of_its_own(self, visitor: Caller, desk: Caller, mine: Any) -> None:
        assert queue(desk) == []
        say(visitor, mine, "call-me")
        (entry,) = queue(desk)
        assert entry["source"] == "call-asked"
        assert entry["reason"] == "Asks for a call about Wed, Nov 25, 10:00 am EST"
        assert ("call-asked", "visitor") in history(desk, seen(desk, mine))

    def test_again_on_that_day_is_no_second_one(
        self, visitor: Caller, desk: Caller, mine: Any
    ) -> None:
        assert say(visitor, mine, "call-me") == say(visitor, mine, "call-me")
        assert len(queue(desk)) == 1


class TestBeingHere:
    def test_can_be_said_shortly_before_and_not_earlier(
        self, visitor: Caller, desk: Caller, clock: FixedClock, mine: Any
    ) -> None:
        assert mine["here_from"] == "2026-11-25T14:00:00Z"
        at(clock, "2026-11-25T13:59:00Z")
        refused = say(visitor, mine, "here", status=409)
        assert refused["possible_from"] == "2026-11-25T14:00:00Z"
        at(clock, "2026-11-25T14:00:00Z")
        say(visitor, mine, "here")
        shown = on_the_day(desk)
        assert (shown["readiness"], shown["status"]) == ("here", "booked")
        assert ("here", "visitor") in history(desk, seen(desk, mine))

    def test_nobody_who_said_so_is_given_up_while_the_desk_is_busy(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job, mine: Any
    ) -> None:
        say(visitor, mine, "escort", name="Sam Example")
        at(clock, "2026-11-25T14:50:00Z")
        say(visitor, mine, "here")
        at(clock, "2026-11-25T15:45:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        assert tell(desk, mine, "check-in")["status"] == "arrived"

    def test_whoever_was_never_seen_is_given_up_at_the_end(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job, mine: Any
    ) -> None:
        say(visitor, mine, "escort", name="Sam Example")
        at(clock, "2026-11-25T14:50:00Z")
        say(visitor, mine, "here")
        at(clock, "2026-11-25T16:30:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert seen(desk, mine)["status"] == "noshow"
