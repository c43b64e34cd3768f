"""Entries of open crises in the table, by which every desk finds them in the whole clinic.

    CALLBACK#<id>     CALLBACK    while it is open and a crisis: in the index ``open``
    CRISES#clinic     CRISES      since when each of those stands there

In that index, whose other partitions have a location's free slots, they share the partition
``crises`` and stand there by their location. So one query finds the locations that have any, and
where nobody is in danger it costs half a unit, however many locations there are. Only those are
then asked, in the index ``due``: that decides, this one says where to look.

Calls that were written before this was have no such entry. The job that comes round each minute
gives it to them, and notes when all had it. Until that is an hour ago, in which an older version
may have written further ones, every location is asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from ..clinic import Urgency
from ..platform.clock import instant_text, parse_instant
from ..platform.storage.conditions import Attr, Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import item_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Put, Update

_INDEX = "open"
_PARTITION = "crises"
_PAGE = 25
_NOTED = "!"
"""Sorts before the id of any location."""

SETTLED = timedelta(hours=1)
"""Longer than versions of the code run beside each other."""

NO_ENTRY: Mapping[str, Any] = {"open_pk": None, "open_sk": None}
"""The change by which a callback stands there no more."""


def entry_of(urgency: Urgency, location_id: str) -> Mapping[str, Any]:
    """The change by which an open callback of this urgency stands there, or no more."""
    is_crisis = urgency is Urgency.CRISIS
    return {"open_pk": _PARTITION, "open_sk": location_id} if is_crisis else NO_ENTRY


def with_entry(update: Update, urgency: Urgency) -> Update:
    """The same write, which lets an open callback stand there, or no more, wherever it is."""
    if urgency is not Urgency.CRISIS:
        return replace(update, set={**update.set, **NO_ENTRY})
    return replace(
        update,
        set={**update.set, "open_pk": _PARTITION},
        copy={**update.copy, "open_sk": "location_id"},
    )


class Where(NamedTuple):
    """The locations that have open crises, and whether that may be relied on."""

    is_noted: bool
    """It is noted that every open crisis stands there."""
    locations: frozenset[str] | None
    """The ids of the locations that have one; None if all have to be asked."""


def load_where(table: Table, now: datetime) -> Where:
    """Load which locations have open crises."""
    found = list(_load_each(table))
    noted = [each.removeprefix(_NOTED) for each in found if each.startswith(_NOTED)]
    if not noted or parse_instant(noted[0]) + SETTLED > now:
        return Where(is_noted=bool(noted), locations=None)
    return Where(
        is_noted=True, locations=frozenset(each for each in found if not each.startswith(_NOTED))
    )


def _load_each(table: Table) -> Iterator[str]:
    """Each value they stand by, once: what else stands by the last of a page is not read."""
    condition = Key("open_pk").eq(_PARTITION)
    last = ""
    while True:
        beyond = condition & Key("open_sk").gt(last) if last else condition
        page = table.query(beyond, index=_INDEX, limit=_PAGE)
        yield from dict.fromkeys(str(each["open_sk"]) for each in page.items)
        if page.next_start is None:
            return
        last = str(page.next_start["open_sk"])


def entry_update(found: Item) -> Update:
    """Let an open crisis, as the index ``due`` knows it, stand there if it does not yet."""
    is_open = Attr("urgency").eq(str(Urgency.CRISIS)) & Attr("outcome").not_exists()
    return Update(
        {"pk": found["pk"], "sk": found["sk"]},
        set=entry_of(Urgency.CRISIS, found["location_id"]),
        only_if=is_open & Attr("open_pk").not_exists(),
    )


def note_put(now: datetime) -> Put:
    """Note that every crisis that is open stands there, unless that was noted before."""
    return Put(
        {
            **item_key("CRISES", "clinic"),
            "open_pk": _PARTITION,
            "open_sk": f"{_NOTED}{instant_text(now)}",
        },
        only_if=Attr("pk").not_exists(),
    )
