"""Callbacks in the table.

    CALLBACK#<id>                CALLBACK           the callback
                                 EVENT#<at>#<id>    its history (but for the newest claims)

How a day's promises fared is kept apart (promise_store.py), and so is what makes a request that is
sent again known (idempotency_store.py).

While it is open, a callback stands in the index ``due`` under ``queue#<location>``, at a place
that sorts first whatever has to be seen first:

    0-lease#<until>        somebody holds it (its ``lease_due``); those whose lease ran out lead
    1-crisis#<promise>     waiting; before every other
    2-promise#<promise>    waiting, the earliest promise first

Once it is closed it stands under ``closed#<location>#<local date>`` by the instant, for the list of
what was closed that day. Nothing waits there, and no job asks that partition.

Leases and queue share a partition so that one query sees both: whoever takes the next call takes
an abandoned one in its turn, without waiting for the job that tidies leases. What is read past is
one small entry for each call being made at that moment, however long the queue.

The lines of history of the newest claims are in the ``claims`` list of the item itself; older ones
are filed among the others (file_claims.py).

Of each occasion the index holds what the queue's line shows (``row.inside``) and the item, at the
same place of ``occasions``, the rest. Answers stand beside them by occasion (``row.answers``), so
that an occasion is added, and another answered, without reading. Of those that are only counted the
index knows that there are any (``row.beyond``); further ones are counted beside (``further``), so
that they cost no write of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from ..clinic import Location, Urgency
from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Key
from ..platform.storage.events import Event
from ..platform.storage.expressions import Item
from ..platform.storage.history import is_event
from ..platform.storage.keys import item_key
from ..platform.storage.table import Page, Table
from ..platform.storage.writes import Put, Update
from . import crisis_store
from .models import Callback, Outcome
from .occasion_models import Answer, Asked
from .standing_models import Standing

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


def held_until(until: datetime) -> dict[str, str]:
    """The attributes of a lease that runs until then, which give it its place.

    ``lease_due`` tells a write that moves the callback of it, so that it need not be known.
    """
    return {
        "lease_until": instant_text(until),
        "lease_due": lease_due(until),
        "due_at": lease_due(until),
    }


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
        **crisis_store.NO_ENTRY,
        "row.closed_as": str(outcome),
        "row.closed_by": by,
    }


def callback_put(callback: Callback) -> Put:
    """Store a new callback, waiting or claimed."""
    position = position_of(callback.urgency, callback.respond_by)
    due = {
        "due_pk": queue_partition(callback.location_id),
        "due_at": position,
        "position": position,
        **crisis_store.entry_of(callback.urgency, callback.location_id),
        **(held_until(callback.lease_until) if callback.lease_until else {}),
    }
    content = _with_row(callback.model_dump(mode="json", exclude_none=True))
    return Put({**item_key(KIND, callback.callback_id), **due, **content}, name=CALLBACK)


_ROW = ("caller_zones", "answers", "do_not_contact", "booked_meanwhile", "senders", "beyond")
"""Attributes that the queue shows and no condition asks for: one map, which the index has whole."""

_LINE = tuple(Asked.model_fields)
"""The fields of an occasion that the queue's line is made of."""

FURTHER = "further"
"""Number of occasions that are only counted, but for those by which the index knows of any."""

_NOTHING: tuple[Any, ...] = ("", [], None, False, str(Urgency.ROUTINE))


def _with_row(content: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in content.items() if name not in _ROW}
    row = {name: content[name] for name in _ROW if name in content}
    occasions = kept["occasions"]
    row["inside"] = [line_of(each) for each in occasions]
    return {**kept, "occasions": [rest_of(each) for each in occasions], "row": row}


def line_of(occasion: dict[str, Any]) -> dict[str, Any]:
    """The part of an occasion that the index holds: as little as will do."""
    return {name: occasion[name] for name in _LINE if occasion.get(name) not in _NOTHING}


def rest_of(occasion: dict[str, Any]) -> dict[str, Any]:
    """The rest of it, which the item holds beside."""
    return {name: value for name, value in occasion.items() if name not in _LINE}


