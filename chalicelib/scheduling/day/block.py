"""Block a bay or a day, and unblock it.

The day keeps what is blocked and why; slots follow it. So slots published later into a blocked
day are blocked too, and a call that was cut short is finished by the same call made again.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from ...clinic import Location
from ...platform.runtime import Runtime
from ...platform.storage.writes import Write
from ..slots.models import WHOLE_DAY, Block, Day, DaySchedule, Slot, SlotStatus
from ..slots.schemas import BayDayIn, BlockIn, BlockReport
from ..slots.store import changed_slot_put
from ..waitlist.offer_many import offer_freed, offer_withdrawn
from .change_day import DayChange, change_day
from .lines import check_bay_day, is_meant, line_of
from .plan import Changed

DayRule = Callable[[Day], Day]


def block(run: Runtime, staff_id: str, location_id: str, given: BlockIn) -> BlockReport:
    """Take a bay, or every bay, out of a day. What is booked stays, and needs a call.

    Held ones are taken out too: nothing has been promised yet. What has begun is left alone.
    Raises UnknownLocationError, and InvalidInputError for a past day or an unknown bay.
    """
    now = run.clock()
    key = given.bay or WHOLE_DAY
    wanted = Block(reason=given.reason, by=staff_id, at=now)

    def with_block(day: Day) -> Day:
        known = day.blocks.get(key)
        if known and known.reason == wanted.reason:
            return day
        return day.model_copy(update={"blocks": {**day.blocks, key: wanted}})

    report, _ = _change_blocks(run, staff_id, location_id, given, now, with_block)
    return report


def unblock(run: Runtime, staff_id: str, location_id: str, given: BayDayIn) -> BlockReport:
    """Take back the block of a bay, or that of the whole day; then those who wait are asked.

    A bay stays blocked while the other of the two blocks holds. Raises as ``block`` does.
    """
    key = given.bay or WHOLE_DAY

    def without_block(day: Day) -> Day:
        left = {bay: block for bay, block in day.blocks.items() if bay != key}
        return day if left == day.blocks else day.model_copy(update={"blocks": left})

    now = run.clock()
    report, freed = _change_blocks(run, staff_id, location_id, given, now, without_block)
    offer_freed(run, location_id, [slot.slot_id for slot in freed], staff_id)
    return report


def _change_blocks(
    run: Runtime,
    staff_id: str,
    location_id: str,
    given: BayDayIn,
    now: datetime,
    change: DayRule,
) -> tuple[BlockReport, list[Slot]]:
    """How the schedule then stands, and what of it was changed and is free."""
    location = run.clinic.location(location_id)
    check_bay_day(given, location, now)

    def decide(schedule: DaySchedule) -> DayChange[tuple[BlockReport, list[Slot]]]:
        day = change(schedule.day)
        meant = [slot for slot in schedule.slots if is_meant(slot, given, now)]
        changes = list(following_blocks(meant, day, now))
        after = {changed.after.place: changed.after for changed in changes}
        stands = [after.get(slot.place, slot) for slot in meant]
        writes: list[Write] = []
        for changed in changes:
            writes += offer_withdrawn(run, changed.before, staff_id)
            writes.append(changed_slot_put(changed.before, changed.after))
        freed = [slot for slot in after.values() if slot.status is SlotStatus.FREE]
        told = (_report(stands, location, given, now), freed)
        return DayChange(told, writes, day if day != schedule.day else None)

    return change_day(run, location_id, given.date, decide)


def following_blocks(slots: list[Slot], day: Day, now: datetime) -> Iterator[Changed]:
    """What has to change so that unbooked slots are blocked where the day says so, and only there.

    Pure.
    """
    for slot in slots:
        block = day.block_of(slot.bay)
        if slot.status is SlotStatus.BOOKED:
            continue
        if block is None and slot.status is not SlotStatus.BLOCKED:
            continue
        after = slot.blocked(block.by, block.reason) if block else slot.freed(now)
        if after != slot:
            yield Changed(slot, after)


def _report(slots: list[Slot], location: Location, given: BayDayIn, now: datetime) -> BlockReport:
    statuses = [slot.status_at(now) for slot in slots]
    booked = [slot for slot in slots if slot.status is SlotStatus.BOOKED]
    return BlockReport(
        location_id=location.id,
        date=given.date,
        bay=given.bay,
        blocked=statuses.count(SlotStatus.BLOCKED),
        free=statuses.count(SlotStatus.FREE),
        needs_call=[line_of(slot, location, now) for slot in booked],
    )
