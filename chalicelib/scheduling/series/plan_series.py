"""Plan a series of infusions from the times that can be had; nothing is kept."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from ...clinic.hours import first_instant
from ...people.commitments import Ahead
from ...platform.clock import local_text
from ...platform.runtime import Runtime
from ..errors import SeriesImpossibleError
from ..slots.availability import earliest_start, last_bookable_day
from ..slots.bookable import Wanted, wanted_by_staff
from ..slots.store import load_open, slot_id_of
from .models import PlannedSeries, PlannedStart, PlanSeriesIn, in_words
from .planner import NoPlan, Plan, SeriesWish
from .planner import plan_series as best_plan

Bookable = dict[datetime, list[str]]
"""The slots that can be had, by start."""


def plan_series(run: Runtime, location_id: str, given: PlanSeriesIn) -> PlannedSeries:
    """A plan that keeps the wish, from the times that can be had now; nothing is kept.

    Raises InvalidInputError, SeriesImpossibleError.
    """
    now = run.clock()
    want = wanted_infusion(run, location_id, given, now)
    bookable = bookable_for(run, want, given.wish.earliest_day, now)
    starts, zone = planned(given.wish, list(bookable), want).starts, want.location.tz
    return PlannedSeries(
        starts=[PlannedStart(starts_at=at, starts_local=local_text(at, zone)) for at in starts]
    )


def wanted_infusion(run: Runtime, location_id: str, given: PlanSeriesIn, now: datetime) -> Wanted:
    """The service; the start is only a beginning. Raises InvalidInputError."""
    return wanted_by_staff(run, location_id, given.service_id, now, now)


def bookable_for(
    run: Runtime, want: Wanted, earliest_day: date, now: datetime, lost: Collection[str] = ()
) -> Bookable:
    """The slots that can be had by start, from the earliest day to the last that can be booked."""
    zone = want.location.tz
    first = max(
        first_instant(earliest_day, 0, zone),
        earliest_start(run.clinic, want.service, now),
    )
    horizon = last_bookable_day(run.clinic, want.location, now)
    last = first_instant(horizon, 24 * 60, zone)
    bookable: Bookable = {}
    if first >= last:
        return bookable
    for entry in load_open(run.table, want.location.id, want.service.pool, first, last):
        slot_id = slot_id_of(want.location, entry)
        if entry.can_be_had_for(want.service, now) and slot_id not in lost:
            bookable.setdefault(datetime.fromisoformat(entry.start), []).append(slot_id)
    return bookable


def planned(
    wish: SeriesWish,
    bookable: Iterable[datetime],
    want: Wanted,
    fixed: Iterable[datetime] = (),
) -> Plan:
    """The best plan. Raises SeriesImpossibleError with what stood in the way, and what could be."""
    answer = best_plan(wish, bookable, want.location.tz, fixed)
    if isinstance(answer, NoPlan):
        beside: dict[str, object] = {"most_possible": answer.most_possible}
        if answer.nearest_plan is not None:
            beside |= {
                "in_the_way": answer.nearest_plan.limit.value,
                "nearest_plan": answer.nearest_plan,
            }
        raise SeriesImpossibleError(in_words(answer), beside)
    return answer


def is_busy(ahead: Ahead, want: Wanted, at: datetime) -> bool:
    """True if staff booked the person another appointment while this one would take place.

    What was booked online is no hindrance, since anybody may have typed their name and number: an
    appointment beside it is marked as ``also_booked``, and the desk asks.
    """
    return ahead.busy_by_staff(at, at + timedelta(minutes=want.service.bay_minutes))
