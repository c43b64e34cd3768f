"""A manager closes a day while others book, cancel and close: nobody is booked and not called."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from operator import call

import pytest

from chalicelib.platform.current_closings import CurrentClosings
from chalicelib.platform.errors import FrontdeskError
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments.book import book_as_staff, book_held_time
from chalicelib.scheduling.appointments.hold import hold_time
from chalicelib.scheduling.appointments.models import (
    Appointment,
    BookIn,
    HoldIn,
    HoldView,
    StaffBookIn,
)
from chalicelib.scheduling.appointments.store import load_appointment
from chalicelib.scheduling.closings.close_day import close_day
from chalicelib.scheduling.closings.list_closings import list_closings
from chalicelib.scheduling.closings.models import Closing, ClosingIn
from chalicelib.scheduling.closings.reopen_day import reopen_day
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.errors import HoldLostError
from chalicelib.scheduling.slots.models import SlotStatus
from chalicelib.scheduling.slots.schemas import DaysIn
from chalicelib.scheduling.slots.store import load_day
from tests.conftest import RoundTrips
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_template

from .barrier import at_once
from .conftest import patiently

DAY = date(2026, 11, 24)
ROUNDS = 8
BAYS = ("room-1", "room-2", "room-3")
STARTS = (14, 15, 16)
"""In UTC: nine, ten and eleven in New York."""


@pytest.fixture
def harbor(run: Runtime) -> Runtime:
    """Three rooms with three starts on each of the next days."""
    template = a_template("09:00", "10:00", "11:00")
    clinic = a_clinic(template, pools=[a_pool("consult", *BAYS)])
    here = replace(patiently(run, run.table.client), clinic=clinic)
    here = replace(here, closings=CurrentClosings())
    last = DAY + timedelta(days=ROUNDS)
    publish(here, "harbor", DaysIn.model_validate({"from": DAY, "to": last}))
    return here


def at(day: date, number: int) -> str:
    return f"{day}T{STARTS[number % 3]}:00:00Z"


def hold(run: Runtime, day: date, number: int) -> HoldView:
    wish = {"location_id": "harbor", "service_id": "visit", "starts_at": at(day, number)}
    return hold_time(run, HoldIn.model_validate(wish), f"10.0.{day.day}.{number}", None)


def person(number: int) -> dict[str, str]:
    return {"name": f"Person{number} Example", "phone": f"+121255501{number:02}"}


def book(run: Runtime, held: HoldView, number: int) -> Appointment | str:
    given = {"hold_token": held.hold_token, **person(number)}
    try:
        return book_held_time(run, BookIn.model_validate(given))
    except HoldLostError as refusal:
        return type(refusal).__name__


def staff_books(run: Runtime, day: date, number: int) -> Appointment | str:
    given = {"service_id": "visit", "starts_at": at(day, number), **person(number)}
    try:
        return book_as_staff(run, "ana", "harbor", StaffBookIn.model_validate(given), None)
    except FrontdeskError as refusal:
        return type(refusal).__name__


def close(run: Runtime, day: date) -> Closing:
    given = ClosingIn.model_validate({"date": day, "reason": "Snow"})
    return close_day(run, "mia", "harbor", given, f"key-{day}")


def check_all_are_called(run: Runtime, day: date, made: list[Appointment]) -> None:
    """Each appointment is in the list once, and nothing of the day can be had."""
    (closing,) = list_closings(run, "harbor", day).closings
    listed = Counter(each.appointment_id for each in closing.calls)
    assert listed == Counter(each.appointment_id for each in made)
    for each in made:
        stands = load_appointment(run.table, each.appointment_id)
        assert stands is not None
        assert stands.closing is not None
    statuses = {slot.status for slot in load_day(run.table, "harbor", day).slots}
    assert statuses <= {SlotStatus.BLOCKED, SlotStatus.BOOKED}


def test_whoever_books_beside_it_is_booked_and_called_or_refused(harbor: Runtime) -> None:
    outcomes: Counter[str] = Counter()
    for number in range(ROUNDS):
        day = DAY + timedelta(days=number)
        held = [hold(harbor, day, visitor) for visitor in range(4)]
        acts: list[Callable[[], object]] = [
            *(partial(book, harbor, each, visitor) for visitor, each in enumerate(held)),
            *(partial(staff_books, harbor, day, visitor) for visitor in (5, 6)),
            partial(close, harbor, day),
        ]
        *told, _ = at_once(call, acts)
        made = [each for each in told if isinstance(each, Appointment)]
        outcomes.update("booked" if each in made else str(each) for each in told)
        close(harbor, day)  # by its own key: whatever was left of it
        check_all_are_called(harbor, day, made)
    print(dict(outcomes))


def test_of_two_who_close_with_one_key_there_is_one_closing_and_one_call_each(
    harbor: Runtime,
) -> None:
    for number in range(ROUNDS):
        day = DAY + timedelta(days=number)
        made = [staff_books(harbor, day, each) for each in range(3)]
        assert all(isinstance(each, Appointment) for each in made)
        closings = at_once(call, [partial(close, harbor, day) for _ in range(3)])
        assert len({each.closing_id for each in closings}) == 1
        check_all_are_called(harbor, day, [each for each in made if isinstance(each, Appointment)])


def test_closed_and_reopened_at_once_ends_one_way_or_the_other(harbor: Runtime) -> None:
    for number in range(ROUNDS):
        day = DAY + timedelta(days=number)
        made = staff_books(harbor, day, 1)
        assert isinstance(made, Appointment)
        closing = close(harbor, day)
        again = partial(close, harbor, day)
        back = partial(reopen_day, harbor, "mia", "harbor", closing.closing_id)
        at_once(call, [again, back, back])
        back()
        stands = load_appointment(harbor.table, made.appointment_id)
        assert stands is not None
        assert stands.closing is None
        schedule = load_day(harbor.table, "harbor", day)
        assert schedule.day.closings == ()
        assert {slot.closed for slot in schedule.slots} == {None}


def test_a_booking_knows_no_more_round_trips_by_it(harbor: Runtime) -> None:
    close(harbor, DAY)
    day = DAY + timedelta(days=1)
    held = hold(harbor, day, 1)
    round_trips = RoundTrips()
    round_trips.watch(harbor.table.client)
    sent = round_trips.during(lambda: book(harbor, held, 1))
    assert sent == ["Query", "TransactWriteItems"]
    assert datetime.fromisoformat(at(day, 1)) == held.starts_at
