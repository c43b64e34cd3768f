"""Withdraw an occasion: what made the clinic owe a call is not so, or is so no longer."""

from ..people.keep_commitments import call_owed_no_longer
from ..platform.unit_of_work import UnitOfWork
from . import booked_store, store
from .answer_part import answer_part
from .load_owing import load_owing
from .models import Callback, Outcome
from .occasion_models import Answer
from .people_rules import still_owed_of
from .promise_store import Promised, promise_answered


def withdraw_occasion(
    work: UnitOfWork, callback_id: str, of: str, *, unless_tried: bool = False
) -> None:
    """Collect that one occasion is owed no more, if it still is; all else in its callback stays.

    With nothing else in it the callback closes, whoever may hold it at the moment: they find it
    closed at their write. A call that was made meanwhile stays made. ``unless_tried`` leaves it
    owed after an attempt: a voicemail may have told the person what is so no longer.
    """
    callback = load_owing(work, callback_id)
    if callback is None or callback.outcome is not None:
        return
    still_owed = still_owed_of(callback.unanswered)
    withdrawn = [each for each in still_owed if each.of == of]
    left = [each for each in still_owed if each.of != of]
    if not withdrawn or (unless_tried and callback.attempts):
        return
    answer = Answer(outcome=Outcome.RESOLVED, at=work.now, by=work.by)
    if left or callback.beyond:
        answer_part(work, callback, withdrawn, left, answer)
    else:
        _close(work, callback, of, answer)
    work.record(store.KIND, callback.callback_id, "withdrawn", of=of)


def _close(work: UnitOfWork, callback: Callback, of: str, answer: Answer) -> None:
    location = work.run.clinic.location(callback.location_id)
    closed = store.closed_as(location, answer.outcome, work.by, work.now)
    closed |= store.answers_set([of], answer)
    unchanged = booked_store.just_as(callback.version)
    work.add(booked_store.booked_update(callback.callback_id, closed, unchanged))
    call_owed_no_longer(
        work, callback.point_id, callback.location_id, has_wishes=bool(callback.do_not_contact)
    )
    promised = Promised(callback.location_id, callback.promise_day, callback.callback_id)
    work.add(promise_answered(promised, work.now, outcome=answer.outcome))
