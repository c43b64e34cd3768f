"""Put a callback back into the queue, or into the call that is open by then."""

from collections.abc import Collection
from datetime import datetime
from functools import reduce

from ..clinic import Urgency
from ..messaging.send_later import call_off
from ..people.note_person import take_back_do_not_contact, take_back_reached
from ..platform.unit_of_work import UnitOfWork
from . import put_back_store, standing_store, store
from .alert_on_call import alert_on_call
from .claim_at_once import ClaimAtOnce
from .mark_calls import unmark_calls
from .merge_rules import merged, moved_by, room_to_join, sender_among
from .merge_store import Coming, merge_update
from .models import Callback, Outcome
from .note_unreached import unreached_no_longer
from .occasion_models import SPOKE
from .open_or_merge import note_sooner, today_of
from .promise_store import Promised, promise_delete, promise_unanswered
from .put_back_models import PutBack
from .standing_models import KnownCall
from .write_callback import There, known_open, note_open, write_callback


def open_again(
    work: UnitOfWork, closed: Callback, after: Callback, what: str, claim: ClaimAtOnce | None
) -> PutBack:
    """Collect what opens a closed callback again, standing as ``after``; what it came to.

    If a refusal told that another call of the point is open here by then, it is joined to that
    one instead. What the close told the person is called off while it waits, and a wish not to be
    contacted that it noted is taken back. ``what`` is the line of history.
    """
    after = _take_back_answers(work, closed, after)
    _take_back_message(work, closed)
    if closed.outcome is Outcome.UNREACHABLE:
        unreached_no_longer(work, closed.callback_id)
    other = known_open(work, closed.location_id)
    if other is not None:
        return _join(work, closed, after, other, what)
    after = _claimed(work, nothing_to_undo(after), claim)
    note_open(work, after, has_wishes=bool(closed.do_not_contact))
    if claim is None:
        _alert(work, after, after.callback_id)
    work.add(put_back_store.put_back_update(closed, after))
    return _stand(work, closed, after, what)


def nothing_to_undo(callback: Callback) -> Callback:
    """The callback with no outcome of a claimant that could be taken back. Pure."""
    none = dict.fromkeys(("undoable_since", "before", "earlier_snooze_note"))
    return callback.model_copy(update=none)


def stand_again(
    work: UnitOfWork, before: Callback, after: Callback, what: str, claim: ClaimAtOnce | None
) -> PutBack:
    """Collect that a callback stands as ``after`` says from now on, held by ``claim`` if given.

    Its outcome is no response any more; an attempt that stays one is. A wish not to be contacted
    that the outcome noted is taken back.
    """
    after = _claimed(work, _take_back_answers(work, before, after), claim)
    _take_back_message(work, before)
    write_callback(work, before, put_back_store.put_back_update(before, after))
    return _stand(work, before, after, what)


def _take_back_message(work: UnitOfWork, before: Callback) -> None:
    """Collect that what the last outcome told the person is called off, while it waits."""
    if before.message_id:
        call_off(work, before.message_id)


def owed_again(callback: Callback, occasions: Collection[str]) -> Callback:
    """The callback with these occasions unanswered, and no wish noted with their answers. Pure.

    The claimant's last outcome can be taken back as before; it concerns these no more.
    """
    answers = {of: each for of, each in callback.answers.items() if of not in occasions}
    before = callback.before and callback.before.without(occasions)
    after = callback.model_copy(update={"answers": answers, "before": before})
    wishes = list(callback.do_not_contact)
    for person_id, _ in {*_wishes_of(callback)} - {*_wishes_of(after)}:
        if person_id in wishes:
            wishes.remove(person_id)  # one mark for each wish: that of another one stays
    return after.model_copy(update={"do_not_contact": wishes})


def _claimed(work: UnitOfWork, after: Callback, claim: ClaimAtOnce | None) -> Callback:
    return claim.made_on(after, work.now) if claim else after


def _stand(work: UnitOfWork, before: Callback, after: Callback, what: str) -> PutBack:
    is_answered = bool(after.answers)
    work.add(promise_unanswered(_promised(before), after.attempts, is_answered=is_answered))
    work.record(store.KIND, before.callback_id, what)
    return PutBack(
        callback_id=before.callback_id,
        joined=False,
        claimed=after.fence > before.fence,
        respond_by=after.respond_by,
    )


