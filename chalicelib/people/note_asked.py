"""Note on an address what was asked for there: for whoever erases its owner."""

from ..platform.unit_of_work import UnitOfWork
from . import store
from .identity import person_id_of


def note_asked(
    work: UnitOfWork,
    point_id: str,
    asked: tuple[str, str],
    expires_at: int,
    name: str | None = None,
) -> None:
    """Collect that something, by kind and id, was asked for at an address, with a name if any.

    Nothing that answers anybody reads it, and it goes when that goes.
    """
    kind, asked_id = asked
    person_id = person_id_of(work.run.keyring, point_id, name) if name else None
    work.add(store.asked_put(point_id, kind, asked_id, expires_at, person_id))
