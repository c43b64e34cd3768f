"""Have a day's slots follow its closings: out while one holds, and back as they were after it."""

from datetime import datetime
from functools import partial

from ..day.block import change_slot, following_blocks
from ..day.change_day import Step
from ..slots.models import Day, DaySchedule, Slot, SlotStatus
from .models import Closing


def slots_follow(schedule: DaySchedule, day: Day, closing: Closing, now: datetime) -> list[Step]:
    """The steps by which what lies ahead in this closing becomes as ``day`` says. Pure.

    Those that can be had come first: what others could still book in the meantime.
    """
    part = closing.part
    meant = [
        slot
        for slot in schedule.slots
        if slot.starts_at > now and part.shuts(slot.bay, slot.starts_at, slot.ends_at)
    ]
    meant.sort(key=_is_booked)
    return [partial(change_slot, changed) for changed in following_blocks(meant, day, now)]


def _is_booked(slot: Slot) -> bool:
    return slot.status is SlotStatus.BOOKED
