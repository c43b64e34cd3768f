"""Decline an offered time, and wait on."""

from datetime import datetime

from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..errors import NothingOfferedError
from . import rules, store
from .change_entry import change_entry
from .end_offer import give_back_offer
from .models import Ticket, WaitlistEntryView
from .view_entry import view_of_entry


def decline_offer(run: Runtime, ticket: Ticket, starts_at: datetime, by: str) -> WaitlistEntryView:
    """Say no to an offered time: it is given up, and its entry waits on.

    Sent again, it is declined already. Raises NothingOfferedError.
    """

    def declined(work: UnitOfWork) -> WaitlistEntryView:
        entry = store.load_entry(run.table, ticket.location_id, ticket.waitlist_position)
        if entry is None:
            raise NothingOfferedError
        offer = rules.live_offer(entry, work.now)
        if offer is None or offer.starts_at != starts_at:
            if starts_at in rules.settled(entry, work.now).passed:
                return view_of_entry(run, ticket, entry, work.now)
            raise NothingOfferedError
        after = rules.declined(entry, work.now)
        change_entry(work, entry, after, "declined", slot=offer.slot_id)
        give_back_offer(work, store.commitment_of(entry), entry.point_id)
        return view_of_entry(run, ticket, after, work.now)

    return carry_out(run, by, declined)
