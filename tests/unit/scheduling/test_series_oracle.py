"""The planner agrees with somebody who writes down every plan there is and compares them all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import combinations, pairwise, product
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.clinic import Weekday
from chalicelib.scheduling.series.planner import (
    DAYS_WORTH_WAITING,
    Limit,
    NoPlan,
    Plan,
    SeriesWish,
    plan_series,
)

Starts = tuple[datetime, ...]

WEEK = list(Weekday)
DAYS = 14
"""On which there may be something on offer, the clocks changing in the middle."""

CLOCK_CHANGES = (
    ("America/New_York", date(2027, 3, 14)),
    ("America/New_York", date(2027, 11, 7)),
    ("America/Chicago", date(2027, 3, 14)),
    ("America/Chicago", date(2027, 11, 7)),
    ("America/Havana", date(2027, 11, 7)),  # 00:30 comes twice
    ("Australia/Lord_Howe", date(2027, 4, 4)),  # by half an hour
)

MINUTES = (0, 30, 75, 90, 9 * 60, 9 * 60 + 15, 14 * 60, 23 * 60 + 45)

thorough = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Case:
    """What the planner is asked."""

    zone: ZoneInfo
    offered: tuple[datetime, ...]
    fixed: Starts
    wish: SeriesWish


SEEDS = st.integers(0, 2**24 - 1)
"""What to pick from many by: one number, where to draw each would take longer than to plan."""

CHANGES = st.sampled_from(CLOCK_CHANGES)
USUAL = st.sampled_from([3, 2, 4, 1])
OFFERED = st.sampled_from([12, 14, 10, 8, 5, 0])
BOOKED = st.sampled_from([0, 0, 0, 1, 2, 3])
TIMES = st.integers(0, 2 * 12 - 1)
"""One of up to four usual times, each as often, the first or the second time that it is shown."""

COUNTS = st.sampled_from([3, 4, 5, 3, 4, 2, 1])
LEAST = st.sampled_from([2, 1, 3, 1])
MORE = st.sampled_from([2, 1, 0, 3, 5])
ROOM = st.sampled_from([4, 2, 1, 0, 8])
EARLIEST = st.sampled_from([0, 1, -3, 5])
WINDOWS = st.sampled_from([(0, 90), (0, 23 * 60 + 59), (75, 75), (9 * 60, 14 * 60)])
WEEKDAYS = st.sampled_from([7, 5, 3])


def picked(draw: st.DrawFn, many: Sequence[Any], counts: st.SearchStrategy[int]) -> list[Any]:
    """So many of these, in any order."""
    return Random(draw(SEEDS)).sample(many, draw(counts))  # noqa: S311  # guards nothing


@st.composite
def cases(draw: st.DrawFn, strict: bool) -> Case:
    """Some twelve days, most with one or two of two or three times of day on offer."""
    name, change = draw(CHANGES)
    zone, first = ZoneInfo(name), change - timedelta(days=DAYS // 2)
    usual = picked(draw, MINUTES, USUAL)

    def start(day: int) -> datetime:
        which, fold = divmod(draw(TIMES), 2)
        wall_time = wall(usual[which % len(usual)]).replace(fold=fold)
        local = datetime.combine(first + timedelta(days=day), wall_time, zone)
        return local.astimezone(UTC)

    days = picked(draw, range(DAYS), OFFERED)
    booked = picked(draw, range(DAYS), BOOKED)
    fixed = {at.astimezone(zone).date(): at for at in map(start, booked)}
    return Case(
        zone=zone,
        offered=tuple(start(day) for day in days for _ in range(2)),
        fixed=tuple(fixed.values()),
        wish=draw(wishes(first, len(fixed), strict)),
    )


@st.composite
def wishes(draw: st.DrawFn, first: date, fixed: int, strict: bool) -> SeriesWish:
    count = max(fixed, draw(COUNTS))
    least = draw(LEAST)
    most = least + draw(MORE)
    shortest = (count - 1) * least + 1
    days: dict[str, Any] = {}
    if strict:
        window = draw(WINDOWS)
        days = {
            "earliest_time": wall(window[0]),
            "latest_time": wall(window[1]),
            "weekdays": picked(draw, WEEK, WEEKDAYS),
        }
    return SeriesWish(
        count=count,
        earliest_day=first + timedelta(days=draw(EARLIEST)),
        least_days_between=least,
        most_days_between=most,
        within_days=shortest + draw(ROOM),
        **days,
    )


# ------------------------------------------------------------------- every plan there is


def every_plan(case: Case, wish: SeriesWish) -> Iterator[Starts]:
    """All plans that keep the wish, the slow way."""
    fixed = {at.astimezone(case.zone).date(): [at] for at in case.fixed}
    new: dict[date, list[datetime]] = {}
    for at in set(case.offered):
        local = at.astimezone(case.zone)
        if suits(local, wish) and local.date() not in fixed:
            new.setdefault(local.date(), []).append(at)
    for chosen in combinations(new, wish.count - len(fixed)):
        dates = sorted([*fixed, *chosen])
        if well_spaced(dates, wish, set(fixed)):
            yield from product(*((new | fixed)[day] for day in dates))


def suits(local: datetime, wish: SeriesWish) -> bool:
    return (
        local.date() >= wish.earliest_day
        and WEEK[local.weekday()] in wish.weekdays
        and wish.earliest_time <= local.time() <= wish.latest_time
    )


def well_spaced(dates: list[date], wish: SeriesWish, fixed: set[date]) -> bool:
    for one, other in pairwise(dates):
        days = (other - one).days
        if {one, other} <= fixed:
            continue
        if not wish.least_days_between <= days <= wish.most_days_between:
            return False
    return (dates[-1] - dates[0]).days <= longest_span(wish, fixed)


def longest_span(wish: SeriesWish, fixed: set[date]) -> int:
    stretched = (max(fixed) - min(fixed)).days if fixed else 0
    return max(wish.within_days - 1, stretched)


def dates_of(starts: Starts, zone: ZoneInfo) -> list[date]:
    return [at.astimezone(zone).date() for at in starts]


# ------------------------------------------------------------------- and which is best


def best_of_every_plan(case: Case, wish: SeriesWish) -> Starts | None:
    plans = list(every_plan(case, wish))
    if not plans:
        return None
    fixed = set(dates_of(case.fixed, case.zone))
    span = longest_span(wish, fixed)
    soonest = min(dates_of(plan, case.zone)[0] for plan in plans)
    last = soonest + timedelta(days=DAYS_WORTH_WAITING)
    soon = [plan for plan in plans if dates_of(plan, case.zone)[0] <= last]
    return min(soon, key=lambda plan: merits(plan, case.zone, wish, span))


def merits(plan: Starts, zone: ZoneInfo, wish: SeriesWish, span: int) -> tuple[Any, ...]:
    """The order of preference, point by point; less is better."""
    dates = dates_of(plan, zone)
    walls = [at.astimezone(zone).hour * 60 + at.astimezone(zone).minute for at in plan]
    gaps = [(other - one).days for one, other in pairwise(dates)] or [0]
    spread = max(gaps) - min(gaps)
    longest = min(Fraction(wish.most_days_between), Fraction(span, max(1, wish.count - 1)))
    middle = (wish.least_days_between + longest) / 2
    return min(
        (
            max(spread, 1),
            sum(wall != usual for wall in walls),
            dates[0],
            spread,
            sum((gap - middle) ** 2 for gap in gaps),
            sum(abs(wall - usual) for wall in walls),
            plan,
        )
        for usual in set(walls)
    )


# ------------------------------------------------------------------- agreement


@thorough
@given(cases(strict=False), st.randoms(use_true_random=False))
def test_no_plan_is_better_than_the_one_planned(case: Case, random: Random) -> None:
    offered = [*case.offered, *case.offered]
    random.shuffle(offered)
    best = best_of_every_plan(case, case.wish)

    answer = plan_series(case.wish, offered, case.zone, case.fixed)

    assert isinstance(answer, NoPlan) if best is None else answer == Plan(starts=best)


@thorough
@given(cases(strict=True))
def test_what_stood_in_the_way_is_the_least_harmful_limit_that_helps(case: Case) -> None:
    best = best_of_every_plan(case, case.wish)

    answer = plan_series(case.wish, case.offered, case.zone, case.fixed)

    if best is not None:
        assert answer == Plan(starts=best)
        return
    assert isinstance(answer, NoPlan)
    helping = (limit for limit in Limit if any(can_be_kept(case, w) for w in without(case, limit)))
    assert answer.in_the_way is next(helping, None)
    possible = (fewer.count for fewer in without(case, Limit.COUNT) if can_be_kept(case, fewer))
    assert answer.most_possible == max(possible, default=len(case.fixed))


@thorough
@given(cases(strict=True))
def test_the_limit_gives_way_no_farther_than_it_must(case: Case) -> None:
    answer = plan_series(case.wish, case.offered, case.zone, case.fixed)

    if isinstance(answer, NoPlan) and answer.nearest_plan:
        nearest_plan = answer.nearest_plan
        assert SeriesWish.model_validate(nearest_plan.wish.model_dump()) == nearest_plan.wish
        assert differing(case.wish, nearest_plan.wish) <= FIELDS[nearest_plan.limit]
        assert nearest_plan.plan.starts == best_of_every_plan(case, nearest_plan.wish)
        assert not any(
            can_be_kept(case, w) for w in nearer(case.wish, nearest_plan.limit, nearest_plan.wish)
        )


FIELDS = {limit: {limit.value} for limit in Limit} | {
    Limit.TIME_OF_DAY: {"earliest_time", "latest_time"}
}


def differing(one: SeriesWish, other: SeriesWish) -> set[str]:
    return {name for name in SeriesWish.model_fields if getattr(one, name) != getattr(other, name)}


def can_be_kept(case: Case, wish: SeriesWish) -> bool:
    return any(True for _ in every_plan(case, wish))


def moved(wish: SeriesWish, **changes: Any) -> SeriesWish:
    return wish.model_copy(update=changes)


def without(case: Case, limit: Limit) -> list[SeriesWish]:
    """The wish as if there were no such limit."""
    wish = case.wish
    changes: dict[Limit, dict[str, Any]] = {
        Limit.TIME_OF_DAY: {"earliest_time": time(0), "latest_time": time(23, 59)},
        Limit.WEEKDAYS: {"weekdays": tuple(WEEK)},
        Limit.MOST_DAYS_BETWEEN: {"most_days_between": 365},
        Limit.WITHIN_DAYS: {"within_days": 365},
        Limit.EARLIEST_DAY: {"earliest_day": date(2027, 1, 1)},
        Limit.LEAST_DAYS_BETWEEN: {"least_days_between": 1},
    }
    if limit is Limit.COUNT:
        return [moved(wish, count=count) for count in range(len(case.fixed) + 1, wish.count)]
    return [moved(wish, **changes[limit])]


def nearer(wish: SeriesWish, limit: Limit, offered: SeriesWish) -> list[SeriesWish]:
    """Wishes that move the limit less than was offered; enough of them to cover all others."""
    day = timedelta(days=1)
    match limit:
        case Limit.TIME_OF_DAY:
            return less_widened(wish, offered)
        case Limit.WEEKDAYS:
            return fewer_weekdays(wish, offered)
        case Limit.MOST_DAYS_BETWEEN:
            return [moved(wish, most_days_between=offered.most_days_between - 1)]
        case Limit.WITHIN_DAYS:
            return [moved(wish, within_days=offered.within_days - 1)]
        case Limit.EARLIEST_DAY:
            return [moved(wish, earliest_day=offered.earliest_day + day)]
        case Limit.LEAST_DAYS_BETWEEN:
            return [moved(wish, least_days_between=offered.least_days_between + 1)]
        case Limit.COUNT:
            return [moved(wish, count=n) for n in range(offered.count + 1, wish.count)]


def less_widened(wish: SeriesWish, offered: SeriesWish) -> list[SeriesWish]:
    by = max(
        minutes(wish.earliest_time) - minutes(offered.earliest_time),
        minutes(offered.latest_time) - minutes(wish.latest_time),
    )
    earlier = max(0, minutes(wish.earliest_time) - by + 1)
    later = min(24 * 60 - 1, minutes(wish.latest_time) + by - 1)
    wishes = [moved(wish, earliest_time=wall(earlier), latest_time=wall(later))]
    if offered.latest_time != wish.latest_time:
        wishes.append(moved(wish, earliest_time=wall(max(0, earlier - 1))))
    return wishes


def fewer_weekdays(wish: SeriesWish, offered: SeriesWish) -> list[SeriesWish]:
    others = [day for day in WEEK if day not in wish.weekdays]
    more = len(offered.weekdays) - len(wish.weekdays) - 1
    return [moved(wish, weekdays=(*wish.weekdays, *days)) for days in combinations(others, more)]


def minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def wall(minute: int) -> time:
    return time(minute // 60, minute % 60)
