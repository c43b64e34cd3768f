"""What blocking and unblocking means for those who wait: offers taken back, and offers made."""

from collections.abc import Sequence

from ...platform.errors import RefusedError
from ...platform.runtime import Runtime
from ...platform.storage.writes import Write
from ..slots.models import Slot, SlotStatus
from ..slots.store import changed_slot_put, load_slot
from . import rules, store
from .offer_freed_slot import entry_changed, passed_on

_TRIES = 6


def offer_withdrawn(run: Runtime, slot: Slot, by: str) -> list[Write]:
    """The writes that take an offered slot back from whoever it was kept for; they wait on."""
    if slot.status is not SlotStatus.HELD or slot.offered_to is None:
        return []
    entry = store.load_entry(run.table, slot.location_id, slot.offered_to)
    if entry is None or entry.offer is None or entry.offer.hold_id != slot.hold_id:
        return []
    now = run.clock()
    after = rules.withdrawn(entry) if rules.live_offer(entry, now) else rules.settled(entry, now)
    return entry_changed(run, entry, after, "offer-withdrawn", by, slot=slot.slot_id)


def offer_freed(
    run: Runtime, location_id: str, slot_ids: Sequence[str], by: str, *, not_for: str = ""
) -> None:
    """Offer slots that many at once have become free, one after another, to those who wait.

    They are free for all until then: a whole day does not fit into one transaction. With nobody
    waiting it is one query. ``not_for`` is the contact who gave them up, if one did.
    """
    if slot_ids and next(store.load_waiting(run.table, location_id), None) is not None:
        for slot_id in slot_ids:
            _offer(run, slot_id, by, not_for)


def _offer(run: Runtime, slot_id: str, by: str, not_for: str) -> None:
    for _ in range(_TRIES):
        slot = load_slot(run.table, slot_id)
        if slot is None or slot.status is not SlotStatus.FREE:
            return
        after, writes = passed_on(run, slot, by, not_for=not_for)
        if after == slot:
            return
        try:
            run.table.transact([changed_slot_put(slot, after), *writes])
        except RefusedError:
            continue  # it was taken, or the list moved on: look again
        return
