"""Rules of a call whose caller may be in danger: how it may end, and be put off. Pure."""

from datetime import datetime, timedelta

from ..clinic import Urgency
from ..platform.errors import FieldProblem
from .claim_tokens import Claimed
from .models import AnsweringWrite
from .occasion_models import Done, Outcome
from .people_rules import gravest

LONGEST_SNOOZE = timedelta(minutes=30)
"""A call of a crisis can be put off for so long: until they are out of the car, say."""

_NOBODY_SPOKE = frozenset({Outcome.WRONG_NUMBER, Outcome.WRITTEN})
"""Outcomes by which staff spoke with nobody who is in danger."""


def answers_crisis(claimed: Claimed, person_id: str | None) -> bool:
    """True if what this person is owed is owed in a crisis; None is all who are in the call.

    So is what is only counted: nobody knows what it was.
    """
    if person_id is None:
        return claimed.urgency is Urgency.CRISIS
    return gravest(claimed.owed_to(person_id)) is Urgency.CRISIS


def problems_of_end(outcome: Outcome, given: AnsweringWrite) -> tuple[FieldProblem, ...]:
    """The fields that stand in the way of an outcome in a crisis, with what to do about each."""
    if given.done is None:
        return (_done("This caller may be in danger. Please say what was done for them."),)
    if given.done is Done.SPOKE_NOT_IN_DANGER and outcome in _NOBODY_SPOKE:
        return (_done("Nobody spoke with them. Please say what else was done."),)
    if given.done is Done.OTHER and not given.note:
        return (FieldProblem(("note",), "Please say in a note what was done."),)
    return ()


def problems_of_snooze(
    urgency: Urgency, until: datetime, now: datetime
) -> tuple[FieldProblem, ...]:
    """The field that stands in the way of putting off a crisis for long."""
    if urgency is not Urgency.CRISIS or until <= now + LONGEST_SNOOZE:
        return ()
    message = "This caller may be in danger. Please choose a time within the next 30 minutes."
    return (FieldProblem(("until",), message),)


def _done(message: str) -> FieldProblem:
    return FieldProblem(("done",), message)
