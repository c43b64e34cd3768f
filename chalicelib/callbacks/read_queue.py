"""Look at the queue, and open a callback."""

from collections.abc import Iterable

from ..platform.clock import Instant
from ..platform.errors import NotFoundError
from ..platform.record_look import record_look
from ..platform.runtime import Runtime
from ..platform.storage.cursor import make_cursor, read_cursor
from ..platform.storage.events import Event
from ..platform.storage.history import load_events
from . import store
from .models import Callback, CallbackCard, Claim, Queue, QueueEntry
from .queue import Indexed, line_of


def list_queue(run: Runtime, location_id: str, cursor: str | None, limit: int) -> Queue:
    """A page of a location's open callbacks, in the order in which they are to be called.

    Those that a colleague holds come on the first page, at the place they had. Raises
    UnknownLocationError, and InvalidInputError for a cursor of another list.
    """
    location = run.clinic.location(location_id)
    query = f"queue:{location_id}"
    start = read_cursor(run.keyring, query, cursor)
    page = store.load_queue(run.table, location_id, start, limit)
    now = run.clock()
    entries = [Indexed.model_validate(store.flat(item)) for item in page.items]
    entries.sort(key=lambda entry: entry.position)
    lines: list[QueueEntry] = [line_of(entry, location, now) for entry in entries]
    return Queue(entries=lines, next_cursor=make_cursor(run.keyring, query, page.next_start))


def open_callback(run: Runtime, staff_id: str, callback_id: str) -> CallbackCard:
    """A callback with its history. That it was opened, and by whom, is on record first.

    Raises NotFoundError.
    """
    callback = store.load_callback(run.table, callback_id)
    if callback is None:
        raise NotFoundError("We can't find that call.")
    record_look(run, staff_id, store.KIND, callback_id)
    written = load_events(run.table, store.KIND, callback_id)
    return card_with_history(callback, written, run.clock())


def add_history(run: Runtime, card: CallbackCard) -> CallbackCard:
    """The card of a callback that was just claimed, with all that happened so far."""
    callback, written = store.load_with_history(run.table, card.callback_id)
    return card_with_history(callback, written, run.clock(), card.claim) if callback else card


def card_with_history(
    callback: Callback, written: Iterable[Event], now: Instant, claim: Claim | None = None
) -> CallbackCard:
    """A callback as its caller needs it, with all that happened so far."""
    history = sorted([*written, *_claims_made(callback)], key=lambda event: event.at)
    return card_of(callback, now, claim).model_copy(update={"history": history})


def _claims_made(callback: Callback) -> list[Event]:
    """The claims kept in the callback, as lines of its history."""
    return [
        Event(event_id=f"claim-{fence}", at=claim.at, what="claimed", by=claim.by)
        for fence, claim in enumerate(callback.claims, start=1)
    ]


def card_of(callback: Callback, now: Instant, claim: Claim | None = None) -> CallbackCard:
    """A callback as its caller needs it in front of them."""
    shown = callback.model_dump(include=set(CallbackCard.model_fields))
    return CallbackCard.model_validate(
        {**shown, "state": callback.state_at(now), "claim": claim and claim.model_dump()}
    )
