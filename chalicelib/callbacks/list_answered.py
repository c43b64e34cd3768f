"""List which of some occasions were answered."""

from collections.abc import Collection, Iterable

from ..platform.runtime import Runtime
from ..platform.storage.keys import item_key
from . import store
from .models import Callback


def list_answered(run: Runtime, asked: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the pairs of a callback and an occasion in it that are owed no more.

    One round trip for a hundred callbacks, and one more where some were joined to another one: what
    they were owed for is owed there.
    """
    known = _load(run, (callback_id for callback_id, _ in asked))
    calls = known | _load(run, (each.joined_to for each in known.values() if each.joined_to))

    def is_answered(callback_id: str, of: str) -> bool:
        callback = calls.get(callback_id)
        if callback and callback.joined_to:
            callback = calls.get(callback.joined_to)
        return callback is not None and (of in callback.answers or callback.outcome is not None)

    return {each for each in asked if is_answered(*each)}


def _load(run: Runtime, callback_ids: Iterable[str]) -> dict[str, Callback]:
    keys = [item_key(store.KIND, callback_id) for callback_id in callback_ids]
    found = [store.callback_of(item) for item in run.table.get_many(keys)]
    return {each.callback_id: each for each in found}
