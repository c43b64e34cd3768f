"""Close a callback: no call is needed any more."""

from ..people.keep_commitments import call_owed_no_longer
from ..platform.clock import instant_text
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import store
from .change_claimed import ClaimantsChange, change_claimed
from .claim_tokens import Claimed
from .models import AfterWrite, CloseIn, Outcome, State
from .promise_store import Promised, promise_answered


def close_callback(run: Runtime, staff_id: str, callback_id: str, given: CloseIn) -> AfterWrite:
    """Close a callback without a call of one's own, for a reason.

    Raises ClaimLostError, CallbackClosedError, CallbackChangedError, NotFoundError, TokenError.
    """
    outcome = Outcome(given.reason.value)

    def closed(work: UnitOfWork, claimed: Claimed) -> AfterWrite:
        work.record(store.KIND, callback_id, "closed", outcome=str(outcome), note=given.note)
        return close(work, claimed, outcome, claimed.attempts)

    return change_claimed(run, ClaimantsChange("close", staff_id, callback_id, given), closed)


def close(
    work: UnitOfWork,
    claimed: Claimed,
    outcome: Outcome,
    attempts: int,
    message_id: str | None = None,
) -> AfterWrite:
    """Collect what ends a claimed callback, unless something new came in since the claim.

    ``message_id`` is the message that tells the contact of it, should it have to be called off.
    """
    location = work.run.clinic.location(claimed.location_id)
    ended = {
        **store.closed_as(location, outcome, work.by, work.now),
        "attempts": attempts,
        "message_id": message_id,
        "undoable_since": instant_text(work.now),
    }
    work.add(store.close_update(claimed, ended, store.held_and_nothing_new(claimed, work.now)))
    call_owed_no_longer(work, claimed.point_id, claimed.location_id)
    promise_kept(work, claimed, attempts, outcome)
    return AfterWrite(
        callback_id=claimed.callback_id,
        state=State.CLOSED,
        outcome=outcome,
        attempts=attempts,
        closed_at=work.now,
    )


def promise_kept(
    work: UnitOfWork, claimed: Claimed, attempts: int, outcome: Outcome | None
) -> None:
    """Collect that the clinic responded, for the service level; the first response stands."""
    promised = Promised(claimed.location_id, claimed.promise_day, claimed.callback_id)
    work.add(promise_answered(promised, work.now, attempts, outcome))
