"""Give back what an appointment had answered: it was canceled, so the call is owed again."""

from datetime import datetime

from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import put_back_store, store
from .models import Callback
from .promise_rules import respond_by
from .put_back import open_again, owed_again, stand_again


def give_back(work: UnitOfWork, callback_id: str, appointment_id: str) -> str | None:
    """Collect that all which an appointment answered in a callback is owed again; the callback.

    With a new promise, counted from now. If another call of the point is open here by then, it
    joins that one. None, and nothing is collected, where the appointment answered nothing, or
    another call took it up since.
    """
    before = _as_it_stands(work, callback_id)
    if before is None or before.joined_to:
        return None
    answered = [of for of, answer in before.answers.items() if answer.of == appointment_id]
    if not answered and before.closed_for != appointment_id:
        return None
    after = _promised_anew(work.run, owed_again(before, answered), work.now)
    again = open_again if before.outcome else stand_again
    return again(work, before, after, "given-back", None).callback_id


def _as_it_stands(work: UnitOfWork, callback_id: str) -> Callback | None:
    """The callback, read anew only when it turned out to be old."""
    run = work.run
    return work.kept(put_back_store.PUT_BACK, lambda: store.load_callback(run.table, callback_id))


def _promised_anew(run: Runtime, callback: Callback, now: datetime) -> Callback:
    urgency = callback.urgency_owed
    location, promises = run.clinic.location(callback.location_id), run.clinic.promises
    promise = respond_by(location, promises, callback.still_owed[0].source, urgency, now)
    is_sooner = callback.outcome is None and callback.respond_by < promise
    standing = {
        "urgency": urgency,
        "flags": callback.flags_owed,
        "respond_by": callback.respond_by if is_sooner else promise,
    }
    return callback.model_copy(update=standing)
