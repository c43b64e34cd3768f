"""Reopen a callback that was closed: somebody is owed a call after all."""

from datetime import datetime

from ..platform.clock import instant_text
from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import Once, UnitOfWork, carry_out
from . import idempotency_store, store
from .errors import CallbackOpenError
from .models import Callback
from .promise_rules import respond_by
from .put_back import open_again
from .put_back_models import PutBack, ReopenIn


def reopen(run: Runtime, staff_id: str, callback_id: str, given: ReopenIn) -> PutBack:
    """Open a closed callback again at its place, or join it to the call that is open by then.

    Asked again by the same member of staff, the same close is reopened once. Raises NotFoundError,
    and CallbackOpenError when it is open, or was closed anew since.
    """
    named = f"{callback_id}:{staff_id}:{instant_text(given.closed_at)}"
    identity = run.keyring.derived_id("reopen", named)

    def reopened(work: UnitOfWork) -> PutBack:
        closed = store.load_callback(run.table, callback_id)
        if closed is None:
            raise NotFoundError("We can't find that call.")
        if closed.outcome is None or closed.joined_to or closed.closed_at != given.closed_at:
            raise CallbackOpenError
        told = open_again(work, closed, _promised_again(run, closed, work.now), "reopened", None)
        work.add(idempotency_store.put_back_put(callback_id, identity, told, work.now))
        return told

    key = idempotency_store.done_key(callback_id, identity)
    once = Once(key, identity, idempotency_store.put_back_before)
    return carry_out(run, staff_id, reopened, once=once)


def _promised_again(run: Runtime, closed: Callback, now: datetime) -> Callback:
    """The callback with the promise it had, if that is still ahead; else with one from now on."""
    if closed.respond_by > now:
        return closed
    location, promises = run.clinic.location(closed.location_id), run.clinic.promises
    promise = respond_by(location, promises, closed.source, closed.urgency, now)
    return closed.model_copy(update={"respond_by": promise})
