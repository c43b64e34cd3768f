"""Close a callback because its contact booked: no call is needed any more."""

from datetime import date, datetime

from ..clinic import Urgency
from ..contacts import store as contacts
from ..platform.errors import RefusedError
from ..platform.runtime import Runtime
from ..platform.storage.events import Event
from ..platform.storage.writes import Write
from . import store
from .models import Outcome


def booked_writes(
    run: Runtime,
    callback_id: str,
    contact_id: str,
    location_id: str,
    day: str,
    of: str,
    by: str,
    *,
    even_if_it_must_stay: bool,
) -> list[Write]:
    """The writes that close an open callback as booked, whoever may hold it at the moment.

    Their holder finds it closed at the next write. ``of`` is the appointment's id. The write named
    ``callback`` is refused if it was closed in between, or must stay and is not to be closed all
    the same: whoever books by themselves while in danger, or with answers that a clinician has to
    see, is owed the call still.
    """
    now: datetime = run.clock()
    event = Event(
        event_id=run.ids.new(now),
        at=now,
        what="closed",
        by=by,
        details={"outcome": str(Outcome.BOOKED), "of": of},
    )
    return [
        store.booked_update(callback_id, now, even_if_it_must_stay=even_if_it_must_stay),
        store.callback_event_put(callback_id, event),
        contacts.open_callback_delete(contact_id, location_id),
        store.promise_update(
            location_id,
            date.fromisoformat(day),
            callback_id,
            responded_at=now,
            outcome=str(Outcome.BOOKED),
        ),
    ]


def must_stay(refused: RefusedError) -> bool:
    """True if closing was refused since the open call is a crisis or carries flags."""
    old = refused.old(store.CALLBACK) or {}
    is_grave = old.get("urgency") == Urgency.CRISIS or bool(old.get("flags"))
    return is_grave and "outcome" not in old
