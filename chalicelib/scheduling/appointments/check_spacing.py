"""Check what staff book for one person against their other appointments: the desk is asked."""

from collections.abc import Iterable
from datetime import datetime

from ...people.commitments import Ahead, AppointmentAhead
from ...people.keep_commitments import load_ahead
from ...platform.local_time import said_in_local_time
from ...platform.runtime import Runtime
from ...platform.unit_of_work import VISITOR, UnitOfWork
from ..errors import AppointmentsCloseError, PersonBusyError
from ..slots.bookable import Wanted
from .change_until_rules import JUST_BOOKED
from .models import Appointment
from .spacing_rules import SpacingLimit, TooClose, too_close


def check_chosen(work: UnitOfWork, want: Wanted, ahead: Ahead, but_for: str = "") -> None:
    """Ask before staff book somebody another appointment at that time, or one too close to it.

    ``but_for`` is the one that is moved. Raises PersonBusyError, AppointmentsCloseError.
    """
    if ahead.busy(want.starts_at, want.ends_at, but_for):
        raise PersonBusyError
    check_spacing(work, want, ahead.counted_by_limits(but_for))


def check_spacing(work: UnitOfWork, want: Wanted, others: Iterable[AppointmentAhead]) -> None:
    """Ask before staff pass a limit of one person's appointments. Raises AppointmentsCloseError."""
    found = found_close(work, want, others)
    if found is None:
        return
    other, service = found.other, want.service
    limit = f"{service.hours_apart} hours"
    if found.limit is SpacingLimit.MOST and service.most:
        limit = f"{service.most.count} in {service.most.days} days"
    zone = work.run.clinic.location(other.location_id).tz
    when = said_in_local_time(other.starts_at, zone, work.now, "en")
    name = work.run.clinic.service(other.service_id).name
    raise AppointmentsCloseError(found.limit, limit, f"{name}, {when}", other)


def is_close(work: UnitOfWork, want: Wanted, ahead: Ahead, but_for: str = "") -> bool:
    """True if a visitor's appointment passes a limit: it is marked, for the desk to ask."""
    others = ahead.counted_by_limits(but_for)
    return work.by == VISITOR and found_close(work, want, others) is not None


def ask_close_at(work: UnitOfWork, *, is_marked: bool) -> datetime | None:
    """Instant from which on the desk is asked about what a visitor took, if it ``is_marked``.

    Until then they may see to it themselves: cancel the other one, or move.
    """
    return work.now + JUST_BOOKED if is_marked and work.by == VISITOR else None


def is_close_still(run: Runtime, appointment: Appointment) -> bool:
    """True if an appointment is close to, or over, another one of its person as that now stands."""
    clinic = run.clinic
    location, service = (
        clinic.location(appointment.location_id),
        clinic.service(appointment.service_id),
    )
    ahead = load_ahead(run, appointment.point_id, appointment.person_id)
    starts_at, but_for = appointment.starts_at, appointment.appointment_id
    others = ahead.counted_by_limits(but_for)
    is_near = too_close(clinic, service, location.tz, starts_at, others) is not None
    return is_near or ahead.busy(starts_at, appointment.ends_at, but_for)


def found_close(
    work: UnitOfWork, want: Wanted, others: Iterable[AppointmentAhead]
) -> TooClose | None:
    """The limit that the wanted appointment passes, with the other ones of its person."""
    zone = want.location.tz
    return too_close(work.run.clinic, want.service, zone, want.starts_at, others)
