"""Plan a series of infusions, or say what stands in its way."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from .answers import NearestPlan, NoPlan, Plan
from .choosing import best_plan
from .course import LocalStart, course_of, in_local_time
from .relaxing import Relaxed, longest, nearest
from .wish import SeriesWish


def plan_series(
    wish: SeriesWish,
    bookable: Iterable[datetime],
    zone: ZoneInfo,
    fixed: Iterable[datetime] = (),
) -> Plan | NoPlan:
    """The best plan that keeps the wish, by the order that ``choosing`` sets out; or why not.

    ``bookable`` are the start times that can be had, as instants in any order: what is too soon,
    too far ahead or full was left out by the caller. Dates and times of day are those of ``zone``.

    ``fixed`` are infusions of the series that stay as they are: all of them are in the plan and
    count towards ``wish.count``, whether or not they are on offer. To move one infusion, fix the
    others; to move the rest of a series, fix what comes before; after a lost race, call again with
    the offers that are left. Fixed ones are not judged: the wish's day, weekdays and times apply to
    the others only, two fixed ones in a row may be any days apart, and ``within_days`` stretches
    to hold them all.

    Raises ValueError for an instant without a time zone, for two fixed infusions on one date, and
    for more fixed ones than the wish counts.
    """
    starts = in_local_time(bookable, zone)
    kept = in_local_time(fixed, zone)
    _check(kept, wish.count)
    plan = best_plan(course_of(wish, starts, kept))
    if plan is not None:
        return plan
    fewer = longest(wish, starts, kept)
    most_possible = fewer.wish.count if fewer else len(kept)
    return NoPlan(
        most_possible=most_possible,
        nearest_plan=_nearest_plan(nearest(wish, starts, kept) or fewer),
    )


def _check(fixed: tuple[LocalStart, ...], count: int) -> None:
    if len(fixed) > count:
        raise ValueError(f"{len(fixed)} infusions are fixed, but the series has {count}")
    if len({start.day for start in fixed}) < len(fixed):
        raise ValueError("two fixed infusions are on the same date")


def _nearest_plan(relaxed: Relaxed | None) -> NearestPlan | None:
    if relaxed is None:
        return None
    plan = best_plan(relaxed.course)
    if plan is None:
        raise AssertionError("a possible course has a best plan")
    return NearestPlan(limit=relaxed.limit, wish=relaxed.wish, plan=plan)
