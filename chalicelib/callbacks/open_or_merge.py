"""Owe somebody a call: open a callback, or merge into the one that is open already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..clinic import Clinic, Urgency
from ..people.keep_commitments import CALL_ALREADY_OWED, call_owed, marks_on
from ..people.note_person import file_under_person, note_person
from ..people.rules import first_name_of
from ..platform.ids import made_at
from ..platform.storage.writes import Update
from ..platform.unit_of_work import UnitOfWork
from . import store
from .alert_on_call import alert_on_call
from .booked_store import OnlyIf
from .claim_at_once import ClaimAtOnce
from .grouping_rules import NO_SENDER
from .incoming_call_models import ClaimMade
from .merge_rules import (
    MOST_SENDERS,
    has_room,
    merged,
    moved_by,
    room_for,
    room_of_sender,
    sender_among,
)
from .models import Callback
from .occasion_models import Occasion
from .owed_call_models import OwedCall
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


@dataclass(frozen=True)
class _Owing:
    """One occasion on its way into the queue."""

    owed: OwedCall
    occasion: Occasion
    claim: ClaimAtOnce | None
    wishes: tuple[str, ...]
    """The people on the contact point who asked not to be contacted, as far as refusals told:
    each as often as they asked."""


def owe_call(
    work: UnitOfWork,
    owed: OwedCall,
    email_id: str | None = None,
    claim: ClaimAtOnce | None = None,
) -> Owed:
    """Collect what makes this location owe this person a call; where that went.

    At the first telling a callback is opened. If the refusal tells that one is open, the next
    telling adds the occasion to it, unread, since it most likely comes first: then nothing of its
    standing changes. If it moves, the refusal tells how it stands, and it is merged from just
    there. An occasion that an appointment had answered, and that is owed again, comes in like this,
    too. What is promised comes from the clinic's hours alone.

    Whoever asked not to be contacted is queued all the same, and marked. What follows from an
    appointment leaves the person's profile alone.

    With a ``claim``, the callback is claimed in the same write, unless a colleague holds it. Of a
    crisis that nobody claims so, whoever is on call is alerted.
    """
    if not owed.source.is_ours:
        note_person(work, owed.person, email_id, owed.at)
    went = _owe(work, owed, claim)
    if owed.urgency is Urgency.CRISIS and claim is None:
        alert_on_call(work, owed.location_id, went.callback_id)
    return went


def _owe(work: UnitOfWork, owed: OwedCall, claim: ClaimAtOnce | None) -> Owed:
    pointer = work.seen.get(CALL_ALREADY_OWED)
    occasion = occasion_of(owed, _promise(work.run.clinic, owed))
    coming = _Owing(owed, occasion, claim, marks_on(pointer))
    match _open_already(work, pointer):
        case None:
            return _open(work, coming)
        case Callback() as callback:
            return _merge(work, coming, callback)
        case callback_id:
            return _merge_unread(work, coming, callback_id)


def occasion_of(owed: OwedCall, promise: datetime) -> Occasion:
    """The occasion as the callback keeps it."""
    person = owed.person
    return Occasion(
        of=owed.of,
        person_id=person.person_id,
        urgency=owed.urgency,
        flags=owed.flags,
        window=owed.window,
        respond_by=promise,
        first_name=person.first_name,
        last_initial=person.last_initial,
        by_another=owed.by_another,
        asker=first_name_of(owed.asked_by),
        source=owed.source,
        reason=owed.reason,
        at=owed.at,
        by_visitor=owed.by_visitor,
        name=person.name,
        asked_by=owed.asked_by,
        phone_extension=owed.phone_extension,
        email=person.email,
        may_leave_voicemail=person.may_leave_voicemail,
        language=person.language,
    )


def _promise(clinic: Clinic, owed: OwedCall) -> datetime:
    location = clinic.location(owed.location_id)
    allowed = respond_by(location, clinic.promises, owed.source, owed.urgency, owed.at)
    return min(allowed, owed.call_before or allowed)


def _open_already(work: UnitOfWork, pointer: Mapping[str, Any] | None) -> Callback | str | None:
    """The callback that is open, as far as refusals told: whole, by its id, or None."""
    stood = work.seen.get(store.CALLBACK)
    callback = store.callback_of(stood) if stood else None
    named = str(pointer["callback_id"]) if pointer and "callback_id" in pointer else None
    if callback and callback.outcome is None and named in (None, callback.callback_id):
        return callback
    if named is None or work.was_refused(store.CALLBACK):
        return None  # nothing is open, or it was closed since
    if callback and callback.callback_id == named:
        return None
    return named


def _open(work: UnitOfWork, coming: _Owing) -> Owed:
    owed, claim = coming.owed, coming.claim
    callback = new_callback(work.run.clinic, work.run.ids.new(owed.at), owed, coming.occasion)
    callback = callback.model_copy(update={"do_not_contact": list(coming.wishes)})
    if claim:
        callback = claim.made_on(callback, work.now)
    point_id, callback_id = owed.person.point_id, callback.callback_id
    day = callback.promise_day.isoformat()
    work.add(store.callback_put(callback), promise_put(callback))
    _record(work, callback_id, "opened", coming)
    call_owed(work, point_id, owed.location_id, callback_id, day)
    _file(work, owed, callback_id)
    promise = coming.occasion.respond_by
    return Owed(callback_id, False, promise, claim.made if claim else None)


def _merge_unread(work: UnitOfWork, coming: _Owing, callback_id: str) -> Owed:
    occasion, claim = coming.occasion, coming.claim
    only_if = store.promised_no_later_than(occasion.respond_by, occasion.urgency)
    only_if &= store.room_for_fewer_than(room_for(occasion))
    if occasion.urgency is Urgency.CRISIS:  # it may end a wait, see merged
        only_if &= store.is_not_left_alone()
    sender = coming.owed.sender or NO_SENDER
    work.add(_kept(callback_id, coming, sender, {}, only_if))
    _record(work, callback_id, "merged", coming)
    _file(work, coming.owed, callback_id)
    if claim:
        work.add(claim.update(callback_id, work.now))
    return Owed(callback_id, True, occasion.respond_by, claim.made if claim else None)


def _merge(work: UnitOfWork, coming: _Owing, callback: Callback) -> Owed:
    """Merge from how it stands: only what moves is written, and only a move stands in the way.

    So of many who merge at once all the others pass.
    """
    occasion, claim = coming.occasion, coming.claim
    location = work.run.clinic.location(callback.location_id)
    after = merged(callback, occasion, today_of(location.tz, work.now))
    moved = moved_by(callback, after)
    claimed = claim.made_if_free(callback, work.now) if claim else None
    if claim and claimed == claim.made:
        after = claim.made_on(after, work.now)
        work.add(claim.update(callback.callback_id, work.now))
    changes = moved | store.position_changes(after)
    work.add(_added(callback, coming, changes, store.unmoved_since(callback)))
    _record(work, callback.callback_id, "merged", coming)
    _file(work, coming.owed, callback.callback_id)
    note_sooner(work, callback, after.respond_by)
    return Owed(callback.callback_id, True, occasion.respond_by, claimed)


def _added(callback: Callback, coming: _Owing, changes: dict[str, Any], only_if: OnlyIf) -> Update:
    """The write that adds one more occasion, or that counts it where there are too many."""
    occasion = coming.occasion
    sender = sender_among(callback.senders, coming.owed.sender)
    if has_room(callback, occasion, sender):
        only_if &= store.room_for_fewer_than(room_for(occasion))
        return _kept(callback.callback_id, coming, sender, changes, only_if)
    flags = [flag for flag in occasion.flags if flag not in callback.flags]
    counted = store.Coming([], flags, {sender: 0}, beyond=1)
    changes = changes | _wishes(coming)
    return store.merge_update(callback.callback_id, counted, changes, only_if)


def _kept(
    callback_id: str, coming: _Owing, sender: str, changes: dict[str, Any], only_if: OnlyIf
) -> Update:
    """The write that adds one more occasion, while there is room for it and for its sender's."""
    occasion = coming.occasion
    if sender != NO_SENDER:
        only_if &= store.room_for_sender(sender, room_of_sender(occasion), MOST_SENDERS)
    kept = store.Coming([occasion], occasion.flags, {sender: 1})
    return store.merge_update(callback_id, kept, changes | _wishes(coming), only_if)


