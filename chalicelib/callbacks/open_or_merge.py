"""Owe somebody a call: open a callback, or merge into the one that is open already."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..clinic import Urgency
from ..contacts import store as contacts
from ..platform.errors import RefusedError, UnavailableError
from ..platform.runtime import Runtime
from ..platform.storage.events import Event
from ..platform.storage.writes import Write
from . import rules, store
from .models import Callback, OwedCall

_TRIES = 16
"""How often to look again when others open, move and close the same callback meanwhile."""

_LONGEST_REASON = 300
"""In characters: about as much as is read before a call."""

Also = Callable[["Owed"], Sequence[Write]]
"""What the caller wants written in the same transaction, given where the call went."""


@dataclass(frozen=True)
class Owed:
    """Where an occasion went: to which callback, and what it may promise."""

    callback_id: str
    merged: bool
    respond_by: datetime


def owe_call(run: Runtime, owed: OwedCall, email_id: str | None, also: Also) -> Owed:
    """See to it that this person is called at this location, with what ``also`` adds.

    One transaction opens a callback. If one is open, a second merges the occasion into it: the
    promise becomes the earlier of the two and the urgency the graver. Raises RefusedError if one
    of the writes of ``also`` is refused, UnavailableError if others keep getting in between.

    What follows from a visit leaves the contact's profile alone, and adds its reason to the open
    callback's, which has to be read for that: whoever calls should know all that there is to say.
    """
    promise = _promise(run, owed)
    attempt: _Opening | _MergeUnread | _MergeRead = _Opening(run.ids.new(owed.at))
    for _ in range(_TRIES):
        went = attempt.went(promise)
        writes = [*attempt.writes(run, owed, promise), *also(went)]
        if not owed.source.is_ours:
            writes += contacts.person_writes(owed.person, email_id, owed.at)
        try:
            run.table.transact(writes)
        except RefusedError as refused:
            attempt = attempt.after(refused, run, owed)
        else:
            return went
    raise UnavailableError("This contact's callback is changing too fast.")


def _promise(run: Runtime, owed: OwedCall) -> datetime:
    location, promises = run.clinic.location(owed.location_id), run.clinic.promises
    allowed = rules.respond_by(location, promises, owed.source, owed.urgency, owed.at)
    return min(allowed, owed.call_before or allowed)


@dataclass(frozen=True)
class _Opening:
    """The first try: nothing is owed to this contact here yet."""

    callback_id: str

    def went(self, promise: datetime) -> Owed:
        return Owed(self.callback_id, merged=False, respond_by=promise)

    def writes(self, run: Runtime, owed: OwedCall, promise: datetime) -> list[Write]:
        callback = new_callback(run, self.callback_id, owed, promise)
        event = _event(run, owed, "opened")
        contact_id = owed.person.contact_id
        return [
            store.callback_put(callback),
            store.callback_event_put(self.callback_id, event),
            store.promise_put(callback),
            contacts.open_callback_put(
                contact_id, owed.location_id, self.callback_id, callback.promise_day.isoformat()
            ),
            contacts.part_put(contact_id, store.KIND, self.callback_id, owed.at),
        ]

    def after(
        self, refused: RefusedError, run: Runtime, owed: OwedCall
    ) -> "_MergeUnread | _MergeRead | _Opening":
        pointer = refused.old(contacts.OPEN_CALLBACK)
        if pointer is None or len(refused.refusals) > 1:
            raise refused
        callback_id = str(pointer["callback_id"])
        if owed.source.is_ours:
            return _open_or_merge(run, owed, store.load_callback(run.table, callback_id))
        return _MergeUnread(callback_id)


@dataclass(frozen=True)
class _MergeUnread:
    """The second try: merge without reading, since the open callback most likely comes first."""

    callback_id: str

    def went(self, promise: datetime) -> Owed:
        return Owed(self.callback_id, merged=True, respond_by=promise)

    def writes(self, run: Runtime, owed: OwedCall, promise: datetime) -> list[Write]:
        earlier = store.promised_no_later_than(promise, owed.urgency)
        changes = _told(owed)
        if owed.urgency is Urgency.CRISIS:  # nobody waits for the next attempt's time, see merged
            changes |= {"not_before": None, "snoozed_until": None}
        return _merge_writes(run, self.callback_id, owed, changes, earlier)

    def after(self, refused: RefusedError, run: Runtime, owed: OwedCall) -> "_MergeRead | _Opening":
        return _look_again(refused, run, owed)


@dataclass(frozen=True)
class _MergeRead:
    """Further tries: the refusal told how the callback stands, so move it from just there.

    Only what moves is written, and only a move of somebody else's stands in the way: of many who
    merge at once all the others pass.
    """

    callback: Callback
    owed: OwedCall

    @property
    def callback_id(self) -> str:
        return self.callback.callback_id

    def went(self, promise: datetime) -> Owed:
        after = merged(self.callback, self.owed, promise)
        told = max(promise, after.respond_by) if after.snoozed_until else promise
        return Owed(self.callback_id, merged=True, respond_by=told)

    def writes(self, run: Runtime, owed: OwedCall, promise: datetime) -> list[Write]:
        after = merged(self.callback, owed, promise)
        stood, stands = _standing(self.callback), _standing(after)
        moved = {name: value for name, value in stands.items() if value != stood[name]}
        changes = _told(owed) | moved | store.place_changes(after)
        unmoved = store.unmoved_since(self.callback)
        if owed.source.is_ours:
            changes["reason"] = both_reasons(self.callback.reason, owed.reason)
            unmoved &= store.same_reason_as(self.callback)
        writes = _merge_writes(run, self.callback_id, owed, changes, unmoved)
        if after.respond_by < self.callback.respond_by and not self.callback.attempts:
            day = self.callback.promise_day
            writes.append(
                store.promise_update(
                    owed.location_id, day, self.callback_id, respond_by=after.respond_by
                )
            )
        return writes

    def after(self, refused: RefusedError, run: Runtime, owed: OwedCall) -> "_MergeRead | _Opening":
        return _look_again(refused, run, owed)


def _look_again(refused: RefusedError, run: Runtime, owed: OwedCall) -> "_MergeRead | _Opening":
    """What to do once a merge was refused: the callback changed, or was closed in between."""
    if set(refused.refusals) != {store.CALLBACK}:
        raise refused
    old = refused.old(store.CALLBACK)
    return _open_or_merge(run, owed, Callback.model_validate(old) if old else None)


def _open_or_merge(
    run: Runtime, owed: OwedCall, callback: Callback | None
) -> "_MergeRead | _Opening":
    if callback is None or callback.outcome is not None:
        return _Opening(run.ids.new(owed.at))
    return _MergeRead(callback, owed)


def new_callback(run: Runtime, callback_id: str, owed: OwedCall, promise: datetime) -> Callback:
    """The callback that this occasion opens."""
    person, location = owed.person, run.clinic.location(owed.location_id)
    return Callback(
        callback_id=callback_id,
        location_id=owed.location_id,
        contact_id=person.contact_id,
        name=person.name,
        first_name=person.first_name,
        phone=person.phone,
        phone_extension=owed.phone_extension,
        email=person.email,
        may_leave_voicemail=bool(person.may_leave_voicemail),
        language=person.language,
        source=owed.source,
        urgency=owed.urgency,
        reason=owed.reason,
        flags=list(owed.flags),
        occasions=[owed.of],
        requested_at=owed.at,
        respond_by=promise,
        promise_day=promise.astimezone(location.tz).date(),
        window=owed.window,
        caller_zones=list(owed.caller_zones),
    )


def merged(callback: Callback, owed: OwedCall, promise: datetime) -> Callback:
    """The callback after another occasion: the graver urgency, the earlier promise. Pure.

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
    """The queue's words for a call with one more reason, the newest first. Pure."""
    return known if new in known else f"{new}; {known}"[:_LONGEST_REASON]


