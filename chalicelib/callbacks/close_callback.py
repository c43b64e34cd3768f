"""Close a callback, or answer one person in it: no call is needed any more."""

from ..people.index_person import index_dealt_with
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import store
from .answer_person import answer, check_end, is_last, person_meant
from .change_claimed import ClaimantsChange, change_claimed
from .claim_tokens import Claimed
from .end_callback import Ending
from .models import AfterWrite, CloseIn, Outcome, told_done


def close_callback(run: Runtime, staff_id: str, callback_id: str, given: CloseIn) -> AfterWrite:
    """Close a callback without a call of one's own, for a reason.

    While somebody else in it is owed an answer, this answers one person, and it stays open. Raises
    ClaimLostError, CallbackClosedError, CallbackChangedError, NotFoundError, TokenError, and
    InvalidInputError where several are owed one and none is named, or where it would answer a
    crisis and does not say what was done.
    """
    outcome = Outcome(given.reason.value)

    def closed(work: UnitOfWork, claimed: Claimed) -> AfterWrite:
        person_id = person_meant(claimed, given.person_id)
        check_end(claimed, person_id, outcome, given)
        met = claimed.people if person_id is None else (person_id,)
        index_dealt_with(work, met, claimed.location_id)
        work.record(
            store.KIND,
            callback_id,
            "closed" if is_last(claimed, person_id) else "answered",
            outcome=str(outcome),
            person=person_id,
            done=told_done(given),
            note=given.note,
        )
        ending = Ending(outcome, claimed.attempts, given.done)
        return answer(work, claimed, person_id, ending)

    return change_claimed(run, ClaimantsChange("close", staff_id, callback_id, given), closed)
