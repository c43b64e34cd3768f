"""Find what people still wait for an answer to, and what their answer was."""

from collections.abc import Collection

from ..platform.runtime import Runtime
from . import store


def find_owed(run: Runtime, callback_ids: Collection[str]) -> set[str]:
    """The ids of occasions in these callbacks that are owed an answer still: of requests, say."""
    if not callback_ids:
        return set()
    return {
        occasion_id
        for callback in store.load_callbacks(run.table, dict.fromkeys(callback_ids))
        if callback.outcome is None
        for occasion_id in callback.occasion_ids
        if occasion_id not in callback.answers
    }


def find_answering(run: Runtime, callback_id: str, occasion_id: str) -> str | None:
    """The id of the appointment that answered an occasion, if one did.

    What was given back into another callback is answered there, or not yet.
    """
    found = callback = store.load_callback(run.table, callback_id)
    while callback and callback.joined_to:
        callback = store.load_callback(run.table, callback.joined_to)
        if callback and occasion_id in callback.occasion_ids:
            found = callback
    if found is None:
        return None
    answer = found.answers.get(occasion_id)
    of = answer.of if answer else found.closed_for
    return None if found.joined_to and of == found.closed_for else of
