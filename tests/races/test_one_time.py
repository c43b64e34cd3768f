"""Many visitors want one time: as many get it as there are bays, and the others are told so."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from chalicelib.platform.errors import FrontdeskError
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments.book import book_held_time
from chalicelib.scheduling.appointments.cancel import cancel
from chalicelib.scheduling.appointments.check_in import check_in
from chalicelib.scheduling.appointments.hold import hold_time
from chalicelib.scheduling.appointments.models import BookIn, HoldIn
from chalicelib.scheduling.appointments.reschedule import Elsewhere, reschedule
from chalicelib.scheduling.appointments.store import load_appointment
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.errors import TimeTakenError
from chalicelib.scheduling.slots.models import SlotStatus
from chalicelib.scheduling.slots.schemas import DaysIn
from chalicelib.scheduling.slots.store import load_day, load_start
from tests.conftest import RoundTrips
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_template

from .barrier import TickingClock, at_once
from .booked import as_seen
from .conftest import patiently

DAY = date(2026, 11, 24)
ROUNDS = 20
VISITORS = 64
BAYS = ("room-1", "room-2", "room-3")


@pytest.fixture
def harbor(run: Runtime) -> Runtime:
    """Three rooms with a slot at nine on each of the next days."""
    template = a_template("09:00", "11:00")
    clinic = a_clinic(template, pools=[a_pool("consult", *BAYS)])
    here = replace(patiently(run, run.table.client), clinic=clinic)
    last = DAY + timedelta(days=ROUNDS)
    publish(here, "harbor", DaysIn.model_validate({"from": DAY, "to": last}))
    return here


def nine_on(day: date) -> datetime:
    return datetime.fromisoformat(f"{day}T14:00:00+00:00")


def book(run: Runtime, starts_at: datetime, visitor: int) -> Any:
    """Hold and book as a visitor of an address of one's own; the visit, or why not."""
    wish = HoldIn.model_validate(
        {"location_id": "harbor", "service_id": "visit", "starts_at": starts_at}
    )
    try:
        held = hold_time(run, wish, f"10.0.0.{visitor}", None)
        given = {"hold_token": held.hold_token, "name": "Robin Example"}
        phone = f"+1212555{1000 + visitor}"
        return book_held_time(run, BookIn.model_validate({**given, "phone": phone}))
    except FrontdeskError as refused:
        return refused


def check_day(run: Runtime, day: date) -> int:
    """Each visit has just one slot, and each booked slot its visit and shows it as it is.

    How many are booked.
    """
    booked = [
        slot
        for slot in load_day(run.table, "harbor", day).slots
        if slot.status is SlotStatus.BOOKED
    ]
    for slot in booked:
        appointment = load_appointment(run.table, slot.appointment_id or "")
        assert appointment is not None
        assert appointment.slot_id == slot.slot_id
        assert slot.appointment is not None
        assert slot.appointment == appointment.brief(slot.appointment.changed_at)
    assert len({slot.appointment_id for slot in booked}) == len(booked)
    return len(booked)


def test_of_sixty_four_visitors_three_get_the_three_bays_and_the_rest_a_clear_word(
    harbor: Runtime,
) -> None:
    trips = RoundTrips()
    trips.watch(harbor.table.client)
    for number in range(ROUNDS):
        day = DAY + timedelta(days=number)
        ends = at_once(partial(book, harbor, nine_on(day)), range(VISITORS))
        kinds = Counter(type(end).__name__ for end in ends)
        assert kinds == {"Appointment": len(BAYS), TimeTakenError.__name__: VISITORS - len(BAYS)}
        assert check_day(harbor, day) == len(BAYS)
    writes = trips.sent.count("TransactWriteItems")
    per_visitor = writes / (ROUNDS * VISITORS)
    print(f"{per_visitor:.2f} transactions a visitor, {ROUNDS} rounds of {VISITORS}")
    assert per_visitor <= 2


def test_visits_moved_to_one_time_at_once_lose_no_slot_and_share_none(harbor: Runtime) -> None:
    eleven = nine_on(DAY) + timedelta(hours=2)
    appointments = [book(harbor, nine_on(DAY), visitor) for visitor in range(3)]
    others = [book(harbor, nine_on(DAY + timedelta(days=1)), 10 + n) for n in range(3)]

    def move(appointment: Any) -> Any:
        try:
            return reschedule(harbor, as_seen(appointment), Elsewhere(eleven))
        except FrontdeskError as refused:
            return refused

    ends = at_once(move, [*appointments, *others])
    assert sum(isinstance(end, TimeTakenError) for end in ends) == 3
    assert check_day(harbor, DAY) + check_day(harbor, DAY + timedelta(days=1)) == 6


def test_a_visit_cancelled_and_moved_at_once_ends_in_one_of_the_two(
    harbor: Runtime, clock: TickingClock
) -> None:
    eleven = nine_on(DAY) + timedelta(hours=2)
    for number in range(8):
        appointment = book(harbor, nine_on(DAY), number)

        def change(how: str, appointment: Any = appointment) -> Any:
            try:
                if how == "cancel":
                    return cancel(harbor, as_seen(appointment), None)
                return reschedule(harbor, as_seen(appointment), Elsewhere(eleven))
            except FrontdeskError as refused:
                return refused

        at_once(change, ["cancel", "move"])
        now = load_appointment(harbor.table, appointment.appointment_id)
        assert now is not None
        if now.status == "booked":
            assert check_day(harbor, DAY) == 1
            cancel(harbor, as_seen(now), None)
        assert check_day(harbor, DAY) == 0
        clock.forward(minutes=14)  # what was given up is free again


def test_three_visits_dragged_onto_one_bay_at_once_leave_one_in_it(harbor: Runtime) -> None:
    nine, eleven = nine_on(DAY), nine_on(DAY) + timedelta(hours=2)
    appointments = [book(harbor, nine, visitor) for visitor in range(3)]

    def drag(appointment: Any) -> Any:
        try:
            return reschedule(harbor, as_seen(appointment), Elsewhere(eleven, "room-2"))
        except FrontdeskError as refused:
            return refused

    ends = at_once(drag, appointments)
    assert sum(isinstance(end, TimeTakenError) for end in ends) == 2
    assert check_day(harbor, DAY) == 3
    at_eleven = load_start(harbor.table, "harbor", str(DAY), eleven)
    assert [slot.bay for slot in at_eleven if slot.appointment_id] == ["room-2"]


def test_a_visit_dragged_and_checked_in_at_once_is_shown_as_it_ends(
    harbor: Runtime, clock: TickingClock
) -> None:
    for number in range(8):
        day = DAY + timedelta(days=number)
        appointment = book(harbor, nine_on(day), number)
        clock.now = nine_on(day) - timedelta(minutes=10)
        others = [bay for bay in BAYS if bay != appointment.bay]
        theres = [Elsewhere(appointment.starts_at, bay) for bay in others]

        def change(how: int, appointment: Any = appointment, theres: Any = theres) -> Any:
            try:
                if how < len(theres):
                    return reschedule(harbor, as_seen(appointment), theres[how])
                return check_in(harbor, as_seen(appointment))
            except FrontdeskError as refused:
                return refused

        ends = at_once(change, range(3))
        assert sum(not isinstance(end, FrontdeskError) for end in ends) == 1
        assert check_day(harbor, day) == 1
