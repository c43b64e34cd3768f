"""Limits of one person's appointments: how far apart they are, and how many there may be. Pure.

Nobody is refused for them: where a limit is passed, the desk is asked. What took place counts like
what lies ahead, what was canceled or missed does not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ...clinic import Clinic, Most, Service, UnknownServiceError
from ...people.commitments import AppointmentAhead


class SpacingLimit(StrEnum):
    """A limit of one person's appointments."""

    HOURS_APART = "hours-apart"
    MOST = "most"


@dataclass(frozen=True)
class TooClose:
    """A limit that an appointment would pass, and the nearest other one that counts for it."""

    limit: SpacingLimit
    other: AppointmentAhead


def too_close(
    clinic: Clinic,
    service: Service,
    zone: ZoneInfo,
    starts_at: datetime,
    others: Iterable[AppointmentAhead],
) -> TooClose | None:
    """Tell which limit a person's appointment at this time would pass, with their ``others``.

    Hours apart are of the clock, from start to start; days are dates of ``zone``. Of two services
    the longer time apart counts, so it does not matter which was booked first.
    """
    counted = [
        (abs(each.starts_at - starts_at), each.appointment_id, each, other_service)
        for each in others
        if (other_service := _counted_with(clinic, service, each)) is not None
    ]
    counted.sort(key=lambda found: found[:2])
    for apart, _id, other, its_service in counted:
        if apart < timedelta(hours=max(service.hours_apart, its_service.hours_apart)):
            return TooClose(SpacingLimit.HOURS_APART, other)
    days = {each.appointment_id: _day(each.starts_at, zone) for _, _id, each, _ in counted}
    full = _full_window(service.most, _day(starts_at, zone), days.values())
    if full is None:
        return None
    inside = (each for *_, each, _ in counted if full[0] <= days[each.appointment_id] <= full[1])
    return TooClose(SpacingLimit.MOST, next(inside))


def counts_until(clinic: Clinic, service_id: str, starts_at: datetime) -> datetime | None:
    """Instant from which on no appointment that starts is near to one that took place.

    The longest limit of its kind says so, with a day more, for days are of any zone. None where the
    appointment counts for none.
    """
    service = _limited(clinic, service_id)
    if service is None:
        return None
    alike = [each for each in clinic.services if each.has_limits and each.pool == service.pool]
    hours = max(each.hours_apart for each in alike)
    days = max(each.most.days if each.most else 0 for each in alike)
    return starts_at + max(timedelta(hours=hours), timedelta(days=days + 1))


def _limited(clinic: Clinic, service_id: str) -> Service | None:
    """The service, if the clinic offers it still, and limits it."""
    try:
        service = clinic.service(service_id)
    except UnknownServiceError:  # the clinic offers it no more
        return None
    return service if service.has_limits else None


def _counted_with(clinic: Clinic, service: Service, other: AppointmentAhead) -> Service | None:
    """The service of another appointment, if it counts together with this one."""
    its_service = _limited(clinic, other.service_id)
    return its_service if its_service and its_service.pool == service.pool else None


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _full_window(most: Most | None, day: date, others: Iterable[date]) -> tuple[date, date] | None:
    """The first days on end around ``day`` that are full already, from the first to the last."""
    if most is None:
        return None
    near = list(others)
    for first in (day - timedelta(days=back) for back in range(most.days - 1, -1, -1)):
        last = first + timedelta(days=most.days - 1)
        if sum(first <= each <= last for each in near) >= most.count:
            return first, last
    return None
