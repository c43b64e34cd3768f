"""Note how a letter ended: its person wrote back or called, or the address did not take it."""

from ..platform.errors import FieldProblem, InvalidInputError, NotFoundError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import letter_store, store
from .errors import NotWrittenError
from .letter_models import LetterOutcomeIn
from .models import Callback, Outcome
from .promise_store import Promised, promise_answered


def note_letter_outcome(run: Runtime, by: str, callback_id: str, given: LetterOutcomeIn) -> None:
    """Note it for one person; said again, it is so already. ``by`` staff, or a job by its name.

    The promise stays as kept as it was: the letter was the answer. Raises NotFoundError,
    NotWrittenError where no letter answered them, and InvalidInputError where several got one and
    none is named.
    """
    outcome = Outcome(given.outcome.value)

    def noted(work: UnitOfWork) -> None:
        callback = store.load_callback(run.table, callback_id)
        if callback is None:
            raise NotFoundError("We can't find that call.")
        end_letter(work, callback, _meant(callback, outcome, given.person_id), outcome)

    carry_out(run, by, noted)


def end_letter(
    work: UnitOfWork, callback: Callback, person_id: str | None, outcome: Outcome
) -> None:
    """Collect that a letter which answered this person ended so; nothing, where none did."""
    answered = {
        each.of: answer.model_copy(update={"outcome": outcome})
        for person in callback.people
        if person.person_id == person_id
        for each in person.occasions
        if (answer := callback.answers.get(each.of)) and answer.outcome is Outcome.WRITTEN
    }
    if not answered:
        return
    callback_id = callback.callback_id
    work.add(letter_store.outcome_update(callback, answered, outcome))
    if callback.outcome is Outcome.WRITTEN:
        promised = Promised(callback.location_id, callback.promise_day, callback_id)
        work.add(promise_answered(promised, work.now, outcome=outcome))
    work.record(store.KIND, callback_id, "letter-ended", outcome=str(outcome), person=person_id)


def _meant(callback: Callback, outcome: Outcome, named: str | None) -> str:
    """The person whose letter it is; whoever has this outcome already counts, too. Pure."""
    got_one = {
        person.person_id
        for person in callback.people
        for each in person.occasions
        if (answer := callback.answers.get(each.of))
        and answer.outcome in (Outcome.WRITTEN, outcome)
    }
    if not got_one or (named and named not in got_one):
        raise NotWrittenError
    if named is None and len(got_one) > 1:
        message = "Several people got an email. Please choose which one this is."
        raise InvalidInputError((FieldProblem(("person_id",), message),))
    return named or got_one.pop()
