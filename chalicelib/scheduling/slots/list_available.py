"""Offer visitors the times that can be booked."""

from datetime import date, datetime, timedelta

from ...clinic import Location, Service, UnknownServiceError
from ...platform.clock import local_text
from ...platform.days import check_not_past, days_from
from ...platform.errors import FieldProblem, InvalidInputError
from ...platform.runtime import Runtime
from .availability import bookable_time, last_bookable_day, left_by_start, today_at
from .available_models import Availability, OpenTime
from .store import load_open

USUAL_DAYS = 14


def availability(
    run: Runtime, location_id: str, service_id: str, first: date | None, last: date | None
) -> Availability:
    """The starts on offer for a service on some local dates, both meant: one query of the index.

    Without dates: two weeks from today. Raises UnknownLocationError, UnknownServiceError (also
    for a service that this location does not offer), and InvalidInputError for dates that are
    past, beyond the horizon, in the wrong order or too many.
    """
    location = run.clinic.location(location_id)
    service = service_at(run, location_id, service_id)
    now = run.clock()
    horizon = last_bookable_day(run.clinic, location, now)
    first, last = _days_asked_for(first, last, today_at(location, now), horizon)
    return Availability(
        location_id=location_id,
        service_id=service_id,
        zone=location.zone,
        start=first,
        end=last,
        last_day=horizon,
        duration_minutes=service.duration_minutes,
        recovery_minutes=service.recovery_minutes,
        times=_times(run, location, service, (first, last), now),
    )


def service_at(run: Runtime, location_id: str, service_id: str) -> Service:
    """A service that the location offers. Raises UnknownServiceError, UnknownLocationError."""
    for service in run.clinic.services_at(location_id):
        if service.id == service_id:
            return service
    raise UnknownServiceError(service_id)


def _days_asked_for(
    first: date | None, last: date | None, today: date, horizon: date
) -> tuple[date, date]:
    start = first or today
    end = last or min(start + timedelta(days=USUAL_DAYS - 1), horizon)
    check_not_past(start, today)
    for field, day in (("from", start), ("to", end)):
        if day > horizon:
            message = f"Appointments can be booked through {horizon}."
            raise InvalidInputError((FieldProblem((field,), message),))
    days = days_from(start, end)
    return days[0], days[-1]


def _times(
    run: Runtime, location: Location, service: Service, days: tuple[date, date], now: datetime
) -> list[OpenTime]:
    asked = bookable_time(run.clinic, location, service, days, now)
    if asked is None:
        return []
    entries = load_open(run.table, location.id, service.pool, asked.start, asked.end)
    return [
        OpenTime(starts_at=starts_at, local=local_text(starts_at, location.tz), left=left)
        for starts_at, left in left_by_start(entries, service, now).items()
    ]
