"""Tidy what time has changed: holds that ran out, reservations that end, slots nobody booked.

Nobody waits for this. A hold that ran out is free the moment it does; these jobs put the index in
order, lift reservations and pass what is left on to the desk.
"""

from collections.abc import Callable
from datetime import datetime

from ...core.expressions import Item
from ...core.jobs import JobReport, TimeLeft, work_off
from ...core.runtime import Runtime
from ..models import Slot, SlotStatus
from ..store.slots import (
    changed_slot_put,
    hold_partition,
    load_due_slots,
    load_slot_at,
    release_partition,
)
from .lapsing import lapse

EXPIRE_HOLDS = "expire-holds"
RELEASE_SLOTS = "release-slots"


def expire_holds(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Free every slot whose hold has run out, for the next who waits for it or for all."""
    now = run.clock()
    return work_off(
        run,
        EXPIRE_HOLDS,
        lambda location_id: load_due_slots(run.table, hold_partition(location_id), now),
        lambda item: lapse(run, item, EXPIRE_HOLDS),
        time_left,
    )


def release_slots(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Move reserved slots to their fallback pool, and give unbooked ones to the desk, in time."""
    return _work_off(run, RELEASE_SLOTS, release_partition, time_left, _once_released)


def _once_released(slot: Slot, now: datetime) -> Slot | None:
    """As the slot is to be, or None when nothing is due: past its cut-off, or unreserved."""
    if slot.status is not SlotStatus.FREE:
        return None
    if now >= slot.cut_off_at:
        return slot.freed(now)
    if slot.release_at is not None and now >= slot.release_at:
        return slot.unreserved()
    return None


def _work_off(
    run: Runtime,
    job: str,
    partition: Callable[[str], str],
    time_left: TimeLeft,
    decide: Callable[[Slot, datetime], Slot | None],
) -> JobReport:
    now = run.clock()

    def do(item: Item) -> None:
        slot = load_slot_at(run.table, item)
        after = decide(slot, now) if slot else None
        if slot and after:
            run.table.transact([changed_slot_put(slot, after)])

    return work_off(
        run,
        job,
        lambda location_id: load_due_slots(run.table, partition(location_id), now),
        do,
        time_left,
    )
