"""Callbacks in the table.

    CALLBACK#<id>                CALLBACK           the callback
                                 EVENT#<at>#<id>    its history (claims are kept in the callback)

How a day's promises fared is kept apart (promise_store.py), and so is what makes a request that is
sent again known (idempotency_store.py).

While it is open, a callback stands in the index ``due`` under ``queue#<location>``, at a place
that sorts first whatever has to be seen first:

    0-lease#<until>        somebody holds it; those whose lease ran out lead
    1-crisis#<promise>     waiting; before every other
    2-promise#<promise>    waiting, the earliest promise first

Once it is closed it stands under ``closed#<location>#<local date>`` by the instant, for the list of
what was closed that day. Nothing waits there, and no job asks that partition.

Leases and queue share a partition so that one query sees both: whoever takes the next call takes
an abandoned one in its turn, without waiting for the job that tidies leases. What is read past is
one small entry for each call being made at that moment, however long the queue.

The line of history of a claim is in the ``claims`` list of the item itself.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from ..clinic import Location, Urgency
from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Condition, Key
from ..platform.storage.events import Event
from ..platform.storage.expressions import Item
from ..platform.storage.history import is_event
from ..platform.storage.keys import item_key
from ..platform.storage.table import Page, Table
from ..platform.storage.writes import Put, Update
from .claim_tokens import Claimed
from .models import Callback, Outcome

KIND = "CALLBACK"
CALLBACK = "callback"
"""The name of the write that changes the callback itself."""

INDEX = "due"


def queue_partition(location_id: str) -> str:
    """The partition of the index in which a location's open callbacks stand."""
    return f"queue#{location_id}"


def position_of(urgency: Urgency, respond_by: datetime) -> str:
    """A waiting callback's place in the queue."""
    kind = "1-crisis" if urgency is Urgency.CRISIS else "2-promise"
    return f"{kind}#{instant_text(respond_by)}"


def lease_due(until: datetime) -> str:
    """A claimed callback's place."""
    return f"0-lease#{instant_text(until)}"


def closed_partition(location_id: str, day: date) -> str:
    """The partition of the index in which callbacks stand that were closed on a local date."""
    return f"closed#{location_id}#{day.isoformat()}"


def closed_as(location: Location, outcome: Outcome, by: str, now: datetime) -> dict[str, Any]:
    """The changes that every close makes, whoever closes."""
    at = instant_text(now)
    return {
        "outcome": str(outcome),
        "closed_at": at,
        "due_pk": closed_partition(location.id, now.astimezone(location.tz).date()),
        "due_at": at,
        "row.closed_as": str(outcome),
        "row.closed_by": by,
    }


def callback_put(callback: Callback) -> Put:
    """Store a new callback, waiting or claimed."""
    position = position_of(callback.urgency, callback.respond_by)
    due = {
        "due_pk": queue_partition(callback.location_id),
        "due_at": lease_due(callback.lease_until) if callback.lease_until else position,
        "position": position,
    }
    content = _with_row(callback.model_dump(mode="json", exclude_none=True))
    return Put({**item_key(KIND, callback.callback_id), **due, **content}, name=CALLBACK)


_ROW = (
    "first_name",
    "last_initial",
    "reason",
    "source",
    "requested_at",
    "window",
    "caller_zones",
    "senders",
)
"""Attributes that the queue shows and no condition asks for: one map, which the index has whole."""


def _with_row(content: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in content.items() if name not in _ROW}
    return {**kept, "row": {name: content[name] for name in _ROW if name in content}}


def _in_row(name: str) -> str:
    return f"row.{name}" if name.partition(".")[0] in _ROW else name


