"""Free what is held no longer, and pass it on; an offer that was not answered is noted as such.

A hold that ran out is free the moment it does. The job puts the index in order, and tells.
"""

from ...platform.errors import RefusedError
from ...platform.jobs import JobReport, TimeLeft, work_off
from ...platform.runtime import Runtime
from ...platform.storage.expressions import Item
from ...platform.storage.writes import Write
from ..job_names import EXPIRE_HOLDS
from ..waitlist import rules, store
from ..waitlist.models import WaitingState
from ..waitlist.offer_freed_slot import entry_changed, entry_ended, passed_on
from .models import Slot, SlotStatus
from .store import SLOT, changed_slot_put, hold_partition, load_due_slots, load_slot_at

_TRIES = 6


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


def lapse(run: Runtime, item: Item, by: str) -> None:
    """Free the slot that the index names, if its hold has run out: for the next who waits, or all.

    Raises RefusedError when it is held no longer, or when others keep getting in between; once its
    time is over it is free for all the same.
    """
    for attempt in range(1, _TRIES + 1):
        slot = load_slot_at(run.table, item)
        if slot is None or slot.status is not SlotStatus.HELD or _still_holds(run, slot):
            raise RefusedError({SLOT: None})  # booked, held anew or freed by somebody else
        after, passing = passed_on(run, slot, by, not_for=_asked_in_vain(slot))
        writes = [changed_slot_put(slot, after), *_unanswered(run, slot, by), *passing]
        try:
            run.table.transact(writes)
        except RefusedError:
            if attempt == _TRIES:
                raise
        else:
            return


def _still_holds(run: Runtime, slot: Slot) -> bool:
    return slot.status_at(run.clock()) is SlotStatus.HELD


def _asked_in_vain(slot: Slot) -> str:
    """The contact whom the slot was offered to, if it was an offer."""
    return (slot.holder or "") if slot.offered_to else ""


def _unanswered(run: Runtime, slot: Slot, by: str) -> list[Write]:
    """The writes that note in an entry that its offer ran out, if it still is the latest."""
    if slot.offered_to is None:
        return []
    entry = store.load_entry(run.table, slot.location_id, slot.offered_to)
    if entry is None or entry.offer is None or entry.offer.hold_id != slot.hold_id:
        return []
    after = rules.settled(entry, run.clock())
    if after.unanswered < rules.MOST_UNANSWERED:
        return entry_changed(run, entry, after, "offer-ran-out", by, slot=slot.slot_id)
    wait = store.wait_of(entry)
    return entry_ended(run, entry.contact_id, wait, WaitingState.UNANSWERED, by, slot=slot.slot_id)
