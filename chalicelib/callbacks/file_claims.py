"""File the older claims of a callback in its history, so that its item stays small."""

from ..platform.runtime import Runtime
from ..platform.storage.history import event_put
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import claim_store, store
from .models import Callback
from .read_queue import claims_made

MOST_CLAIMS = 40
"""A callback that was claimed more often than this keeps the newest ones by itself."""

KEPT_CLAIMS = 10

MOST_FILED = 80
"""So many are filed at once: a transaction takes a hundred actions. The next claim files more."""


def file_claims(run: Runtime, staff_id: str, callback: Callback) -> None:
    """Move all but the newest claims of a callback, as it was just read, into its history.

    Nothing is done for one that was claimed forty times at most, nor where somebody else claimed it
    meanwhile: they file them.
    """
    if len(callback.claims) <= MOST_CLAIMS:
        return

    def filed(work: UnitOfWork) -> None:
        if work.refused is not None:
            return
        older = claims_made(callback)[:-KEPT_CLAIMS][:MOST_FILED]
        work.add(claim_store.newest_claims_kept(callback, len(callback.claims) - len(older)))
        for event in older:
            work.add(event_put(store.KIND, callback.callback_id, event))

    carry_out(run, staff_id, filed)
