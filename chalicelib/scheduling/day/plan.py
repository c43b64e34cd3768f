"""Plan the changes by which a day's slots become as the templates say. Pure.

Only slots that come from a template, are free and still ahead of their cut-off are ever changed
or withdrawn. Whatever somebody holds, booked, blocked, released or added by hand stays as it is;
where such a slot is in the way of one that the templates ask for, that one is left out and
counted as a conflict.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..slots.models import Day, DaySchedule, Origin, Slot, SlotStatus


@dataclass(frozen=True)
class Changed:
    """A slot and what becomes of it."""

    before: Slot
    after: Slot


@dataclass
class DayPlan:
    """A plan for one day."""

    add: list[Slot] = field(default_factory=list)
    change: list[Changed] = field(default_factory=list)
    """Same bay and start; another length, pool, services or reservation."""
    withdraw: list[Slot] = field(default_factory=list)
    kept: int = 0
    conflicts: list[Slot] = field(default_factory=list)
    """Asked for, but the bay is taken by another slot then."""
    hit: list[Slot] = field(default_factory=list)
    """Booked, and a closure of the clinic's file is in the way."""


def _never(_slot: Slot) -> bool:
    return False


def plan_day(
    wanted: Sequence[Slot],
    schedule: DaySchedule,
    now: datetime,
    is_hit: Callable[[Slot], bool] = _never,
) -> DayPlan:
    """The way from the day as it is to the day that ``wanted`` describes.

    What is past its cut-off is neither added nor touched, nor is what staff withdrew brought back.
    Where a closure hits it (``is_hit``), what is released and what staff added goes as well, if
    nobody has it; what is booked there is told.
    """
    plan = DayPlan()
    here = {slot.start_and_bay: slot for slot in schedule.slots}
    asked = {slot.start_and_bay: slot for slot in _still_wanted(wanted, schedule.day, now)}
    missing: list[Slot] = []
    for start_and_bay, slot in asked.items():
        present = here.get(start_and_bay)
        if present is None:
            missing.append(slot)
        elif _is_as(present, slot) or not _may_touch(present, now):
            plan.kept += 1
        else:
            plan.change.append(Changed(present, slot))
    plan.withdraw = [
        s for s in schedule.slots if s.start_and_bay not in asked and _may_touch(s, now)
    ]
    gone = {slot.start_and_bay for slot in plan.withdraw}
    plan.withdraw += [
        slot
        for slot in schedule.slots
        if slot.start_and_bay not in gone and _is_for_the_desk(slot, now) and is_hit(slot)
    ]
    booked = [s for s in schedule.slots if s.status is SlotStatus.BOOKED and s.starts_at > now]
    plan.hit = [slot for slot in booked if is_hit(slot)]
    _settle_overlaps(plan, missing, schedule)
    _follow_blocks(plan, schedule.day)
    return plan


def _still_wanted(wanted: Sequence[Slot], day: Day, now: datetime) -> list[Slot]:
    return [
        slot.unreserved() if slot.release_at is not None and slot.release_at <= now else slot
        for slot in wanted
        if now < slot.cut_off_at and slot.start_and_bay not in day.withdrawn
    ]


def _may_touch(slot: Slot, now: datetime) -> bool:
    return slot.origin is Origin.TEMPLATE and _is_free(slot, now)


def _is_free(slot: Slot, now: datetime) -> bool:
    return slot.status_at(now) is SlotStatus.FREE and now < slot.cut_off_at


def _is_for_the_desk(slot: Slot, now: datetime) -> bool:
    """True for what nobody has, and only staff change otherwise: added by hand, or released."""
    status = slot.status_at(now)
    return status in (SlotStatus.FREE, SlotStatus.RELEASED) and slot.starts_at > now


def _is_as(present: Slot, wanted: Slot) -> bool:
    """True if it is what the templates ask for, or that released to its fallback pool."""
    return _shape(present) == _shape(wanted) or _shape(present.unreserved()) == _shape(wanted)


def _shape(slot: Slot) -> tuple[object, ...]:
    services = None if slot.services is None else frozenset(slot.services)
    reservation = (slot.fallback_pool, slot.release_at)
    return (slot.pool, slot.minutes, services, slot.cut_off_at, *reservation)


def _settle_overlaps(plan: DayPlan, missing: list[Slot], schedule: DaySchedule) -> None:
    """Let a slot in only where its bay is not taken; a changed one that has no room goes."""
    giving_way = {slot.start_and_bay for slot in plan.withdraw}
    giving_way |= {changed.before.start_and_bay for changed in plan.change}
    taken = [slot for slot in schedule.slots if slot.start_and_bay not in giving_way]
    changes, plan.change = plan.change, []
    for changed in changes:
        if _is_taken(changed.after, taken):
            plan.withdraw.append(changed.before)
            plan.conflicts.append(changed.after)
        else:
            plan.change.append(changed)
    taken += [changed.after for changed in plan.change]
    for slot in missing:
        (plan.conflicts if _is_taken(slot, taken) else plan.add).append(slot)


def _is_taken(slot: Slot, taken: Sequence[Slot]) -> bool:
    return any(slot.overlaps(other) for other in taken)


def _follow_blocks(plan: DayPlan, day: Day) -> None:
    """Block the slots that are published into a blocked bay, or into a closing."""
    plan.add = [_as_its_bay(slot, day) for slot in plan.add]
    plan.change = [Changed(c.before, _as_its_bay(c.after, day)) for c in plan.change]


def _as_its_bay(slot: Slot, day: Day) -> Slot:
    if closing := day.closing_of(slot):
        return slot.closed_by(closing)
    block = day.block_of(slot.bay)
    return slot.blocked(block.by, block.reason) if block else slot