def _file(work: UnitOfWork, owed: OwedCall, callback_id: str) -> None:
    """Collect that the callback is filed under the person, however often they turn to the clinic.

    By the time at which it was opened, so that it is filed under each person once.
    """
    opened_at = made_at(callback_id)
    file_under_person(work, owed.person.person_id, store.KIND, callback_id, opened_at)


def note_sooner(work: UnitOfWork, callback: Callback, respond_by: datetime) -> None:
    """Collect, for the service level, that a callback's promise is an earlier one from now on."""
    if respond_by < callback.respond_by and not callback.attempts:
        promised = Promised(callback.location_id, callback.promise_day, callback.callback_id)
        work.add(promise_moved(promised, respond_by))


def today_of(zone: Any, now: datetime) -> date:
    """The local date in a zone."""
    return now.astimezone(zone).date()


def _wishes(coming: _Owing) -> dict[str, Any]:
    """The change by which wishes stand in it that refusals told of."""
    return {"do_not_contact": list(coming.wishes)} if coming.wishes else {}


def _record(work: UnitOfWork, callback_id: str, what: str, coming: _Owing) -> None:
    owed = coming.owed
    work.record(
        store.KIND,
        callback_id,
        what,
        source=str(owed.source),
        urgency=str(owed.urgency),
        reason=owed.reason,
        of=owed.of,
        person=coming.occasion.person_id,
        by_another=owed.by_another or None,
        asked_by=owed.asked_by,
        note=owed.note,
    )


def new_callback(clinic: Clinic, callback_id: str, owed: OwedCall, occasion: Occasion) -> Callback:
    """The callback that this occasion opens."""
    location = clinic.location(owed.location_id)
    return Callback(
        callback_id=callback_id,
        location_id=owed.location_id,
        point_id=owed.person.point_id,
        phone=owed.person.phone,
        urgency=owed.urgency,
        flags=list(owed.flags),
        occasions=[occasion],
        opened_for=occasion.of,
        opened_by=occasion.person_id,
        requested_at=owed.at,
        respond_by=occasion.respond_by,
        promise_day=today_of(location.tz, occasion.respond_by),
        caller_zones=list(owed.caller_zones),
        senders={owed.sender or NO_SENDER: 1},
    )
