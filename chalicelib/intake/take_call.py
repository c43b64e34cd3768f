"""Take a call: claim a callback, and get with it all that the caller wrote."""

from ..callbacks.claim import claim_callback
from ..callbacks.claim_next import claim_next
from ..callbacks.models import CallbackCard
from ..callbacks.read_queue import add_history
from ..platform.runtime import Runtime
from .models import CallInHand
from .open_request import written_in


def take_next(run: Runtime, staff_id: str, location_id: str, key: str | None) -> CallInHand | None:
    """Claim the call that is owed next, as ``claim_next`` does, with the words of its requests.

    The claim, which is on record, says who read them. Raises what ``claim_next`` raises.
    """
    card = claim_next(run, staff_id, location_id, key)
    return _in_hand(run, card) if card else None


def take_chosen(run: Runtime, staff_id: str, callback_id: str) -> CallInHand:
    """Claim a chosen callback, with its history and the words of its requests.

    Raises what ``claim_callback`` raises.
    """
    return _in_hand(run, add_history(run, claim_callback(run, staff_id, callback_id)))


def _in_hand(run: Runtime, card: CallbackCard) -> CallInHand:
    return CallInHand(**dict(card), **dict(written_in(run, card)))
