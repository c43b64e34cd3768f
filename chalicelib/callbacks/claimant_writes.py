"""What all writes of a claimant have in common: identity, the fence, and why one was refused."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ..platform.errors import FrontdeskError, NotFoundError, RefusedError
from ..platform.runtime import Runtime
from ..platform.storage.events import Event
from ..platform.storage.writes import Put, Write
from . import store
from .claim_tokens import Claimed
from .errors import CallbackChangedError, CallbackClosedError, ClaimLostError
from .models import AfterWrite, Callback, ClaimedWrite, State


def write_identity(verb: str, claimed: Claimed, given: ClaimedWrite) -> str:
    """Names one write of one claim: the same words sent again are the same write."""
    content = given.model_dump_json(exclude={"claim"})
    named = f"{verb}:{claimed.callback_id}:{claimed.fence}:{content}"
    return hashlib.sha256(named.encode()).hexdigest()[:32]


def event_by(
    run: Runtime, claimed: Claimed, now: datetime, what: str, **details: str | int | None
) -> Put:
    """A line of the callback's history by the claimant."""
    event = Event(
        event_id=run.ids.new(now), at=now, what=what, by=claimed.staff_id, details=details
    )
    return store.callback_event_put(claimed.callback_id, event)


def carry_out(
    run: Runtime, claimed: Claimed, now: datetime, identity: str, writes: Sequence[Write]
) -> Callback | None:
    """Carry out a claimant's writes; None when they are now done.

    If they were done before (an answer that was lost), the callback as it stands. Raises
    ClaimLostError, CallbackClosedError, CallbackChangedError or NotFoundError when refused.
    """
    try:
        run.table.transact(writes)
    except RefusedError as refused:
        old = refused.old(store.CALLBACK)
        if old is not None and old.get("last_write") == identity:
            return Callback.model_validate(old)
        raise why_refused(old, claimed, now) from refused
    return None


def why_refused(old: Mapping[str, Any] | None, claimed: Claimed, now: datetime) -> FrontdeskError:
    """What a refused write of a claimant means to them, from the callback as it stood."""
    if old is None:
        return NotFoundError("There is no such callback.")
    callback = Callback.model_validate(old)
    if callback.outcome is not None:
        return CallbackClosedError()
    held = callback.state_at(now) is State.CLAIMED and callback.claimed_by == claimed.staff_id
    if held and callback.fence == claimed.fence:
        return CallbackChangedError()
    return ClaimLostError()


def after_write(callback: Callback, now: datetime) -> AfterWrite:
    """What a claimant is told whose write was done before: the same as the first time."""
    done = AfterWrite(
        callback_id=callback.callback_id,
        state=callback.state_at(now),
        outcome=callback.outcome,
        attempts=callback.attempts,
    )
    if callback.outcome is not None:
        return done
    waits = (callback.not_before, callback.snoozed_until)
    not_before = max((at for at in waits if at is not None), default=None)
    return done.model_copy(update={"respond_by": callback.respond_by, "not_before": not_before})
