"""Let a hold go: its time is free for all at once, and counts for its holder no longer."""

from ...platform.runtime import Runtime
from ...platform.unit_of_work import VISITOR, UnitOfWork, carry_out
from ..slots.store import changed_slot_put, load_slot
from .limit_holder import uncount_hold
from .read_hold import offer_refused, read_hold


def let_hold_go(run: Runtime, token: str) -> None:
    """Free the time that a hold keeps. What it does not keep any more is left as it is.

    Two round trips. Nobody ever had this time, so it need not rest like one that was given up: it
    stands where it stood before. An offer is declined, not let go. Raises InvalidInputError.
    """
    hold = read_hold(run, token)
    if hold.is_offer:
        raise offer_refused()

    def let_go(work: UnitOfWork) -> None:
        slot = load_slot(run.table, hold.slot_id)
        if slot is None or not slot.is_kept_by(hold.hold_id, work.now):
            return
        work.add(changed_slot_put(slot, slot.freed(work.now)))
        uncount_hold(work, hold)

    carry_out(run, VISITOR, let_go)
