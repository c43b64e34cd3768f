"""List which of some occasions were answered."""

from collections.abc import Collection

from ..platform.runtime import Runtime
from ..platform.storage.keys import item_key
from . import store


def list_answered(run: Runtime, asked: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the pairs of a callback and an occasion in it that are owed no more.

    One round trip for a hundred callbacks. What a colleague joined to another call is looked for
    there by nobody: it counts as owed.
    """
    keys = [item_key(store.KIND, callback_id) for callback_id, _ in asked]
    found = [store.callback_of(item) for item in run.table.get_many(keys)]
    known = {each.callback_id: each for each in found}
    return {
        (callback_id, of)
        for callback_id, of in asked
        if (callback := known.get(callback_id)) is not None
        and callback.joined_to is None
        and (of in callback.answers or callback.outcome is not None)
    }
