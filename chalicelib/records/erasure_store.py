"""Erasures in the table. They are all that a restore has to bring along.

    ERASURES#<clinic>    <erasure id>    an erasure: whom, when, by whom; and when it was done
    ERASED#<clinic>      ERASED          up to which erasure all are done in this very table

An erasure's id begins with its time, so that they stand in order. The mark is not among them: in a
table that was restored it is the old one, so whatever is copied there after it is done again. A
medical record that outlives its erasure has that stand in ``due`` under ``erasure#ALL`` until the
time of the record is over. So does an erasure that something holds back, until it is tried
again: the mark passes it.
"""

from collections.abc import Iterator
from datetime import datetime

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import Key as TableKey
from ..platform.storage.keys import item_key, part_key
from ..platform.storage.table import Page, Table
from ..platform.storage.writes import Put, Update
from .erasure_models import Erasure

KIND = "ERASURES"
_CLINIC = "ALL"
_DONE = "ERASED"
_DUE = "erasure#ALL"


def erasure_key(erasure_id: str) -> TableKey:
    """The key of an erasure."""
    return part_key(KIND, _CLINIC, erasure_id)


def erasure_put(erasure: Erasure) -> Put:
    """Keep an erasure that was confirmed."""
    content = erasure.model_dump(mode="json", exclude_none=True)
    return Put({**erasure_key(erasure.erasure_id), **content}, only_if=Attr("pk").not_exists())


def erasure_done(erasure: Erasure, at: datetime, kept_until: datetime | None) -> Update:
    """Note that it is carried out, and when to look at it again, if ever."""
    until = instant_text(kept_until) if kept_until else None
    return Update(
        erasure_key(erasure.erasure_id),
        set={
            "done_at": instant_text(at),
            "kept_until": until,
            "due_pk": _DUE if until else None,
            "due_at": until,
        },
        only_if=Attr("pk").exists(),
    )


def erasure_held_back(erasure: Erasure, again_at: datetime) -> Update:
    """Note that it can't be carried out now, and when it is tried again."""
    return Update(
        erasure_key(erasure.erasure_id),
        set={"due_pk": _DUE, "due_at": instant_text(again_at)},
        only_if=Attr("pk").exists(),
    )


def done_until_put(erasure_id: str) -> Put:
    """Note that every erasure up to this one is done in this table, or stands in ``due``."""
    return Put({**item_key(_DONE, _CLINIC), "until": erasure_id})


def load_done_until(table: Table) -> str:
    """The id up to which every erasure is done here; empty where none is."""
    item = table.get(item_key(_DONE, _CLINIC))
    return str(item["until"]) if item else ""


def load_to_do(table: Table, after: str) -> Iterator[Item]:
    """Every erasure after that id, the oldest first."""
    everything = Key("pk").eq(f"{KIND}#{_CLINIC}")
    newer = everything & Key("sk").gt(after) if after else everything
    return table.query_all(newer, page_size=100)


def load_due(table: Table, now: datetime) -> Iterator[Item]:
    """Erasures that are to be looked at by then, as they now stand.

    They left a medical record whose time is over, or were held back.
    """
    due = Key("due_pk").eq(_DUE) & Key("due_at").lte(instant_text(now))
    for entry in table.query_all(due, index="due", page_size=100):
        if found := table.get({"pk": entry["pk"], "sk": entry["sk"]}):
            yield found


def load_page(table: Table, start: Item | None, limit: int) -> Page:
    """A page of all erasures, the newest first."""
    everything = Key("pk").eq(f"{KIND}#{_CLINIC}")
    return table.query(everything, newest_first=True, limit=limit, start=start)
