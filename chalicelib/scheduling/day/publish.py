"""Publish slots from the templates."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from ...clinic import RetentionSettings
from ...messaging.file_digests import file_digests
from ...platform import log
from ...platform.days import check_not_past, days_from
from ...platform.errors import FieldProblem, InvalidInputError
from ...platform.jobs import JobReport, TimeLeft, work_off
from ...platform.runtime import Runtime
from ...platform.storage.expressions import Item
from ...platform.storage.writes import Write
from ...platform.unit_of_work import UnitOfWork
from ..job_names import PUBLISH_SLOTS
from ..slots.availability import last_bookable_day, today_at
from ..slots.models import DaySchedule, Slot
from ..slots.schemas import DaysIn, PublishReport
from ..slots.store import changed_slot_put, day_key, new_slot_put, slot_delete, until_long_over
from ..slots.templates import is_hit_by_closure, slots_of_day
from .change_day import DayChange, change_day
from .lines import line_of
from .plan import DayPlan, plan_day

MOST_DAYS = 62
FURTHEST_DAYS = 366

Counts = Counter[str]
"""Slots published, kept, changed, withdrawn and in conflict."""


def publish(run: Runtime, location_id: str, days: DaysIn) -> PublishReport:
    """Publish a location's slots from its templates, for some local dates.

    Done again it changes nothing; stopped midway, the same call finishes it. Raises
    UnknownLocationError, and InvalidInputError for days that are past, too many or too far away.
    """
    location = run.clinic.location(location_id)
    counts: Counts = Counter()
    hit: list[Slot] = []
    for day in _days_asked_for(days, today_at(location, run.clock())):
        published = publish_day(run, location_id, day)
        counts += published.counts
        hit += published.hit
    lines = [line_of(slot, location, run.clock()) for slot in hit]
    return PublishReport(
        location_id=location_id, start=days.start, end=days.end, needs_call=lines, **counts
    )


class Published(NamedTuple):
    """A day that was published: how many slots, and which booked ones a closure hits."""

    counts: Counts
    hit: list[Slot]


def publish_day(run: Runtime, location_id: str, day: date) -> Published:
    """Publish one day: a query, and one transaction if anything has to change."""
    # As filed: what a manager closed is published too, blocked, and so returns when it is reopened.
    location = run.filed_clinic.location(location_id)
    wanted = slots_of_day(run.filed_clinic, location_id, day)

    def is_hit(slot: Slot) -> bool:
        return slot.closed is None and is_hit_by_closure(location, slot)

    def decide(schedule: DaySchedule, now: datetime) -> DayChange[Published]:
        plan = plan_day(wanted, schedule, now, is_hit)
        steps = [partial(_add, write) for write in _writes(plan, run.clinic.retention)]
        return DayChange(Published(_counted(plan), plan.hit), steps)

    return change_day(run, PUBLISH_SLOTS, location_id, day, decide)[0]


def _add(write: Write, work: UnitOfWork) -> None:
    work.add(write)


def publish_to_horizon(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Publish every location's slots from today to the last day that can be booked.

    The report counts slots, too: published, kept, changed, withdrawn and in conflict. Once a night
    the daily digests are filed as well.
    """
    now = run.clock()
    counted: list[Counts] = []

    def days_at(location_id: str) -> Iterator[Item]:
        location = run.clinic.location(location_id)
        day, last = today_at(location, now), last_bookable_day(run.clinic, location, now)
        while day <= last:
            yield {**day_key(location_id, day), "location_id": location_id, "day": day}
            day += timedelta(days=1)

    def do(item: Item) -> None:
        counted.append(publish_day(run, item["location_id"], item["day"]).counts)

    report = work_off(run, PUBLISH_SLOTS, days_at, do, time_left)
    counts: Counts = sum(counted, Counter())
    log.info("slots-published", **counts)
    file_digests(run)
    report.counts = dict(counts)
    return report


def _days_asked_for(days: DaysIn, today: date) -> list[date]:
    check_not_past(days.start, today)
    asked = days_from(days.start, days.end, MOST_DAYS)
    if days.end > today + timedelta(days=FURTHEST_DAYS):
        raise InvalidInputError((FieldProblem(("to",), "This is more than a year away."),))
    return asked


def _counted(plan: DayPlan) -> Counts:
    return Counter(
        published=len(plan.add),
        kept=plan.kept,
        changed=len(plan.change),
        withdrawn=len(plan.withdraw),
        conflicts=len(plan.conflicts),
    )


def _writes(plan: DayPlan, retention: RetentionSettings) -> list[Write]:
    """In this order: when they take several transactions, what has to give way goes first."""
    return [
        *(slot_delete(slot) for slot in plan.withdraw),
        *(
            changed_slot_put(changed.before, until_long_over(changed.after, retention))
            for changed in plan.change
        ),
        *(new_slot_put(slot, retention) for slot in plan.add),
    ]
