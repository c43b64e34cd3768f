"""Give a claimed callback back to its place in the queue."""

from ..clinic import Urgency
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import claim_store, store
from .alert_on_call import alert_on_call
from .change_claimed import ClaimantsChange, change_claimed
from .claim_tokens import Claimed
from .models import AfterWrite, HandBackIn, State


def hand_back(run: Runtime, staff_id: str, callback_id: str, given: HandBackIn) -> AfterWrite:
    """Give the callback back to its place in the queue. Of a crisis, whoever is on call is alerted.

    Raises ClaimLostError, CallbackClosedError, NotFoundError, TokenError.
    """

    def handed_back(work: UnitOfWork, claimed: Claimed) -> AfterWrite:
        work.add(claim_store.return_update(claimed, {}, claim_store.held_by(claimed, work.now)))
        work.record(store.KIND, callback_id, "handed-back", note=given.note)
        if claimed.urgency is Urgency.CRISIS:
            alert_on_call(work, claimed.location_id, callback_id)
        return AfterWrite(callback_id=callback_id, state=State.WAITING, attempts=claimed.attempts)

    asked = ClaimantsChange("hand-back", staff_id, callback_id, given)
    return change_claimed(run, asked, handed_back)
