"""Calls that were closed since nobody could be reached, in the table, until they are looked at.

    UNREACHED#<callback id>    UNREACHED    that its people are to be looked at, and when

It stands in ``due`` under ``unreached#ALL``: one small query asks for the whole clinic. The call
itself stands there already, for the list of what was closed on its day.
"""

from collections.abc import Iterator
from datetime import datetime

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Condition, Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import item_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Delete, Put, Update
from .unreached_models import Unreached

KIND = "UNREACHED"
UNREACHED = "unreached"
"""The name of the writes that a changed or a missing item refuses."""

_DUE = "unreached#ALL"


def unreached_put(callback_id: str, look_at: datetime) -> Put:
    """Have the people of a call that was closed now looked at by then."""
    due = {"due_pk": _DUE, "due_at": instant_text(look_at)}
    return Put({**item_key(KIND, callback_id), "callback_id": callback_id, **due})


def unreached_gone(callback_id: str) -> Delete:
    """Have nobody looked at for a call that is owed again."""
    return Delete(item_key(KIND, callback_id))


def looked_update(unreached: Unreached) -> Update:
    """Count a look that came to something, if it is the first since this was read."""
    return Update(
        item_key(KIND, unreached.callback_id),
        add={"looks": 1},
        only_if=_as_read(unreached),
        name=UNREACHED,
    )


def again_update(unreached: Unreached, look_at: datetime) -> Update:
    """Have them looked at once more by then, if nothing changed since this was read."""
    return Update(
        item_key(KIND, unreached.callback_id),
        set={"due_at": instant_text(look_at)},
        only_if=_as_read(unreached),
    )


def done_delete(unreached: Unreached) -> Delete:
    """Have them looked at no more, if nothing changed since this was read."""
    return Delete(item_key(KIND, unreached.callback_id), only_if=_as_read(unreached))


def _as_read(unreached: Unreached) -> Condition:
    looks = Attr("looks")
    as_often = looks.eq(unreached.looks) if unreached.looks else looks.not_exists()
    return Attr("due_at").eq(instant_text(unreached.due_at)) & as_often


def load_due(table: Table, now: datetime) -> Iterator[Item]:
    """Calls whose people are to be looked at by now, as they stand."""
    due = Key("due_pk").eq(_DUE) & Key("due_at").lte(instant_text(now))
    for entry in table.query_all(due, index="due", page_size=100):
        found = table.get({"pk": entry["pk"], "sk": entry["sk"]})
        if found and str(found["due_at"]) <= instant_text(now):
            yield found
