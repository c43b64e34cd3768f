"""Writes on a callback that is opened again, or whose last outcome is taken back."""

from datetime import datetime
from typing import Any

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr
from ..platform.storage.keys import item_key
from ..platform.storage.writes import Update
from . import crisis_store
from .claim_store import before_content
from .models import Callback
from .store import KIND, answer_paths, held_until, position_of, queue_partition

PUT_BACK = "put-back"
"""The name of the write on the callback that is put back."""

_ENDED = (
    *("outcome", "closed_at", "closed_for", "message_id"),
    *("row.closed_as", "row.closed_by", "row.closed_done"),
)


def put_back_update(before: Callback, after: Callback) -> Update:
    """Let a callback stand in the queue as ``after`` says, unless it changed since ``before``."""
    position = position_of(after.urgency, after.respond_by)
    held = held_until(after.lease_until) if after.lease_until else {"lease_due": None}
    is_new_claim = after.fence > before.fence
    claims = [claim.model_dump(mode="json") for claim in after.claims[len(before.claims) :]]
    owed_again = before.answers.keys() - after.answers.keys()
    return Update(
        item_key(KIND, before.callback_id),
        set={
            **_standing(after),
            "position": position,
            "due_pk": queue_partition(after.location_id),
            "due_at": position,
            **crisis_store.entry_of(after.urgency, after.location_id),
            **held,
        },
        add={"version": 1, "answered": 1, **({"fence": 1} if is_new_claim else {})},
        append={"claims": claims} if claims else {},
        remove=(*_ENDED, *answer_paths(sorted(owed_again))),
        only_if=Attr("version").eq(before.version),
        name=PUT_BACK,
    )


def _standing(after: Callback) -> dict[str, Any]:
    fields = {
        "attempts",
        "urgency",
        "flags",
        "respond_by",
        "not_before",
        "hastened_on",
        "snoozed_until",
        "snooze_note",
        "claimed_by",
        "claim_key",
        "lease_until",
        "undoable_since",
        "earlier_snooze_note",
    }
    return {
        **after.model_dump(mode="json", include=fields),
        "before": before_content(after.before) if after.before else None,
        "row.do_not_contact": after.do_not_contact,
    }


def joined_update(before: Callback, to: str, now: datetime) -> Update:
    """Note that another callback took up what a closed one owed; it is listed as closed no more."""
    return Update(
        item_key(KIND, before.callback_id),
        set={"joined_to": to, "joined_at": instant_text(now)},
        add={"version": 1},
        remove=("due_pk", "due_at"),
        only_if=Attr("version").eq(before.version),
        name=PUT_BACK,
    )
