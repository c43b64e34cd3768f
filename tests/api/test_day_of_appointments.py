"""The day's sheet says who comes, in one query, and follows whatever happens to a visit."""

from datetime import datetime
from typing import Any

import pytest

from chalicelib.platform.errors import RefusedError
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments.store import load_appointment
from chalicelib.scheduling.slots.models import SlotStatus
from chalicelib.scheduling.slots.schemas import DaysIn
from chalicelib.scheduling.slots.store import load_day
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller
from .schedules import becomes

HERE = "/locations/new-york"
WEDNESDAY = "2026-11-25"
AT_10 = "2026-11-25T15:00:00Z"
AT_1130 = "2026-11-25T16:30:00Z"
PERSON = {"name": "Robin Example", "phone": "212-555-0123"}
INFUSION = "ketamine-infusion"
HOME = {"escort": {"name": "Sam Example"}}


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's Wednesday and Friday are published; there is Thanksgiving in between."""
    publish_days(run, "new-york", WEDNESDAY, "2026-11-27")


def book(desk: Caller, starts_at: str = AT_10, **changes: Any) -> Any:
    body = {"service_id": INFUSION, "starts_at": starts_at, **PERSON, **changes}
    reply = desk.post(f"{HERE}/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


def book_by_hold(visitor: Caller, starts_at: str = AT_10) -> Any:
    wish = {"location_id": "new-york", "service_id": INFUSION, "starts_at": starts_at}
    token = visitor.post("/holds", wish).json["hold_token"]
    reply = visitor.post("/appointments", {"hold_token": token, **PERSON})
    assert reply.status == 201, reply.text
    return reply.json


def lines(desk: Caller, day: str = WEDNESDAY) -> list[Any]:
    sheet = desk.get(f"{HERE}/day?date={day}").json
    return [slot for bay in sheet["bays"] for slot in bay["slots"]]


def shown(desk: Caller, appointment_id: str, day: str = WEDNESDAY) -> Any:
    """The one line of the sheet that has this visit."""
    (line,) = [line for line in lines(desk, day) if line.get("appointment_id") == appointment_id]
    assert line["status"] == "booked"
    return line


def act(desk: Caller, appointment: Any, verb: str, **body: Any) -> Any:
    reply = desk.post(f"/staff/appointments/{appointment['appointment_id']}/{verb}", body)
    assert reply.status == 200, reply.text
    return reply.json


def kind(reply: Any) -> tuple[int, str]:
    return reply.status, reply.json["type"].rpartition(":")[2]


def check_briefs(run: Runtime, *days: str) -> int:
    """Every booked slot shows its visit as the visit itself now stands; how many there are."""
    found = 0
    for day in days or (WEDNESDAY, "2026-11-27"):
        for slot in load_day(run.table, "new-york", DaysIn.model_validate(_one(day)).start).slots:
            if slot.status is not SlotStatus.BOOKED:
                assert slot.appointment is None
                continue
            appointment = load_appointment(run.table, slot.appointment_id or "")
            assert appointment is not None
            assert slot.appointment is not None
            assert slot.appointment == appointment.brief(slot.appointment.changed_at)
            found += 1
    return found


def _one(day: str) -> dict[str, str]:
    return {"from": day, "to": day}


class TestTheSheetSaysWhoComes:
    def test_it_shows_little_of_each_visit(self, desk: Caller) -> None:
        appointment = book(desk)
        line = shown(desk, appointment["appointment_id"])
        assert line["appointment"] == {
            "service_id": INFUSION,
            "first_name": "Robin",
            "last_initial": "E",
            "status": "booked",
            "escort": "needed",
            "version": 1,
            "changed_at": "2026-11-23T15:00:00Z",
        }

    def test_it_stays_one_query_and_one_look_at_flags_with_visits_on_it(
        self, desk: Caller, round_trips: RoundTrips
    ) -> None:
        for number in range(4):
            book(desk, phone=f"212-555-010{number}")
        assert round_trips.during(lambda: lines(desk)) == ["Query", "BatchGetItem"]

    def test_however_it_was_booked(self, desk: Caller, visitor: Caller, run: Runtime) -> None:
        by_visitor = book_by_hold(visitor)
        assert shown(desk, by_visitor["appointment_id"])["appointment"]["first_name"] == "Robin"
        wish = {"count": 2, "earliest_day": WEDNESDAY, "within_days": 5, "latest_time": "14:00"}
        body = {"service_id": INFUSION, "wish": wish, "name": "Kim Example", "phone": "2125550124"}
        series = desk.post(f"{HERE}/series", body)
        assert series.status == 201, series.text
        for appointment in series.json["appointments"]:
            line = shown(desk, appointment["appointment_id"], appointment["starts_local"][:10])
            assert line["appointment"]["first_name"] == "Kim"
            assert line["appointment"]["series_id"] == series.json["series_id"]
        assert check_briefs(run) == 3

    @pytest.mark.parametrize(
        ("name", "called"), [("Dr. Ann Cole", "Ann"), ("Ann\u00a0Cole", "Ann"), ("Ann", "Ann")]
    )
    def test_whoever_is_booked_or_checked_in_is_called_as_on_the_sheet(
        self, desk: Caller, name: str, called: str
    ) -> None:
        appointment = book(desk, name=name)
        line = shown(desk, appointment["appointment_id"])
        assert appointment["first_name"] == line["appointment"]["first_name"] == called

    def test_a_visit_without_escort_shows_none(self, desk: Caller) -> None:
        appointment = book(desk, "2026-11-25T14:00:00Z", service_id="follow-up")
        assert "escort" not in shown(desk, appointment["appointment_id"])["appointment"]

    def test_what_is_free_or_held_shows_nobody(self, desk: Caller, visitor: Caller) -> None:
        wish = {"location_id": "new-york", "service_id": INFUSION, "starts_at": AT_10}
        assert visitor.post("/holds", wish).status == 201
        assert not [line for line in lines(desk) if "appointment" in line]


class TestTheSheetFollows:
    def test_whoever_arrives_and_goes(self, desk: Caller, run: Runtime, clock: FixedClock) -> None:
        appointment = book(desk)
        clock.forward(hours=48)
        act(desk, appointment, "check-in")
        line = shown(desk, appointment["appointment_id"])["appointment"]
        assert (line["status"], line["changed_at"]) == ("arrived", "2026-11-25T15:00:00Z")
        act(desk, appointment, "fulfil", escort={"name": "Sam Example"})
        assert shown(desk, appointment["appointment_id"])["appointment"]["status"] == "fulfilled"
        assert check_briefs(run) == 1

    def test_whoever_does_not_come(self, desk: Caller, run: Runtime, clock: FixedClock) -> None:
        appointment = book(desk)
        clock.forward(hours=48, minutes=30)
        act(desk, appointment, "no-show")
        assert shown(desk, appointment["appointment_id"])["appointment"]["status"] == "noshow"
        assert check_briefs(run) == 1

    def test_an_escort_who_is_confirmed(self, desk: Caller, visitor: Caller, run: Runtime) -> None:
        appointment = book_by_hold(visitor)
        path = f"/appointments/{appointment['appointment_id']}/escort"
        visitor.post(path, {"name": "Sam Example"}, Manage_Token=appointment["manage_token"])
        assert shown(desk, appointment["appointment_id"])["appointment"]["escort"] == "confirmed"
        assert check_briefs(run) == 1

    def test_a_visit_that_is_moved(self, desk: Caller, run: Runtime) -> None:
        appointment = book(desk)
        act(desk, appointment, "escort", name="Sam Example")
        act(desk, appointment, "reschedule", starts_at=AT_1130)
        line = shown(desk, appointment["appointment_id"])
        assert line["starts_at"] == AT_1130
        assert line["appointment"]["escort"] == "needed"  # for another time they are asked again
        assert check_briefs(run) == 1

    def test_a_visit_that_is_called_off(self, desk: Caller, run: Runtime) -> None:
        act(desk, book(desk), "cancel")
        assert not [line for line in lines(desk) if "appointment" in line]
        assert check_briefs(run) == 0

    def test_its_version_is_the_visit_s_own(self, desk: Caller, clock: FixedClock) -> None:
        """So the desk may check in straight from the sheet, and be told of a colleague."""
        appointment = book(desk)
        act(desk, appointment, "escort", name="Sam Example")
        clock.forward(hours=48)
        version = shown(desk, appointment["appointment_id"])["appointment"]["version"]
        path = f"/staff/appointments/{appointment['appointment_id']}/check-in"
        assert desk.post(path, {}, If_Match='"1"').status == 412
        assert desk.post(path, {}, If_Match=f'"{version}"').status == 200

    def test_what_changed_the_slot_in_between_is_not_undone(
        self, desk: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        """Every change of the slot raises its version, that of the brief too."""
        appointment = book(desk)
        day = DaysIn.model_validate(_one(WEDNESDAY)).start
        seen = next(s for s in load_day(run.table, "new-york", day).slots if s.appointment_id)
        clock.forward(hours=48)
        act(desk, appointment, "check-in")
        with pytest.raises(RefusedError):
            becomes(run, seen, status="free")

    def test_a_change_still_takes_two_round_trips(
        self, desk: Caller, clock: FixedClock, round_trips: RoundTrips
    ) -> None:
        appointment = book(desk)
        clock.forward(hours=48)
        sent = round_trips.during(lambda: act(desk, appointment, "check-in"))
        assert sent == ["GetItem", "TransactWriteItems"]


class TestTooEarly:
    """Checked in on its day, completed after its start, a no-show after its grace: not before."""

    @pytest.mark.parametrize(
        ("verb", "too_early", "in_time", "why"),
        [
            ("check-in", "2026-11-25T04:59:59Z", "2026-11-25T05:00Z", "isn't until Wed, Nov 25"),
            ("fulfil", "2026-11-25T14:59:59Z", AT_10, "doesn't start until Wed, Nov 25, 10:00 am"),
            ("no-show", "2026-11-25T15:29:59Z", "2026-11-25T15:30Z", "until Wed, Nov 25, 10:30 am"),
        ],
    )
    def test_is_said_with_the_time_from_which_it_is_possible(
        self, desk: Caller, clock: FixedClock, verb: str, too_early: str, in_time: str, why: str
    ) -> None:
        appointment = book(desk)
        clock.now = datetime.fromisoformat(too_early)
        if verb == "fulfil":
            act(desk, appointment, "check-in")
        path = f"/staff/appointments/{appointment['appointment_id']}"
        refused = desk.post(f"{path}/{verb}", {})
        assert kind(refused) == (409, "too-early")
        assert why in refused.json["detail"]
        seen = desk.get(path).json["possible_from"][verb.replace("-", "_")]
        assert refused.json["possible_from"] == seen
        assert datetime.fromisoformat(seen) == datetime.fromisoformat(in_time)
        clock.now = datetime.fromisoformat(in_time)
        act(desk, appointment, verb, **(HOME if verb == "fulfil" else {}))


class TestAChosenBay:
    def test_the_desk_books_that_very_bay(self, desk: Caller) -> None:
        assert book(desk, bay="chair-3")["bay"] == "chair-3"

    def test_if_it_is_taken_no_other_is_given_instead(self, desk: Caller) -> None:
        book(desk, bay="chair-3")
        body = {"service_id": INFUSION, "starts_at": AT_10, "bay": "chair-3", "name": "Kim"}
        reply = desk.post(f"{HERE}/appointments", {**body, "phone": "2125550124"})
        assert kind(reply) == (409, "time-taken")

    def test_one_that_has_no_such_time_is_not_on_offer(self, desk: Caller) -> None:
        body = {"service_id": INFUSION, "starts_at": AT_10, "bay": "procedure-1", **PERSON}
        assert kind(desk.post(f"{HERE}/appointments", body)) == (409, "time-not-bookable")

    @pytest.mark.parametrize("bay", ["chair-9", "Chair 1", ""])
    def test_one_that_the_location_does_not_have_is_named(self, desk: Caller, bay: str) -> None:
        body = {"service_id": INFUSION, "starts_at": AT_10, "bay": bay, **PERSON}
        reply = desk.post(f"{HERE}/appointments", body)
        assert reply.status == 422
        assert [error["field"] for error in reply.json["errors"]] == ["bay"]

    def test_a_visit_moves_to_another_bay_at_the_same_time(
        self, desk: Caller, visitor: Caller, run: Runtime
    ) -> None:
        appointment = book(desk, bay="chair-1")
        act(desk, appointment, "escort", name="Sam Example")
        moved = act(desk, appointment, "reschedule", starts_at=AT_10, bay="suite-1")
        assert (moved["appointment_id"], moved["bay"]) == (appointment["appointment_id"], "suite-1")
        assert moved["escort"]["confirmed_at"]  # the time is the same, so is the escort
        assert shown(desk, appointment["appointment_id"])["appointment"]["escort"] == "confirmed"
        again = act(desk, appointment, "reschedule", starts_at=AT_10, bay="suite-1")
        assert again == moved
        assert check_briefs(run) == 1
        book(desk, bay="chair-1", phone="212-555-0199")  # it is free again

    def test_the_patient_can_still_not_be_in_two_chairs_at_once(self, desk: Caller) -> None:
        appointment = book(desk, bay="chair-1")
        act(desk, appointment, "reschedule", starts_at=AT_10, bay="suite-1")
        body = {"service_id": INFUSION, "starts_at": AT_10, **PERSON}
        assert kind(desk.post(f"{HERE}/appointments", body)) == (409, "person-busy")
        act(desk, appointment, "cancel")
        book(desk)

    def test_a_bay_that_is_taken_leaves_the_visit_where_it_was(
        self, desk: Caller, run: Runtime
    ) -> None:
        appointment = book(desk, bay="chair-1")
        book(desk, bay="chair-2", phone="212-555-0199")
        path = f"/staff/appointments/{appointment['appointment_id']}/reschedule"
        reply = desk.post(path, {"starts_at": AT_10, "bay": "chair-2"})
        assert kind(reply) == (409, "time-taken")
        assert desk.get(f"/staff/appointments/{appointment['appointment_id']}").json == appointment
        assert check_briefs(run) == 2

    def test_whoever_has_arrived_can_change_chairs_but_not_times(
        self, desk: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        appointment = book(desk, bay="chair-1")
        clock.forward(hours=48)
        act(desk, appointment, "check-in")
        moved = act(desk, appointment, "reschedule", starts_at=AT_10, bay="chair-2")
        assert (moved["status"], moved["bay"]) == ("arrived", "chair-2")
        path = f"/staff/appointments/{appointment['appointment_id']}/reschedule"
        reply = desk.post(path, {"starts_at": AT_1130, "bay": "chair-2"})
        assert kind(reply) == (409, "appointment-state")
        assert check_briefs(run) == 1

    def test_moving_onto_the_contacts_other_visit_takes_a_reason(self, desk: Caller) -> None:
        book(desk, AT_1130)
        appointment = book(desk)
        path = f"/staff/appointments/{appointment['appointment_id']}/reschedule"
        assert kind(desk.post(path, {"starts_at": AT_1130})) == (409, "person-busy")
        why = "a couple that shares a phone"
        moved = act(desk, appointment, "reschedule", starts_at=AT_1130, override=why)
        assert moved["starts_at"] == AT_1130

    def test_a_visitor_chooses_no_bay(self, visitor: Caller) -> None:
        appointment = book_by_hold(visitor)
        path = f"/appointments/{appointment['appointment_id']}/reschedule"
        body = {"starts_at": AT_1130, "bay": "chair-1"}
        reply = visitor.post(path, body, Manage_Token=appointment["manage_token"])
        assert reply.status == 422
