"""Rules of appointments: the changes that each allows, and the thing it waits for. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from ...clinic import Clinic, Location, SchedulingSettings, Service, Source, Urgency
from ...clinic.hours import subtract_opening_minutes
from ..errors import AppointmentStateError, TooLateError
from .models import Appointment, AppointmentStatus, Escort

_AFTER: dict[AppointmentStatus, frozenset[AppointmentStatus]] = {
    AppointmentStatus.BOOKED: frozenset(
        {AppointmentStatus.ARRIVED, AppointmentStatus.CANCELLED, AppointmentStatus.NOSHOW}
    ),
    AppointmentStatus.ARRIVED: frozenset({AppointmentStatus.FULFILLED}),
    # Marked a no-show, and then they came through the door after all.
    AppointmentStatus.NOSHOW: frozenset({AppointmentStatus.ARRIVED}),
    AppointmentStatus.FULFILLED: frozenset(),
    AppointmentStatus.CANCELLED: frozenset(),
}


def may_become(status: AppointmentStatus, other: AppointmentStatus) -> bool:
    """True if an appointment that stands here may go there."""
    return other in _AFTER[status]


def with_status(
    before: Appointment, status: AppointmentStatus, **changes: str | None
) -> Appointment:
    """The appointment with another status. Raises AppointmentStateError if it cannot go there."""
    if not may_become(before.status, status):
        raise AppointmentStateError(before.status)
    return before.model_copy(update={"status": status, **changes})


def is_infusion(service: Service) -> bool:
    """True for ketamine infusions: they need an escort, and boosters fall due after them."""
    return service.escort


def escort_for(
    clinic: Clinic,
    location: Location,
    service: Service,
    starts_at: datetime,
    name: str | None,
    now: datetime,
) -> Escort | None:
    """The escort that an appointment needs, to be confirmed some time before it starts."""
    if not is_infusion(service):
        return None
    return Escort(name=name, confirm_by=confirm_by(clinic, location, starts_at, now))


def confirm_by(clinic: Clinic, location: Location, starts_at: datetime, now: datetime) -> datetime:
    """Deadline for confirming an escort, for an appointment that is booked or moved ``now``.

    So many hours before the start; or earlier, where the clinic could no longer make the call that
    it then owes while it is open, as on the Sunday before an appointment on Monday morning. An
    earlier time that is over already is asked of nobody.
    """
    usual = starts_at - timedelta(hours=clinic.scheduling.escort_deadline_hours)
    to_call = clinic.promises.opening_minutes(Source.ESCORT_UNCONFIRMED, Urgency.ROUTINE)
    in_time = min(usual, subtract_opening_minutes(location, starts_at, to_call))
    return in_time if in_time > now else usual


def no_show_at(appointment: Appointment, settings: SchedulingSettings) -> datetime:
    """Instant from which on a patient who has not come is a no-show."""
    return appointment.starts_at + timedelta(minutes=settings.no_show_minutes)


def booster_at(infused_at: datetime, settings: SchedulingSettings) -> datetime:
    """Instant at which a booster is due after the last infusion."""
    return infused_at + timedelta(weeks=settings.booster_weeks)


def waits_until(appointment: Appointment, settings: SchedulingSettings) -> datetime | None:
    """Instant at which somebody or some job has to look at the appointment next, if ever.

    First the escort's deadline, then the time at which who has not come is a no-show. That a
    booster falls due is no matter of one appointment: see ``aftercare``.
    """
    if appointment.status is not AppointmentStatus.BOOKED:
        return None
    escort = appointment.escort
    if escort and escort.confirmed_at is None and escort.overdue_since is None:
        return min(escort.confirm_by, no_show_at(appointment, settings))
    return no_show_at(appointment, settings)


class Step(StrEnum):
    """A step that time has made due for an appointment."""

    ESCORT_OVERDUE = "escort-overdue"
    NO_SHOW = "no-show"


def step_due(appointment: Appointment, settings: SchedulingSettings, now: datetime) -> Step | None:
    """The step that is due for the appointment now, if any: just once ``waits_until`` has
    come.
    """
    due_at = waits_until(appointment, settings)
    if due_at is None or now < due_at:
        return None
    is_no_show = now >= no_show_at(appointment, settings)
    return Step.NO_SHOW if is_no_show else Step.ESCORT_OVERDUE


def change_until(settings: SchedulingSettings, starts_at: datetime) -> datetime:
    """Instant until which a visitor may move or cancel an appointment online."""
    return starts_at - timedelta(hours=settings.cancel_notice_hours)


def check_notice(appointment: Appointment, settings: SchedulingSettings, now: datetime) -> None:
    """Raises TooLateError within the notice period, in which visitors have to call."""
    if now > change_until(settings, appointment.starts_at):
        raise TooLateError
