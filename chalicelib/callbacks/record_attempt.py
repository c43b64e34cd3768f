"""Record one call that was made, and what follows from it: an outcome, or another attempt."""

from dataclasses import dataclass, replace
from datetime import datetime

from ..messaging.models import MessageKind
from ..messaging.send_later import UNDO_TIME, Circumstances, send_later
from ..people.index_person import index_dealt_with
from ..platform.clock import instant_text
from ..platform.errors import FieldProblem, InvalidInputError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import claim_store, store
from .answer_person import answer, check_end, person_meant
from .back_off_rules import next_attempt_at
from .change_claimed import ClaimantsChange, change_claimed
from .claim_tokens import Claimed
from .end_callback import Ending, end, promise_kept
from .legal_hours_rules import CallHours
from .models import AfterWrite, AttemptIn, Disposition, Outcome, State, told_done
from .note_unreached import note_unreached
from .occasion_models import Owing
from .snooze import again_at
from .write_callback import write_callback

_FAILED = {Disposition.VOICEMAIL_LEFT, Disposition.NO_ANSWER, Disposition.BUSY}
"""Nobody was spoken to: there will be another attempt. Every other disposition is an outcome."""

_OF_THE_NUMBER = {*_FAILED, Disposition.WRONG_NUMBER}
"""These concern everybody in the callback; every other one is about one person."""

_MOST_TOLD = 12
"""Occasions that are told of in one transaction, the gravest first: far more than anybody has."""


@dataclass(frozen=True)
class _Decided:
    """The consequence of an attempt: an outcome, or another attempt at a time."""

    outcome: Outcome | None
    next_at: datetime | None

    @property
    def ends_as(self) -> Outcome:
        """The outcome, where there is no other attempt."""
        return self.outcome or Outcome.UNREACHABLE


def record_attempt(run: Runtime, staff_id: str, callback_id: str, given: AttemptIn) -> AfterWrite:
    """Record one call. It closes the callback, or sends it back to be tried again later.

    What is about one person answers that one; while somebody else is owed an answer, the callback
    stays open and with its claimant. One round trip. The number of attempts being used up closes it
    as unreachable, and a message tells the person how to reach the clinic; in a crisis never, and
    nothing answers one unless it says what was done.

    If something new came in since the claim, a failed attempt takes it into account; one that would
    close the callback raises CallbackChangedError. Raises also ClaimLostError, CallbackClosedError,
    NotFoundError, TokenError, and InvalidInputError where several people are owed an answer and
    none is named, or where it would answer a crisis and does not say what was done.
    """

    def attempted(work: UnitOfWork, claimed: Claimed) -> AfterWrite:
        person_id = _about(claimed, given)
        met = claimed.people if person_id is None else (person_id,)
        index_dealt_with(work, met, claimed.location_id)
        decided = _decide(run, claimed, given.disposition, work.now)
        if decided.next_at is None:
            check_end(claimed, person_id, decided.ends_as, given)
        work.record(
            store.KIND,
            callback_id,
            "attempted",
            disposition=str(given.disposition),
            person=person_id,
            done=told_done(given),
            note=given.note,
        )
        if decided.next_at is not None:
            return _try_again(work, claimed, decided.next_at)
        ending = Ending(decided.ends_as, claimed.attempts + 1, given.done)
        if person_id is not None:
            return answer(work, claimed, person_id, ending)
        return _end_for_all(work, claimed, ending)

    asked = ClaimantsChange("attempt", staff_id, callback_id, given)
    return change_claimed(run, asked, attempted, takes_news=given.disposition in _FAILED)


def _about(claimed: Claimed, given: AttemptIn) -> str | None:
    """The person whom it is about; None if it is about the number, or nobody is left by name."""
    if given.disposition in _OF_THE_NUMBER:
        return None
    meant = person_meant(claimed, given.person_id)
    if meant is None and given.disposition is Disposition.DO_NOT_CONTACT:
        message = "Everyone known by name is answered. Please close this call."
        raise InvalidInputError((FieldProblem(("person_id",), message),))
    return meant


def _decide(run: Runtime, claimed: Claimed, disposition: Disposition, now: datetime) -> _Decided:
    if disposition not in _FAILED:
        return _Decided(Outcome(disposition.value), None)
    next_at = next_attempt_at(
        run.clinic.location(claimed.location_id),
        run.clinic.callbacks,
        claimed.attempts + 1,
        now,
        CallHours(claimed.windows, claimed.caller_zones, claimed.urgency),
    )
    return _Decided(None if next_at else Outcome.UNREACHABLE, next_at)


def _try_again(work: UnitOfWork, claimed: Claimed, next_at: datetime) -> AfterWrite:
    """Back into the queue until the next attempt."""
    attempts = claimed.attempts + 1
    back = again_at(claimed, next_at) | {
        "attempts": attempts,
        "message_id": None,
        "undoable_since": instant_text(work.now),
        "before": claim_store.before_content(claimed.before()),
    }
    only_if = claim_store.held_and_nothing_new(claimed, work.now)
    write_callback(work, claimed, claim_store.return_update(claimed, back, only_if))
    promise_kept(work, claimed, attempts, None)
    return AfterWrite(
        callback_id=claimed.callback_id,
        state=State.WAITING,
        attempts=attempts,
        respond_by=next_at,
        not_before=next_at,
    )


def _end_for_all(work: UnitOfWork, claimed: Claimed, ending: Ending) -> AfterWrite:
    """Out of the queue, with what its outcome asks for."""
    if ending.outcome is Outcome.UNREACHABLE:
        filed = [_tell(work, claimed, each) for each in claimed.still_owed[:_MOST_TOLD]]
        ending = replace(ending, message_id=next(iter(filed), None))
        note_unreached(work, claimed.callback_id)
    return end(work, claimed, ending)


def _tell(work: UnitOfWork, claimed: Claimed, occasion: Owing) -> str:
    """The message to whoever is owed this: each occasion is answered by the ways given with it.

    One address would be anybody's: who knows the number could have it sent to their own instead.
    """
    return send_later(
        work,
        MessageKind.UNREACHABLE,
        to=claimed.point_id,
        location_id=claimed.location_id,
        about=claimed.callback_id,
        how=Circumstances(at=work.now + UNDO_TIME, person_id=occasion.person_id, of=occasion.of),
    )
