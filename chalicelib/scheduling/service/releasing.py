"""Tidy what time has changed: holds that ran out, reservations that end, slots nobody booked.

Nobody waits for this. A hold that ran out is free the moment it does; these jobs put the index in
order, lift reservations and pass what is left on to the desk.
"""

from ...core.errors import RefusedError
from ...core.expressions import Item
from ...core.jobs import JobReport, TimeLeft, work_off
from ...core.runtime import Runtime
from ..models import SlotStatus
from ..store.bookings import SLOT
from ..store.releases import release_update
from ..store.slots import (
    changed_slot_put,
    hold_partition,
    load_due_slots,
    load_slot_at,
    release_partition,
)

EXPIRE_HOLDS = "expire-holds"
RELEASE_SLOTS = "release-slots"

AT_ONCE = 8
"""Slots released at the same time: more would wait for this process, not for the table."""

_TRIES = 3


def expire_holds(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Free every slot whose hold has run out."""
    now = run.clock()

    def free(entry: Item) -> None:
        slot = load_slot_at(run.table, entry)
        if (
            slot is None
            or slot.status is not SlotStatus.HELD
            or slot.status_at(now) is not SlotStatus.FREE
        ):
            raise RefusedError({SLOT: None})  # booked, held anew or freed by somebody else
        run.table.transact([changed_slot_put(slot, slot.freed(now))])

    return work_off(
        run,
        EXPIRE_HOLDS,
        lambda location_id: load_due_slots(run.table, hold_partition(location_id), now),
        free,
        time_left,
    )


def release_slots(run: Runtime, time_left: TimeLeft, at_once: int = AT_ONCE) -> JobReport:
    """Move reserved slots to their fallback pool, and give unbooked ones to the desk, in time.

    One conditional write each, ``at_once`` of them at a time.
    """
    now = run.clock()

    def release(seen: Item) -> None:
        for _ in range(_TRIES):
            update = release_update(seen, now)
            if update is None:
                break
            try:
                run.table.update(update)
            except RefusedError as refused:
                seen = dict(refused.old(SLOT) or {"status": "gone"})
            else:
                return
        raise RefusedError({SLOT: seen})  # booked, held, blocked, or released before

    return work_off(
        run,
        RELEASE_SLOTS,
        lambda location_id: load_due_slots(run.table, release_partition(location_id), now),
        release,
        time_left,
        at_once=at_once,
    )
