"""The index by which people are found, in the table. No name, number or date stands in it.

    PERSON#<person id>   INDEX#<location>     what stands in the index of a location for somebody
    FIND#<HMAC>          PERSON#<person id>   somebody whose name begins so, whose number ends so,
                                              or who was born then

Until a job has brought it up to date, the first stands in ``due`` under ``index#<location>``.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import part_key
from ..platform.storage.table import Page, Table
from ..platform.storage.writes import Delete, Put, Update
from .link_models import Alias
from .person_store import KIND as PERSON

KIND = "FIND"
INDEXED = "indexed"
"""The name of the write that says what stands in the index."""

_TAG = 6
"""Characters of an entry's id that tell it from others of one person's."""


def waiting_update(person_id: str, location_id: str, at: datetime) -> Update:
    """Let somebody wait for their entries in the index of a location."""
    return Update(
        part_key(PERSON, person_id, f"INDEX#{location_id}"),
        set={
            "person_id": person_id,
            "location_id": location_id,
            "due_pk": f"index#{location_id}",
            "due_at": instant_text(at),
        },
        add={"asked": 1},
    )


def load_locations(table: Table, person_id: str) -> list[str]:
    """The locations in whose index somebody stands, or waits to."""
    own = Key("pk").eq(f"{PERSON}#{person_id}") & Key("sk").begins_with("INDEX#")
    return [str(item["location_id"]) for item in table.query_all(own)]


def entry_put(entry_id: str, alias: Alias, tags: Sequence[str]) -> Put:
    """Let somebody be found under an entry; ``tags`` are those of all their entries."""
    key = part_key(KIND, entry_id, f"{PERSON}#{alias.person_id}")
    return Put({**key, **alias.model_dump(), "tags": list(tags)})


def entry_delete(entry_id: str, person_id: str) -> Delete:
    """Somebody is no longer found under an entry."""
    return Delete(part_key(KIND, entry_id, f"{PERSON}#{person_id}"))


def indexed_update(waiting: Item, entries: Sequence[str]) -> Update:
    """These stand in the index now; nothing waits, unless it was asked for again meanwhile."""
    return Update(
        {"pk": waiting["pk"], "sk": waiting["sk"]},
        set={"entries": list(entries)},
        remove=("due_pk", "due_at"),
        only_if=Attr("asked").eq(waiting["asked"]),
        name=INDEXED,
    )


def load_due(table: Table, location_id: str, now: datetime) -> Iterator[Item]:
    """Whoever waits for their entries at a location, as the index knows them."""
    due = Key("due_pk").eq(f"index#{location_id}") & Key("due_at").lte(instant_text(now))
    return table.query_all(due, index="due", page_size=100)


def load_waiting(table: Table, item: Item) -> Item | None:
    """The one that an entry of the index ``due`` stands for, as it now stands, or None."""
    return table.get({"pk": item["pk"], "sk": item["sk"]})


def load_entries(table: Table, entry_id: str, limit: int) -> Page:
    """A page of those who stand under an entry, so many at most."""
    return table.query(Key("pk").eq(f"{KIND}#{entry_id}"), limit=limit)


def alias_in(entry: Item) -> Alias:
    """Whoever stands under an entry."""
    return Alias(point_id=str(entry["point_id"]), person_id=str(entry["person_id"]))


def tag_of(entry_id: str) -> str:
    """The few characters by which an entry is told from others of one person's."""
    return entry_id[-_TAG:]


def has_tags(entry: Mapping[str, object], tags: Sequence[str]) -> bool:
    """True if whoever stands under an entry has all of these others, too."""
    known = entry.get("tags")
    return isinstance(known, list) and set(tags) <= set(known)
