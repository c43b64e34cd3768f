"""Owe somebody a call: open a callback, or merge into the one that is open already."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..clinic import Clinic, Urgency
from ..people.keep_commitments import CALL_ALREADY_OWED, call_owed
from ..people.note_person import file_under_contact, note_person
from ..platform.unit_of_work import UnitOfWork
from . import store
from .claim_at_once import ClaimAtOnce
from .grouping_rules import NO_SENDER
from .merge_rules import both_reasons, merged, standing, told_by
from .models import Callback, ClaimMade, OwedCall
from .promise_rules import respond_by
from .promise_store import Promised, promise_moved, promise_put


@dataclass(frozen=True)
class Owed:
    """The callback that an occasion went to, and what it may promise."""

    callback_id: str
    merged: bool
    respond_by: datetime
    claim: ClaimMade | None = None
    """The claim by which whoever asked for it now holds the callback."""


def owe_call(
    work: UnitOfWork,
    owed: OwedCall,
    email_id: str | None = None,
    claim: ClaimAtOnce | None = None,
) -> Owed:
    """Collect what makes this location owe this person a call; where that went.

    At the first telling a callback is opened. If the refusal tells that one is open, the next
    telling merges the occasion into it, unread, since it most likely comes first: the promise
    becomes the earlier of the two and the urgency the graver. If it moved, the refusal tells how
    it stands, and it is merged from just there.

    What follows from an appointment leaves the contact's profile alone, and adds its reason to the
    open callback's, which has to be read for that: whoever calls should know all there is to say.

    With a ``claim``, the callback is claimed in the same write, unless a colleague holds it.
    """
    if not owed.source.is_ours:
        note_person(work, owed.person, email_id, owed.at)
    promise = _promise(work.run.clinic, owed)
    match _open_already(work, owed):
        case None:
            return _open(work, owed, promise, claim)
        case Callback() as callback:
            return _merge(work, owed, promise, callback, claim)
        case callback_id:
            return _merge_unread(work, owed, promise, callback_id, claim)


def _promise(clinic: Clinic, owed: OwedCall) -> datetime:
    location = clinic.location(owed.location_id)
    allowed = respond_by(location, clinic.promises, owed.source, owed.urgency, owed.at)
    return min(allowed, owed.call_before or allowed)


def _open_already(work: UnitOfWork, owed: OwedCall) -> Callback | str | None:
    """The callback that is open, as far as refusals told: whole, by its id, or None."""
    pointer, stood = work.seen.get(CALL_ALREADY_OWED), work.seen.get(store.CALLBACK)
    callback = store.callback_of(stood) if stood else None
    named = str(pointer["callback_id"]) if pointer else None
    if callback and callback.outcome is None and named in (None, callback.callback_id):
        return callback
    if named is None or work.was_refused(store.CALLBACK):
        return None  # nothing is open, or it was closed since
    if callback and callback.callback_id == named:
        return None
    if owed.source.is_ours:
        read = store.load_callback(work.run.table, named)
        return read if read and read.outcome is None else None
    return named


def _open(work: UnitOfWork, owed: OwedCall, promise: datetime, claim: ClaimAtOnce | None) -> Owed:
    callback = new_callback(work.run.clinic, work.run.ids.new(owed.at), owed, promise)
    if claim:
        callback = claim.made_on(callback, work.now)
    point_id, callback_id = owed.person.point_id, callback.callback_id
    day = callback.promise_day.isoformat()
    work.add(store.callback_put(callback), promise_put(callback))
    _record(work, callback_id, "opened", owed)
    call_owed(work, point_id, owed.location_id, callback_id, day)
    file_under_contact(work, point_id, store.KIND, callback_id, owed.at)
    return Owed(callback_id, False, promise, claim.made if claim else None)


def _merge_unread(
    work: UnitOfWork,
    owed: OwedCall,
    promise: datetime,
    callback_id: str,
    claim: ClaimAtOnce | None,
) -> Owed:
    changes = told_by(owed)
    if owed.urgency is Urgency.CRISIS:  # nobody waits for the next attempt's time, see merged
        changes |= {"not_before": None, "snoozed_until": None}
    earlier = store.promised_no_later_than(promise, owed.urgency)
    _join(work, callback_id, owed, changes, earlier)
    if claim:
        work.add(claim.update(callback_id, work.now))
    return Owed(callback_id, True, promise, claim.made if claim else None)


def _merge(
    work: UnitOfWork,
    owed: OwedCall,
    promise: datetime,
    callback: Callback,
    claim: ClaimAtOnce | None,
) -> Owed:
    """Merge from how it stands: only what moves is written, and only a move stands in the way.

    So of many who merge at once all the others pass.
    """
    after = merged(callback, owed, promise)
    claimed = claim.made_if_free(callback, work.now) if claim else None
    if claim and claimed == claim.made:
        after = claim.made_on(after, work.now)
        work.add(claim.update(callback.callback_id, work.now))
    stood, stands = standing(callback), standing(after)
    moved = {name: value for name, value in stands.items() if value != stood[name]}
    changes = told_by(owed) | moved | store.position_changes(after)
    unmoved = store.unmoved_since(callback)
    if owed.source.is_ours:
        changes["reason"] = both_reasons(callback.reason, owed.reason)
        unmoved &= store.same_reason_as(callback)
    _join(work, callback.callback_id, owed, changes, unmoved)
    if after.respond_by < callback.respond_by and not callback.attempts:
        sooner = after.respond_by
        promised = Promised(owed.location_id, callback.promise_day, callback.callback_id)
        work.add(promise_moved(promised, sooner))
    told = max(promise, after.respond_by) if after.snoozed_until else promise
    return Owed(callback.callback_id, True, told, claimed)


def _join(
    work: UnitOfWork, callback_id: str, owed: OwedCall, changes: dict[str, Any], only_if: Any
) -> None:
    flags = list(owed.flags)
    changes = changes | {f"senders.{owed.sender or NO_SENDER}": 1}
    work.add(store.merge_update(callback_id, [owed.of], changes, flags, only_if))
    _record(work, callback_id, "merged", owed)


def _record(work: UnitOfWork, callback_id: str, what: str, owed: OwedCall) -> None:
    work.record(
        store.KIND,
        callback_id,
        what,
        source=str(owed.source),
        urgency=str(owed.urgency),
        reason=owed.reason,
        of=owed.of,
        note=owed.note,
    )


def new_callback(clinic: Clinic, callback_id: str, owed: OwedCall, promise: datetime) -> Callback:
    """The callback that this occasion opens."""
    person, location = owed.person, clinic.location(owed.location_id)
    return Callback(
        callback_id=callback_id,
        location_id=owed.location_id,
        point_id=person.point_id,
        name=person.name,
        first_name=person.first_name,
        last_initial=person.last_initial,
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
        senders={owed.sender or NO_SENDER: 1},
    )
