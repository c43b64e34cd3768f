"""List the places on waitlists that an address was given with, for whoever proved it."""

from collections.abc import Iterable

from ...people.commitments import Ahead
from ...platform.runtime import Runtime
from . import store
from .join_waitlist import waitlist_token
from .models import WaitlistEntryView
from .view_entry import view_entry


def entries_given(run: Runtime, ahead: Iterable[Ahead], email: str) -> list[WaitlistEntryView]:
    """Those of each person that came with this address, as they stand, with their tokens."""
    ids = [each.entry_id for part in ahead for each in part.waitlist_of(part.person_id)]
    tickets = (store.load_ticket(run.table, each) for each in ids)
    return [
        view_entry(run, each).model_copy(update={"token": waitlist_token(run, each.ticket_id)})
        for each in tickets
        if each is not None and each.email == email
    ]
