"""What may be done with a visit, and what it waits for next. Pure."""

from datetime import datetime, timedelta

from ..core.clinic import SchedulingSettings, Service
from .appointments import Appointment, AppointmentStatus, Escort

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
    """Can a visit that stands here go there?"""
    return other in _AFTER[status]


def escort_for(
    service: Service, settings: SchedulingSettings, starts_at: datetime, name: str | None
) -> Escort | None:
    """The escort that a visit needs, to be confirmed some time before it starts."""
    if not service.escort:
        return None
    deadline = timedelta(hours=settings.escort_deadline_hours)
    return Escort(name=name, confirm_by=starts_at - deadline)


def waits_until(
    appointment: Appointment, service: Service, settings: SchedulingSettings
) -> datetime | None:
    """When somebody or some job has to look at the visit next, if ever.

    First the escort's deadline, then the time at which who has not come is a no-show, then,
    once an infusion was given, the time for a booster.
    """
    escort = appointment.escort
    match appointment.status:
        case AppointmentStatus.BOOKED if escort and escort.confirmed_at is None:
            return escort.confirm_by
        case AppointmentStatus.BOOKED:
            return appointment.starts_at + timedelta(minutes=settings.no_show_minutes)
        case AppointmentStatus.FULFILLED if service.escort:
            return appointment.starts_at + timedelta(weeks=settings.booster_weeks)
        case _:
            return None


def change_until(settings: SchedulingSettings, starts_at: datetime) -> datetime:
    """Until when a visitor may move or cancel a visit online."""
    return starts_at - timedelta(hours=settings.cancel_notice_hours)
