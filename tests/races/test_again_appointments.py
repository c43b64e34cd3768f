"""One request twice at once: both are told the same, and it is done once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from chalicelib.platform.errors import FrontdeskError, IdempotencyConflictError
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.history import load_events
from chalicelib.platform.unit_of_work import VISITOR
from chalicelib.scheduling.aftercare.mark_no_show import mark_no_show
from chalicelib.scheduling.appointments.book import book_as_staff, book_held_time
from chalicelib.scheduling.appointments.cancel import cancel
from chalicelib.scheduling.appointments.check_in import check_in
from chalicelib.scheduling.appointments.confirm_escort import confirm_escort
from chalicelib.scheduling.appointments.escort_models import WentHome
from chalicelib.scheduling.appointments.fulfil import fulfil
from chalicelib.scheduling.appointments.hold import hold_time
from chalicelib.scheduling.appointments.load_appointment import Asked
from chalicelib.scheduling.appointments.models import Appointment, BookIn, HoldIn, StaffBookIn
from chalicelib.scheduling.appointments.note_booking import manage_token
from chalicelib.scheduling.appointments.reschedule import Elsewhere, reschedule
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.errors import AppointmentStateError
from chalicelib.scheduling.slots.models import SlotStatus
from chalicelib.scheduling.slots.schemas import DaysIn
from chalicelib.scheduling.slots.store import load_day
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_service, a_template

from .barrier import TickingClock, at_once
from .conftest import patiently, through

DAY = date(2026, 11, 25)
NINE = datetime(2026, 11, 25, 14, tzinfo=UTC)
ELEVEN = NINE + timedelta(hours=2)
ROUNDS = 4
PERSON = {"name": "Robin Example", "phone": "+12125551000"}

Verb = Callable[[Runtime, Asked], Appointment]
STAFF_VERBS: dict[str, Verb] = {
    "cancelled": lambda run, asked: cancel(run, asked, "ill"),
    "rescheduled": lambda run, asked: reschedule(run, asked, Elsewhere(ELEVEN)),
    "arrived": check_in,
    "no-show": mark_no_show,
    "escort-confirmed": lambda run, asked: confirm_escort(run, asked, "Sam Example"),
}
VISITORS_VERBS = ("cancelled", "rescheduled", "escort-confirmed")


@pytest.fixture
def harbor(run: Runtime) -> Runtime:
    """Three chairs with a slot at nine and at eleven."""
    clinic = a_clinic(
        a_template("09:00", "11:00", pool="infusion"),
        pools=[a_pool("infusion", "chair-1", "chair-2", "chair-3")],
        services=[a_service("infusion", "infusion", 60, escort=True)],
    )
    here = replace(patiently(run, run.table.client), clinic=clinic)
    publish(here, "harbor", DaysIn.model_validate({"from": DAY, "to": DAY}))
    return here


def wish(starts_at: datetime = NINE) -> HoldIn:
    given = {"location_id": "harbor", "service_id": "infusion", "starts_at": starts_at}
    return HoldIn.model_validate(given)


def booked(run: Runtime, phone: str = "+12125551000") -> Appointment:
    given = {"service_id": "infusion", "starts_at": NINE, **PERSON, "phone": phone}
    return book_as_staff(run, "ana", "harbor", StaffBookIn.model_validate(given), None)


def twice(act: Callable[[], Any]) -> tuple[Any, Any]:
    """What two who ask for the very same at once are told; a refusal is an answer."""

    def ask(_: int) -> Any:
        try:
            return act()
        except FrontdeskError as refused:
            return refused

    one, other = at_once(ask, range(2))
    return one, other


def history(run: Runtime, appointment: Appointment) -> list[str]:
    return [
        event.what for event in load_events(run.table, "APPOINTMENT", appointment.appointment_id)
    ]


def taken(run: Runtime, status: SlotStatus) -> int:
    """How many slots of the day stand so."""
    return sum(slot.status is status for slot in load_day(run.table, "harbor", DAY).slots)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_hold_booked_twice_at_once_is_one_appointment(harbor: Runtime, number: int) -> None:
    held = hold_time(harbor, wish(), "10.0.0.1", None)
    given = BookIn.model_validate({"hold_token": held.hold_token, **PERSON})
    one, other = twice(lambda: book_held_time(harbor, given))
    assert isinstance(one, Appointment), one
    assert other == one
    assert history(harbor, one) == ["booked"]
    assert taken(harbor, SlotStatus.BOOKED) == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_booking_of_the_desk_sent_twice_at_once_is_one(harbor: Runtime, number: int) -> None:
    content = {"service_id": "infusion", "starts_at": NINE, **PERSON}
    given = StaffBookIn.model_validate(content)
    one, other = twice(lambda: book_as_staff(harbor, "ana", "harbor", given, "k"))
    assert isinstance(one, Appointment), one
    assert other == one
    assert history(harbor, one) == ["booked"]
    assert taken(harbor, SlotStatus.BOOKED) == 1


def test_two_patients_booked_at_once_under_one_key_are_one_and_a_conflict(harbor: Runtime) -> None:
    def book(name: str) -> Any:
        content = {"service_id": "infusion", "starts_at": NINE, **PERSON, "name": name}
        given = StaffBookIn.model_validate(content)
        try:
            return book_as_staff(harbor, "ana", "harbor", given, "k").name
        except IdempotencyConflictError:
            return None

    ends = at_once(book, ["Robin Example", "Kim Example"])
    assert ends.count(None) == 1
    assert taken(harbor, SlotStatus.BOOKED) == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_hold_asked_for_twice_at_once_is_one_hold(harbor: Runtime, number: int) -> None:
    one, other = twice(lambda: hold_time(harbor, wish(), "10.0.0.1", "k"))
    assert one.held_until == other.held_until
    assert _keeps(harbor, one.hold_token) == _keeps(harbor, other.hold_token)
    assert taken(harbor, SlotStatus.HELD) == 1


def test_a_hold_is_known_by_its_key_and_not_by_the_network_it_is_asked_for_from(
    harbor: Runtime,
) -> None:
    holds = [hold_time(harbor, wish(), f"10.0.{number}.1", "k") for number in range(3)]
    assert len({_keeps(harbor, held.hold_token) for held in holds}) == 1
    assert taken(harbor, SlotStatus.HELD) == 1
    with pytest.raises(IdempotencyConflictError):
        hold_time(harbor, wish(ELEVEN), "10.0.9.1", "k")


def _keeps(run: Runtime, token: str) -> str:
    return str(run.keyring.unseal("hold", token)["hold_id"])


@pytest.mark.parametrize("if_match", ["1", None])
@pytest.mark.parametrize("what", STAFF_VERBS)
def test_a_change_of_the_desk_made_twice_at_once_is_made_once(
    harbor: Runtime, clock: TickingClock, what: str, if_match: str | None
) -> None:
    appointments = [booked(harbor, f"+1212555100{number}") for number in range(3)]
    clock.now = NINE + timedelta(minutes=31)
    for appointment in appointments:
        asked = Asked(appointment.appointment_id, "ana", if_match)
        one, other = twice(partial(STAFF_VERBS[what], harbor, asked))
        assert isinstance(one, Appointment), one
        assert other == one
        assert history(harbor, appointment) == ["booked", what]


@pytest.mark.parametrize("what", VISITORS_VERBS)
def test_a_change_of_the_visitor_made_twice_at_once_is_made_once(
    harbor: Runtime, what: str
) -> None:
    appointment = booked(harbor)
    token = manage_token(harbor, appointment.appointment_id)
    asked = Asked(appointment.appointment_id, VISITOR, "1", token)
    one, other = twice(lambda: STAFF_VERBS[what](harbor, asked))
    assert isinstance(one, Appointment), one
    assert other == one
    assert history(harbor, appointment) == ["booked", what]


class _Overtaken:
    """A client that lets something happen once, before it first looks for times."""

    def __init__(self, client: Any, happens: Callable[[], object]) -> None:
        self._client = client
        self._happens: Callable[[], object] | None = happens

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def query(self, **request: Any) -> Any:
        happens, self._happens = self._happens, None
        if happens:
            happens()
        return self._client.query(**request)


def test_who_is_moved_by_the_same_request_between_two_looks_is_where_they_were_to_be(
    harbor: Runtime,
) -> None:
    asked = Asked(booked(harbor).appointment_id, "ana", "1")
    moves = partial(reschedule, asked=asked, there=Elsewhere(ELEVEN, "chair-1"))
    overtaken = through(harbor, _Overtaken(harbor.table.client, partial(moves, harbor)))
    assert moves(overtaken) == moves(harbor)
    assert taken(harbor, SlotStatus.BOOKED) == 1


def test_who_is_called_off_between_two_looks_is_moved_no_longer(harbor: Runtime) -> None:
    appointment = booked(harbor)
    asked, there = Asked(appointment.appointment_id, "ana"), Elsewhere(ELEVEN, "chair-1")

    def another_takes_it() -> None:
        cancel(harbor, asked, None)
        moved = booked(harbor, "+12125551001").appointment_id
        reschedule(harbor, Asked(moved, "ana"), there)

    overtaken = through(harbor, _Overtaken(harbor.table.client, another_takes_it))
    with pytest.raises(AppointmentStateError):
        reschedule(overtaken, asked, there)


def test_an_infusion_fulfilled_twice_at_once_is_fulfilled_once(
    harbor: Runtime, clock: TickingClock
) -> None:
    appointment = booked(harbor)
    clock.now = NINE
    check_in(harbor, Asked(appointment.appointment_id, "ana"))
    asked = Asked(appointment.appointment_id, "ana", "2")
    one, other = twice(lambda: fulfil(harbor, asked, WentHome(name="Sam Example")))
    assert isinstance(one, Appointment), one
    assert other == one
    assert history(harbor, appointment) == ["booked", "arrived", "fulfilled"]


def test_of_two_colleagues_who_cancel_at_once_one_is_told_that_it_changed(harbor: Runtime) -> None:
    appointment = booked(harbor)

    def by(staff_id: str) -> str:
        try:
            return cancel(harbor, Asked(appointment.appointment_id, staff_id, "1"), None).status
        except FrontdeskError as refused:
            return type(refused).__name__

    assert sorted(at_once(by, ["ana", "ben"])) == ["VersionError", "cancelled"]
    assert history(harbor, appointment) == ["booked", "cancelled"]
