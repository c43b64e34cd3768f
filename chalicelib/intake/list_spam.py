"""List what was set aside as spam: it is kept, and staff look through it for people."""

from ..platform.runtime import Runtime
from ..platform.storage.cursor import make_cursor, read_cursor
from . import store
from .models import SpamEntry, SpamList


def list_spam(run: Runtime, location_id: str, cursor: str | None, limit: int) -> SpamList:
    """A page of what was set aside as spam at a location, oldest first.

    Raises UnknownLocationError, and InvalidInputError for a cursor of another list.
    """
    run.clinic.location(location_id)
    query = f"spam:{location_id}"
    start = read_cursor(run.keyring, query, cursor)
    page = store.load_spam(run.table, location_id, start, limit)
    entries = [SpamEntry.model_validate(item["row"]) for item in page.items]
    return SpamList(entries=entries, next_cursor=make_cursor(run.keyring, query, page.next_start))
