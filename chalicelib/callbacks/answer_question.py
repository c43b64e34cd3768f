"""Answer who sent a form, as a call asks the desk, and take the answer back."""

from ..people.ask_desk import answered_before, keep_answer, load_known, take_back_answer
from ..people.question_models import AnswerIn, AskedQuestion
from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import store
from .ask_who import ids_to_ask, questions_among
from .models import CallbackCard
from .read_queue import card_of


def answer_question(
    run: Runtime, staff_id: str, callback_id: str, question_id: str, given: AnswerIn
) -> None:
    """Note whether a form was sent by the person who is known; the call and its place stay.

    Said again, it is so already. Raises NotFoundError.
    """

    def answered(work: UnitOfWork) -> None:
        card = _card(work, callback_id)
        known = load_known(run, ids_to_ask(card))
        before = answered_before(known, question_id)
        asked = questions_among(run, card, known)
        question = before.question if before else _among(asked, question_id)
        keep_answer(work, question, known[question.person_id], is_same=given.is_same)

    carry_out(run, staff_id, answered)


def undo_answer(run: Runtime, staff_id: str, callback_id: str, question_id: str) -> None:
    """Take an answer back: all is as it was before. Said again, it is so already.

    Raises NotFoundError.
    """

    def undone(work: UnitOfWork) -> None:
        card = _card(work, callback_id)
        known = load_known(run, ids_to_ask(card))
        before = answered_before(known, question_id)
        if before is not None:
            take_back_answer(work, known[before.question.person_id], question_id)

    carry_out(run, staff_id, undone)


def _card(work: UnitOfWork, callback_id: str) -> CallbackCard:
    callback = store.load_callback(work.run.table, callback_id)
    if callback is None:
        raise NotFoundError("We can't find that call.")
    return card_of(callback, work.now)


def _among(asked: list[AskedQuestion], question_id: str) -> AskedQuestion:
    for question in asked:
        if question.question_id == question_id:
            return question
    raise NotFoundError("This call doesn't ask that.")
