"""Ask for a code: everybody gets the same answer, in one round trip, whoever is known or not."""

from ..messaging.models import MessageKind
from ..messaging.send_later import Circumstances, send_later
from ..people.identity import point_id_of
from ..people.note_asked import note_asked
from ..platform.runtime import Runtime
from ..platform.tokens import token_hash
from ..platform.unit_of_work import VISITOR, Once, UnitOfWork, carry_out, fingerprint
from ..scheduling.appointments.holder import Holder
from ..scheduling.appointments.limit_holder import count_code
from . import rules, store
from .code import code_token
from .errors import TooManyCodesError
from .models import AskCodeIn, AskedCode, CodeAsked


def ask_code(run: Runtime, given: AskCodeIn, holder: Holder, key: str | None) -> CodeAsked:
    """Have a code sent to an address, unless it had its codes of this hour: that is not told.

    Nothing is looked up. How many an address may have is seen when it is sent. The same ``key`` and
    details again are the same code. Raises TooManyCodesError, which goes by who asks alone.
    """
    location = run.clinic.location(given.location_id)
    proof_id = run.keyring.derived_id("proof", key) if key else run.ids.new(run.clock())

    point_id = point_id_of(run.keyring, given.email)

    def asked(work: UnitOfWork) -> CodeAsked:
        count_code(work, holder, proof_id, lambda _: TooManyCodesError(location.phone))
        message_id = send_later(
            work,
            MessageKind.CODE,
            to=point_id,
            location_id=location.id,
            about=proof_id,
            how=Circumstances(language=given.language),
        )
        new = AskedCode(
            **given.model_dump(),
            proof_id=proof_id,
            message_id=message_id,
            token_hash=token_hash(code_token(run, proof_id)),
            asked_at=work.now,
            expires_at=int(work.now.timestamp()) + rules.KEPT,
        )
        work.add(store.asked_put(new))
        note_asked(work, point_id, (store.KIND, proof_id), new.expires_at, given.name)
        work.record(store.KIND, proof_id, "asked")
        return _told(run, new)

    once = Once(
        store.proof_key(proof_id),
        fingerprint(run.keyring, given),
        lambda item: _told(run, AskedCode.model_validate(item)),
    )
    return carry_out(run, VISITOR, asked, once=once)


def _told(run: Runtime, asked: AskedCode) -> CodeAsked:
    return CodeAsked(
        proof_id=asked.proof_id,
        code_token=code_token(run, asked.proof_id),
        until=asked.asked_at + rules.CODE_LASTS,
    )