def _standing(callback: Callback) -> dict[str, Any]:
    """What decides when the callback's turn is, as it is stored; None for what is not."""
    fields = ("urgency", "respond_by", "not_before", "snoozed_until")
    stored = callback.model_dump(mode="json", include=set(fields))
    return {name: stored[name] for name in fields}


def _merge_writes(
    run: Runtime, callback_id: str, owed: OwedCall, changes: dict[str, Any], only_if: Any
) -> list[Write]:
    return [
        store.merge_update(callback_id, owed.of, changes, list(owed.flags), only_if),
        store.callback_event_put(callback_id, _event(run, owed, "merged")),
    ]


def _told(owed: OwedCall) -> dict[str, Any]:
    """What the newest occasion tells of the person; what it leaves open stays as it was."""
    if owed.source.is_ours:
        return {}
    person = owed.person
    told: dict[str, Any] = {
        "name": person.name,
        "first_name": person.first_name or None,
        "email": person.email,
        "phone_extension": owed.phone_extension,
        "may_leave_voicemail": person.may_leave_voicemail,
        "window": owed.window.model_dump(mode="json") if owed.window else None,
        "caller_zones": list(owed.caller_zones) or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _event(run: Runtime, owed: OwedCall, what: str) -> Event:
    details = {
        "source": str(owed.source),
        "urgency": str(owed.urgency),
        "reason": owed.reason,
        "of": owed.of,
        "note": owed.note,
    }
    event_id = run.ids.new(owed.at)
    return Event(event_id=event_id, at=owed.at, what=what, by=owed.by, details=details)
