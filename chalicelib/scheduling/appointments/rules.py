"""Rules of appointments: the changes that each allows, and the thing it waits for. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from ...clinic import Clinic, Location, SchedulingSettings, Service, Source, Urgency
from ...clinic.hours import subtract_opening_minutes
from ..errors import AppointmentStateError
from .models import Appointment, AppointmentStatus, Escort
from .readiness_models import Readiness

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
    in_time = _in_time_to_call(clinic, location, starts_at, usual, Source.ESCORT_UNCONFIRMED)
    return in_time if in_time > now else usual


def readiness_for(
    clinic: Clinic, location: Location, starts_at: datetime, now: datetime
) -> Readiness:
    """The readiness of whoever books or moves online ``now``: with a deadline to say they come.

    Only they have the link on which it is said. Whoever books so late that the deadline is over
    has just said it.
    """
    hours = clinic.scheduling.confirm_deadline_hours
    if hours == 0:
        return Readiness()
    usual = starts_at - timedelta(hours=hours)
    in_time = _in_time_to_call(clinic, location, starts_at, usual, Source.UNCONFIRMED)
    return Readiness(confirm_by=in_time if in_time > now else None)


def _in_time_to_call(
    clinic: Clinic, location: Location, starts_at: datetime, usual: datetime, source: Source
) -> datetime:
    to_call = clinic.promises.allowed_minutes(source, Urgency.ROUTINE)
    return min(usual, subtract_opening_minutes(location, starts_at, to_call))


def here_from(appointment: Appointment, settings: SchedulingSettings) -> datetime:
    """Instant from which on a patient can say that they are here."""
    return appointment.starts_at - timedelta(minutes=settings.arrive_early_minutes)


def no_show_at(appointment: Appointment, settings: SchedulingSettings) -> datetime:
    """Instant from which on a patient who has not come is a no-show."""
    return appointment.starts_at + timedelta(minutes=settings.no_show_minutes)


def booster_at(infused_at: datetime, settings: SchedulingSettings) -> datetime:
    """Instant at which a booster is due after the last infusion."""
    return infused_at + timedelta(weeks=settings.booster_weeks)


def waits_until(appointment: Appointment, settings: SchedulingSettings) -> datetime | None:
    """Instant at which somebody or some job has to look at the appointment next, if ever.

    First the deadlines for an escort and for saying that they come, and the time to ask which of
    two close ones is meant; then the time at which who has not come is given up. That a booster
    falls due is no matter of one appointment: see ``aftercare``. Whom a closing hit nobody waits
    for: they are called about that.
    """
    if appointment.status is not AppointmentStatus.BOOKED or appointment.closing is not None:
        return None
    times = (
        _given_up_at(appointment, settings),
        _escort_awaited_until(appointment),
        _answer_awaited_until(appointment),
        appointment.ask_close_at,
    )
    return min(at for at in times if at is not None)


def _given_up_at(appointment: Appointment, settings: SchedulingSettings) -> datetime:
    """Instant at which the job gives them up: who said that they are here waits for the desk.

    So does whoever's step the desk undid a moment ago.
    """
    usual = no_show_at(appointment, settings)
    if appointment.readiness.here_at is not None:
        usual = max(appointment.ends_at, usual)
    return max(usual, appointment.given_up_from or usual)


def _escort_awaited_until(appointment: Appointment) -> datetime | None:
    escort = appointment.escort
    is_awaited = escort and escort.confirmed_at is None and escort.overdue_since is None
    return escort.confirm_by if escort and is_awaited else None


def _answer_awaited_until(appointment: Appointment) -> datetime | None:
    """Deadline to say that they come; None once they said so, by whatever they said."""
    readiness, escort = appointment.readiness, appointment.escort
    is_said = readiness.coming_at or readiness.here_at or (escort and escort.confirmed_at)
    return None if is_said or readiness.overdue_since else readiness.confirm_by


class Step(StrEnum):
    """A step that time has made due for an appointment."""

    ESCORT_OVERDUE = "escort-overdue"
    UNCONFIRMED = "unconfirmed"
    CLOSE = "close"
    NO_SHOW = "no-show"


def step_due(appointment: Appointment, settings: SchedulingSettings, now: datetime) -> Step | None:
    """The step that is due for the appointment now, if any: just once ``waits_until`` has
    come.
    """
    due_at = waits_until(appointment, settings)
    if due_at is None or now < due_at:
        return None
    if now >= _given_up_at(appointment, settings):
        return Step.NO_SHOW
    if due_at == _escort_awaited_until(appointment):
        return Step.ESCORT_OVERDUE
    return Step.CLOSE if due_at == appointment.ask_close_at else Step.UNCONFIRMED
