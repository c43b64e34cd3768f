"""Mark calls that are open elsewhere, once somebody asked not to be contacted, or take it back."""

from collections.abc import Iterable

from ..platform.unit_of_work import UnitOfWork
from . import store


def mark_calls(work: UnitOfWork, callback_ids: Iterable[str], person_id: str) -> None:
    """Collect that open calls show that this person asked not to be contacted.

    Whoever holds one is told that it changed, before they say how it went.
    """
    for callback_id in callback_ids:
        work.add(store.wish_mark_update(callback_id, person_id))


def unmark_calls(
    work: UnitOfWork, callback_ids: Iterable[str], person_id: str, *, of_one_wish: bool = False
) -> None:
    """Collect that open calls show that no more, if nothing else was noted on them meanwhile.

    With ``of_one_wish``, the mark of one wish is taken away; that of another one stays.
    """
    for callback_id in callback_ids:
        callback = store.load_callback(work.run.table, callback_id)
        if callback is not None and person_id in callback.do_not_contact:
            work.add(store.wish_unmark_update(callback, person_id, of_one_wish=of_one_wish))
