"""Wall times that come back day by day, as intervals of UTC.

The one rule about clocks that change: **a wall time means the first instant of its date at which
the clock shows it or a later time.**

- In spring 02:30 may not exist: it is the instant at which the clock jumps, shown as 03:00.
- In autumn 01:30 comes twice: it is the first of the two. A shift is entered and left once, at
  the first time the clock says so; setting the clock back neither reopens nor recloses a door.
- In between real time counts: 00:00 to 06:00 is seven hours in autumn and five in spring.

So later wall times are never earlier instants, and spans that do not overlap on the wall do not
overlap in UTC. A span that lies wholly in a gap does not happen.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from chalicelib.clinic.walltime import MinuteSpan

_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)


class Interval(NamedTuple):
    """Instants from ``start`` up to, not including, ``end``; both UTC."""

    start: datetime
    end: datetime


class Timetable(NamedTuple):
    """Spans of wall time for each local date of a zone.

    ``spans_on`` gives a date's spans in minutes since midnight, in order and not overlapping.
    """

    tz: ZoneInfo
    spans_on: Callable[[date], Sequence[MinuteSpan]]

    def on(self, day: date) -> Iterator[Interval]:
        """The intervals of one local date, in order."""
        for opens, closes in self.spans_on(day):
            interval = Interval(
                first_instant(day, opens, self.tz), first_instant(day, closes, self.tz)
            )
            if interval.start < interval.end:
                yield interval

    def from_instant(self, start: datetime, days: int) -> Iterator[Interval]:
        """The rest of the intervals from ``start`` on, for the next ``days`` local dates.

        An interval that holds ``start`` begins there. Two intervals may touch at midnight.
        """
        start = to_utc(start)
        day = start.astimezone(self.tz).date()
        # One date more: while a clock that was set back over midnight shows the old date again,
        # the hours of the new one may have begun.
        for _ in range(days + 2):
            for interval in self.on(day):
                if interval.end > start:
                    yield Interval(max(interval.start, start), interval.end)
            day += _DAY

    def entry(self, start: datetime, days: int) -> datetime | None:
        """The first instant from ``start`` on that lies in an interval; None within ``days``."""
        first = next(self.from_instant(start, days), None)
        return first.start if first else None

    def holds(self, instant: datetime) -> bool:
        """True if the instant lies in an interval."""
        return self.entry(instant, days=0) == to_utc(instant)


def to_utc(instant: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a datetime that has no zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC)


def first_instant(day: date, minute: int, tz: ZoneInfo) -> datetime:
    """The instant (UTC) that ``minute`` of a local date means; 1440 is the end of the date."""
    days, minute = divmod(minute, 24 * 60)
    wall = datetime.combine(day, datetime.min.time(), tz) + timedelta(days=days, minutes=minute)
    instant = wall.astimezone(UTC)
    exists = instant.astimezone(tz).replace(tzinfo=None) == wall.replace(tzinfo=None)
    return instant if exists else _end_of_gap(wall)


def _end_of_gap(wall: datetime) -> datetime:
    """The instant at which the clock jumps over ``wall``.

    Read with the offset before the jump (fold 0), a time in a gap lies after it; read with the
    offset after the jump (fold 1), before it. The change of offset is in between.
    """
    before = wall.replace(fold=1).astimezone(UTC)
    after = wall.replace(fold=0).astimezone(UTC)
    offset_after = after.astimezone(wall.tzinfo).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2 // _SECOND * _SECOND
        if middle.astimezone(wall.tzinfo).utcoffset() == offset_after:
            after = middle
        else:
            before = middle
    return after
