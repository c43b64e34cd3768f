"""The dynamic programme that settles which days and starts a series takes."""

from functools import cached_property
from typing import NamedTuple

from .course import Course, Gaps, LocalStart, days_of


class Cost(NamedTuple):
    """The cost of a plan or the rest of one, the weightiest first."""

    off: int
    """Infusions off the usual time."""
    uneven: int
    """Squared differences of the gaps from the middle length, in units that keep it whole."""
    minutes: int
    """Off the usual time, in all."""


class Rest(NamedTuple):
    """The best way on from some day: what it costs, and the days it goes by."""

    cost: Cost
    days: tuple[int, ...]


class Programme:
    """All plans from one first date, with gaps within a window, judged by one usual time."""

    def __init__(self, course: Course, first: int, gaps: Gaps, minute: int) -> None:
        self._course = course
        self._first = first
        self._gaps = gaps
        self._minute = minute
        self._until = course.until(first)
        self._starts: dict[int, LocalStart] = {}
        self._rests: dict[tuple[int, int], Rest | None] = {}

    def best(self) -> tuple[Cost, tuple[LocalStart, ...]]:
        """The least cost and the earliest starts that have it. There must be a plan at all."""
        rest = self._rest(self._first, self._course.count - 1)
        if rest is None:
            raise AssertionError("no plan starts on this day")
        days = (self._first, *rest.days)
        cost = self._sum(rest.cost, self._first, uneven=0)
        return cost, tuple(self._start(day) for day in days)

    def _rest(self, day: int, left: int) -> Rest | None:
        """The best ``left`` infusions after one on ``day``; None if there are none."""
        if (day, left) not in self._rests:
            self._rests[day, left] = self._find_rest(day, left)
        return self._rests[day, left]

    def _find_rest(self, day: int, left: int) -> Rest | None:
        if not left:
            return Rest(Cost(0, 0, 0), ()) if self._course.ends >> day & 1 else None
        best = None
        for after in days_of(self._course.next_days(1 << day, self._gaps) & self._until):
            rest = self._rest(after, left - 1)
            if rest is None:
                continue
            cost = self._sum(rest.cost, after, self._uneven(after - day))
            if best is None or cost < best.cost:  # of equals the first, which starts earlier
                best = Rest(cost, (after, *rest.days))
        return best

    def _sum(self, rest: Cost, day: int, uneven: int) -> Cost:
        minutes = abs(self._start(day).minute - self._minute)
        return Cost(rest.off + (minutes > 0), rest.uneven + uneven, rest.minutes + minutes)

    def _start(self, day: int) -> LocalStart:
        """The start nearest to the usual time, which is best whatever else the plan holds."""
        if day not in self._starts:
            self._starts[day] = min(
                self._course.starts[day], key=lambda at: (abs(at.minute - self._minute), at.at)
            )
        return self._starts[day]

    def _uneven(self, gap: int) -> int:
        """Distance from the middle of the gaps allowed, squared; times 4(n-1)², to stay whole."""
        return (2 * (self._course.count - 1) * gap - self._shortest_and_longest) ** 2

    @cached_property
    def _shortest_and_longest(self) -> int:
        gaps = self._course.count - 1
        return gaps * self._course.least + min(gaps * self._course.most, self._course.span)
