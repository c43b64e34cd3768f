"""Record that somebody of the staff looked: it stands on record before they see anything."""

from collections.abc import Iterable

from .runtime import Runtime
from .unit_of_work import UnitOfWork, carry_out

_MOST_AT_ONCE = 90
"""People in one transaction, which takes a hundred writes."""


def record_look(
    run: Runtime,
    staff_id: str,
    kind: str,
    item_id: str,
    person_ids: Iterable[str],
    how: str = "viewed",
) -> None:
    """Write that this member of staff saw these people by an item, now; its history says so, too.

    ``how`` is what both call it. Of more than ninety people, a transaction for each ninety.
    """
    seen = list(dict.fromkeys(person_ids))

    def looked(work: UnitOfWork) -> None:
        work.record(kind, item_id, how)
        work.note_look(kind, item_id, seen[:_MOST_AT_ONCE], how)

    carry_out(run, staff_id, looked)
    for first in range(_MOST_AT_ONCE, len(seen), _MOST_AT_ONCE):
        some = seen[first : first + _MOST_AT_ONCE]
        record_seen(run, staff_id, kind, item_id, some, how)


def record_seen(
    run: Runtime, staff_id: str, kind: str, item_id: str, person_ids: Iterable[str], how: str
) -> None:
    """Write that this member of staff saw these people, where no history has to tell of it."""

    def seen(work: UnitOfWork) -> None:
        work.note_look(kind, item_id, person_ids, how)

    carry_out(run, staff_id, seen)
