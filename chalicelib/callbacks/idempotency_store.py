"""Requests to the queue that may be sent again: what the first one made, in the table.

CALLBACK#<id>     DONE#<identity>    a claimant's change, and what was told of it
CALL#<id>         CALL               a call that the desk logged, once
CLAIM-KEY#<id>    CLAIM-KEY          what one request to claim the next was given
"""

from datetime import datetime, timedelta

from ..platform.storage.expressions import Item
from ..platform.storage.keys import item_key, part_key
from ..platform.storage.writes import Put
from .incoming_call_models import KeptCall
from .models import AfterWrite
from .put_back_models import PutBack
from .store import KIND

_KNOWN_AGAIN = timedelta(days=7)
"""A change that is sent again within that time is known to be made."""


def claim_key(key_id: str) -> dict[str, str]:
    """The key under which it is kept what a claim's key claimed."""
    return item_key("CLAIM-KEY", key_id)


def claim_key_put(key_id: str, callback_id: str, now: datetime) -> Put:
    """Note what a key claims: one callback, however long that claim is kept."""
    expires_at = int((now + _KNOWN_AGAIN).timestamp())
    return Put({**claim_key(key_id), "callback_id": callback_id, "expires_at": expires_at})


def done_key(callback_id: str, identity: str) -> dict[str, str]:
    """The key under which it is kept that a claimant's change was made, and what was told of it."""
    return part_key(KIND, callback_id, f"DONE#{identity}")


def done_put(callback_id: str, identity: str, told: AfterWrite, now: datetime) -> Put:
    """Note that a change was made, for as long as somebody may send it again."""
    answer = told.model_dump(mode="json", exclude_none=True)
    expires_at = int((now + _KNOWN_AGAIN).timestamp())
    return Put({**done_key(callback_id, identity), "answer": answer, "expires_at": expires_at})


def put_back_put(callback_id: str, identity: str, told: PutBack, now: datetime) -> Put:
    """Note that a callback was put back, for as long as somebody may ask for it again."""
    expires_at = int((now + _KNOWN_AGAIN).timestamp())
    answer = told.model_dump(mode="json")
    return Put({**done_key(callback_id, identity), "answer": answer, "expires_at": expires_at})


def put_back_before(item: Item) -> PutBack:
    """The answer that was given the first time."""
    return PutBack.model_validate(item["answer"])


def done_before(item: Item) -> AfterWrite:
    """The answer that was given to a change the first time."""
    return AfterWrite.model_validate(item["answer"])


def call_key(call_id: str) -> dict[str, str]:
    """The key of a logged call."""
    return item_key("CALL", call_id)


def call_put(call: KeptCall, now: datetime) -> Put:
    """Note that a call was logged, and where it went, for as long as it may be sent again."""
    content = call.model_dump(mode="json", exclude_none=True)
    expires_at = int((now + _KNOWN_AGAIN).timestamp())
    return Put({**call_key(call.call_id), **content, "expires_at": expires_at})
