"""Change an entry of the waitlist, or end it: with its history and its contact point's future.

It ends once, however many end it at the same time: by the entry that was read, or by the wait that
its contact point's future shows. The other of the two may be gone already; either is in time.
"""

from ...people.commitments import WaitlistCommitment
from ...people.keep_commitments import forget_waiting, note_waiting
from ...platform.unit_of_work import UnitOfWork
from . import store
from .models import WaitlistEntry, WaitlistState


def change_entry(
    work: UnitOfWork, before: WaitlistEntry, after: WaitlistEntry, what: str, **details: str
) -> None:
    """Collect a change of an entry, if it still is as it was read."""
    work.add(store.changed_entry_put(before, after))
    note_waiting(work, before.point_id, store.commitment_of(after), instead_of=before.entry_id)
    work.record(store.KIND, before.entry_id, what, **details)


def end_entry(work: UnitOfWork, entry: WaitlistEntry, state: WaitlistState, **details: str) -> None:
    """Collect that an entry is taken off the list, if it still is as it was read."""
    work.add(store.entry_delete(entry))
    forget_waiting(work, entry.point_id, store.commitment_of(entry), or_gone=True)
    _note_ended(work, entry.entry_id, state, **details)


def end_wait(
    work: UnitOfWork,
    point_id: str,
    commitment: WaitlistCommitment,
    state: WaitlistState,
    **details: str,
) -> None:
    """Collect that a person waits no longer, if they still do, with the offer that was seen."""
    work.add(store.entry_cleared(commitment))
    forget_waiting(work, point_id, commitment)
    _note_ended(work, commitment.entry_id, state, **details)


def _note_ended(work: UnitOfWork, entry_id: str, state: WaitlistState, **details: str) -> None:
    work.add(store.ticket_ended(entry_id, state, work.now))
    work.record(store.KIND, entry_id, str(state), **details)
