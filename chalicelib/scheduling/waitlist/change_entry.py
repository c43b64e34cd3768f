"""Change an entry of the waitlist, or end it: with its history and its contact's future."""

from ...contacts.commitments import Wait
from ...contacts.keep_commitments import waits, waits_no_longer
from ...platform.unit_of_work import UnitOfWork
from . import store
from .models import Waiting, WaitingState


def change_entry(
    work: UnitOfWork, before: Waiting, after: Waiting, what: str, **details: str
) -> None:
    """Collect a change of an entry, if it still is as it was read."""
    work.add(store.changed_entry_put(before, after))
    waits(work, before.contact_id, store.wait_of(after), instead_of=before.entry_id)
    work.record(store.KIND, before.entry_id, what, **details)


def end_entry(
    work: UnitOfWork, contact_id: str, wait: Wait, state: WaitingState, **details: str
) -> None:
    """Collect that an entry is taken off the list, if its offer still is the one that was seen."""
    work.add(
        store.entry_delete(wait.location_id, wait.place, wait.hold_id),
        store.ticket_ended(wait.entry_id, state, work.now),
    )
    waits_no_longer(work, contact_id, wait)
    work.record(store.KIND, wait.entry_id, str(state), **details)
