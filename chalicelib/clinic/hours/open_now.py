"""State of a location's opening at an instant: open or closed, until when, and why. Pure."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from chalicelib.clinic.hours.opening import is_open_at, opening_intervals
from chalicelib.clinic.hours.timetable import Timetable, to_utc
from chalicelib.clinic.location import Location
from chalicelib.clinic.walltime import MinuteSpan
from chalicelib.clinic.week import Closure, open_minutes

_IN_SIGHT = timedelta(days=1)


class OpenNow(NamedTuple):
    """State of a location's opening at an instant."""

    is_open: bool
    until: datetime | None
    """Instant at which it closes, or opens (UTC); None if it is open for a day and longer."""
    reason: str | None = None
    """Reason of the closure that keeps it closed, if one does."""
    all_day: bool = False
    """True if the closure is of the whole date."""


def open_now(location: Location, instant: datetime) -> OpenNow:
    """State of the location's opening at an instant, and until when it stays so.

    A break is not closing for the day, but it is closing; opening that goes on over midnight goes
    on. A closure of a part of a day is the reason while the week's hours would be open, and in a
    break, or before they begin, where they would be again but for it.
    Raises NeverOpenError as ``opening_intervals`` does.
    """
    now = to_utc(instant)
    if is_open_at(location, now):
        return OpenNow(is_open=True, until=_closes_at(location, now))
    closing = [each for each in location.closures if _closes(location, each, now)]
    closure = max(closing, key=lambda each: each.is_whole_day, default=None)
    return OpenNow(
        is_open=False,
        until=next(opening_intervals(location, now)).start,
        reason=closure.told_reason if closure else None,
        all_day=closure is not None and closure.is_whole_day,
    )


def _closes_at(location: Location, now: datetime) -> datetime | None:
    """The end of the opening that is under way, if it is in sight."""
    end = now
    for interval in opening_intervals(location, now):
        if interval.start > end:
            break
        end = interval.end
        if end - now > _IN_SIGHT:
            return None
    return end


def _closes(location: Location, closure: Closure, now: datetime) -> bool:
    """True if it is this closure that keeps the location closed now."""
    shut = _of_day(location, closure.day, (closure.minutes,))
    if not shut.holds(now):
        return False
    usual = _of_day(location, closure.day, open_minutes(location.hours, (), closure.day))
    until = next(shut.from_instant(now, days=0)).end
    is_missed = any(each.start < until for each in usual.from_instant(now, days=0))
    return closure.is_whole_day or is_missed


def _of_day(location: Location, day: date, spans: tuple[MinuteSpan, ...]) -> Timetable:
    """These spans of one local date, and of no other."""
    return Timetable(location.tz, lambda each: spans if each == day else ())
