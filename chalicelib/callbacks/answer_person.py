"""Answer one person in a callback; the last one answered ends it."""

from datetime import datetime, timedelta
from typing import Any

from ..people.note_person import note_do_not_contact, note_reached
from ..platform.clock import instant_text
from ..platform.errors import FieldProblem, InvalidInputError
from ..platform.unit_of_work import UnitOfWork
from . import claim_store, crisis_store, store
from .claim_tokens import Claimed, claim_of
from .crisis_rules import answers_crisis, problems_of_end
from .end_callback import Ending, end, promise_kept
from .mark_calls import mark_calls
from .merge_rules import promise_left
from .models import AfterWrite, AnsweringWrite, Outcome, State
from .occasion_models import SPOKE, Owing
from .people_rules import flags_of, gravest
from .write_callback import write_callback


def person_meant(claimed: Claimed, person_id: str | None) -> str | None:
    """The person whom an outcome is about: the one named, or the only one owed an answer.

    None where nobody is left by name, so that it is about all that was only counted. Raises
    InvalidInputError, naming the field, where several are or the named one is not.
    """
    people = claimed.people
    if person_id is None and len(people) > 1:
        message = "Several people are waiting on this number. Please choose which one this is."
        raise InvalidInputError((FieldProblem(("person_id",), message),))
    if person_id is not None and person_id not in people:
        message = "This person isn't waiting for an answer in this call."
        raise InvalidInputError((FieldProblem(("person_id",), message),))
    return person_id or next(iter(people), None)


def is_last(claimed: Claimed, person_id: str | None) -> bool:
    """True if nothing else in the callback is owed an answer, neither by name nor only counted."""
    return person_id is None or (claimed.people == (person_id,) and not claimed.beyond)


def check_end(
    claimed: Claimed, person_id: str | None, outcome: Outcome, given: AnsweringWrite
) -> None:
    """Raise InvalidInputError where it would answer a crisis and does not say what was done."""
    if not answers_crisis(claimed, person_id):
        return
    if problems := problems_of_end(outcome, given):
        raise InvalidInputError(problems)


def answer(work: UnitOfWork, claimed: Claimed, person_id: str | None, ending: Ending) -> AfterWrite:
    """Collect that one person is answered; with the last one, the callback ends.

    While further occasions are only counted nobody is the last one: it ends once it is closed, or
    an outcome is told, with nobody left by name.
    """
    outcome = ending.outcome
    if person_id is None:
        return end(work, claimed, ending)
    if outcome is Outcome.DO_NOT_CONTACT:
        point_id, here = claimed.point_id, claimed.location_id
        mark_calls(work, note_do_not_contact(work, point_id, person_id, here), person_id)
    if outcome in SPOKE and not _asked_by_others(claimed, person_id):
        note_reached(work, person_id)
    if is_last(claimed, person_id):
        wishes = _wishes_with(claimed, person_id, outcome)
        return end(work, claimed, ending, wishes)
    return _answer_one(work, claimed, person_id, ending)


def _asked_by_others(claimed: Claimed, person_id: str) -> bool:
    """True if none but others asked for this person: whom staff spoke with proves nothing of them.

    What they are owed as they asked for it themselves is with their own way to be reached.
    """
    return all(each.by_another for each in claimed.owed_to(person_id))


def _answer_one(work: UnitOfWork, claimed: Claimed, person_id: str, ending: Ending) -> AfterWrite:
    """Collect that the callback stays open, and with its claimant, for those who are left.

    Its gravity, flags and promise are those of what is left. The claim that goes on is told.
    """
    now, run, attempts = work.now, work.run, ending.attempts
    theirs = claimed.owed_to(person_id)
    after = _left_after(claimed, person_id, ending)
    until = now + timedelta(minutes=run.clinic.callbacks.lease_minutes)
    changes = {
        **store.answers_set((each.of for each in theirs), ending.answer(work)),
        **({} if claimed.beyond else {"flags": flags_of(after.still_owed)}),
        **_stands_as(after, until),
        "message_id": ending.message_id,
        "undoable_since": instant_text(now),
        "before": claim_store.before_content(claimed.before(theirs)),
    }
    only_if = claim_store.held_and_nothing_new(claimed, now)
    update = claim_store.claimants_update(claimed, changes, only_if, answers=True)
    write_callback(work, claimed, update)
    promise_kept(work, claimed, attempts, None)
    return AfterWrite(
        callback_id=claimed.callback_id,
        state=State.CLAIMED,
        attempts=attempts,
        respond_by=after.respond_by,
        claim=claim_of(run.keyring, after, until),
        answered=person_id,
    )


def _left_after(claimed: Claimed, person_id: str, ending: Ending) -> Claimed:
    """The callback as its claimant knows it once this person is answered. Pure."""
    left = tuple(each for each in claimed.still_owed if each.person_id != person_id)
    return claimed.model_copy(
        update={
            "still_owed": left,
            "attempts": ending.attempts,
            "answered": claimed.answered + 1,
            "do_not_contact": _wishes_with(claimed, person_id, ending.outcome),
            **_standing_left(claimed, left),
        }
    )


def _stands_as(after: Claimed, until: datetime) -> dict[str, Any]:
    """The changes by which a callback that stays claimed stands for those who are left."""
    return {
        "row.do_not_contact": list(after.do_not_contact),
        "urgency": str(after.urgency),
        "respond_by": instant_text(after.respond_by),
        "position": store.position_of(after.urgency, after.respond_by),
        **crisis_store.entry_of(after.urgency, after.location_id),
        "attempts": after.attempts,
        **store.held_until(until),
    }


def _wishes_with(claimed: Claimed, person_id: str, outcome: Outcome) -> tuple[str, ...]:
    """The people who asked not to be contacted, once for each wish; this one's if it is one."""
    if outcome is not Outcome.DO_NOT_CONTACT:
        return claimed.do_not_contact
    return (*claimed.do_not_contact, person_id)


def _standing_left(claimed: Claimed, left: tuple[Owing, ...]) -> dict[str, Any]:
    """The standing that a callback comes to; it is not lowered while some of it is only counted."""
    if claimed.beyond:
        return {}
    promises = [each.respond_by for each in left]
    return {"urgency": gravest(left), "respond_by": promise_left(claimed.respond_by, promises)}
