"""The job that follows visits up, and the desk, at the same visits at the same time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from chalicelib.callbacks.read_queue import list_queue, open_callback
from chalicelib.platform.errors import FrontdeskError
from chalicelib.platform.jobs import JobReport
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.history import load_events
from chalicelib.scheduling.aftercare.follow_up import follow_up_appointments
from chalicelib.scheduling.aftercare.mark_no_show import mark_no_show
from chalicelib.scheduling.appointments.book import book_as_staff
from chalicelib.scheduling.appointments.cancel import cancel
from chalicelib.scheduling.appointments.check_in import check_in
from chalicelib.scheduling.appointments.confirm_escort import confirm_escort
from chalicelib.scheduling.appointments.escort_models import WentHome
from chalicelib.scheduling.appointments.fulfil import fulfil
from chalicelib.scheduling.appointments.models import Appointment, AppointmentStatus, StaffBookIn
from chalicelib.scheduling.appointments.store import load_appointment
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.job_names import FOLLOW_UP_APPOINTMENTS
from chalicelib.scheduling.slots.schemas import DaysIn
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_service, a_template

from .barrier import TickingClock, all_at_once
from .booked import as_seen
from .conftest import patiently

DAY = date(2026, 11, 25)
NINE = datetime(2026, 11, 25, 14, tzinfo=UTC)
BAYS = tuple(f"chair-{number}" for number in range(1, 9))

Verb = Callable[[Runtime, Appointment], Any]


@pytest.fixture
def harbor(run: Runtime) -> Runtime:
    """Eight chairs with a slot at nine."""
    clinic = a_clinic(
        a_template("09:00", pool="infusion"),
        pools=[a_pool("infusion", *BAYS)],
        services=[a_service("infusion", "infusion", 60, escort=True)],
    )
    here = replace(patiently(run, run.table.client), clinic=clinic)
    publish(here, "harbor", DaysIn.model_validate({"from": DAY, "to": DAY}))
    return here


def book(run: Runtime, count: int = len(BAYS)) -> list[Appointment]:
    """So many people, each with a visit at nine."""
    given = {"service_id": "infusion", "starts_at": NINE, "name": "Robin Example"}
    people = [
        StaffBookIn.model_validate({**given, "phone": f"+1212555{1000 + number}"})
        for number in range(count)
    ]
    return [book_as_staff(run, "staff", "harbor", each, None) for each in people]


def job(run: Runtime) -> JobReport:
    return follow_up_appointments(run, lambda: 60.0)


def stands(run: Runtime, appointment: Appointment) -> Appointment:
    now = load_appointment(run.table, appointment.appointment_id)
    assert now is not None
    return now


def callers(run: Runtime) -> list[str]:
    """Whose call is owed; nobody twice."""
    ids = [entry.callback_id for entry in list_queue(run, "harbor", None, 100).entries]
    owed = [open_callback(run, "staff", each).point_id for each in ids]
    assert len(set(owed)) == len(owed)
    return owed


def told(run: Runtime, appointment: Appointment, what: str) -> int:
    """How often a visit's history says so."""
    events = load_events(run.table, "APPOINTMENT", appointment.appointment_id)
    return sum(event.what == what for event in events)


@pytest.mark.parametrize(
    ("verb", "calls"),
    [
        (lambda run, appointment: mark_no_show(run, as_seen(appointment)), {"noshow": 1}),
        (lambda run, appointment: check_in(run, as_seen(appointment)), {"noshow": 1, "arrived": 0}),
        (
            lambda run, appointment: cancel(run, as_seen(appointment), None),
            {"noshow": 1, "cancelled": 0},
        ),
    ],
    ids=["no-show", "check-in", "cancel"],
)
def test_the_desk_and_the_job_at_one_visit_at_once_come_to_one_outcome_and_one_call(
    harbor: Runtime, clock: TickingClock, verb: Verb, calls: dict[str, int]
) -> None:
    appointments = [
        confirm_escort(harbor, as_seen(appointment), "Sam Example") for appointment in book(harbor)
    ]
    clock.now = NINE + timedelta(minutes=31)
    desk = [partial(_or_why_not, verb, harbor, appointment) for appointment in appointments]
    ends = all_at_once([partial(job, harbor), *desk])
    assert ends[0].failed == 0
    owed = callers(harbor)
    for appointment in appointments:
        now = stands(harbor, appointment)
        assert now.status in calls
        assert owed.count(appointment.point_id) == calls[now.status]
        assert told(harbor, appointment, "no-show") == calls[now.status]
    assert job(harbor).due == 0


def _or_why_not(verb: Verb, run: Runtime, appointment: Appointment) -> Any:
    try:
        return verb(run, appointment)
    except FrontdeskError as refused:
        return refused


def test_run_four_times_at_once_each_visit_is_followed_up_once(
    harbor: Runtime, clock: TickingClock
) -> None:
    appointments = book(harbor)
    for moment, what in ((-24 * 60, "escort-overdue"), (31, "no-show")):
        clock.now = NINE + timedelta(minutes=moment)
        reports = all_at_once([partial(job, harbor)] * 4)
        assert sum(report.done for report in reports) == len(appointments)
        assert sum(report.failed for report in reports) == 0
        assert [told(harbor, appointment, what) for appointment in appointments] == [1] * len(
            appointments
        )
    assert sorted(callers(harbor)) == sorted(appointment.point_id for appointment in appointments)
    assert {stands(harbor, appointment).status for appointment in appointments} == {
        AppointmentStatus.NOSHOW
    }


def test_a_booster_that_four_runs_find_due_is_offered_once(
    harbor: Runtime, clock: TickingClock
) -> None:
    appointments = book(harbor)
    clock.now = NINE
    for appointment in appointments:
        fulfil(
            harbor, as_seen(check_in(harbor, as_seen(appointment))), WentHome(name="Sam Example")
        )
    clock.now = NINE + timedelta(weeks=4)
    reports = all_at_once([partial(job, harbor)] * 4)
    assert sum(report.done for report in reports) == len(appointments)
    assert sum(report.failed for report in reports) == 0
    assert sorted(callers(harbor)) == sorted(appointment.point_id for appointment in appointments)
    assert [told(harbor, appointment, "booster-due") for appointment in appointments] == [1] * len(
        appointments
    )
    assert job(harbor) == JobReport(FOLLOW_UP_APPOINTMENTS)
