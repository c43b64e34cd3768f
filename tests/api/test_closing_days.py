"""A manager closes a day or a part of it at once, and reopens it; whom it hits is called."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from chalicelib.clinic import Clinic, Closure
from chalicelib.messaging.models import MessageKind, MessageState
from chalicelib.messaging.store import load_messages_about
from chalicelib.platform.current_closings import CurrentClosings
from chalicelib.platform.runtime import Runtime, using
from chalicelib.scheduling.aftercare.follow_up import follow_up_appointments
from chalicelib.scheduling.appointments.tell_appointment import TELLERS
from chalicelib.scheduling.closings.close_day import close_day
from chalicelib.scheduling.closings.follow_closing import follow_closing
from chalicelib.scheduling.closings.models import ClosingIn
from chalicelib.scheduling.closings.reopen_day import reopen_day
from chalicelib.scheduling.slots.models import UNDO_TIME, SlotStatus
from chalicelib.scheduling.slots.release_slots import release_slots
from chalicelib.scheduling.slots.store import load_day
from chalicelib.scheduling.waitlist.offer_freed_slot import offer_freed_slots
from chalicelib.web.job_registry import JOBS
from tests.conftest import FixedClock, RoundTrips
from tests.prepared import prepared
from tests.published import publish_days

from .conftest import Caller, Submit, claim_next, write
from .killer import Killed, Killer, killing
from .schedules import TUESDAY, at_clinic, publish, the_day
from .waiters import join, listed, put_on

HERE = "/locations/new-york"
SNOW = {"date": str(TUESDAY), "reason": "Snow", "shown_to_visitors": True}
SEVEN = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
"""Tuesday, 7 am in New York."""
ELEVEN, ONE, TWO = (f"2026-11-24T{hour}:00:00Z" for hour in (16, 18, 19))
CHAIR_ELEVEN = "2026-11-24T16:30:00Z"


@pytest.fixture
def run(run: Runtime) -> Iterator[Runtime]:
    """The same world, where a process knows what was closed."""
    with using(replace(run, closings=CurrentClosings())) as aware:
        yield aware


@pytest.fixture(autouse=True)
def published(run: Runtime, clock: FixedClock) -> None:
    """Tuesday's times are there, and it is seven in the morning."""

    def until_seven() -> None:
        publish_days(run, "new-york", str(TUESDAY), "2026-11-25")
        clock.now = SEVEN
        release_slots(run, lambda: 60.0)

    prepared(run, "two days, at seven on the first", until_seven)


