"""Names of members of staff in the table, all in one place: a clinic has few.

COLLEAGUES#ALL    <staff id>    a name, and until when it is known
"""

from ..platform.storage.conditions import Key
from ..platform.storage.keys import part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Put
from .models import KnownName

KIND = "COLLEAGUES"
_ALL = "ALL"


def name_put(known: KnownName) -> Put:
    """Know this name from now on, in the place of the one before it."""
    key = part_key(KIND, _ALL, known.staff_id)
    expires_at = int(known.known_until.timestamp())
    return Put({**key, **known.model_dump(mode="json"), "expires_at": expires_at})


def load_names(table: Table) -> list[KnownName]:
    """Every name that the table holds: one query."""
    items = table.query_all(Key("pk").eq(f"{KIND}#{_ALL}"))
    return [KnownName.model_validate(item) for item in items]
