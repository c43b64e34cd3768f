"""Load the callback that owes a call by now: one that was reopened may have joined another."""

from ..platform.unit_of_work import UnitOfWork
from . import store
from .models import Callback


def load_owing(work: UnitOfWork, callback_id: str) -> Callback | None:
    """The callback, or the one that it joined since; read anew only when that was refused."""
    table = work.run.table
    callback = work.kept(store.CALLBACK, lambda: store.load_callback(table, callback_id))
    if callback and callback.joined_to:
        return store.load_callback(table, callback.joined_to)
    return callback
