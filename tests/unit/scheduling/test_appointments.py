"""What a visit waits for: an escort, then whoever has not come."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clinic import Service, Source, Urgency, load_clinic
from chalicelib.clinic.hours import opening_minutes_between
from chalicelib.scheduling.aftercare.booster_rules import look_again_at
from chalicelib.scheduling.appointments.models import Appointment, AppointmentStatus, Escort
from chalicelib.scheduling.appointments.readiness_models import Readiness
from chalicelib.scheduling.appointments.rules import (
    Step,
    confirm_by,
    escort_for,
    step_due,
    waits_until,
)
from chalicelib.scheduling.errors import AppointmentStateError

CLINIC = load_clinic()
SETTINGS = CLINIC.scheduling
START = datetime(2026, 11, 25, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

instants = st.integers(-3 * 24 * 60, 3 * 24 * 60).map(lambda minutes: START + minutes * MINUTE)
maybe = st.none() | instants


def an_appointment(status: AppointmentStatus, escort: Escort | None) -> Appointment:
    known: dict[str, Any] = {"status": status, "escort": escort, "starts_at": START}
    return Appointment.model_construct(**known)


@st.composite
def appointments(draw: st.DrawFn) -> Appointment:
    """A visit at any point of its life, with an escort or without."""
    escort = Escort(confirm_by=draw(instants), confirmed_at=draw(maybe), overdue_since=draw(maybe))
    status = draw(st.sampled_from(AppointmentStatus))
    return an_appointment(status, draw(st.sampled_from([None, escort])))


@given(appointments(), instants)
def test_something_is_to_be_done_just_when_the_time_that_it_waits_for_has_come(
    appointment: Appointment, now: datetime
) -> None:
    until = waits_until(appointment, SETTINGS)
    assert (step_due(appointment, SETTINGS, now) is not None) is (
        until is not None and until <= now
    )


@given(appointments(), instants)
def test_nobody_who_came_or_called_off_or_brings_somebody_is_asked_for_anything(
    appointment: Appointment, now: datetime
) -> None:
    step = step_due(appointment, SETTINGS, now)
    if appointment.status is not AppointmentStatus.BOOKED:
        assert step is None
    if (
        appointment.escort is None
        or appointment.escort.confirmed_at
        or appointment.escort.overdue_since
    ):
        assert step is not Step.ESCORT_OVERDUE
    is_given_up = START + timedelta(minutes=SETTINGS.no_show_minutes) <= now
    assert (step is Step.NO_SHOW) is (
        is_given_up and appointment.status is AppointmentStatus.BOOKED
    )


@pytest.mark.parametrize("said", ["coming_at", "here_at", "confirmed_at", "overdue_since", None])
def test_only_who_said_in_no_way_that_they_come_is_called_for_not_saying_it(
    said: str | None,
) -> None:
    """They say it of themselves or of their escort; who was called for it once is not again."""
    confirm_by, earlier = START - 60 * MINUTE, START - 90 * MINUTE
    of_escort = {said: earlier} if said == "confirmed_at" else {}
    of_themselves = {said: earlier} if said and not of_escort else {}
    readiness = Readiness.model_validate({"confirm_by": confirm_by, **of_themselves})
    escort = Escort.model_validate({"confirm_by": START, **of_escort})
    appointment = an_appointment(AppointmentStatus.BOOKED, escort).model_copy(
        update={"readiness": readiness, "ends_at": START + 60 * MINUTE}
    )
    is_called = step_due(appointment, SETTINGS, confirm_by) is Step.UNCONFIRMED
    assert is_called is (said is None)


@pytest.mark.parametrize("service", CLINIC.services, ids=lambda service: service.id)
def test_an_escort_is_asked_for_where_the_service_needs_one_and_nowhere_else(
    service: Service,
) -> None:
    location = CLINIC.location("new-york")
    escort = escort_for(CLINIC, location, service, START, None, START - timedelta(days=9))
    assert (escort is not None) is service.escort


@given(st.integers(0, 8 * 7 * 24 * 60), st.integers(0, 60 * 24 * 60))
def test_an_escort_is_asked_for_while_there_is_time_to_call(start: int, ahead: int) -> None:
    """Around Thanksgiving, Christmas and New Year, whenever the visit is booked."""
    location = CLINIC.location("new-york")
    starts_at = START + start * MINUTE
    now = starts_at - ahead * MINUTE
    by = confirm_by(CLINIC, location, starts_at, now)
    usual = starts_at - timedelta(hours=SETTINGS.escort_deadline_hours)
    needed = CLINIC.promises.allowed_minutes(Source.ESCORT_UNCONFIRMED, Urgency.ROUTINE)
    assert by <= usual
    if by < usual:
        assert by > now
        assert opening_minutes_between(location, usual, starts_at) < needed
        assert opening_minutes_between(location, by, starts_at) == needed
    elif opening_minutes_between(location, usual, starts_at) < needed:
        in_time = usual
        while opening_minutes_between(location, in_time, starts_at) < needed:
            in_time -= 30 * MINUTE
        assert in_time <= now


@given(st.lists(instants), instants)
def test_a_booster_is_looked_at_again_the_day_after_the_next_infusion(
    ends: list[datetime], now: datetime
) -> None:
    day = timedelta(days=1)
    recent = sorted(end for end in ends if end + day > now)
    assert look_again_at(ends, now) == (recent[0] + day if recent else None)


def test_a_refusal_says_where_the_appointment_stands_as_people_say_it() -> None:
    said = {status: str(AppointmentStateError(status)) for status in AppointmentStatus}
    assert said[AppointmentStatus.CANCELLED] == "This can't be done. The appointment is canceled."
    assert said[AppointmentStatus.NOSHOW] == "This can't be done. The appointment is a no-show."
