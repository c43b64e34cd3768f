"""Type a code, in the browser that asked for it: then its person is proven."""

from hmac import compare_digest

from ..messaging.tell_sent import was_sent
from ..people.prove_address import note_address_proven
from ..platform.runtime import Runtime
from ..platform.unit_of_work import VISITOR, UnitOfWork, carry_out
from ..scheduling.appointments.holder import Holder
from ..scheduling.appointments.limit_holder import count_code_try
from . import rules, store
from .code import asked_by_browser, code_of, proof_token
from .errors import TooManyCodeTriesError, WrongCodeError
from .models import AskedCode, Proven


def type_code(run: Runtime, proof_id: str, token: str | None, code: str, holder: Holder) -> Proven:
    """The proof, if the code is right. A wrong one counts against who types it, and nobody else.

    A code that was never sent proves nothing, so that nobody guesses at more codes than an address
    may get. The right one again proves the same. Raises CodeTokenMissingError, NotFoundError,
    WrongCodeError, TooManyCodeTriesError.
    """

    def typed(work: UnitOfWork) -> Proven | None:
        asked = work.kept(store.TYPED, lambda: asked_by_browser(run, proof_id, token))
        if not rules.can_be_typed(asked.asked_at, asked.wrong_tries, work.now):
            return None
        is_right = compare_digest(code, code_of(run, proof_id)) and _was_sent(run, asked)
        if is_right and asked.proven_at is not None:
            return _proven(run, asked)
        phone = run.clinic.location(asked.location_id).phone
        count_code_try(work, holder, proof_id, lambda _: TooManyCodeTriesError(phone))
        if not is_right:
            work.add(store.wrong_once_more(asked))
            return None
        work.add(store.proven_update(asked, work.now))
        note_address_proven(work, asked.email, asked.name)
        work.record(store.KIND, proof_id, "proven")
        return _proven(run, asked.model_copy(update={"proven_at": work.now}))

    proven = carry_out(run, VISITOR, typed)
    if proven is None:
        raise WrongCodeError
    return proven


def _was_sent(run: Runtime, asked: AskedCode) -> bool:
    return asked.message_id is not None and was_sent(run, asked.message_id)


def _proven(run: Runtime, asked: AskedCode) -> Proven:
    proven_at = asked.proven_at or asked.asked_at
    return Proven(
        proof_id=asked.proof_id,
        proof_token=proof_token(run, asked.proof_id),
        until=proven_at + rules.PROOF_LASTS,
    )
