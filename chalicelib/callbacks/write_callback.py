"""Write on an open callback: the one way in which its standing changes."""

from dataclasses import dataclass
from typing import Protocol

from ..people.keep_commitments import CALL_ALREADY_OWED, call_owed, call_stands
from ..platform.storage.writes import Update
from ..platform.unit_of_work import UnitOfWork
from . import standing_store, store
from .models import Callback
from .standing_models import KnownCall


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


@dataclass(frozen=True)
class There:
    """A callback, by where it is owed."""

    callback_id: str
    point_id: str
    location_id: str


def known_open(work: UnitOfWork, location_id: str) -> KnownCall | None:
    """The callback that is open, as refusals told; the last one knows best."""
    stood = work.seen[store.CALLBACK] if work.was_refused(store.CALLBACK) else None
    if stood and (known := standing_store.known_by_item(stood)):
        return known
    pointer = work.seen.get(CALL_ALREADY_OWED)
    noted = standing_store.known_by_pointer(pointer, location_id) if pointer else None
    is_closed = stood and noted and stood["callback_id"] == noted.callback_id
    return None if is_closed else noted


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
