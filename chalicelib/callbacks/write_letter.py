"""Answer by email somebody who gave but an address: with one of a few templates, seen before."""

from ..messaging.check_address import check_takes_mail
from ..messaging.errors import MailOffError
from ..messaging.send_later import UNDO_TIME, Circumstances, send_later
from ..people.index_person import index_dealt_with
from ..platform.errors import FieldProblem, InvalidInputError, NotFoundError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import store
from .answer_person import answer, check_end, person_meant
from .change_claimed import ClaimantsChange, change_claimed
from .claim_tokens import Claimed
from .end_callback import Ending
from .errors import CallRatherError
from .letter_models import LetterIn
from .models import AfterWrite, Callback, Outcome, told_done


def write_letter(run: Runtime, staff_id: str, callback_id: str, given: LetterIn) -> AfterWrite:
    """Have a letter sent to one person in a callback; they are answered by it, as by a call.

    It waits for as long as it can be undone. While somebody else in the callback is owed an answer,
    it stays open and with its claimant. Raises MailOffError, ComesBackError, CallRatherError where
    there is a number to call, ClaimLostError, CallbackClosedError, CallbackChangedError,
    NotFoundError, TokenError, and InvalidInputError where several people are owed an answer and
    none is named, or where it would answer a crisis and does not say what was done.
    """
    if run.email is None:
        raise MailOffError

    def written(work: UnitOfWork, claimed: Claimed) -> AfterWrite:
        callback = work.kept(store.CALLBACK, lambda: _load(run, callback_id))
        person_id = _addressee(claimed, given.person_id)
        check_end(claimed, person_id, Outcome.WRITTEN, given)
        _check_has_but_an_address(run, callback, person_id)
        index_dealt_with(work, (person_id,), claimed.location_id)
        message_id = send_later(
            work,
            given.letter.kind,
            to=claimed.point_id,
            location_id=claimed.location_id,
            about=callback_id,
            how=Circumstances(
                at=work.now + UNDO_TIME, language=given.language, person_id=person_id
            ),
        )
        work.record(
            store.KIND,
            callback_id,
            "written",
            letter=str(given.letter),
            person=person_id,
            done=told_done(given),
            note=given.note,
        )
        ending = Ending(Outcome.WRITTEN, claimed.attempts + 1, given.done, message_id)
        return answer(work, claimed, person_id, ending)

    return change_claimed(run, ClaimantsChange("letter", staff_id, callback_id, given), written)


def _load(run: Runtime, callback_id: str) -> Callback:
    callback = store.load_callback(run.table, callback_id)
    if callback is None:
        raise NotFoundError("We can't find that call.")
    return callback


def _check_has_but_an_address(run: Runtime, callback: Callback, person_id: str) -> None:
    """Raise CallRatherError where a call was promised: whoever gave a number is called there.

    Raises ComesBackError where the address takes no email.
    """
    if callback.phone is not None:
        raise CallRatherError
    given = [each.email for each in callback.occasions if each.person_id == person_id]
    for email in filter(None, given[-1:]):
        check_takes_mail(run, email)


def _addressee(claimed: Claimed, person_id: str | None) -> str:
    meant = person_meant(claimed, person_id)
    if meant is None:
        message = "Everyone known by name is answered. Please close this call."
        raise InvalidInputError((FieldProblem(("person_id",), message),))
    return meant
