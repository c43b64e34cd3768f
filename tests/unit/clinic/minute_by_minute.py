"""A slow and obvious way to know when a door is open, to check the quick one against.

A doorkeeper looks at the clock on the wall at every minute of UTC, save those of an hour in which
the clock just goes on. When the clock is set back, the doorkeeper keeps to the latest time it has
shown, and so opens and locks only once. The minute is open if that time lies in the day's hours
and in no closure. Nothing here knows of offsets, gaps or folds, and nothing is shared with the
code under test.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = 24 * 60
WARM_UP = 3 * DAY
"""The doorkeeper begins to watch so many minutes early."""

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Plan:
    """Hours in plain numbers: minutes since midnight by weekday (Monday 0), and closed ones."""

    zone: str
    week: Mapping[int, Spans]
    closed: Sequence[tuple[date, int, int]] = ()

    def open_minutes_of(self, day: date) -> list[bool]:
        """For each minute since midnight: is the door open at this time of the day?"""
        minutes = [False] * DAY
        for start, end in self.week.get(day.weekday(), ()):
            minutes[start:end] = [True] * (end - start)
        for closed, start, end in self.closed:
            if closed == day:
                minutes[start:end] = [False] * (end - start)
        return minutes


def daily(zone: str, start: int, end: int, weekdays: Iterable[int] = range(7)) -> Plan:
    """The same hours on each of these weekdays."""
    return Plan(zone, dict.fromkeys(weekdays, ((start, end),)))


@cache
def latest_shown(zone: str, first: datetime, minutes: int) -> list[tuple[date, list[range]]]:
    """What the clock has shown at the latest, for each minute from ``first`` (UTC) on.

    By date, in the order of time: the minutes since midnight that were shown on it.
    """
    tz = ZoneInfo(zone)
    moment = first.replace(tzinfo=tz) - WARM_UP * MINUTE  # as ``fromutc`` wants to be told it
    latest = tz.fromutc(moment)
    shown: list[tuple[date, list[range]]] = []
    ahead = -WARM_UP
    while ahead < minutes:
        reading = tz.fromutc(moment)
        count = 1
        if reading > latest:  # of the same clock: as it shows them
            latest = reading
            left = -ahead if ahead < 0 else minutes - ahead
            count = _shown_in_a_row(tz, moment, reading, left)
        if ahead >= 0:
            _note(shown, latest, count)
        latest += (count - 1) * MINUTE
        moment += count * MINUTE
        ahead += count
    return shown


def _shown_in_a_row(tz: ZoneInfo, moment: datetime, reading: datetime, most: int) -> int:
    """Sixty where the clock goes on by one hour in one, on the same day; it is then not watched."""
    an_hour = 60 * MINUTE
    is_late = reading.hour == 23 or most < 60
    return 60 if not is_late and tz.fromutc(moment + an_hour) == reading + an_hour else 1


def _note(shown: list[tuple[date, list[range]]], latest: datetime, count: int) -> None:
    minute = latest.hour * 60 + latest.minute
    if not shown or shown[-1][0] != latest.date():
        shown.append((latest.date(), []))
    spans = shown[-1][1]
    if spans and spans[-1].stop == minute:
        spans[-1] = range(spans[-1].start, minute + count)
    else:
        spans.append(range(minute, minute + count))


def open_flags(plan: Plan, first: datetime, minutes: int) -> list[bool]:
    """For each minute from ``first`` on: is the door open?"""
    flags: list[bool] = []
    for day, shown in latest_shown(plan.zone, first, minutes):
        is_open = plan.open_minutes_of(day)
        for span in shown:
            flags += is_open[span.start : span.stop]
    return flags


def runs(flags: Sequence[bool], first: datetime) -> list[tuple[datetime, datetime]]:
    """The stretches of open minutes, from opening to closing."""
    found: list[tuple[datetime, datetime]] = []
    number = 0
    for is_open, stretch in groupby(flags):
        begin, number = number, number + len(list(stretch))
        if is_open:
            found.append((first + begin * MINUTE, first + number * MINUTE))
    return found


def after_open_minutes(flags: Sequence[bool], start: int, minutes: int) -> int | None:
    """The number of the minute by which so many open ones have passed; None if not in sight."""
    left = minutes
    for number in range(start, len(flags)):
        if left == 0 and (minutes > 0 or flags[number]):
            return number
        left -= flags[number] and left > 0
    return None


def first_open(flags: Sequence[bool], start: int) -> int | None:
    """The number of the first open minute from ``start`` on; None if not in sight."""
    return next((number for number in range(start, len(flags)) if flags[number]), None)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """An instant."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)
