"""Write down what became of a call: an attempt, a snooze, a note, the end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ..contacts import store as contacts
from ..messaging.models import Message, MessageKind
from ..messaging.store import message_put
from ..platform.clock import instant_text
from ..platform.errors import FieldProblem, InvalidInputError
from ..platform.runtime import Runtime
from ..platform.storage.writes import Write
from . import rules, store
from .claim_tokens import Claimed, claimed_from, read_claim
from .claimant_writes import after_write, carry_out, event_by, write_identity
from .errors import CallbackChangedError
from .models import AfterWrite, AttemptIn, CloseIn, Disposition, NoteIn, Outcome, SnoozeIn, State

_LONGEST_SNOOZE = timedelta(days=90)

_FAILED = {Disposition.VOICEMAIL_LEFT, Disposition.NO_ANSWER, Disposition.BUSY}
"""Nobody was spoken to: there will be another attempt. Every other disposition is an outcome."""


@dataclass(frozen=True)
class _Decided:
    """What an attempt leads to: an outcome, or another attempt at a time."""

    outcome: Outcome | None
    next_at: datetime | None


def record_attempt(run: Runtime, staff_id: str, callback_id: str, given: AttemptIn) -> AfterWrite:
    """Record one call. It closes the callback, or sends it back to be tried again later.

    One round trip. The number of attempts being used up closes it as unreachable, and a message
    tells the contact how to reach the clinic. If something new came in since the claim, a failed
    attempt takes it into account; one that would close the callback raises CallbackChangedError.
    Raises also ClaimLostError, CallbackClosedError, NotFoundError, TokenError.
    """
    claimed = read_claim(run.keyring, given.claim, callback_id, staff_id)
    identity = write_identity("attempt", claimed, given)
    now = run.clock()
    try:
        return _try_attempt(run, claimed, given, identity, now)
    except CallbackChangedError:
        if given.disposition not in _FAILED:
            raise
        # Nothing is closed by it, so what came in can be taken into account without asking.
        current = store.load_callback(run.table, callback_id)
        if current is None:
            raise
        known = claimed_from(current, staff_id).model_copy(update={"fence": claimed.fence})
        return _try_attempt(run, known, given, identity, now)


def _try_attempt(
    run: Runtime, claimed: Claimed, given: AttemptIn, identity: str, now: datetime
) -> AfterWrite:
    decided = _decide(run, claimed, given.disposition, now)
    writes = _attempt_writes(run, claimed, given, decided, identity, now)
    repeated = carry_out(run, claimed, now, identity, writes)
    if repeated:
        return after_write(repeated, now)
    return AfterWrite(
        callback_id=claimed.callback_id,
        state=State.CLOSED if decided.outcome else State.WAITING,
        outcome=decided.outcome,
        attempts=claimed.attempts + 1,
        respond_by=decided.next_at,
        not_before=decided.next_at,
    )


def _decide(run: Runtime, claimed: Claimed, disposition: Disposition, now: datetime) -> _Decided:
    if disposition not in _FAILED:
        return _Decided(Outcome(disposition.value), None)
    next_at = rules.next_attempt_at(
        run.clinic.location(claimed.location_id),
        run.clinic.callbacks,
        claimed.attempts + 1,
        now,
        claimed.window,
        claimed.caller_zones,
        claimed.urgency,
    )
    return _Decided(None if next_at else Outcome.UNREACHABLE, next_at)


def _attempt_writes(
    run: Runtime,
    claimed: Claimed,
    given: AttemptIn,
    decided: _Decided,
    identity: str,
    now: datetime,
) -> list[Write]:
    attempts = claimed.attempts + 1
    event = event_by(
        run, claimed, now, "attempted", disposition=str(given.disposition), note=given.note
    )
    promise = _promise_kept(claimed, now, attempts, decided.outcome)
    if decided.next_at is not None:
        back = _again_at(claimed, decided.next_at) | {"attempts": attempts}
        only_if = store.held_by(claimed, now) & store.nothing_new(claimed)
        return [store.return_update(claimed, back, identity, only_if), event, promise]
    outcome = decided.outcome or Outcome.UNREACHABLE
    closing = _closing_writes(claimed, outcome, {"attempts": attempts}, identity, now)
    writes: list[Write] = [*closing, event, promise]
    if outcome is Outcome.DO_NOT_CONTACT:
        writes.append(contacts.do_not_contact_update(claimed.contact_id, now))
    if outcome is Outcome.UNREACHABLE:
        writes.append(message_put(_how_to_reach_us(run, claimed, now)))
    return writes


def snooze(run: Runtime, staff_id: str, callback_id: str, given: SnoozeIn) -> AfterWrite:
    """Put the callback off until an instant within 90 days; it then comes up as due.

    Raises InvalidInputError, ClaimLostError, CallbackClosedError, CallbackChangedError,
    NotFoundError, TokenError.
    """
    claimed = read_claim(run.keyring, given.claim, callback_id, staff_id)
    now = run.clock()
    if not now < given.until <= now + _LONGEST_SNOOZE:
        raise InvalidInputError(
            (FieldProblem(("until",), "This has to be later than now, within 90 days."),)
        )
    identity = write_identity("snooze", claimed, given)
    until = instant_text(given.until)
    changes = _again_at(claimed, given.until) | {"snoozed_until": until, "not_before": None}
    only_if = store.held_by(claimed, now) & store.nothing_new(claimed)
    update = store.return_update(claimed, changes, identity, only_if)
    event = event_by(run, claimed, now, "snoozed", until=until, note=given.note)
    repeated = carry_out(run, claimed, now, identity, [update, event])
    if repeated:
        return after_write(repeated, now)
    return AfterWrite(
        callback_id=callback_id,
        state=State.WAITING,
        attempts=claimed.attempts,
        respond_by=given.until,
        not_before=given.until,
    )


def add_note(run: Runtime, staff_id: str, callback_id: str, given: NoteIn) -> None:
    """Add a note to the callback's history; the claim goes on.

    The same words again, with nothing in between, are the same note.
    Raises ClaimLostError, CallbackClosedError, NotFoundError, TokenError.
    """
    claimed = read_claim(run.keyring, given.claim, callback_id, staff_id)
    now = run.clock()
    identity = write_identity("note", claimed, given)
    only_if = store.held_by(claimed, now) & store.not_written_last(identity)
    update = store.claimants_update(claimed, {}, identity, only_if)
    event = event_by(run, claimed, now, "noted", note=given.note)
    carry_out(run, claimed, now, identity, [update, event])


def close_callback(run: Runtime, staff_id: str, callback_id: str, given: CloseIn) -> AfterWrite:
    """Close a callback without a call of one's own, for a reason.

    Raises ClaimLostError, CallbackClosedError, CallbackChangedError, NotFoundError, TokenError.
    """
    claimed = read_claim(run.keyring, given.claim, callback_id, staff_id)
    now = run.clock()
    identity = write_identity("close", claimed, given)
    outcome = Outcome(given.reason.value)
    writes = _closing_writes(claimed, outcome, {}, identity, now)
    writes.append(event_by(run, claimed, now, "closed", outcome=str(outcome), note=given.note))
    writes.append(_promise_kept(claimed, now, claimed.attempts, outcome))
    repeated = carry_out(run, claimed, now, identity, writes)
    if repeated:
        return after_write(repeated, now)
    return AfterWrite(
        callback_id=callback_id, state=State.CLOSED, outcome=outcome, attempts=claimed.attempts
    )


def _again_at(claimed: Claimed, at: datetime) -> dict[str, Any]:
    """Whatever held the callback back until now, from ``at`` on it is due."""
    return {
        "respond_by": instant_text(at),
        "not_before": instant_text(at),
        "snoozed_until": None,
        "place": store.place_of(claimed.urgency, at),
    }


def _closing_writes(
    claimed: Claimed,
    outcome: Outcome,
    changes: dict[str, Any],
    identity: str,
    now: datetime,
) -> list[Write]:
    changes = {**changes, "outcome": str(outcome), "closed_at": instant_text(now)}
    only_if = store.held_by(claimed, now) & store.nothing_new(claimed)
    return [
        store.close_update(claimed, changes, identity, only_if),
        contacts.open_callback_delete(claimed.contact_id, claimed.location_id),
    ]


def _promise_kept(claimed: Claimed, now: datetime, attempts: int, outcome: Outcome | None) -> Write:
    return store.promise_update(
        claimed.location_id,
        claimed.promise_day,
        claimed.callback_id,
        responded_at=now,
        attempts=attempts,
        outcome=str(outcome) if outcome else None,
    )


def _how_to_reach_us(run: Runtime, claimed: Claimed, now: datetime) -> Message:
    return Message(
        message_id=run.ids.new(now),
        kind=MessageKind.UNREACHABLE,
        contact_id=claimed.contact_id,
        location_id=claimed.location_id,
        about=claimed.callback_id,
        send_at=now,
    )