def flat(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item, or its entry in the index, with what it shows in lists beside the rest."""
    return {**item, **item.get("row", {})}


def callback_of(item: Mapping[str, Any]) -> Callback:
    """The callback that an item holds."""
    known = flat(item)
    halves = zip(known.pop("inside"), known["occasions"], strict=True)
    known["beyond"] = known.get("beyond", 0) + known.pop(FURTHER, 0)
    known["occasions"] = [{**line, **rest} for line, rest in halves]
    return Callback.model_validate(known)


def stored(name: str) -> str:
    """The path of a callback's attribute in its item."""
    return f"row.{name}" if name.partition(".")[0] in _ROW else name


def answers_set(occasion_ids: Iterable[str], answer: Answer) -> dict[str, Any]:
    """The changes by which these occasions are answered."""
    content = answer.model_dump(mode="json", exclude_none=True)
    return dict.fromkeys(answer_paths(occasion_ids), content)


def answer_paths(occasion_ids: Iterable[str]) -> tuple[str, ...]:
    """The attributes that answer these occasions."""
    return tuple(f"row.answers.{each}" for each in dict.fromkeys(occasion_ids))


def wish_mark_update(callback_id: str, person_id: str) -> Update:
    """Mark an open callback: a person on its contact point asked not to be contacted."""
    return Update(
        item_key(KIND, callback_id),
        add={"merges": 1, "version": 1},
        append={stored("do_not_contact"): [person_id]},
        only_if=Attr("pk").exists() & Attr("outcome").not_exists(),
    )


def wish_unmark_update(callback: Callback, person_id: str, *, of_one_wish: bool) -> Update:
    """Take one such mark away, or all of a person, if those of others are as they were read."""
    marks = list(callback.do_not_contact)
    while person_id in marks:
        marks.remove(person_id)
        if of_one_wish:
            break
    as_read = Attr(stored("do_not_contact")).eq(callback.do_not_contact)
    return Update(
        item_key(KIND, callback.callback_id),
        set={stored("do_not_contact"): marks},
        add={"merges": 1, "version": 1},
        only_if=as_read & Attr("outcome").not_exists(),
    )


def in_its_turn(update: Update, after: Standing, *, is_claimed: bool = False) -> Update:
    """The same write, which gives the callback the place that urgency and promise make.

    A lease keeps its own for now; so does one that is made in the same write: ``is_claimed``.
    """
    position = position_of(after.urgency, after.respond_by)
    due_at = {} if is_claimed else {"due_at": ("lease_due", position)}
    moved = replace(update, set={**update.set, "position": position}, copy_or=due_at)
    return crisis_store.with_entry(moved, after.urgency)


def load_callback(table: Table, callback_id: str) -> Callback | None:
    """The callback as it now stands, or None."""
    item = table.get(item_key(KIND, callback_id))
    return callback_of(item) if item else None


def load_callbacks(table: Table, callback_ids: Iterable[str]) -> list[Callback]:
    """Those of the callbacks that there are, in the order of their ids."""
    found = table.get_many([item_key(KIND, each) for each in callback_ids])
    return [callback_of(item) for item in found]


@dataclass(frozen=True)
class Written:
    """The lines of a callback's history that were read, oldest first."""

    events: Sequence[Event]
    has_more: bool = False
    """True if older lines were left out."""


NEWEST_EVENTS = 100
"""So many lines of history are read with a callback."""


def load_with_history(table: Table, callback_id: str) -> tuple[Callback | None, Written]:
    """The callback as it now stands, with the newest of its written history: one query.

    Where that does not hold all of it, which is rare, the callback is read by itself.
    """
    mine = Key("pk").eq(f"{KIND}#{callback_id}")
    page = table.query(mine, newest_first=True, limit=NEWEST_EVENTS + 1)
    events = [Event.model_validate(item) for item in page.items if is_event(item)]
    written = Written(events[NEWEST_EVENTS - 1 :: -1], has_more=len(events) > NEWEST_EVENTS)
    found = next((item for item in page.items if item["sk"] == KIND), None)
    if found is None and page.next_start is not None:
        found = table.get(item_key(KIND, callback_id))
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


def load_all_closed(table: Table, location_id: str, day: date) -> Iterator[Item]:
    """All that a location closed on a local date, as the index knows it."""
    closed = Key("due_pk").eq(closed_partition(location_id, day))
    return table.query_all(closed, index=INDEX, page_size=100)


def load_crises(table: Table, location_id: str, page_size: int = 100) -> Iterator[Item]:
    """Callbacks of a location that are a crisis and that nobody holds, as the index knows them."""
    waiting = Key("due_pk").eq(queue_partition(location_id)) & Key("due_at").begins_with("1-crisis")
    return table.query_all(waiting, index=INDEX, page_size=page_size)


def load_overdue(table: Table, location_id: str, now: datetime, limit: int) -> Page:
    """The first callbacks that nobody holds whose promise has passed, as the index knows them.

    Crises are not among them.
    """
    due = Key("due_pk").eq(queue_partition(location_id))
    passed = Key("due_at").between("2-promise#", position_of(Urgency.ROUTINE, now))
    return table.query(due & passed, index=INDEX, limit=limit)


def load_held(table: Table, location_id: str) -> Iterator[Item]:
    """Callbacks of a location that somebody holds or has just left, as the index knows them."""
    held = Key("due_pk").eq(queue_partition(location_id)) & Key("due_at").begins_with("0-lease")
    return table.query_all(held, index=INDEX, page_size=100)


def load_held_and_crises(table: Table, location_id: str, page_size: int) -> Iterator[Item]:
    """All that somebody holds or has just left, then every crisis that nobody holds: one query."""
    partition = Key("due_pk").eq(queue_partition(location_id))
    return table.query_all(
        partition & Key("due_at").between("0-lease#", "1-crisis#~"),
        index=INDEX,
        page_size=page_size,
    )
