"""Check what staff book for one person against their other appointments: the desk is asked."""

from collections.abc import Iterable

from ...people.commitments import Ahead, AppointmentAhead
from ...platform.local_time import said_in_local_time
from ...platform.unit_of_work import VISITOR, UnitOfWork
from ..errors import AppointmentsCloseError, PersonBusyError
from ..slots.bookable import Wanted
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


def found_close(
    work: UnitOfWork, want: Wanted, others: Iterable[AppointmentAhead]
) -> TooClose | None:
    """The limit that the wanted appointment passes, with the other ones of its person."""
    zone = want.location.tz
    return too_close(work.run.clinic, want.service, zone, want.starts_at, others)
