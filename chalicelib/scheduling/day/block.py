"""Block a bay or a day, and unblock it.

The day keeps what is blocked and why; slots follow it. So slots published later into a blocked
day are blocked too, and a call that was cut short is finished by the same call made again.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from ...clinic import Location
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..slots.models import WHOLE_DAY, Block, Day, DaySchedule, Slot, SlotStatus
from ..slots.schemas import BayDayIn, BlockIn, BlockReport
from ..slots.store import changed_slot_put
from ..waitlist.end_offer import take_back_offer
from .change_day import DayChange, change_day
from .lines import check_bay_day, is_meant, line_of
from .plan import Changed

DayRule = Callable[[Day, datetime], Day]


def block(run: Runtime, staff_id: str, location_id: str, given: BlockIn) -> BlockReport:
    """Take a bay, or every bay, out of a day. What is booked stays, and needs a call.

    Held ones are taken out too: nothing has been promised yet. What has begun is left alone.
    Raises UnknownLocationError, and InvalidInputError for a past day or an unknown bay.
    """
    key = given.bay or WHOLE_DAY

    def with_block(day: Day, now: datetime) -> Day:
        known = day.blocks.get(key)
        if known and known.reason == given.reason:
            return day
        wanted = Block(reason=given.reason, by=staff_id, at=now)
        return day.model_copy(update={"blocks": {**day.blocks, key: wanted}})

    return _change_blocks(run, staff_id, location_id, given, with_block)


def unblock(run: Runtime, staff_id: str, location_id: str, given: BayDayIn) -> BlockReport:
    """Take back the block of a bay, or that of the whole day; then those who wait are asked.

    What becomes free is given up in the same write: it rests off sale until a job offers it, so
    that no fault leaves it unoffered. A bay stays blocked while the other of the two blocks holds.
    Raises as ``block`` does.
    """
    key = given.bay or WHOLE_DAY

    def without_block(day: Day, _now: datetime) -> Day:
        left = {bay: block for bay, block in day.blocks.items() if bay != key}
        return day if left == day.blocks else day.model_copy(update={"blocks": left})

    return _change_blocks(run, staff_id, location_id, given, without_block)


def _change_blocks(
    run: Runtime, staff_id: str, location_id: str, given: BayDayIn, change: DayRule
) -> BlockReport:
    """Change the blocks of a day; the schedule as it then stands."""
    location = run.clinic.location(location_id)
    check_bay_day(given, location, run.clock())

    def decide(schedule: DaySchedule, now: datetime) -> DayChange[BlockReport]:
        day = change(schedule.day, now)
        meant = [slot for slot in schedule.slots if is_meant(slot, given, now)]
        changes = list(following_blocks(meant, day, now))
        after = {changed.after.start_and_bay: changed.after for changed in changes}
        stands = [after.get(slot.start_and_bay, slot) for slot in meant]
        told = _report(stands, location, given, now)
        steps = [partial(change_slot, changed) for changed in changes]
        return DayChange(told, steps, day if day != schedule.day else None)

    return change_day(run, staff_id, location_id, given.date, decide)[-1]


def change_slot(changed: Changed, work: UnitOfWork) -> None:
    """Collect that a slot is blocked or given up; whoever it is offered to waits on."""
    take_back_offer(work, changed.before)
    work.add(changed_slot_put(changed.before, changed.after))


def following_blocks(slots: list[Slot], day: Day, now: datetime) -> Iterator[Changed]:
    """Changes by which unbooked slots are blocked where the day says so, and only there.

    A booked one is marked where a closing hits it, and only there. Pure.
    """
    for slot in slots:
        after = _as_day_says(slot, day, now)
        if after != slot:
            yield Changed(slot, after)


def _as_day_says(slot: Slot, day: Day, now: datetime) -> Slot:
    closing, block = day.closing_of(slot), day.block_of(slot.bay)
    if slot.status is SlotStatus.BOOKED:
        return slot.with_closing(closing)
    if closing:
        return slot.closed_by(closing)
    if block:
        return slot.with_closing(None).blocked(block.by, block.reason)
    is_out = slot.status is SlotStatus.BLOCKED
    return slot.with_closing(None).given_up(now) if is_out else slot


def _report(slots: list[Slot], location: Location, given: BayDayIn, now: datetime) -> BlockReport:
    statuses = [slot.status_at(now) for slot in slots]
    booked = [slot for slot in slots if slot.status is SlotStatus.BOOKED]
    return BlockReport(
        location_id=location.id,
        date=given.date,
        bay=given.bay,
        blocked=statuses.count(SlotStatus.BLOCKED),
        free=statuses.count(SlotStatus.FREE) + sum(slot.is_resting(now) for slot in slots),
        needs_call=[line_of(slot, location, now) for slot in booked],
    )