def _take_back_answers(work: UnitOfWork, before: Callback, after: Callback) -> Callback:
    """Collect that wishes, and proofs, noted with answers that ``after`` has no more were none.

    The callback as it then stands: marked for whoever asked elsewhere since, not to be contacted.
    """
    stays, marks = set(_wishes_of(after)), list(after.do_not_contact)
    for person_id, since in dict.fromkeys(_wishes_of(before)):
        if (person_id, since) not in stays:
            point_id, here = before.point_id, before.location_id
            taken = take_back_do_not_contact(work, point_id, person_id, since, here)
            if taken.stands and person_id not in marks:
                marks.append(person_id)
            unmark_calls(work, taken.calls, person_id, of_one_wish=True)
    still_spoken_with = set(_spoken_with(after))
    for person_id, at in dict.fromkeys(_spoken_with(before)):
        if (person_id, at) not in still_spoken_with:
            take_back_reached(work, person_id, at)
    return after.model_copy(update={"do_not_contact": marks})


def _spoken_with(callback: Callback) -> list[tuple[str, datetime]]:
    """The people whom a callback's answers say that staff spoke with, and when."""
    return [
        (person.person_id, answer.at)
        for person in callback.people
        for each in person.occasions
        if (answer := callback.answers.get(each.of)) and answer.outcome in SPOKE and not answer.of
    ]


def _wishes_of(callback: Callback) -> list[tuple[str, datetime]]:
    """The people whom a callback's answers say to leave alone, and since when."""
    return [
        (person.person_id, answer.at)
        for person in callback.people
        for each in person.occasions
        if (answer := callback.answers.get(each.of)) and answer.outcome is Outcome.DO_NOT_CONTACT
    ]


def _join(
    work: UnitOfWork, closed: Callback, after: Callback, other: KnownCall, what: str
) -> PutBack:
    """Merge all that it owed into the other: occasions, flags, gravity, and the earlier promise."""
    owed = [
        each.model_copy(update={"respond_by": after.respond_by})
        for person in after.unanswered
        for each in person.unanswered
    ]
    today = today_of(work.run.clinic.location(other.location_id).tz, work.now)
    joined = reduce(lambda call, each: merged(call, each, today), owed, other)
    moved = moved_by(other, joined)
    flags = [flag for flag in after.flags if flag not in other.flags]
    senders = _senders_in(other, after)
    room = room_to_join(other, owed, senders)
    beyond = len(owed[room:]) + after.beyond
    to, only_if = other.callback_id, standing_store.stands_as(other)
    if after.flags:
        only_if &= standing_store.carries_just(other.flags)
    is_first = not other.beyond
    joining = Coming(owed[:room], flags, senders, beyond, is_first_beyond=is_first)
    update = merge_update(to, joining, moved, only_if)
    there = There(to, closed.point_id, closed.location_id)
    write_callback(work, there, store.in_its_turn(update, joined) if moved else update)
    work.add(put_back_store.joined_update(closed, to, work.now))
    if not after.attempts:
        work.add(promise_delete(_promised(closed)))
    note_sooner(work, other, joined.respond_by)
    _alert(work, after, to)
    work.record(store.KIND, closed.callback_id, what, of=to)
    work.record(store.KIND, to, what, of=closed.callback_id)
    return PutBack(callback_id=to, joined=True, claimed=False, respond_by=joined.respond_by)


def _senders_in(other: KnownCall, joining: Callback) -> dict[str, int]:
    """The senders of a callback that joins another, as that one tells them apart."""
    known = dict(other.senders)
    added: dict[str, int] = {}
    for sender, number in joining.senders.items():
        among = sender_among(known, sender)
        known[among] = added[among] = added.get(among, 0) + number
    return added


def _alert(work: UnitOfWork, owed: Callback, callback_id: str) -> None:
    """Collect that whoever is on call is alerted, where what is owed again is a crisis."""
    if owed.urgency is Urgency.CRISIS:
        alert_on_call(work, owed.location_id, callback_id)


def _promised(callback: Callback) -> Promised:
    return Promised(callback.location_id, callback.promise_day, callback.callback_id)
