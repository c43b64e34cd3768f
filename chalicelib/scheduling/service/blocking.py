"""Block a bay or a day, and unblock it.

The day keeps what is blocked and why; slots follow it. So slots published later into a blocked
day are blocked too, and a call that was cut short is finished by the same call made again.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from ...core.clinic import Location
from ...core.runtime import Runtime
from ..models import WHOLE_DAY, Block, Day, DaySchedule, Slot, SlotStatus
from ..publishing import Changed
from ..schemas import BayDayIn, BlockIn, BlockReport
from ..store.slots import changed_slot_put
from .changing import DayChange, change_day
from .lines import check_bay_day, is_meant, line_of

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

    return _change_blocks(run, location_id, given, now, with_block)


def unblock(run: Runtime, location_id: str, given: BayDayIn) -> BlockReport:
    """Take back the block of a bay, or that of the whole day.

    A bay stays blocked while the other of the two blocks holds. Raises as ``block`` does.
    """
    key = given.bay or WHOLE_DAY

    def without_block(day: Day) -> Day:
        left = {bay: block for bay, block in day.blocks.items() if bay != key}
        return day if left == day.blocks else day.model_copy(update={"blocks": left})

    return _change_blocks(run, location_id, given, run.clock(), without_block)


def _change_blocks(
    run: Runtime, location_id: str, given: BayDayIn, now: datetime, change: DayRule
) -> BlockReport:
    location = run.clinic.location(location_id)
    check_bay_day(given, location, now)

    def decide(schedule: DaySchedule) -> DayChange[BlockReport]:
        day = change(schedule.day)
        meant = [slot for slot in schedule.slots if is_meant(slot, given, now)]
        changes = list(following_blocks(meant, day, now))
        after = {changed.after.place: changed.after for changed in changes}
        stands = [after.get(slot.place, slot) for slot in meant]
        return DayChange(
            _report(stands, location, given, now),
            [changed_slot_put(changed.before, changed.after) for changed in changes],
            day if day != schedule.day else None,
        )

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
