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


def find_answering(run: Runtime, callback_id: str, occasion_id: str) -> list[str]:
    """Ids of appointments by which an occasion was answered, whatever became of them since.

    What was given back into another callback may have been answered there as well. Only callbacks
    that it was in count: what else they were joined to answers somebody else.
    """
    found: list[str] = []
    next_id: str | None = callback_id
    while next_id and (callback := store.load_callback(run.table, next_id)):
        next_id = callback.joined_to
        if occasion_id not in callback.occasion_ids:
            continue
        answer = callback.answers.get(occasion_id)
        of = answer.of if answer else callback.closed_for
        found += [of] if of else []
    return found
