"""Notes about people in the table.

PERSON#<person id>   NOTE#<at>#<id>      a note, by time
                     NOTE-KEY#<id>       a note that was added once, should it be sent again
"""

from datetime import datetime, timedelta

from ..platform.clock import instant_text
from ..platform.storage.conditions import Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Put
from .note_models import PersonNote
from .person_store import KIND

_KNOWN_AGAIN = timedelta(days=7)
"""A note that is sent again within that time is known to be there."""

_NOTE = "NOTE#"


def note_put(note: PersonNote) -> Put:
    """Keep a note."""
    key = part_key(KIND, note.person_id, f"{_NOTE}{instant_text(note.at)}#{note.note_id}")
    return Put({**key, **note.model_dump(mode="json")})


def note_key(person_id: str, note_id: str) -> dict[str, str]:
    """The key under which it is kept that a note was added."""
    return part_key(KIND, person_id, f"NOTE-KEY#{note_id}")


def note_added_put(note: PersonNote, now: datetime) -> Put:
    """Note that a note was added, for as long as somebody may send it again."""
    expires_at = int((now + _KNOWN_AGAIN).timestamp())
    told = note.model_dump(mode="json")
    return Put({**note_key(note.person_id, note.note_id), "told": told, "expires_at": expires_at})


def note_before(item: Item) -> PersonNote:
    """The note that was added the first time."""
    return PersonNote.model_validate(item["told"])


def load_notes(table: Table, person_id: str, limit: int) -> tuple[list[PersonNote], bool]:
    """The newest notes about a person, the newest first, and whether there are older ones."""
    condition = Key("pk").eq(f"{KIND}#{person_id}") & Key("sk").begins_with(_NOTE)
    page = table.query(condition, newest_first=True, limit=limit)
    return [PersonNote.model_validate(item) for item in page.items], page.next_start is not None
