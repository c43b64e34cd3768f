"""Slots that can be offered for a service, of those that the index knows. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ...clinic import Clinic, Location, Service
from ...clinic.hours import Interval, first_instant
from ...platform.clock import instant_text, parse_instant
from ..times import next_minute


class OpenEntry(NamedTuple):
    """A slot as the index ``open`` knows it: just enough to tell whether it can be had.

    Instants are left as they are written: hundreds of entries are read for one answer.
    """

    start: str
    """As ``minute_text`` writes it."""
    bay: str
    minutes: int
    services: Collection[str] | None
    hold_until: str | None
    """As ``instant_text`` writes it."""

    def can_be_had_for(self, service: Service, now: datetime) -> bool:
        """Long enough, not kept for other services, and held by nobody any more."""
        is_held = self.hold_until is not None and self.hold_until > instant_text(now)
        is_for_others = self.services is not None and service.id not in self.services
        return not is_held and not is_for_others and service.bay_minutes <= self.minutes


def left_by_start(
    entries: Iterable[OpenEntry], service: Service, now: datetime
) -> dict[datetime, int]:
    """Number of bays left at each start that can be had, in order of time."""
    left = Counter(entry.start for entry in entries if entry.can_be_had_for(service, now))
    return {parse_instant(start): left[start] for start in sorted(left)}


def last_bookable_day(clinic: Clinic, location: Location, now: datetime) -> date:
    """The last local date that can be booked."""
    return today_at(location, now) + timedelta(days=clinic.scheduling.horizon_days)


def today_at(location: Location, now: datetime) -> date:
    """The location's own date."""
    return now.astimezone(location.tz).date()


def earliest_start(clinic: Clinic, service: Service, now: datetime) -> datetime:
    """Before that visitors cannot book: the service's lead time, and the clinic's cut-off.

    At its cut-off a slot is the desk's, so a start just then is no longer on offer.
    """
    lead = timedelta(minutes=service.lead_time_minutes)
    cut_off = timedelta(minutes=clinic.scheduling.cut_off_minutes)
    return next_minute(max(now + lead, now + cut_off + timedelta(microseconds=1)))


def bookable_time(
    clinic: Clinic, location: Location, service: Service, days: tuple[date, date], now: datetime
) -> Interval | None:
    """The span in which slots of these local dates (both meant) can be offered, if there is one."""
    first, last = days
    start = max(first_instant(first, 0, location.tz), earliest_start(clinic, service, now))
    end = first_instant(last, 24 * 60, location.tz)
    return Interval(start, end) if start < end else None
