"""For series, until they give their times up one by one: offer slots that are free already."""

from collections.abc import Sequence
from functools import partial

from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..slots.models import SlotStatus
from ..slots.store import load_slot
from .offer_freed_slot import offer_to_next


def offer_freed(
    run: Runtime, location_id: str, slot_ids: Sequence[str], by: str, *, not_for: str = ""
) -> None:
    """Offer slots that are free for all, one after another, to those who wait."""
    for slot_id in slot_ids:
        carry_out(run, by, partial(_offer, slot_id, not_for))


def _offer(slot_id: str, not_for: str, work: UnitOfWork) -> None:
    slot = load_slot(work.run.table, slot_id)
    if slot is not None and slot.status is SlotStatus.FREE:
        offer_to_next(work, slot, not_for)
