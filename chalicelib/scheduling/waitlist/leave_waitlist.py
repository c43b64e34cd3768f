"""Leave the waitlist."""

from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork, carry_out
from . import rules, store
from .change_entry import end_entry
from .end_offer import give_back_offer
from .models import Ticket, WaitlistEntryView, WaitlistState
from .view_entry import view_of_ended, view_of_ticket


def leave_waitlist(run: Runtime, ticket: Ticket, by: str) -> WaitlistEntryView:
    """Take an entry off the list; what it was offered is given up.

    One that has ended stays as it ended.
    """

    def left(work: UnitOfWork) -> WaitlistEntryView:
        entry = store.load_entry(run.table, ticket.location_id, ticket.waitlist_position)
        if entry is None:
            return view_of_ended(run, ticket)
        end_entry(work, entry, WaitlistState.LEFT)
        if rules.live_offer(entry, work.now):
            give_back_offer(work, store.commitment_of(entry), entry.point_id)
        return view_of_ticket(ticket, WaitlistState.LEFT)

    return carry_out(run, by, left)
