"""The standing of an open callback, as its contact point's item has it, too (people/store.py).

Whoever turns to the clinic names a contact point. Its item is all that the refusal of a second call
tells of; so it says how the open one stands, and an occasion is merged from there: with one further
round trip, however the callback stands. The callback's own item decides. The copy changes in the
transactions that change the standing: write_callback.py makes both writes of the one.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..clinic import Urgency
from ..people.commitments import CallNoted, CallOwed, StandingChanged
from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Condition
from ..platform.storage.writes import Update
from .merge_rules import standing
from .merge_store import counted_in
from .models import Callback
from .standing_models import KnownCall, Standing
from .store import callback_of, stored

_FIELDS = frozenset(Standing.model_fields)

_OCCASIONS = "occasions"


def noted(callback: Callback) -> CallNoted:
    """The callback as its contact point's item has it."""
    content = callback.model_dump(mode="json", include=set(_FIELDS), exclude_none=True)
    kept = {"kept": len(callback.occasions)}
    if callback.beyond:
        kept["beyond"] = callback.beyond
    return CallNoted(callback.callback_id, callback.promise_day.isoformat(), content | kept)


def changes_of(callback_id: str, update: Update) -> StandingChanged | None:
    """The changes of standing that a write on a callback makes; None if it makes none."""
    removed = dict.fromkeys(update.remove)
    count = len(update.append.get(_OCCASIONS, ()))
    beyond = counted_in(update.add)
    added = _of_standing(update.add) | ({"kept": count} if count else {})
    added |= {"beyond": beyond} if beyond else {}
    changes = _of_standing({**removed, **update.set})
    changed = StandingChanged(callback_id, changes, added, _of_standing(update.append))
    return changed if changed.set or changed.add or changed.append else None


def _of_standing(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the changes that are of standing: by field, with what lies in it after a dot."""
    return {
        name + path.removeprefix(stored(name)): new
        for path, new in changes.items()
        for name in _FIELDS
        if f"{path}.".startswith(f"{stored(name)}.")
    }


def kept_by(call: CallOwed) -> int:
    """The number of occasions that an open call kept by themselves, as its contact point knew."""
    return max(1, int(call.standing.get("kept", 1)))


def known_by_pointer(pointer: Mapping[str, Any], location_id: str) -> KnownCall | None:
    """The open call that a contact point's item has; None where it has but a wish."""
    if "callback_id" not in pointer:
        return None
    content = {
        **pointer["standing"],
        "callback_id": pointer["callback_id"],
        "location_id": location_id,
        "promise_day": pointer["day"],
    }
    return KnownCall.model_validate(content)


def known_by_item(item: Mapping[str, Any]) -> KnownCall | None:
    """The open call that a callback's item is; None where it is closed."""
    callback = callback_of(item)
    return None if callback.outcome else known_call(callback)


def known_call(callback: Callback) -> KnownCall:
    """A callback as far as a merge has to know it."""
    content = callback.model_dump(include=set(KnownCall.model_fields))
    return KnownCall.model_validate({**content, "kept": len(callback.occasions)})


def stands_as(known: Standing) -> Condition:
    """Nothing moved the callback since it was read.

    Other occasions may have been merged in, and somebody may have claimed or returned it.
    """
    same: Condition = Attr("attempts").eq(known.attempts)
    for name, value in standing(known).items():
        field = Attr(name)
        same &= field.not_exists() if value is None else field.eq(value)
    return same


def carries_just(flags: list[str]) -> Condition:
    """The callback's flags are these."""
    same: Condition = Attr("flags").eq(flags)
    return same


def promised_no_later_than(respond_by: datetime, urgency: Urgency) -> Condition:
    """The callback already promises at least what a further occasion would.

    Nor does anything keep it waiting that the occasion would end, as a crisis does.
    """
    weightier = list(Urgency)[list(Urgency).index(urgency) :]
    promised: Condition = Attr("respond_by").lte(instant_text(respond_by))
    promised &= Attr("urgency").is_in([str(kind) for kind in weightier])
    return promised & _is_not_left_alone() if urgency is Urgency.CRISIS else promised


def _is_not_left_alone() -> Condition:
    """Nothing keeps the callback waiting: neither a snooze nor the wait after an attempt."""
    unsnoozed: Condition = Attr("snoozed_until").not_exists()
    return Attr("not_before").not_exists() & unsnoozed


def room_for_fewer_than(count: int) -> Condition:
    """Fewer occasions than so many are in it."""
    return Attr(_OCCASIONS).is_shorter_than(count)


def room_for_sender(sender: str, kept: int, senders: int) -> Condition:
    """Fewer than ``kept`` of this sender's are in it, and it may be named among so many others."""
    theirs = Attr(stored(f"senders.{sender}"))
    new: Condition = theirs.not_exists() & Attr(stored("senders")).is_shorter_than(senders)
    return theirs.lt(kept) | new
