"""Put a callback back into the queue, or into the call that is open by then."""

from datetime import datetime

from ..messaging.send_later import call_off
from ..people.keep_commitments import CALL_ALREADY_OWED, call_owed
from ..people.models import Person
from ..people.note_person import take_back_do_not_contact
from ..platform.unit_of_work import UnitOfWork
from . import put_back_store, store
from .claim_at_once import ClaimAtOnce
from .merge_rules import both_reasons, merged, standing
from .models import Callback, Outcome, OwedCall
from .promise_store import Promised, promise_delete, promise_moved, promise_unanswered
from .put_back_models import PutBack


def open_again(
    work: UnitOfWork, closed: Callback, after: Callback, what: str, claim: ClaimAtOnce | None
) -> PutBack:
    """Collect what opens a closed callback again, standing as ``after``; what it came to.

    If a refusal told that another call of the contact is open here by then, it is joined to that
    one instead. What the close told the contact is called off while it waits, and a wish not to be
    contacted that it noted is taken back. ``what`` is the line of history.
    """
    if closed.outcome is Outcome.DO_NOT_CONTACT and closed.closed_at:
        take_back_do_not_contact(work, closed.point_id, closed.closed_at)
    if closed.message_id:
        call_off(work, closed.message_id)
    other = _open_by_now(work)
    if other is not None:
        return _join(work, closed, after, other, what)
    call_owed(
        work,
        closed.point_id,
        closed.location_id,
        closed.callback_id,
        closed.promise_day.isoformat(),
    )
    return stand_again(work, closed, after, what, claim)


def stand_again(
    work: UnitOfWork, before: Callback, after: Callback, what: str, claim: ClaimAtOnce | None
) -> PutBack:
    """Collect that a callback stands as ``after`` says from now on, held by ``claim`` if given.

    Its outcome is no response any more; an attempt that stays one is.
    """
    if claim:
        after = claim.made_on(after, work.now)
    work.add(put_back_store.put_back_update(before, after))
    work.add(promise_unanswered(_promised(before), after.attempts))
    work.record(store.KIND, before.callback_id, what)
    return PutBack(
        callback_id=before.callback_id,
        joined=False,
        claimed=claim is not None,
        respond_by=after.respond_by,
    )


def _open_by_now(work: UnitOfWork) -> Callback | None:
    """The call that a refusal named, if it is open still."""
    pointer = work.seen.get(CALL_ALREADY_OWED)
    if pointer is None:
        return None
    named = store.load_callback(work.run.table, str(pointer["callback_id"]))
    return named if named and named.outcome is None else None


def _join(
    work: UnitOfWork, closed: Callback, after: Callback, other: Callback, what: str
) -> PutBack:
    """Merge all that it owed into the other: occasions, flags, gravity, and the earlier promise."""
    joined = merged(other, _as_owed(after, work.now), after.respond_by)
    stood, stands = standing(other), standing(joined)
    changes = {name: value for name, value in stands.items() if value != stood[name]}
    changes |= store.position_changes(joined)
    changes["reason"] = both_reasons(after.reason, other.reason)
    changes |= {f"senders.{sender}": 1 for sender in after.senders}
    flags = [flag for flag in after.flags if flag not in other.flags]
    only_if = store.unmoved_since(other) & store.same_reason_as(other)
    to = other.callback_id
    work.add(store.merge_update(to, after.occasions, changes, flags, only_if))
    work.add(put_back_store.joined_update(closed, to, work.now))
    if not after.attempts:
        work.add(promise_delete(_promised(closed)))
    if joined.respond_by < other.respond_by and not other.attempts:
        work.add(promise_moved(_promised(other), joined.respond_by))
    work.record(store.KIND, closed.callback_id, what, of=to)
    work.record(store.KIND, to, what, of=closed.callback_id)
    return PutBack(callback_id=to, joined=True, claimed=False, respond_by=joined.respond_by)


def _as_owed(callback: Callback, now: datetime) -> OwedCall:
    """The call that a callback owes, as the rules of merging look at it."""
    return OwedCall(
        person=Person(point_id=callback.point_id),
        location_id=callback.location_id,
        source=callback.source,
        urgency=callback.urgency,
        reason=callback.reason,
        of=callback.occasions[0],
        at=now,
    )


def _promised(callback: Callback) -> Promised:
    return Promised(callback.location_id, callback.promise_day, callback.callback_id)