def booked(desk: Caller, at: str = ONE, number: int = 1, **more: Any) -> Any:
    body = {
        "service_id": "ketamine-consultation",
        "starts_at": at,
        "name": f"Person{number} Example",
        "phone": f"212-555-01{number:02}",
        **more,
    }
    reply = desk.post(f"{HERE}/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


def booked_online(visitor: Caller) -> Any:
    person = {"name": "Robin Example", "phone": "212-555-0177"}
    held = {"hold_token": hold(visitor).json["hold_token"]}
    reply = visitor.post("/appointments", {**held, **person})
    assert reply.status == 201, reply.text
    return reply.json


def close(manager: Caller, **more: Any) -> Any:
    reply = manager.post(f"{HERE}/closings", {**SNOW, **more})
    assert reply.status == 201, reply.text
    return reply.json


def reopen(manager: Caller, closing: Any) -> Any:
    reply = manager.post(f"{HERE}/closings/{closing['closing_id']}/reopen")
    assert reply.status == 200, reply.text
    return reply.json


def closings(desk: Caller) -> Any:
    return desk.get(f"{HERE}/closings?date={TUESDAY}").json["closings"]


def progress(desk: Caller) -> list[str]:
    return [call["progress"] for each in closings(desk) for call in each["calls"]]


def queue(desk: Caller) -> list[Any]:
    rows: list[Any] = desk.get(f"{HERE}/queue").json["entries"]
    return rows


def times(visitor: Caller, service: str = "ketamine-consultation") -> list[str]:
    path = f"/availability?location=new-york&service={service}&from={TUESDAY}&to={TUESDAY}"
    return [each["starts_at"] for each in visitor.get(path).json["times"]]


def statuses(run: Runtime) -> dict[str, str]:
    return {slot.slot_id: str(slot.status) for slot in the_day(run).slots}


def freed_times_offered(run: Runtime, clock: FixedClock) -> None:
    """What was given up has rested, and a job has seen to it."""
    clock.now += UNDO_TIME
    offer_freed_slots(run, lambda: 60.0)


def kind(reply: Any) -> str:
    return str(reply.json["type"]).rpartition(":")[2]


def hold(visitor: Caller, at: str = ONE) -> Any:
    wish = {"location_id": "new-york", "service_id": "ketamine-consultation", "starts_at": at}
    return visitor.post("/holds", wish)


class TestASnowDay:
    def test_no_time_of_it_is_on_sale_any_more(self, manager: Caller, visitor: Caller) -> None:
        assert times(visitor)
        close(manager)
        assert times(visitor) == []
        assert kind(hold(visitor)) == "time-not-bookable"

    def test_whoever_was_about_to_book_is_told_that_the_time_is_gone(
        self, manager: Caller, visitor: Caller, desk: Caller
    ) -> None:
        held = hold(visitor).json
        close(manager)
        body = {"hold_token": held["hold_token"], "name": "Robin Example", "phone": "212-555-0177"}
        assert kind(visitor.post("/appointments", body)) == "hold-lost"
        assert queue(desk) == []

    def test_everybody_who_is_booked_is_to_be_called_the_soonest_first(
        self, manager: Caller, desk: Caller
    ) -> None:
        booked(desk, TWO, 1)
        booked(desk, ELEVEN, 2)
        booked(desk, ONE, 3)
        calls = close(manager)["calls"]
        assert [call["starts_at"] for call in calls] == [ELEVEN, ONE, TWO]
        assert {call["progress"] for call in calls} == {"to-make"}
        rows = queue(desk)
        assert [row["callback_id"] for row in rows] == [call["callback_id"] for call in calls]
        assert {row["source"] for row in rows} == {"clinic-closed"}
        assert {row["urgency"] for row in rows} == {"urgent"}

    def test_how_far_the_calls_are_is_seen(
        self, manager: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        first, second = booked(desk, ELEVEN, 1), booked(desk, ONE, 2)
        close(manager)
        clock.forward(hours=1)  # nobody is called before eight
        write(desk, claim_next(desk), "close", reason="resolved")
        assert progress(desk) == ["called", "to-make"]
        moved = {"starts_at": "2026-11-25T18:00:00Z"}
        path = f"/staff/appointments/{second['appointment_id']}"
        assert desk.post(f"{path}/reschedule", moved).status == 200
        assert progress(desk) == ["called", "settled"]
        assert "closing" not in desk.get(path).json
        assert first["appointment_id"] != second["appointment_id"]

    def test_promises_made_from_now_on_know_it(self, manager: Caller, submit: Submit) -> None:
        close(manager)
        assert submit()["respond_by_local"].startswith("Wednesday")

    def test_the_pages_say_why_and_when_it_opens(self, manager: Caller, visitor: Caller) -> None:
        close(manager)
        page = visitor.get("/", Accept="text/html").text
        assert "Closed today: Snow. Opens Wednesday at 8:30 am" in page

    def test_a_reason_that_visitors_are_not_told_is_told_to_none(
        self, manager: Caller, visitor: Caller, desk: Caller
    ) -> None:
        patient = booked_online(visitor)
        close(manager, reason="Doctor unwell", shown_to_visitors=False)
        pages = visitor.get("/", Accept="text/html").text + visitor.get("/clinic").text
        assert "unwell" not in pages
        assert "Closed now: opens Wednesday at 8:30 am" in pages
        told = visitor.get(
            f"/appointments/{patient['appointment_id']}", Manage_Token=patient["manage_token"]
        )
        assert told.json["clinic_closed"] == {}
        assert "unwell" not in told.text
        assert desk.get(f"{HERE}/day?date={TUESDAY}").json["closings"][0]["reason"] == (
            "Doctor unwell"
        )

    def test_whoever_has_an_appointment_then_sees_it_on_their_page(
        self, manager: Caller, visitor: Caller, desk: Caller
    ) -> None:
        patient = booked_online(visitor)
        seen = f"/appointments/{patient['appointment_id']}"
        headers = {"Manage_Token": patient["manage_token"]}
        assert "clinic_closed" not in visitor.get(seen, **headers).json
        closing = close(manager)
        assert visitor.get(seen, **headers).json["clinic_closed"] == {"reason": "Snow"}
        reopen(manager, closing)
        assert "clinic_closed" not in visitor.get(seen, **headers).json

    def test_what_is_canceled_in_it_is_offered_to_nobody(
        self, manager: Caller, desk: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        patient = booked(desk, CHAIR_ELEVEN, service_id="ketamine-infusion")
        entry = put_on(desk, 2)
        close(manager)
        path = f"/staff/appointments/{patient['appointment_id']}/cancel"
        assert desk.post(path, {}).status == 200
        freed_times_offered(run, clock)
        assert listed(desk, entry) == "waiting"
        assert set(statuses(run).values()) <= {"blocked", "released"}

    def test_an_offer_of_a_time_in_it_ends_and_whoever_had_it_waits_on(
        self, manager: Caller, desk: Caller, visitor: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        patient = booked(desk, "2026-11-25T15:00:00Z", service_id="ketamine-infusion")
        entry = join(visitor, 2, wish={"first_day": "2026-11-25", "last_day": "2026-11-25"})
        desk.post(f"/staff/appointments/{patient['appointment_id']}/cancel", {})
        freed_times_offered(run, clock)
        assert listed(desk, entry) == "offered"
        close(manager, date="2026-11-25")
        assert listed(desk, entry) == "waiting"

    def test_only_a_manager_closes(self, desk: Caller, visitor: Caller) -> None:
        assert desk.post(f"{HERE}/closings", SNOW).status == 403
        assert visitor.post(f"{HERE}/closings", SNOW).status == 401

    def test_the_same_call_again_is_the_same_closing(self, manager: Caller, desk: Caller) -> None:
        booked(desk)
        first = manager.post(f"{HERE}/closings", SNOW, Idempotency_Key="k")
        again = manager.post(f"{HERE}/closings", SNOW, Idempotency_Key="k")
        assert first.json == again.json
        assert len(queue(desk)) == 1
        other = manager.post(f"{HERE}/closings", {**SNOW, "reason": "Ice"}, Idempotency_Key="k")
        assert kind(other) == "idempotency-conflict"

    @pytest.mark.parametrize(
        ("changes", "wrong"),
        [
            ({"date": "2026-11-23"}, "date"),
            ({"date": "2028-11-23"}, "date"),
            ({"to": "06:30"}, "to"),
            ({"from": "10:00", "to": "09:00"}, "to"),
            ({"pool": "attic"}, "pool"),
            ({"bays": ["chair-1", "attic"]}, "bays.1"),
            ({"pool": "consult", "bays": ["chair-1"]}, "bays"),
            ({"reason": " "}, "reason"),
        ],
    )
    def test_what_is_wrong_is_named(
        self, manager: Caller, changes: dict[str, Any], wrong: str
    ) -> None:
        reply = manager.post(f"{HERE}/closings", {**SNOW, **changes})
        assert reply.status == 422, reply.text
        assert [each["field"] for each in reply.json["errors"]] == [wrong]


class TestAPart:
    def test_of_the_day_leaves_the_rest(self, manager: Caller, visitor: Caller) -> None:
        before = times(visitor)
        close(manager, to="14:00")
        assert times(visitor) == [at for at in before if at >= TWO]

    def test_until_two_promises_count_from_two(
        self, manager: Caller, visitor: Caller, submit: Submit
    ) -> None:
        close(manager, to="14:00")
        assert submit()["respond_by_local"] == "Tuesday 4:00 pm EST"
        assert "Closed now: Snow. Opens at 2 pm" in visitor.get("/", Accept="text/html").text

    @pytest.mark.parametrize("scope", [{"pool": "consult"}, {"bays": ["consult-1"]}])
    def test_a_pool_or_a_bay_takes_its_own_times_and_no_promise_moves(
        self, manager: Caller, visitor: Caller, submit: Submit, desk: Caller, scope: dict[str, Any]
    ) -> None:
        promised = submit()["respond_by_local"]
        infusions = times(visitor, "botox")
        booked(desk, ONE)
        booked(desk, CHAIR_ELEVEN, 2, service_id="ketamine-infusion")
        (call,) = close(manager, **scope)["calls"]
        assert call["starts_at"] == ONE
        assert times(visitor) == []
        assert times(visitor, "botox") == infusions
        assert submit(phone="212-555-0188")["respond_by_local"] == promised
        page = visitor.get("/", Accept="text/html").text
        assert "Snow" not in page


class TestReopening:
    def test_just_what_the_closing_took_returns(
        self, manager: Caller, desk: Caller, run: Runtime, clock: FixedClock, visitor: Caller
    ) -> None:
        block = {"date": str(TUESDAY), "bay": "chair-2", "reason": "Pump"}
        desk.post(f"{HERE}/slots/block", block)
        booked(desk)
        before, on_sale = statuses(run), times(visitor)
        closing = close(manager)
        assert set(statuses(run).values()) == {"blocked", "booked"}
        reopen(manager, closing)
        assert times(visitor) == []  # as after any time that is given up, staff may undo it first
        freed_times_offered(run, clock)
        assert statuses(run) == before
        clock.now = SEVEN
        assert times(visitor) == on_sale
        assert [slot.closed for slot in the_day(run).slots] == [None] * len(before)

    def test_calls_that_nobody_made_are_owed_no_more(self, manager: Caller, desk: Caller) -> None:
        patient = booked(desk)
        closing = close(manager)
        reopened = reopen(manager, closing)
        assert [call["progress"] for call in reopened["calls"]] == ["not-needed"]
        assert queue(desk) == []
        path = f"/staff/appointments/{patient['appointment_id']}"
        assert "closing" not in desk.get(path).json

    def test_a_call_that_was_owed_before_stays_as_it_was(
        self, manager: Caller, desk: Caller, submit: Submit
    ) -> None:
        submit(name="Person1 Example", phone="212-555-0101")
        patient = booked(desk, name="Other Example")
        (before,) = queue(desk)
        reopen(manager, close(manager))
        (after,) = queue(desk)
        assert after["respond_by"] == before["respond_by"]
        assert after["urgency"] == before["urgency"]
        assert patient["status"] == "booked"

    def test_somebody_whose_voicemail_speaks_of_it_is_still_called(
        self, manager: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        booked(desk)
        closing = close(manager)
        clock.forward(hours=1)
        write(desk, claim_next(desk), "attempts", disposition="voicemail-left")
        reopened = reopen(manager, closing)
        assert [call["progress"] for call in reopened["calls"]] == ["to-make"]
        assert len(queue(desk)) == 1

    def test_a_call_of_it_that_somebody_reopens_is_in_the_report_as_any_other(
        self, manager: Caller, desk: Caller
    ) -> None:
        booked(desk)
        reopen(manager, close(manager))
        (closed,) = desk.get(f"{HERE}/closed-today").json["entries"]
        path = f"/callbacks/{closed['callback_id']}/reopen"
        assert desk.post(path, {"closed_at": closed["closed_at"]}).status == 200
        days = f"?from={TUESDAY}&to={TUESDAY}"
        report = manager.get(f"{HERE}/service-level{days}")
        assert (report.status, report.json["days"][0]["promised"]) == (200, 1)

    def test_promises_and_pages_are_as_before(
        self, manager: Caller, visitor: Caller, submit: Submit
    ) -> None:
        reopen(manager, close(manager))
        assert submit()["respond_by_local"].startswith("Tuesday")
        assert "Snow" not in visitor.get("/", Accept="text/html").text

    def test_done_twice_it_is_done_once(self, manager: Caller, run: Runtime) -> None:
        closing = close(manager)
        first = reopen(manager, closing)
        after = the_day(run)
        assert reopen(manager, closing) == first
        assert the_day(run) == after

    def test_of_two_closings_the_other_holds_on(
        self, manager: Caller, desk: Caller, run: Runtime
    ) -> None:
        booked(desk)
        snow = close(manager)
        close(manager, pool="consult", reason="Leak")
        reopen(manager, snow)
        follow_up_appointments(run, lambda: 60.0)
        consult = [slot for slot in the_day(run).slots if slot.bay == "consult-1"]
        assert {slot.closed and slot.closed.reason for slot in consult} >= {"Leak"}
        assert len(queue(desk)) == 1
        calls = {each["reason"]: each["calls"][0]["progress"] for each in closings(desk)}
        assert calls == {"Snow": "not-needed", "Leak": "to-make"}

    def test_one_that_the_clinic_does_not_have_is_not_found(self, manager: Caller) -> None:
        unknown = {"closing_id": "0" * 26}
        assert manager.post(f"{HERE}/closings/{unknown['closing_id']}/reopen").status == 404


class TestKilledAnywhere:
    """The same key finishes a closing, and the job what it owes; however often it is killed."""

    @pytest.mark.parametrize("after", [False, True])
    def test_a_closing_and_its_reopening_end_the_same(
        self, manager: Caller, desk: Caller, run: Runtime, clock: FixedClock, *, after: bool
    ) -> None:
        booked(desk, ELEVEN, 1)
        booked(desk, ONE, 2)
        before = statuses(run)
        given = ClosingIn.model_validate(SNOW)
        kills = 0
        for number in range(2 if after else 1, 70, 3):
            key = f"key-{number}"
            killer = Killer(number, after)
            with killing(run, killer), suppress(Killed):
                close_day(run, "staff-mia", "new-york", given, key)
            closing = close_day(run, "staff-mia", "new-york", given, key)
            assert set(statuses(run).values()) == {"blocked", "booked"}
            assert len(queue(desk)) == 2
            assert [each.status for each in load_day(run.table, "new-york", TUESDAY).slots].count(
                SlotStatus.BOOKED
            ) == 2
            once_more = Killer(number, after)
            with killing(run, once_more), suppress(Killed):
                reopen_day(run, "staff-mia", "new-york", closing.closing_id)
            follow_up_appointments(run, lambda: 60.0)
            reopen_day(run, "staff-mia", "new-york", closing.closing_id)
            assert queue(desk) == []
            freed_times_offered(run, clock)
            assert statuses(run) == before
            clock.now = SEVEN
            kills += (killer.calls >= number) + (once_more.calls >= number)
            if killer.calls < number and once_more.calls < number:
                break
        assert kills > 6

    def test_the_job_makes_the_calls_that_were_left(self, desk: Caller, run: Runtime) -> None:
        for number, at in enumerate((ELEVEN, ONE, TWO)):
            booked(desk, at, number)
        given = ClosingIn.model_validate(SNOW)
        killer = Killer(6, after=True)
        with killing(run, killer), suppress(Killed):
            close_day(run, "staff-mia", "new-york", given, "k")
        assert len(queue(desk)) < 3
        follow_up_appointments(run, lambda: 60.0)
        assert [row["source"] for row in queue(desk)] == ["clinic-closed"] * 3
        assert follow_up_appointments(run, lambda: 60.0).due == 0


class TestWhoKnowsOfIt:
    def test_a_form_takes_one_round_trip_and_a_look_in_ten_seconds(
        self, manager: Caller, submit: Submit, round_trips: RoundTrips, clock: FixedClock
    ) -> None:
        close(manager)
        submit(phone="212-555-0161")
        sent = round_trips.during(lambda: submit(phone="212-555-0162"))
        assert sent == ["TransactWriteItems"]
        clock.forward(seconds=10)
        sent = round_trips.during(lambda: submit(phone="212-555-0163"))
        assert sent == ["Query", "TransactWriteItems"]
        assert round_trips.during(lambda: submit(phone="212-555-0164")) == ["TransactWriteItems"]

    def test_another_process_hears_of_it_within_ten_seconds(
        self, manager: Caller, run: Runtime, submit: Submit, clock: FixedClock
    ) -> None:
        other = replace(run, closings=CurrentClosings())
        with using(other):
            assert submit(phone="212-555-0171")["respond_by_local"].startswith("Tuesday")
        close(manager)
        clock.forward(seconds=10)
        with using(other):
            assert submit(phone="212-555-0172")["respond_by_local"].startswith("Wednesday")

    def test_with_the_table_out_of_reach_what_was_known_stands(
        self, manager: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        known = CurrentClosings()
        there = replace(run, closings=known)
        close(manager)
        assert not there.clinic.location("new-york").open_minutes_on(TUESDAY)
        clock.forward(minutes=1)

        def out_of_reach(**_: Any) -> None:
            raise EndpointConnectionError(endpoint_url="https://dynamodb")

        events = run.table.client.meta.events
        events.register("before-parameter-build.dynamodb.Query", out_of_reach)
        try:
            assert not there.clinic.location("new-york").open_minutes_on(TUESDAY)
        finally:
            events.unregister("before-parameter-build.dynamodb.Query", out_of_reach)


@pytest.mark.parametrize("name", [each.name for each in JOBS])
def test_no_job_needs_more_leave_for_it_than_it_has(
    manager: Caller, desk: Caller, job: Callable[[str], Any], name: str
) -> None:
    booked(desk)
    close(manager)
    assert job(name)["failed"] == 0


class TestAReminder:
    def test_waits_while_the_clinic_is_closed_then_and_comes_once_it_is_open(
        self, manager: Caller, desk: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        friday = "2026-11-27"
        publish_days(run, "new-york", friday, friday)
        patient = booked(desk, f"{friday}T18:00:00Z", email="robin@example.com")
        of = patient["appointment_id"]
        closing = close(manager, date=friday)
        clock.now = datetime(2026, 11, 25, 19, 0, tzinfo=UTC)
        assert told(run, of) is None
        reopen(manager, closing)
        assert told(run, of) is not None
        (reminder,) = [each for each in load_messages_about(run.table, of) if each.message_id == of]
        assert reminder.state is MessageState.WAITING


def told(run: Runtime, of: str) -> object:
    """What the reminder says when it is due."""
    (reminder,) = [each for each in load_messages_about(run.table, of) if each.message_id == of]
    return TELLERS[MessageKind.REMINDER](run, reminder, None, run.clock())


CHRISTMAS = {"pool": "infusion", "bay": "chair-1", "starts_at": "2026-12-25T15:00:00Z"}
AT_NIGHT = {**CHRISTMAS, "starts_at": "2026-11-25T08:00:00Z"}


class TestATimeOutsideOfOpening:
    @pytest.mark.parametrize("slot", [CHRISTMAS, AT_NIGHT])
    def test_needs_a_reason_that_goes_on_record_and_is_the_desks(
        self, desk: Caller, visitor: Caller, run: Runtime, slot: dict[str, str]
    ) -> None:
        assert kind(desk.post(f"{HERE}/slots", slot)) == "outside-opening"
        reply = desk.post(f"{HERE}/slots", {**slot, "override": "For Ms. Pine's surgeon"})
        assert reply.status == 201
        assert (reply.json["status"], reply.json["override"]) == (
            "released",
            "For Ms. Pine's surgeon",
        )
        day = slot["starts_at"][:10]
        path = f"/availability?location=new-york&service=ketamine-infusion&from={day}&to={day}"
        starts = [each["starts_at"] for each in visitor.get(path).json["times"]]
        assert slot["starts_at"] not in starts

    def test_given_up_again_it_is_still_the_desks(
        self, desk: Caller, visitor: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        late = {**CHRISTMAS, "starts_at": "2026-11-28T22:00:00Z"}
        desk.post(f"{HERE}/slots", {**late, "override": "Extra"})
        patient = booked(desk, late["starts_at"], service_id="ketamine-infusion")
        desk.post(f"/staff/appointments/{patient['appointment_id']}/cancel", {})
        freed_times_offered(run, clock)
        (slot,) = load_day(run.table, "new-york", datetime(2026, 11, 28, tzinfo=UTC).date()).slots
        assert slot.status == "released"

    def test_it_is_for_visitors_where_that_is_said(self, desk: Caller, visitor: Caller) -> None:
        day = "2026-11-28"
        slot = {**CHRISTMAS, "starts_at": f"{day}T22:00:00Z", "override": "Extra"}
        assert desk.post(f"{HERE}/slots", {**slot, "for_visitors": True}).json["status"] == "free"
        path = f"/availability?location=new-york&service=ketamine-infusion&from={day}&to={day}"
        assert len(visitor.get(path).json["times"]) == 1

    def test_in_a_closing_it_needs_one_too_and_stays(
        self, desk: Caller, manager: Caller, run: Runtime
    ) -> None:
        slot = {"pool": "consult", "bay": "consult-1", "starts_at": "2026-11-24T17:00:00Z"}
        closing = close(manager)
        assert kind(desk.post(f"{HERE}/slots", slot)) == "outside-opening"
        made = desk.post(f"{HERE}/slots", {**slot, "override": "By phone"}).json
        reopen(manager, closing)
        assert statuses(run)[made["slot_id"]] == "released"


def closed_on_tuesday(clinic: Clinic) -> Clinic:
    """The clinic whose manager wrote a closure into its file after Tuesday was published."""
    here, *others = clinic.locations
    closure = Closure.model_validate({"date": TUESDAY, "reason": "Burst pipe"})
    shut = here.model_copy(update={"closures": (*here.closures, closure)})
    return clinic.model_copy(update={"locations": (shut, *others)})


def test_a_closure_in_the_file_takes_free_times_and_lists_whom_it_hits(
    run: Runtime, clinic: Clinic, desk: Caller, manager: Caller, visitor: Caller
) -> None:
    booked(desk)
    with at_clinic(run, closed_on_tuesday(clinic)):
        assert kind(hold(visitor, TWO)) == "time-not-bookable"
    added = {"pool": "consult", "bay": "consult-1", "starts_at": "2026-11-24T21:00:00Z"}
    assert desk.post(f"{HERE}/slots", added).status == 201
    with at_clinic(run, closed_on_tuesday(clinic)) as shut:
        report = publish(manager)
        assert [line["starts_at"] for line in report["needs_call"]] == [ONE]
        assert set(statuses(shut).values()) == {"booked"}


class TestWhomAClosingHits:
    def test_is_no_no_show_since_the_clinic_was_closed(
        self, manager: Caller, desk: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        appointment = booked(desk, ONE)
        close(manager)
        clock.forward(hours=9)
        assert follow_up_appointments(run, lambda: 60.0).failed == 0
        seen = desk.get(f"/staff/appointments/{appointment['appointment_id']}").json
        assert seen["status"] == "booked"
        assert [row["source"] for row in queue(desk)] == ["clinic-closed"]

    def test_is_called_for_the_other_closing_whichever_of_the_two_is_looked_at_first(
        self, manager: Caller, desk: Caller, run: Runtime
    ) -> None:
        booked(desk)
        snow = close(manager)
        leak = close(manager, pool="consult", reason="Leak")
        for number in range(1, 20):
            with killing(run, Killer(number, after=False)), suppress(Killed):
                reopen_day(run, "staff-mia", "new-york", snow["closing_id"])
            if "reopened_at" in closings(desk)[0]:
                break
        follow_closing(run, "follow-up-appointments", {"pk": f"CLOSING#{leak['closing_id']}"})
        follow_up_appointments(run, lambda: 60.0)
        calls = {each["reason"]: [c["progress"] for c in each["calls"]] for each in closings(desk)}
        assert calls == {"Snow": ["not-needed"], "Leak": ["to-make"]}
        assert len(queue(desk)) == 1

    def test_is_called_where_the_call_was_made_that_theirs_had_joined(
        self, manager: Caller, desk: Caller, submit: Submit, clock: FixedClock
    ) -> None:
        booked(desk, TWO, 23)
        close(manager)
        (row,) = queue(desk)
        clock.forward(hours=1)
        write(desk, claim_next(desk), "close", reason="resolved")
        (closed,) = desk.get(f"{HERE}/closed-today").json["entries"]
        submit(name="Person23 Example", phone="212-555-0123")
        path = f"/callbacks/{row['callback_id']}/reopen"
        assert desk.post(path, {"closed_at": closed["closed_at"]}).json["joined"]
        assert closings(desk)[0]["calls"][0]["progress"] == "to-make"
        write(desk, claim_next(desk), "close", reason="resolved")
        assert closings(desk)[0]["calls"][0]["progress"] == "called"

    def test_is_called_no_more_once_it_is_open_again_though_the_call_had_joined_another(
        self, manager: Caller, desk: Caller, submit: Submit, clock: FixedClock
    ) -> None:
        booked(desk, TWO, 23)
        closing = close(manager)
        (row,) = queue(desk)
        clock.forward(hours=1)
        write(desk, claim_next(desk), "close", reason="resolved")
        (closed,) = desk.get(f"{HERE}/closed-today").json["entries"]
        submit(phone="212-555-0123")
        path = f"/callbacks/{row['callback_id']}/reopen"
        joined = desk.post(path, {"closed_at": closed["closed_at"]})
        assert joined.json["joined"], joined.text
        reopen(manager, closing)
        (left,) = queue(desk)
        assert "Clinic closed" not in left["reason"]
