"""Staff note on an appointment what is to be known of it on the day; no visitor ever sees it."""

from datetime import datetime
from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.history import load_events
from chalicelib.scheduling.appointments.note_models import MOST_NOTES
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller

AT_10 = "2026-11-25T15:00:00Z"
PERSON = {"name": "Robin Example", "phone": "212-555-0123"}
INFUSION = "ketamine-infusion"
WORDS = "Prefers the chair by the window."


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's schedule of Wednesday is published."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-25")


@pytest.fixture
def booked(visitor: Caller) -> Any:
    """What a visitor booked, as they were told."""
    wish = {"location_id": "new-york", "service_id": INFUSION, "starts_at": AT_10}
    token = visitor.post("/holds", wish).json["hold_token"]
    reply = visitor.post("/appointments", {"hold_token": token, **PERSON})
    assert reply.status == 201, reply.text
    return reply.json


@pytest.fixture
def path(booked: Any) -> str:
    """Where staff find that appointment."""
    return f"/staff/appointments/{booked['appointment_id']}"


def texts(reply: Any) -> list[str]:
    return [note["text"] for note in reply.json["notes"]]


def brief(desk: Caller) -> Any:
    sheet = desk.get("/locations/new-york/day?date=2026-11-25").json
    slots = [slot for bay in sheet["bays"] for slot in bay["slots"]]
    (line,) = [slot["appointment"] for slot in slots if slot.get("appointment")]
    return line


