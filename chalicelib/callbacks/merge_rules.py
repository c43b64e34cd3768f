"""Merge a further occasion into an open callback. Pure decisions."""

from datetime import datetime
from typing import Any

from ..clinic import Urgency
from .models import Callback, OwedCall

_LONGEST_REASON = 300
"""In characters: about as much as is read before a call."""


def merged(callback: Callback, owed: OwedCall, promise: datetime) -> Callback:
    """The callback after another occasion: the graver urgency, the earlier promise.

    Who turns to us again is not left waiting for the next attempt's time. A snooze stays, since
    it was agreed with the person or has its reason, unless this is a crisis.
    """
    order = list(Urgency)
    urgency = max(callback.urgency, owed.urgency, key=order.index)
    crisis = owed.urgency is Urgency.CRISIS
    snoozed_until = None if crisis else callback.snoozed_until
    asleep = snoozed_until is not None and snoozed_until > promise
    respond_by = callback.respond_by if asleep else min(callback.respond_by, promise)
    sooner = respond_by < callback.respond_by or crisis
    return callback.model_copy(
        update={
            "urgency": urgency,
            "respond_by": respond_by,
            "not_before": None if sooner else callback.not_before,
            "snoozed_until": snoozed_until,
        }
    )


def both_reasons(known: str, new: str) -> str:
    """The queue's words for a call with one more reason, the newest first."""
    return known if new in known else f"{new}; {known}"[:_LONGEST_REASON]


def standing(callback: Callback) -> dict[str, Any]:
    """The fields that decide a callback's turn, as they are stored; None for absent ones."""
    fields = ("urgency", "respond_by", "not_before", "snoozed_until")
    stored = callback.model_dump(mode="json", include=set(fields))
    return {name: stored[name] for name in fields}


def told_by(owed: OwedCall) -> dict[str, Any]:
    """The facts that the newest occasion tells of the person; others stay as they were."""
    if owed.source.is_ours:
        return {}
    person = owed.person
    told: dict[str, Any] = {
        "name": person.name,
        "first_name": person.first_name or None,
        "last_initial": person.last_initial if person.name else None,
        "email": person.email,
        "phone_extension": owed.phone_extension,
        "may_leave_voicemail": person.may_leave_voicemail,
        "window": owed.window.model_dump(mode="json") if owed.window else None,
        "caller_zones": list(owed.caller_zones) or None,
    }
    return {name: value for name, value in told.items() if value is not None}
