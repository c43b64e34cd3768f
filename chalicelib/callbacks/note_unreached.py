"""Note calls by which nobody could be reached, until it is decided how long their people stay."""

from collections.abc import Iterator
from datetime import datetime

from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from ..platform.unit_of_work import UnitOfWork
from . import unreached_store as store
from .unreached_models import Unreached

STILL_UNREACHED = store.UNREACHED
"""Refused under this name, the call was opened again meanwhile, or somebody else looked."""


def note_unreached(work: UnitOfWork, callback_id: str) -> None:
    """Collect that a call is closed as unreachable, and when its people are looked at."""
    look_at = work.run.clinic.retention.unanswered_until(work.now)
    work.add(store.unreached_put(callback_id, look_at))


def unreached_no_longer(work: UnitOfWork, callback_id: str) -> None:
    """Collect that a call which was closed so is owed again: it is as if it had not been."""
    work.add(store.unreached_gone(callback_id))


def load_unreached(run: Runtime) -> Iterator[Item]:
    """Calls whose people are to be looked at by now; each item is an ``Unreached``."""
    return store.load_due(run.table, run.clock())


def count_look(work: UnitOfWork, unreached: Unreached) -> None:
    """Collect that a look came to something, if the call is closed still and nobody else looked."""
    work.add(store.looked_update(unreached))


def look_again(run: Runtime, unreached: Unreached, at: datetime | None) -> None:
    """Have its people looked at once more at that instant; None, no more.

    Raises RefusedError where the call was opened again since, or somebody else looked.
    """
    if at is None:
        run.table.transact([store.done_delete(unreached)])
    else:
        run.table.transact([store.again_update(unreached, at)])