class TestANote:
    def test_says_what_by_whom_and_when(self, desk: Caller, path: str, clock: FixedClock) -> None:
        clock.forward(minutes=5)
        reply = desk.post(f"{path}/note", {"note": f"  {WORDS} "}, If_Match='"1"')
        (note,) = reply.json["notes"]
        assert (reply.status, reply.headers["etag"]) == (200, '"2"')
        assert note == {"text": WORDS, "by": note["by"], "at": "2026-11-23T15:05:00Z"}
        assert desk.get(path).json == reply.json

    def test_stands_in_the_history_with_who_and_when(
        self, desk: Caller, path: str, run: Runtime
    ) -> None:
        note = desk.post(f"{path}/note", {"note": WORDS}).json["notes"][0]
        event = next(
            each
            for each in load_events(run.table, "APPOINTMENT", path.rpartition("/")[2])
            if each.what == "noted"
        )
        assert (event.by, event.details) == (note["by"], {"note": WORDS})

    def test_is_counted_on_the_day_and_not_read_out_there(self, desk: Caller, path: str) -> None:
        assert "notes" not in brief(desk)
        desk.post(f"{path}/note", {"note": WORDS})
        shown = brief(desk)
        assert (shown["notes"], shown["version"]) == (1, 2)
        assert WORDS not in str(shown)

    def test_is_shown_to_no_visitor(
        self, desk: Caller, visitor: Caller, booked: Any, path: str
    ) -> None:
        desk.post(f"{path}/note", {"note": WORDS})
        own = visitor.get(
            f"/appointments/{booked['appointment_id']}", Manage_Token=booked["manage_token"]
        )
        assert own.status == 200
        assert WORDS not in own.text
        assert "notes" not in own.json

    def test_changes_nothing_that_its_visitor_sees_or_has_seen(
        self, desk: Caller, visitor: Caller, booked: Any, path: str
    ) -> None:
        own = f"/appointments/{booked['appointment_id']}"
        token = booked["manage_token"]
        before = visitor.get(own, Manage_Token=token)
        for number in range(MOST_NOTES + 1):
            assert desk.post(f"{path}/note", {"note": f"Note {number}"}).status == 200
        after = visitor.get(own, Manage_Token=token)
        assert (after.json, after.headers["etag"]) == (before.json, before.headers["etag"])
        seen = before.headers["etag"]
        assert visitor.post(f"{own}/cancel", Manage_Token=token, If_Match=seen).status == 200

    def test_hides_no_change_from_its_visitor(
        self, desk: Caller, visitor: Caller, booked: Any, path: str
    ) -> None:
        own, token = f"/appointments/{booked['appointment_id']}", booked["manage_token"]
        desk.post(f"{path}/note", {"note": WORDS})
        assert desk.post(f"{path}/escort", {"name": "Sam Example"}).status == 200
        late = visitor.post(f"{own}/cancel", Manage_Token=token, If_Match='"1"')
        assert late.status == 412

    def test_is_written_by_staff_alone(self, visitor: Caller, path: str) -> None:
        assert visitor.post(f"{path}/note", {"note": WORDS}).status == 401

    def test_is_never_in_the_log(
        self, desk: Caller, path: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert desk.post(f"{path}/note", {"note": WORDS}).status == 200
        assert desk.post(f"{path}/note", {"note": WORDS * 20}).status == 422
        assert WORDS not in capsys.readouterr().out

    @pytest.mark.parametrize("note", ["", "   ", "x" * 501])
    def test_of_no_words_or_too_many_is_refused(self, desk: Caller, path: str, note: str) -> None:
        reply = desk.post(f"{path}/note", {"note": note})
        assert reply.status == 422
        assert texts(desk.get(path)) == []

    def test_can_be_added_however_the_appointment_stands(
        self, desk: Caller, path: str, clock: FixedClock
    ) -> None:
        desk.post(f"{path}/cancel", {})
        assert texts(desk.post(f"{path}/note", {"note": WORDS})) == [WORDS]

    def test_beyond_the_last_that_is_kept_lets_the_oldest_go_but_for_the_history(
        self, desk: Caller, path: str, run: Runtime
    ) -> None:
        for number in range(MOST_NOTES + 1):
            reply = desk.post(f"{path}/note", {"note": f"Note {number}"})
        assert texts(reply) == [f"Note {number}" for number in range(1, MOST_NOTES + 1)]
        events = load_events(run.table, "APPOINTMENT", path.rpartition("/")[2])
        assert sum(event.what == "noted" for event in events) == MOST_NOTES + 1


class TestANoteSentAgain:
    def test_is_one_note_also_when_a_colleague_added_theirs_meanwhile(
        self, desk: Caller, colleague: Caller, path: str
    ) -> None:
        first = desk.post(f"{path}/note", {"note": WORDS}, If_Match='"1"')
        assert first.status == 200
        colleague.post(f"{path}/note", {"note": "Running late."}, If_Match='"2"')
        again = desk.post(f"{path}/note", {"note": WORDS}, If_Match='"1"')
        assert again.status == 200
        assert texts(again) == [WORDS, "Running late."]

    def test_leaves_what_was_done_before_it_to_be_sent_again(
        self, desk: Caller, colleague: Caller, path: str, clock: FixedClock
    ) -> None:
        clock.now = datetime.fromisoformat(AT_10)
        assert desk.post(f"{path}/check-in", If_Match='"1"').status == 200
        colleague.post(f"{path}/note", {"note": WORDS})
        again = desk.post(f"{path}/check-in", If_Match='"1"')  # the first answer got lost
        assert (again.status, again.json["status"]) == (200, "arrived")

    def test_about_a_later_version_is_another_with_the_same_words(
        self, desk: Caller, path: str
    ) -> None:
        desk.post(f"{path}/note", {"note": "Called, no answer."}, If_Match='"1"')
        later = desk.post(f"{path}/note", {"note": "Called, no answer."}, If_Match='"2"')
        assert texts(later) == ["Called, no answer."] * 2

    def test_without_a_version_is_the_same_by_its_words(self, desk: Caller, path: str) -> None:
        for _ in range(2):
            reply = desk.post(f"{path}/note", {"note": WORDS})
        assert texts(reply) == [WORDS]


class TestArrival:
    def test_is_told_with_its_time_on_the_day_and_outlives_later_changes(
        self, desk: Caller, path: str, clock: FixedClock
    ) -> None:
        assert "arrived_at" not in brief(desk)
        clock.forward(hours=48, minutes=40)
        assert desk.post(f"{path}/check-in").json["arrived_at"] == "2026-11-25T15:40:00Z"
        clock.forward(minutes=10)
        desk.post(f"{path}/note", {"note": WORDS})
        assert brief(desk)["arrived_at"] == "2026-11-25T15:40:00Z"
