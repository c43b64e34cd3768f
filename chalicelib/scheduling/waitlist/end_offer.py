"""End an offer before it was taken: the patient gives it back, or the clinic takes it back."""

from ...people.commitments import WaitlistCommitment
from ...platform.unit_of_work import UnitOfWork
from ..slots.models import Slot, SlotStatus
from ..slots.store import changed_slot_put, load_slot
from . import rules, store
from .change_entry import change_entry


def give_back_offer(work: UnitOfWork, commitment: WaitlistCommitment, point_id: str) -> None:
    """Collect that an offered slot is given up, if it is still kept for that offer.

    It is off sale then, until a job offers it to others: not to the same person, if staff put them
    on the list. Of what a visitor typed, nobody's chances may depend.
    """
    slot_id, hold_id = commitment.slot_id, commitment.hold_id
    slot = load_slot(work.run.table, slot_id) if slot_id else None
    if slot is not None and slot.status is SlotStatus.HELD and slot.hold_id == hold_id:
        not_for = commitment.person_id if commitment.is_by_staff else None
        after = slot.given_up(work.now, by=point_id, not_for=not_for)
        work.add(changed_slot_put(slot, after))


def take_back_offer(work: UnitOfWork, slot: Slot) -> None:
    """Collect that whoever a slot is offered to, if anybody, waits on: the clinic needs it."""
    if slot.status is not SlotStatus.HELD or slot.offered_to is None:
        return
    entry = store.load_entry(work.run.table, slot.location_id, slot.offered_to)
    if entry is None or entry.offer is None or entry.offer.hold_id != slot.hold_id:
        return
    is_live = rules.live_offer(entry, work.now)
    after = rules.withdrawn(entry) if is_live else rules.settled(entry, work.now)
    change_entry(work, entry, after, "offer-withdrawn", slot=slot.slot_id)
