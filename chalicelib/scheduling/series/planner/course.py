"""Plans that a wish allows. Sets of days are ints: bit ``i`` stands for the day ``origin + i``.

That makes the days on which the next infusion may be a matter of a few shifts, so that whether
there is any plan at all is known within microseconds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from chalicelib.clinic.hours import to_utc
from chalicelib.clinic.walltime import start_minute
from chalicelib.clinic.words import WEEK

from .wish import SeriesWish


class LocalStart(NamedTuple):
    """A start time: the instant in UTC, its local date as an ordinal, its local wall time."""

    at: datetime
    day: int
    minute: int


class Gaps(NamedTuple):
    """From ``low`` to ``high`` days between two infusions, both included."""

    low: int
    high: int


class Leg(NamedTuple):
    """From any day of ``leave``, the next infusion may be on any of ``land``: none is jumped."""

    leave: int
    land: int


def in_local_time(instants: Iterable[datetime], zone: ZoneInfo) -> tuple[LocalStart, ...]:
    """Each instant once, in order. Raises ValueError for one without a time zone."""
    starts = []
    for at in sorted({to_utc(instant) for instant in instants}):
        local = at.astimezone(zone)
        starts.append(LocalStart(at, local.toordinal(), local.hour * 60 + local.minute))
    return tuple(starts)


def days_of(days: int) -> Iterator[int]:
    """The days of a set, in order."""
    while days:
        lowest = days & -days
        yield lowest.bit_length() - 1
        days ^= lowest


@dataclass(frozen=True)
class Course:
    """The plans that a wish allows, given what is on offer and what is fixed.

    A plan is ``count`` days of ``starts``, all of ``fixed`` among them. From one to the next it
    is ``least`` to ``most`` days, except between two fixed ones, which stay as far apart as they
    are; from the first to the last at most ``span``.
    """

    starts: Mapping[int, Sequence[LocalStart]]
    fixed: tuple[int, ...]
    count: int
    least: int
    most: int
    span: int

    @cached_property
    def open(self) -> int:
        """The days on which an infusion may be."""
        return sum(1 << day for day in self.starts)

    @cached_property
    def ends(self) -> int:
        """The days that may be the last."""
        return self.open >> self.fixed[-1] << self.fixed[-1] if self.fixed else self.open

    @cached_property
    def _legs(self) -> tuple[Leg, ...]:
        edges = (0, *self.fixed, self.open.bit_length())
        return tuple(
            Leg((1 << end) - (1 << start), (2 << end) - (1 << start))
            for start, end in pairwise(edges)
        )

    @cached_property
    def gap_lengths(self) -> tuple[int, ...]:
        """Every length that a gap of some plan could have, in order."""
        widest = max(self.least, min(self.most, self.span))
        return tuple(
            sorted({*range(self.least, widest + 1), *(b - a for a, b in pairwise(self.fixed))})
        )

    @property
    def any_gaps(self) -> Gaps:
        """Gaps as the wish allows them."""
        return Gaps(self.gap_lengths[0], self.gap_lengths[-1])

    def until(self, first: int) -> int:
        """The days on which a series that starts on ``first`` may go on."""
        return (2 << first + self.span) - 1

    def next_days(self, days: int, gaps: Gaps) -> int:
        """Days for the next infusion, after one on any of ``days`` and one of ``gaps``."""
        landed = 0
        new_gaps = range(max(gaps.low, self.least), min(gaps.high, self.most) + 1)
        for leave, land in self._legs:
            if leaving := days & leave:
                for gap in new_gaps:
                    landed |= (leaving << gap) & land
        for one, other in pairwise(self.fixed):
            if days >> one & 1 and gaps.low <= other - one <= gaps.high:
                landed |= 1 << other
        return landed & self.open

    def can_start(self, first: int, gaps: Gaps) -> bool:
        """True if some plan starts on ``first`` with all its gaps within ``gaps``."""
        if self.fixed and first > self.fixed[0]:
            return False
        days, until = 1 << first, self.until(first)
        for _ in range(self.count - 1):
            days = self.next_days(days, gaps) & until
        return bool(days & self.ends)

    def first_days(self) -> Iterator[int]:
        """Every day on which some plan starts, in order."""
        return (day for day in days_of(self.open) if self.can_start(day, self.any_gaps))

    def is_possible(self) -> bool:
        """True if there is any plan."""
        return any(True for _ in self.first_days())


def course_of(
    wish: SeriesWish, bookable: Sequence[LocalStart], fixed: Sequence[LocalStart]
) -> Course:
    """The plans of ``bookable`` and ``fixed`` starts, each in order, that keep the wish.

    The fixed starts are not judged: the wish's day, weekdays and times are for the others, two of
    them in a row may be any days apart, and ``within_days`` stretches to hold them all.
    """
    taken = {start.day for start in fixed}
    new = [start for start in _wished(wish, bookable) if start.day not in taken]
    origin = min((starts[0].day for starts in (new, fixed) if starts), default=0)
    by_day: dict[int, list[LocalStart]] = {}
    for start in (*new, *fixed):
        by_day.setdefault(start.day - origin, []).append(start)
    fixed_span = fixed[-1].day - fixed[0].day if fixed else 0
    return Course(
        starts=by_day,
        fixed=tuple(start.day - origin for start in fixed),
        count=wish.count,
        least=wish.least_days_between,
        most=wish.most_days_between,
        span=max(wish.within_days - 1, fixed_span),
    )


def _wished(wish: SeriesWish, bookable: Iterable[LocalStart]) -> Iterator[LocalStart]:
    first = wish.earliest_day.toordinal()
    earliest, latest = start_minute(wish.earliest_time), start_minute(wish.latest_time)
    suits = [day in wish.weekdays for day in WEEK]
    return (
        start
        for start in bookable
        if start.day >= first and earliest <= start.minute <= latest and suits[(start.day - 1) % 7]
    )
