"""Looks at people: who of the staff saw whom, when and how. Only ever added.

LOOKS#<person id>    <at>#<id>#<by>#<how>#<kind>#<of>

All of a look stands in its key, and nothing beside it: whoever writes the same key again changes
nothing. None runs out, and the role of the API may not take one away (.chalice/policy-api.json).
It is kept apart from the history of what was seen, so that it stays when that is erased.
"""

from pydantic import ConfigDict

from ..clock import Instant, instant_text, parse_instant
from ..model import Model
from .conditions import Key
from .expressions import Item
from .table import Page, Table
from .writes import Put

KIND = "LOOKS"


class Look(Model):
    """One member of staff saw one person's name with how to reach them, or their words."""

    model_config = ConfigDict(frozen=True)

    look_id: str
    at: Instant
    by: str
    """The id of the member of staff."""
    how: str
    """The way in which it was seen: ``viewed``, ``claimed``, ``contacts-kept``."""
    kind: str
    """The kind of item that showed it."""
    of: str
    """That item's id."""


def look_put(person_id: str, look: Look) -> Put:
    """The write that adds a look at a person."""
    told = (instant_text(look.at), look.look_id, look.by, look.how, look.kind, look.of)
    return Put({"pk": f"{KIND}#{person_id}", "sk": "#".join(told)})


def look_of(item: Item) -> Look:
    """The look that an item is."""
    at, look_id, by, how, kind, of = str(item["sk"]).split("#", 5)
    return Look(look_id=look_id, at=parse_instant(at), by=by, how=how, kind=kind, of=of)


def load_looks(table: Table, person_id: str, before: str, limit: int) -> Page:
    """Looks at a person, the newest first: those whose key sorts before this one."""
    mine = Key("pk").eq(f"{KIND}#{person_id}")
    return table.query(mine & Key("sk").lt(before), newest_first=True, limit=limit)
