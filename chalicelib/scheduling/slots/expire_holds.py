"""Expire holds: a visitor's is free for all; an offer that was not answered passes on.

A hold that ran out is free the moment it does. The job puts the index in order, and tells. Nobody
ever had the time that a visitor held: if it went down the waitlist, whoever waits could draw one
time after another to themselves by holding it and letting that run out.
"""

from itertools import count

from ...platform.errors import NotDueError
from ...platform.jobs import JobReport, TimeLeft, work_off
from ...platform.runtime import Runtime
from ...platform.storage.expressions import Item
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..job_names import EXPIRE_HOLDS
from ..waitlist import rules, store
from ..waitlist.change_entry import change_entry, end_entry
from ..waitlist.models import WaitlistEntry, WaitlistState
from ..waitlist.offer_freed_slot import TRIES_TO_OFFER, offer_to_next
from .models import Slot
from .store import changed_slot_put, hold_partition, load_due_slots, load_slot_at


def expire_holds(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Free every slot whose hold has run out, and pass on what was offered in vain."""
    now = run.clock()
    return work_off(
        run,
        EXPIRE_HOLDS,
        lambda location_id: load_due_slots(run.table, hold_partition(location_id), now),
        lambda item: _expire_hold(run, item),
        time_left,
    )


def _expire_hold(run: Runtime, item: Item) -> None:
    """Free the slot that the index names. Raises NotDueError if it is held no longer, or still."""
    tellings = count(1)

    def expired(work: UnitOfWork) -> None:
        slot = load_slot_at(run.table, item)
        if slot is None or not slot.is_hold_over(work.now):
            raise NotDueError
        if slot.offered_to is None:
            work.add(changed_slot_put(slot, slot.freed(work.now)))
            return
        not_for = slot.not_for_also(_asked_in_vain(work, slot, slot.offered_to))
        offer_to_next(work, slot, not_for, is_late=next(tellings) > TRIES_TO_OFFER)

    carry_out(run, EXPIRE_HOLDS, expired)


def _asked_in_vain(work: UnitOfWork, slot: Slot, offered_to: str) -> str | None:
    """The person who let the slot's offer run out, if staff put them on the list.

    That it ran out is collected, if it still is their entry's latest.
    """
    entry = store.load_entry(work.run.table, slot.location_id, offered_to)
    if entry is None:
        return None
    if entry.offer is not None and entry.offer.hold_id == slot.hold_id:
        _note_unanswered(work, entry, slot.slot_id)
    return entry.person_id if entry.is_by_staff else None


def _note_unanswered(work: UnitOfWork, entry: WaitlistEntry, slot_id: str) -> None:
    after = rules.settled(entry, work.now)
    if after.unanswered < rules.MOST_UNANSWERED:
        change_entry(work, entry, after, "offer-ran-out", slot=slot_id)
        return
    end_entry(work, entry, WaitlistState.UNANSWERED, slot=slot_id)
