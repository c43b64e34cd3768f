"""The nearest that can be had where a wish cannot be kept: one limit gives way, and only so far."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import combinations

from chalicelib.clinic.walltime import MINUTES_PER_DAY, start_minute
from chalicelib.clinic.words import WEEK

from .answers import Limit
from .course import Course, LocalStart, course_of
from .wish import LONGEST, SeriesWish

Wishes = Sequence[SeriesWish]
"""From the nearest to the farthest; what an earlier one allows, the last one allows."""


@dataclass(frozen=True)
class Relaxed:
    """A wish of which one limit was moved, and the plans that this allows."""

    limit: Limit
    wish: SeriesWish
    course: Course


def nearest(
    wish: SeriesWish, bookable: Sequence[LocalStart], fixed: Sequence[LocalStart]
) -> Relaxed | None:
    """The least harmful limit that makes a plan possible, moved no farther than it must be.

    Limits are tried in the order of ``Limit``, all but the count. Which of several ways to move
    one is nearest: for the time of day the fewest minutes, and the earlier end rather than the
    later rather than both; for weekdays the fewest days more, those early in the week first.
    """
    for limit, ways in _WAYS.items():
        wishes = ways(wish, bookable)
        if not wishes or not course_of(wishes[-1], bookable, fixed).is_possible():
            continue
        for relaxed in wishes:
            course = course_of(relaxed, bookable, fixed)
            if course.is_possible():
                return Relaxed(limit, relaxed, course)
    return None


def longest(
    wish: SeriesWish, bookable: Sequence[LocalStart], fixed: Sequence[LocalStart]
) -> Relaxed | None:
    """As many infusions as the wish allows where all of them are too many; None if not one new."""
    for count in range(wish.count - 1, len(fixed), -1):
        fewer = wish.model_copy(update={"count": count})
        course = course_of(fewer, bookable, fixed)
        if course.is_possible():
            return Relaxed(Limit.COUNT, fewer, course)
    return None


def _other_times(wish: SeriesWish, bookable: Sequence[LocalStart]) -> Wishes:
    earliest, latest = start_minute(wish.earliest_time), start_minute(wish.latest_time)
    outside = {max(earliest - start.minute, start.minute - latest) for start in bookable}
    return [
        wish.model_copy(update=ends)
        for minutes in sorted(outside)
        if minutes > 0
        for ends in _wider(earliest - minutes, latest + minutes)
    ]


def _wider(earliest: int, latest: int) -> Iterator[dict[str, time]]:
    start = {"earliest_time": _wall_time(max(earliest, 0))}
    end = {"latest_time": _wall_time(min(latest, MINUTES_PER_DAY - 1))}
    yield from (start, end, start | end)


def _wall_time(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _more_weekdays(wish: SeriesWish, _: Sequence[LocalStart]) -> Wishes:
    others = [day for day in WEEK if day not in wish.weekdays]
    return [
        wish.model_copy(
            update={"weekdays": tuple(day for day in WEEK if day in {*wish.weekdays, *more})}
        )
        for many in range(1, len(others) + 1)
        for more in combinations(others, many)
    ]


def _longer_gaps(wish: SeriesWish, _: Sequence[LocalStart]) -> Wishes:
    longer = range(wish.most_days_between + 1, LONGEST + 1)
    return [wish.model_copy(update={"most_days_between": days}) for days in longer]


def _more_days(wish: SeriesWish, _: Sequence[LocalStart]) -> Wishes:
    longer = range(wish.within_days + 1, LONGEST + 1)
    return [wish.model_copy(update={"within_days": days}) for days in longer]


def _earlier_days(wish: SeriesWish, bookable: Sequence[LocalStart]) -> Wishes:
    days = {start.day for start in bookable if start.day < wish.earliest_day.toordinal()}
    return [
        wish.model_copy(update={"earliest_day": date.fromordinal(day)})
        for day in sorted(days, reverse=True)
    ]


def _shorter_gaps(wish: SeriesWish, _: Sequence[LocalStart]) -> Wishes:
    shorter = range(wish.least_days_between - 1, 0, -1)
    return [wish.model_copy(update={"least_days_between": days}) for days in shorter]


_WAYS: dict[Limit, Callable[[SeriesWish, Sequence[LocalStart]], Wishes]] = {
    Limit.TIME_OF_DAY: _other_times,
    Limit.WEEKDAYS: _more_weekdays,
    Limit.MOST_DAYS_BETWEEN: _longer_gaps,
    Limit.WITHIN_DAYS: _more_days,
    Limit.EARLIEST_DAY: _earlier_days,
    Limit.LEAST_DAYS_BETWEEN: _shorter_gaps,
}
