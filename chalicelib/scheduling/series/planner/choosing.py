"""Choose the best of the plans that a wish allows.

The series starts at most ``DAYS_WORTH_WAITING`` days later than it could: somebody who needs help
is not kept waiting for a tidier calendar. Of the plans that do, the best one has, the first point
that differs deciding,

1. **even gaps**: the least difference between the longest and the shortest, where one day counts
   as none (a week of seven days does not divide by two or three);
2. **one time of day**: the fewest infusions off the usual time, which is whichever wall time makes
   the most of this plan;
3. **the earlier first date**;
4. **quite even gaps**: now a difference of one day counts;
5. **gaps of middle length**: the least sum of squared differences from the middle between the
   least days allowed and the most (or what the days in all leave, if that is less). It keeps room
   on both sides for moving an infusion, and evens out what is still uneven;
6. **little off the usual time**: the fewest minutes in all;
7. **earlier starts**: the first start that differs is the earlier one.

Only one plan is best, whatever the order of what is on offer. Points 1 and 2 say what a series
should look like, and stand before an earlier date because waiting for them has a bound.

How it is found: for one first date, window of gap lengths and usual time, by a dynamic programme
over days and infusions left, since which start to take on a day does not depend on the others.
Points 1 to 4 are settled before that with sets of days (``course``), so few programmes are run.
With n infusions, D days on offer within the span, g lengths of a gap that the wish allows, s of
them in a window (2 for even gaps) and T wall times: O(g² n log g) shifts of a set for point 1,
O(T g s n²) for points 2 to 4, and O(T g s n D) steps at worst, rarely near it, for the rest.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import takewhile

from .answers import Plan
from .course import Course, Gaps
from .programme import Programme

DAYS_WORTH_WAITING = 3
"""Days by which a series may start later to have even gaps and one time: Friday to Monday."""


def best_plan(course: Course) -> Plan | None:
    """The best plan of all that the course allows; None if it allows none."""
    soonest = next(course.first_days(), None)
    if soonest is None:
        return None
    last = soonest + DAYS_WORTH_WAITING
    firsts = tuple(takewhile(lambda day: day <= last, course.first_days()))
    usual_times = _usual_times(course)
    spread = _least_spread(course, firsts)
    off, first = _fewest_off(course, firsts, spread, usual_times)
    programmes = _programmes(course, first, spread, usual_times, off)
    _, starts = min(programme.best() for programme in programmes)
    return Plan(starts=tuple(start.at for start in starts))


def _usual_times(course: Course) -> Mapping[int, int]:
    """Each wall time on offer with the days that have it; those with the most days first."""
    days: dict[int, int] = {}
    for day, starts in course.starts.items():
        for minute in {start.minute for start in starts}:
            days[minute] = days.get(minute, 0) | 1 << day
    return dict(sorted(days.items(), key=lambda item: item[1].bit_count(), reverse=True))


def _windows(course: Course, spread: int) -> Iterator[Gaps]:
    """Every plan whose gaps differ by at most ``spread`` has them all within one of these."""
    return (Gaps(low, low + spread) for low in course.gap_lengths)


def _least_spread(course: Course, firsts: tuple[int, ...]) -> int:
    """Point 1: how much gaps must differ; at least 1, since a day counts as none."""

    def possible(spread: int) -> bool:
        return any(
            course.can_start(day, gaps) for gaps in _windows(course, spread) for day in firsts
        )

    widest = course.any_gaps.high - course.any_gaps.low
    return 1 + bisect_left(range(1, widest), True, key=possible)


def _fewest_off(
    course: Course, firsts: tuple[int, ...], spread: int, usual_times: Mapping[int, int]
) -> tuple[int, int]:
    """Points 2 and 3: how many must be off the usual time, and the first date that allows it."""
    fewest, first = course.count, firsts[0]
    for day in firsts:
        for gaps in _windows(course, spread):
            if not course.can_start(day, gaps):
                continue
            for at_usual in usual_times.values():
                off = _off(course, day, gaps, at_usual, fewest)
                if off < fewest:
                    fewest, first = off, day
                if not fewest:
                    return fewest, first
    return fewest, first


def _off(course: Course, first: int, gaps: Gaps, at_usual: int, enough: int) -> int:
    """Number of infusions on days not ``at_usual``; ``enough`` if so many, or no plan."""
    until = course.until(first)
    if course.count - ((at_usual & until) >> first).bit_count() >= enough:
        return enough
    reached = [0] * (enough + 2)
    reached[0 if at_usual >> first & 1 else 1] = 1 << first
    for _ in range(course.count - 1):
        onward = [0] * (enough + 2)
        for off, days in enumerate(reached[:enough]):
            if days:
                landed = course.next_days(days, gaps) & until
                onward[off] |= landed & at_usual
                onward[off + 1] |= landed & ~at_usual
        reached = onward
    return next((off for off in range(enough) if reached[off] & course.ends), enough)


def _programmes(
    course: Course, first: int, spread: int, usual_times: Mapping[int, int], off: int
) -> list[Programme]:
    """Point 4: the windows and usual times that hold the plans that are left."""
    for narrow in range(spread + 1):
        programmes = [
            Programme(course, first, gaps, minute)
            for gaps in _windows(course, narrow)
            if course.can_start(first, gaps)
            for minute, at_usual in usual_times.items()
            if _off(course, first, gaps, at_usual, off + 1) == off
        ]
        if programmes:
            return programmes
    raise AssertionError("the widest of these windows held a plan")
