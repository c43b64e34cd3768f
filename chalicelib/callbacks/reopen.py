"""Reopen a callback that was closed: somebody is owed a call after all."""

from datetime import datetime

from ..platform.clock import instant_text
from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import Once, UnitOfWork, carry_out
from . import idempotency_store, store
from .errors import CallbackOpenError
from .models import Callback, Outcome
from .promise_rules import respond_by
from .put_back import open_again, owed_again
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
        told = open_again(work, closed, _owed_anew(run, closed, work.now), "reopened", None)
        work.add(idempotency_store.put_back_put(callback_id, identity, told, work.now))
        return told

    key = idempotency_store.done_key(callback_id, identity)
    once = Once(key, identity, idempotency_store.put_back_before)
    return carry_out(run, staff_id, reopened, once=once)


def _owed_anew(run: Runtime, closed: Callback, now: datetime) -> Callback:
    """The callback with everybody in it owed an answer again, but who asked not to be contacted.

    Such a wish is taken back where it is what closed it. The promise is the one it had, if that is
    still ahead; else one from now on.
    """
    kept = {
        of: answer
        for of, answer in closed.answers.items()
        if answer.outcome is Outcome.DO_NOT_CONTACT and answer.at != closed.closed_at
    }
    again = owed_again(closed, closed.answers.keys() - kept.keys())
    again = again.model_copy(update={"urgency": again.urgency_owed, "flags": again.flags_owed})
    if again.respond_by > now:
        return again
    location, promises = run.clinic.location(closed.location_id), run.clinic.promises
    promise = respond_by(location, promises, again.occasions[0].source, again.urgency, now)
    return again.model_copy(update={"respond_by": promise})
