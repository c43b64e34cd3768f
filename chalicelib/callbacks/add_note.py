"""Add a note to a callback's history."""

from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import claim_store, store
from .change_claimed import ClaimantsChange, change_claimed
from .claim_tokens import Claimed
from .models import AfterWrite, NoteIn, State


def add_note(run: Runtime, staff_id: str, callback_id: str, given: NoteIn) -> None:
    """Add a note to the callback's history; the claim goes on.

    The same words again under the same claim are the same note. Raises ClaimLostError,
    CallbackClosedError, NotFoundError, TokenError.
    """

    def noted(work: UnitOfWork, claimed: Claimed) -> AfterWrite:
        work.add(claim_store.claimants_update(claimed, {}, claim_store.held_by(claimed, work.now)))
        work.record(store.KIND, callback_id, "noted", note=given.note)
        return AfterWrite(callback_id=callback_id, state=State.CLAIMED, attempts=claimed.attempts)

    change_claimed(run, ClaimantsChange("note", staff_id, callback_id, given), noted)
