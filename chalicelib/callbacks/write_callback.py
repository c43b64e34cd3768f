"""Write on an open callback: the one way in which its standing changes."""

from typing import Protocol

from ..people.keep_commitments import call_owed, call_stands
from ..platform.storage.writes import Update
from ..platform.unit_of_work import UnitOfWork
from . import standing_store, store
from .models import Callback


class OnPoint(Protocol):
    """A callback, as far as it says where it is owed."""

    @property
    def callback_id(self) -> str:
        """The callback's id."""

    @property
    def point_id(self) -> str:
        """The contact point's id."""

    @property
    def location_id(self) -> str:
        """The location's id."""


def open_callback(work: UnitOfWork, callback: Callback) -> None:
    """Collect that a new callback is owed on its contact point, if none is there."""
    work.add(store.callback_put(callback))
    note_open(work, callback)


def note_open(work: UnitOfWork, callback: Callback, *, has_wishes: bool = False) -> None:
    """Collect that a callback stands open on its contact point, if none does."""
    call = standing_store.noted(callback)
    call_owed(work, callback.point_id, callback.location_id, call, has_wishes=has_wishes)


def write_callback(work: UnitOfWork, there: OnPoint, update: Update) -> None:
    """Collect a write on a callback that is, and stays, open.

    If that changes its standing, so does what its contact point's item has of it.
    """
    work.add(update)
    if changed := standing_store.changes_of(there.callback_id, update):
        call_stands(work, there.point_id, there.location_id, changed)
