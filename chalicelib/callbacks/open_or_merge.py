"""Owe somebody a call: open a callback, or merge into the one that is open already."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..clinic import Clinic, Urgency
from ..people.keep_commitments import CALL_ALREADY_OWED, marks_on
from ..people.note_person import file_under_person, note_person
from ..people.rules import first_name_of
from ..platform.ids import made_at
from ..platform.storage.writes import Update
from ..platform.unit_of_work import UnitOfWork
from . import standing_store, store
from .alert_on_call import alert_on_call
from .claim_at_once import ClaimAtOnce
from .grouping_rules import NO_SENDER
from .incoming_call_models import ClaimMade
from .merge_rules import (
    MOST_SENDERS,
    has_room,
    is_moved_by_none_like,
    merged,
    moved_by,
    room_for,
    room_of_sender,
    sender_among,
)
from .merge_store import Coming, merge_update
from .models import Callback
from .occasion_models import Occasion
from .owed_call_models import OwedCall
from .promise_rules import respond_by
from .promise_store import Promised, promise_moved, promise_put
from .standing_models import KnownCall
from .write_callback import There, known_open, open_callback, write_callback


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

    At the first telling a callback is opened. If one is open, the refusal tells how it stands, and
    the next telling merges from there: there are two, however it stands, and a third only where
    others got in between. An occasion that an appointment had answered, and that is owed again,
    comes in like this, too. What is promised comes from the clinic's hours alone.

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
    known = known_open(work, owed.location_id)
    return _merge(work, coming, known) if known else _open(work, coming)


def occasion_of(owed: OwedCall, promise: datetime) -> Occasion:
    """The occasion as the callback keeps it."""
    person = owed.person
    return Occasion(
        of=owed.of,
        person_id=person.person_id,
        urgency=owed.urgency,
        flags=owed.flags,
        read_first=owed.read_first,
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


def _open(work: UnitOfWork, coming: _Owing) -> Owed:
    owed, claim = coming.owed, coming.claim
    callback = new_callback(work.run.clinic, work.run.ids.new(owed.at), owed, coming.occasion)
    callback = callback.model_copy(update={"do_not_contact": list(coming.wishes)})
    if claim:
        callback = claim.made_on(callback, work.now)
    callback_id = callback.callback_id
    open_callback(work, callback)
    work.add(promise_put(callback))
    _record(work, callback_id, "opened", coming)
    _file(work, owed, callback_id)
    promise = coming.occasion.respond_by
    return Owed(callback_id, False, promise, claim.made if claim else None)


def _merge(work: UnitOfWork, coming: _Owing, known: KnownCall) -> Owed:
    """Merge from how it stands: only what moves is written, and only a move stands in the way.

    So of many who merge at once all the others pass.
    """
    owed, occasion, callback_id = coming.owed, coming.occasion, known.callback_id
    location = work.run.clinic.location(owed.location_id)
    after = merged(known, occasion, today_of(location.tz, work.now))
    moved = moved_by(known, after)
    claimed, is_claimed = _claim(work, coming, callback_id)
    update = _added(known, coming, moved)
    if moved:
        update = store.in_its_turn(update, after, is_claimed=is_claimed)
    write_callback(work, There(callback_id, owed.person.point_id, owed.location_id), update)
    _record(work, callback_id, "merged", coming)
    _file(work, owed, callback_id)
    note_sooner(work, known, after.respond_by)
    return Owed(callback_id, True, occasion.respond_by, claimed)


def _claim(work: UnitOfWork, coming: _Owing, callback_id: str) -> tuple[ClaimMade | None, bool]:
    """The claim by which it is then held, and whether this collects it: if nobody is known to."""
    claim, stood = coming.claim, work.seen.get(store.CALLBACK)
    if claim is None:
        return None, False
    callback = store.callback_of(stood) if stood else None
    is_known = callback is not None and callback.callback_id == callback_id
    made = claim.made_if_free(callback, work.now) if callback and is_known else claim.made
    if made != claim.made:
        return made, False
    work.add(claim.update(callback_id, work.now))
    return made, True


def _added(known: KnownCall, coming: _Owing, moved: dict[str, Any]) -> Update:
    """The write that adds one more occasion, or that counts it where there are too many."""
    occasion, changes = coming.occasion, moved | _wishes(coming)
    sender = sender_among(known.senders, coming.owed.sender)
    only_if = standing_store.stands_as(known)
    if not moved and is_moved_by_none_like(known, occasion):
        only_if = standing_store.promised_no_later_than(occasion.respond_by, occasion.urgency)
    if has_room(known, occasion, sender):
        only_if &= standing_store.room_for_fewer_than(room_for(occasion))
        if sender != NO_SENDER:
            room = room_of_sender(occasion)
            only_if &= standing_store.room_for_sender(sender, room, MOST_SENDERS)
        kept = Coming([occasion], occasion.flags, {sender: 1})
        return merge_update(known.callback_id, kept, changes, only_if)
    if occasion.flags:
        only_if &= standing_store.carries_just(known.flags)
    flags = [flag for flag in occasion.flags if flag not in known.flags]
    is_first = not known.beyond
    counted = Coming([], flags, {sender: 0}, beyond=1, is_first_beyond=is_first)
    return merge_update(known.callback_id, counted, changes, only_if)


def _file(work: UnitOfWork, owed: OwedCall, callback_id: str) -> None:
    """Collect that the callback is filed under the person, however often they turn to the clinic.

    By the time at which it was opened, so that it is filed under each person once.
    """
    opened_at = made_at(callback_id)
    file_under_person(work, owed.person.person_id, store.KIND, callback_id, opened_at)


def note_sooner(work: UnitOfWork, callback: Callback | KnownCall, respond_by: datetime) -> None:
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
