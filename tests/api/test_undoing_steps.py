"""What the desk says of a patient's day by a slip can be taken back for a day, exactly."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.aftercare.booster_store import load_infusion_of
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Submit, attempt, claim_next
from .killer import whenever

HERE = "/locations/new-york"
AT_10 = "2026-11-25T15:00:00Z"
INFUSION = "ketamine-infusion"
FOLLOW_UP = "follow-up-appointments"
ROBIN = {"name": "Robin Example", "phone": "212-555-0123"}
HOME = {"escort": {"name": "Sam Example"}}

Job = Callable[[str], Any]


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")


@pytest.fixture
def booked(desk: Caller, clock: FixedClock) -> Any:
    """An infusion at ten; it is 10:30 now, and their chair is empty."""
    made = book(desk, AT_10)
    clock.forward(hours=48, minutes=30)
    return made


def book(desk: Caller, starts_at: str) -> Any:
    body = {"service_id": INFUSION, "starts_at": starts_at, **ROBIN}
    reply = desk.post(f"{HERE}/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


def tell(desk: Caller, appointment: Any, verb: str, body: Any = None, **headers: str) -> Any:
    path = f"/staff/appointments/{appointment['appointment_id']}/{verb}"
    return desk.post(path, body if body is not None else {}, **headers)


def step(desk: Caller, appointment: Any, verb: str, body: Any = None) -> Any:
    reply = tell(desk, appointment, verb, body)
    assert reply.status == 200, reply.text
    return reply.json


def undo(desk: Caller, appointment: Any, which: str) -> Any:
    return step(desk, appointment, "undo", {"step": which})


def seen(desk: Caller, appointment: Any) -> Any:
    return desk.get(f"/staff/appointments/{appointment['appointment_id']}").json


def standing(shown: Any) -> Any:
    """All that is shown of it, but what counts its changes."""
    return {name: value for name, value in shown.items() if name not in ("version", "undo")}


def queue(desk: Caller) -> Any:
    return desk.get(f"{HERE}/queue").json["entries"]


def history(desk: Caller, appointment: Any) -> list[tuple[str, str]]:
    entries = desk.get(f"/people/{appointment['person_id']}/timeline").json["entries"]
    return [
        (entry["what"], entry["by"])
        for entry in entries
        if entry["kind"] == "appointment" and entry["what"] not in ("viewed", "booked")
    ]


def kind(reply: Any) -> tuple[int, str]:
    return reply.status, reply.json["type"].rpartition(":")[2]


class TestACheckIn:
    def test_undone_leaves_all_as_it_was_and_both_on_record(
        self, desk: Caller, booked: Any, clock: FixedClock
    ) -> None:
        before = seen(desk, booked)
        arrived = step(desk, booked, "check-in")
        clock.forward(minutes=1)
        assert arrived["undo"] == {"step": "check-in", "until": "2026-11-26T15:30:00Z"}
        after = undo(desk, booked, "check-in")
        assert standing(after) == standing(before)
        assert "undo" not in after
        assert history(desk, booked)[:2] == [("undone", "staff-ana"), ("arrived", "staff-ana")]

    def test_shows_on_the_day_that_they_are_awaited_again(self, desk: Caller, booked: Any) -> None:
        step(desk, booked, "check-in")
        undo(desk, booked, "check-in")
        sheet = desk.get(f"{HERE}/day?date=2026-11-25").json
        slots = [slot for bay in sheet["bays"] for slot in bay["slots"]]
        (brief,) = [slot["appointment"] for slot in slots if "appointment" in slot]
        assert brief["status"] == "booked"
        assert "arrived_at" not in brief

    def test_undone_after_the_grace_gives_nobody_up_at_once(
        self, desk: Caller, booked: Any, clock: FixedClock, job: Job
    ) -> None:
        step(desk, booked, "check-in")
        undo(desk, booked, "check-in")
        job(FOLLOW_UP)
        assert seen(desk, booked)["status"] == "booked"
        clock.forward(minutes=61)  # the appointment is over by then
        job(FOLLOW_UP)
        assert seen(desk, booked)["status"] == "noshow"
        (call,) = queue(desk)
        assert call["source"] == "no-show"

    def test_of_whoever_came_after_all_makes_them_a_no_show_again_with_its_call(
        self, desk: Caller, booked: Any
    ) -> None:
        missed = step(desk, booked, "no-show")
        step(desk, booked, "check-in")
        assert standing(undo(desk, booked, "check-in")) == standing(missed)
        assert [call["source"] for call in queue(desk)] == ["no-show"]
        undo(desk, booked, "no-show")
        assert queue(desk) == []


class TestANoShow:
    @pytest.mark.parametrize("by_the_job", [False, True])
    def test_undone_owes_no_call_and_they_can_be_checked_in(
        self, desk: Caller, booked: Any, job: Job, by_the_job: bool
    ) -> None:
        before = seen(desk, booked)
        _ = job(FOLLOW_UP) if by_the_job else step(desk, booked, "no-show")
        assert [call["source"] for call in queue(desk)] == ["no-show"]
        assert standing(undo(desk, booked, "no-show")) == standing(before)
        assert queue(desk) == []
        step(desk, booked, "check-in")

    def test_leaves_what_else_they_are_owed_as_it_stood(
        self, desk: Caller, booked: Any, submit: Submit
    ) -> None:
        submit(name=ROBIN["name"], phone=ROBIN["phone"])
        (owed,) = queue(desk)
        step(desk, booked, "no-show")
        assert queue(desk) != [owed]
        undo(desk, booked, "no-show")
        (left,) = queue(desk)
        same = ("callback_id", "source", "reason", "urgency", "respond_by", "people")
        assert {name: left[name] for name in same} == {name: owed[name] for name in same}

    def test_whose_call_was_made_stays_made(self, desk: Caller, booked: Any) -> None:
        step(desk, booked, "no-show")
        attempt(desk, claim_next(desk), "reached")
        undo(desk, booked, "no-show")
        assert queue(desk) == []

    def test_one_after_all_is_owed_a_call_anew(self, desk: Caller, booked: Any) -> None:
        for _ in range(2):
            step(desk, booked, "no-show")
            assert [call["source"] for call in queue(desk)] == ["no-show"]
            undo(desk, booked, "no-show")
            assert queue(desk) == []

    def test_leaves_the_call_about_their_escort(
        self, desk: Caller, clock: FixedClock, booked: Any, job: Job
    ) -> None:
        clock.now = clock.now.replace(day=24, hour=22)
        job(FOLLOW_UP)
        assert [call["source"] for call in queue(desk)] == ["escort-unconfirmed"]
        clock.now = clock.now.replace(day=25, hour=15, minute=30)
        step(desk, booked, "no-show")
        undo(desk, booked, "no-show")
        assert [call["source"] for call in queue(desk)] == ["escort-unconfirmed"]


class TestThatItWasCompleted:
    def test_undone_says_that_they_are_here_and_asks_again_how_they_get_home(
        self, desk: Caller, booked: Any
    ) -> None:
        arrived = step(desk, booked, "check-in")
        done = step(desk, booked, "fulfil", HOME)
        assert done["went_home"] == {"name": "Sam Example"}
        again = undo(desk, booked, "fulfil")
        assert standing(again) == standing(arrived)
        assert again["undo"]["step"] == "check-in"
        assert tell(desk, booked, "fulfil").status == 422

    def test_by_mistake_makes_no_booster_due(
        self, desk: Caller, booked: Any, clock: FixedClock, job: Job
    ) -> None:
        step(desk, booked, "check-in")
        step(desk, booked, "fulfil", HOME)
        undo(desk, booked, "fulfil")
        clock.forward(hours=24 * 7 * 5)
        job(FOLLOW_UP)
        assert queue(desk) == []

    def test_written_down_late_and_undone_owes_no_call_about_a_booster(
        self, desk: Caller, booked: Any, clock: FixedClock, job: Job
    ) -> None:
        step(desk, booked, "check-in")
        clock.forward(hours=24 * 7 * 5)
        for _ in range(2):
            step(desk, booked, "fulfil", HOME)
            job(FOLLOW_UP)
            assert [call["source"] for call in queue(desk)] == ["booster-due"]
            undo(desk, booked, "fulfil")
            job(FOLLOW_UP)
            assert queue(desk) == []

    def test_undone_while_a_later_one_is_completed_leaves_the_later_one_the_last(
        self, run: Runtime, desk: Caller, booked: Any, clock: FixedClock
    ) -> None:
        publish_days(run, "new-york", "2026-11-30", "2026-11-30")
        friday, monday = (book(desk, f"2026-11-{day}T15:00:00Z") for day in (27, 30))
        for visit, days in ((booked, 2), (friday, 3)):
            step(desk, visit, "check-in")
            clock.forward(hours=24 * days)
            step(desk, visit, "fulfil", HOME)
        step(desk, monday, "check-in")
        completed = partial(step, desk, monday, "fulfil", HOME)
        undone = partial(undo, desk, friday, "fulfil")
        for _ in whenever(run, undone, completed, more_than=2):
            last = load_infusion_of(run.table, booked["person_id"])
            assert last is not None
            assert last.appointment_id == monday["appointment_id"]


class TestTakingBack:
    def test_is_possible_for_a_day(self, desk: Caller, booked: Any, clock: FixedClock) -> None:
        step(desk, booked, "check-in")
        clock.forward(hours=24)
        assert seen(desk, booked)["undo"]["step"] == "check-in"
        clock.forward(seconds=1)
        refused = tell(desk, booked, "undo", {"step": "check-in"})
        assert kind(refused) == (409, "step-undo-over")
        assert "undo" not in seen(desk, booked)

    def test_what_was_not_done_is_refused(self, desk: Caller, booked: Any) -> None:
        assert kind(tell(desk, booked, "undo", {"step": "check-in"})) == (409, "appointment-state")
        step(desk, booked, "check-in")
        assert kind(tell(desk, booked, "undo", {"step": "fulfil"})) == (409, "appointment-state")

    def test_again_is_once(self, desk: Caller, booked: Any) -> None:
        step(desk, booked, "check-in")
        replies = [
            tell(desk, booked, "undo", {"step": "check-in"}, If_Match='"2"') for _ in range(2)
        ]
        assert [reply.status for reply in replies] == [200, 200]
        assert replies[0].json == replies[1].json
        assert [what for what, _ in history(desk, booked)].count("undone") == 1

    def test_what_was_not_seen_is_not_undone(self, desk: Caller, booked: Any) -> None:
        step(desk, booked, "check-in")
        stale = tell(desk, booked, "undo", {"step": "check-in"}, If_Match='"1"')
        assert kind(stale) == (412, "version")

    def test_no_visitor_does(self, visitor: Caller, booked: Any) -> None:
        assert tell(visitor, booked, "undo", {"step": "check-in"}).status in (401, 403)


class TestTheWayHome:
    def test_without_a_confirmed_escort_completing_asks(self, desk: Caller, booked: Any) -> None:
        step(desk, booked, "check-in")
        refused = tell(desk, booked, "fulfil")
        assert refused.status == 422
        assert [each["field"] for each in refused.json["errors"]] == ["escort"]
        assert seen(desk, booked)["status"] == "arrived"

    @pytest.mark.parametrize("answer", [{}, {"name": "Sam", "none_because": "walked"}])
    def test_one_answer_is_given(self, desk: Caller, booked: Any, answer: Any) -> None:
        step(desk, booked, "check-in")
        refused = tell(desk, booked, "fulfil", {"escort": answer})
        assert (refused.status, refused.json["errors"][0]["field"]) == (422, "escort")

    def test_nobody_and_why_is_on_record(self, desk: Caller, booked: Any) -> None:
        step(desk, booked, "check-in")
        why = {"none_because": "Stayed two hours longer; the doctor let them go."}
        done = step(desk, booked, "fulfil", {"escort": why})
        assert done["went_home"] == why
        entries = desk.get(f"/people/{booked['person_id']}/timeline").json["entries"]
        (told,) = [entry["details"] for entry in entries if entry["what"] == "fulfilled"]
        assert told["no_escort"] == why["none_because"]

    def test_the_escort_can_be_confirmed_of_whoever_is_here(
        self, desk: Caller, booked: Any
    ) -> None:
        step(desk, booked, "check-in")
        here = step(desk, booked, "escort", {"name": "Sam Example"})
        assert here["escort"]["confirmed_at"]
        assert step(desk, booked, "fulfil")["status"] == "fulfilled"

    def test_nobody_is_asked_of_a_service_without_an_escort(
        self, desk: Caller, clock: FixedClock
    ) -> None:
        body = {"service_id": "follow-up", "starts_at": "2026-11-25T14:00:00Z", **ROBIN}
        made = desk.post(f"{HERE}/appointments", body).json
        clock.forward(hours=48)
        step(desk, made, "check-in")
        assert step(desk, made, "fulfil")["status"] == "fulfilled"

    def test_a_colleague_who_says_otherwise_is_told_that_it_was_completed(
        self, desk: Caller, booked: Any
    ) -> None:
        step(desk, booked, "check-in")
        step(desk, booked, "fulfil", HOME)
        assert step(desk, booked, "fulfil", HOME)["went_home"] == HOME["escort"]
        other = tell(desk, booked, "fulfil", {"escort": {"none_because": "Nobody came."}})
        assert kind(other) == (409, "appointment-state")
