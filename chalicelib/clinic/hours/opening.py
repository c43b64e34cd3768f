"""Counting in a location's opening minutes: over breaks, nights, closures and clock changes.

All instants that come in carry a time zone (ValueError otherwise); all that go out are UTC. A
location is open from the instant it opens up to, not including, the instant it closes.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from chalicelib.clinic.hours.errors import NeverOpenError
from chalicelib.clinic.hours.timetable import Interval, Timetable, to_utc
from chalicelib.clinic.location import Location

MOST_DAYS_SEARCHED = 60
"""Days in which the next opening is looked for. A checked clinic's file always has one sooner."""

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


def opening_of(location: Location) -> Timetable:
    """The location's opening: its hours, less its closures."""
    return Timetable(location.tz, location.open_minutes_on)


def is_open_at(location: Location, instant: datetime) -> bool:
    """True if the location is open at this instant."""
    return opening_of(location).holds(instant)


def next_opening(location: Location, start: datetime) -> datetime:
    """``start`` itself if the location is open then, else when it next opens.

    Raises NeverOpenError if that is more than ``MOST_DAYS_SEARCHED`` days away.
    """
    return next(opening_intervals(location, start)).start


def opening_intervals(location: Location, start: datetime) -> Iterator[Interval]:
    """All opening from ``start`` on, in order and without end; the first may begin at ``start``.

    Raises NeverOpenError where the next opening is more than ``MOST_DAYS_SEARCHED`` days away.
    """
    timetable = opening_of(location)
    here = to_utc(start)
    while True:
        found = None
        for found in timetable.from_instant(here, MOST_DAYS_SEARCHED):
            yield found
        if found is None:
            raise NeverOpenError(location.id, MOST_DAYS_SEARCHED)
        here = found.end


def add_opening_minutes(location: Location, start: datetime, minutes: int) -> datetime:
    """The earliest instant by which ``minutes`` of opening have passed since ``start``.

    If they are used up just as the location closes, that closing instant is the answer, not the
    next opening: whoever was promised two hours is called by closing time. No minutes at all
    means ``start`` if the location is open then, else the next opening.
    Raises ValueError for negative minutes, NeverOpenError as ``opening_intervals`` does.
    """
    if minutes < 0:
        raise ValueError("opening minutes are counted forwards only")
    left = minutes * _MINUTE
    for interval in opening_intervals(location, start):
        if left <= interval.end - interval.start:
            return interval.start + left
        left -= interval.end - interval.start
    raise AssertionError("opening intervals have no end")


def subtract_opening_minutes(location: Location, end: datetime, minutes: int) -> datetime:
    """The latest instant from which ``minutes`` of opening are left until ``end``.

    Whoever begins then has just that long. If they reach back to the moment at which the location
    opens, that is the answer, not the closing before it. Raises ValueError for no minutes or
    fewer, NeverOpenError where the opening before is more than ``MOST_DAYS_SEARCHED`` days away.
    """
    if minutes < 1:
        raise ValueError("at least one opening minute has to be left")
    left, end = minutes * _MINUTE, to_utc(end)
    timetable = opening_of(location)
    # One date more, for a clock that was set back over midnight: see ``Timetable.from_instant``.
    day = end.astimezone(location.tz).date() + _DAY
    shut = 0
    while shut <= MOST_DAYS_SEARCHED + 1:
        for interval in reversed([part for part in timetable.on(day) if part.start < end]):
            until, shut = min(interval.end, end), 0
            if left <= until - interval.start:
                return until - left
            left -= until - interval.start
        day, shut = day - _DAY, shut + 1
    raise NeverOpenError(location.id, MOST_DAYS_SEARCHED)


def opening_time_between(location: Location, start: datetime, end: datetime) -> timedelta:
    """Time the location was open from ``start`` to ``end``, to the second; none if reversed."""
    start, end = to_utc(start), to_utc(end)
    total = timedelta()
    for interval in opening_of(location).from_instant(start, max(0, (end - start).days + 1)):
        if interval.start >= end:
            break
        total += min(interval.end, end) - interval.start
    return total


def opening_minutes_between(location: Location, start: datetime, end: datetime) -> int:
    """Whole opening minutes from ``start`` to ``end``; a minute begun is not counted."""
    return opening_time_between(location, start, end) // _MINUTE