def flat(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item, or its entry in the index, with what it shows in lists beside the rest."""
    return {**item, **item.get("row", {})}


def callback_of(item: Mapping[str, Any]) -> Callback:
    """The callback that an item holds."""
    return Callback.model_validate(flat(item))


def merge_update(
    callback_id: str, occasions: list[str], changes: dict[str, Any], flags: list[str], only_if: Any
) -> Update:
    """Add occasions to a callback that is still open."""
    return Update(
        item_key(KIND, callback_id),
        set={_in_row(name): new for name, new in changes.items()},
        add={"merges": 1, "version": 1},
        append={"occasions": occasions, "flags": flags},
        only_if=Attr("pk").exists() & Attr("outcome").not_exists() & only_if,
        name=CALLBACK,
    )


def promised_no_later_than(respond_by: datetime, urgency: Urgency) -> Condition:
    """The callback already promises at least what a further occasion would."""
    weightier = list(Urgency)[list(Urgency).index(urgency) :]
    earlier: Condition = Attr("respond_by").lte(instant_text(respond_by))
    return earlier & Attr("urgency").is_in([str(kind) for kind in weightier])


def unmoved_since(callback: Callback) -> Condition:
    """Nobody moved, claimed or returned the callback since it was read.

    Attempts and snoozes need a claim, so the fence tells of them too. Other occasions may have
    been merged in, as long as they moved nothing.
    """
    same: Condition = Attr("fence").eq(callback.fence) & Attr("urgency").eq(callback.urgency)
    held = Attr("claimed_by").exists() if callback.claimed_by else Attr("claimed_by").not_exists()
    return same & held & Attr("respond_by").eq(instant_text(callback.respond_by))


def same_reason_as(callback: Callback) -> Condition:
    """Nobody added a reason since the callback was read."""
    same: Condition = Attr("row.reason").eq(callback.reason)
    return same


def position_changes(callback: Callback) -> dict[str, Any]:
    """A callback's place after its promise or urgency changed; a lease keeps its own for now."""
    position = position_of(callback.urgency, callback.respond_by)
    return (
        {"position": position}
        if callback.claimed_by
        else {"position": position, "due_at": position}
    )


def claim_update(
    callback_id: str,
    staff_id: str,
    now: datetime,
    until: datetime,
    claim_key: str | None,
    only_if: Condition | None = None,
) -> Update:
    """Claim a callback that is open and that nobody holds: its fence goes up by one."""
    free = Attr("claimed_by").not_exists() | Attr("lease_until").lte(instant_text(now))
    open_and_free = Attr("pk").exists() & Attr("outcome").not_exists() & free
    return Update(
        item_key(KIND, callback_id),
        set={
            "claimed_by": staff_id,
            "lease_until": instant_text(until),
            "due_at": lease_due(until),
            "claim_key": claim_key,
        },
        add={"fence": 1, "version": 1},
        append={"claims": [{"by": staff_id, "at": instant_text(now)}]},
        only_if=open_and_free & only_if if only_if else open_and_free,
        name=CALLBACK,
    )


def due_for_a_call(now: datetime) -> Condition:
    """Neither snoozed nor to be left alone after an attempt."""
    at = instant_text(now)
    ready: Condition = Attr("not_before").not_exists() | Attr("not_before").lte(at)
    return ready & (Attr("snoozed_until").not_exists() | Attr("snoozed_until").lte(at))


def renew_update(claimed: Claimed, now: datetime, until: datetime) -> Update:
    """Let a lease that is still held run until ``until``."""
    return Update(
        item_key(KIND, claimed.callback_id),
        set={"lease_until": instant_text(until), "due_at": lease_due(until)},
        only_if=held_by(claimed, now),
        name=CALLBACK,
    )


def held_by(claimed: Claimed, now: datetime) -> Condition:
    """The claimant still holds the callback, under this very claim."""
    held: Condition = Attr("fence").eq(claimed.fence) & Attr("claimed_by").eq(claimed.staff_id)
    return held & Attr("lease_until").gt(instant_text(now)) & Attr("outcome").not_exists()


def held_and_nothing_new(claimed: Claimed, now: datetime) -> Condition:
    """The claimant still holds the callback, and no occasion was merged in since they looked."""
    return held_by(claimed, now) & Attr("merges").eq(claimed.merges)


def claimants_update(claimed: Claimed, changes: dict[str, Any], only_if: Condition) -> Update:
    """A claimant's write that keeps the claim."""
    return Update(
        item_key(KIND, claimed.callback_id),
        set=changes,
        add={"version": 1},
        only_if=only_if,
        name=CALLBACK,
    )


def return_update(claimed: Claimed, changes: dict[str, Any], only_if: Condition) -> Update:
    """A claimant's write that ends the claim; the callback waits at ``position`` again."""
    moved = {"due_at": changes["position"]} if "position" in changes else {}
    return Update(
        item_key(KIND, claimed.callback_id),
        set={**changes, **moved},
        copy={} if moved else {"due_at": "position"},
        add={"version": 1},
        remove=_CLAIM,
        only_if=only_if,
        name=CALLBACK,
    )


def close_update(claimed: Claimed, changes: dict[str, Any], only_if: Condition) -> Update:
    """A claimant's write that closes the callback: it leaves the queue."""
    return Update(
        item_key(KIND, claimed.callback_id),
        set=changes,
        add={"version": 1},
        remove=_CLAIM,
        only_if=only_if,
        name=CALLBACK,
    )


_CLAIM = ("claimed_by", "lease_until", "claim_key")


def booked_update(
    callback_id: str, closed: dict[str, Any], *, even_if_it_must_stay: bool
) -> Update:
    """Close a callback that is still open, since its contact booked (see ``closed_as``).

    Unless ``even_if_it_must_stay``, one that is a crisis or carries flags is not closed.
    """
    is_open = Attr("pk").exists() & Attr("outcome").not_exists()
    may_go = Attr("urgency").ne(str(Urgency.CRISIS)) & Attr("flags").eq([])
    return Update(
        item_key(KIND, callback_id),
        set=closed,
        add={"version": 1},
        remove=(*_CLAIM, "undoable_since"),
        only_if=is_open if even_if_it_must_stay else is_open & may_go,
        name=CALLBACK,
    )


def stale_claim_update(callback_id: str, now: datetime) -> Update:
    """Return an abandoned callback to its place, if its lease has indeed run out."""
    return Update(
        item_key(KIND, callback_id),
        copy={"due_at": "position"},
        add={"version": 1},
        remove=_CLAIM,
        only_if=Attr("claimed_by").exists() & Attr("lease_until").lte(instant_text(now)),
        name=CALLBACK,
    )


def load_callback(table: Table, callback_id: str) -> Callback | None:
    """The callback as it now stands, or None."""
    item = table.get(item_key(KIND, callback_id))
    return callback_of(item) if item else None


def load_with_history(table: Table, callback_id: str) -> tuple[Callback | None, list[Event]]:
    """The callback as it now stands, with its written history, oldest first: one query."""
    items = list(table.query_all(Key("pk").eq(f"{KIND}#{callback_id}")))
    found = next((item for item in items if item["sk"] == KIND), None)
    written = [Event.model_validate(item) for item in items if is_event(item)]
    return (callback_of(found) if found else None), written


def load_queue(table: Table, location_id: str, start: Item | None, limit: int) -> Page:
    """A page of the location's open callbacks, in order of their places."""
    condition = Key("due_pk").eq(queue_partition(location_id))
    return table.query(condition, index=INDEX, limit=limit, start=start)


def start_after(item: Item) -> Item:
    """The start of what comes after this entry of the index."""
    return {name: item[name] for name in ("pk", "sk", "due_pk", "due_at")}


def load_stale_claims(table: Table, location_id: str, now: datetime) -> Iterator[Item]:
    """Callbacks of the location whose lease has run out, as the index knows them."""
    partition = Key("due_pk").eq(queue_partition(location_id))
    return table.query_all(
        partition & Key("due_at").between("0-lease#", lease_due(now)), index=INDEX, page_size=100
    )


def load_closed(table: Table, location_id: str, day: date, start: Item | None, limit: int) -> Page:
    """A page of what a location closed on a local date, the latest first."""
    condition = Key("due_pk").eq(closed_partition(location_id, day))
    return table.query(condition, index=INDEX, limit=limit, start=start, newest_first=True)
