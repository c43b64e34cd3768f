"""Find the open crises that the look over all locations would miss, and let it see them."""

from datetime import datetime

from ..clinic import Urgency
from ..platform.errors import RefusedError
from ..platform.runtime import Runtime
from ..platform.storage.writes import Update
from . import crisis_store, store

_PAGE = 100


def find_old_crises(run: Runtime, location_id: str) -> bool:
    """Give each open crisis of a location its entry; True if there is any.

    So one that an earlier version wrote is seen within a minute, also where that version came back
    for a while.
    """
    calls = store.load_held_and_crises(run.table, location_id, _PAGE)
    crises = [each for each in calls if each.get("urgency") == Urgency.CRISIS]
    for each in crises:
        _write(run, crisis_store.entry_update(each))
    return bool(crises)


def note_all_found(run: Runtime, now: datetime) -> None:
    """Note that each open crisis has its entry, once all locations were gone over."""
    try:
        run.table.put(crisis_store.note_put(now))
    except RefusedError:
        return  # another run noted it


def _write(run: Runtime, update: Update) -> None:
    try:
        run.table.update(update)
    except RefusedError:
        return  # it has its entry, or is closed by now
