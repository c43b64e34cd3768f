"""Tell what a message with a code says, as long as the code can be typed."""

from datetime import datetime

from ..messaging.models import Message, MessageKind, Telling
from ..messaging.send_due import Tellers
from ..people.identity import identify
from ..platform.runtime import Runtime
from . import rules, store
from .code import code_of


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """The code. It stands in the mail alone: neither in the outbox nor in what is noted there."""
    asked = store.load_asked(run.table, message.about)
    if asked is None or not rules.can_be_typed(asked.asked_at, asked.wrong_tries, now):
        return None
    return Telling(
        email=asked.email,
        is_by_staff=False,
        person_id=identify(run.keyring, None, asked.email, asked.name).person_id,
        words={"code": rules.said_code(code_of(run, asked.proof_id))},
        news="code",
        language=asked.language,
    )


TELLERS: Tellers = {MessageKind.CODE: _tell}
