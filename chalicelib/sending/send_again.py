"""Send a message once more, as long as what it tells still stands."""

from ..messaging.ask_again import ask_again, load_before, load_for_desk
from ..messaging.check_address import check_takes_mail
from ..messaging.errors import MailOffError, NothingToTellError
from ..messaging.models import Message
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork, carry_out
from .models import SendAgainIn, SentAgain
from .send_messages import TELLERS


def send_again(run: Runtime, staff_id: str, message_id: str, given: SendAgainIn) -> SentAgain:
    """Put a message that was sent, given up or called off into the outbox anew.

    What it says is looked up again when it goes, and so is everything that it is checked for then.
    Pressed twice, it goes once. Raises NotFoundError, MessageWaitsError, MailOffError,
    ComesBackError, and NothingToTellError.
    """
    if run.email is None:
        raise MailOffError

    def asked(work: UnitOfWork) -> SentAgain:
        message = load_for_desk(run, message_id)
        if message.asked_again > given.asked_again:
            return _shown(message)
        _check_still_stands(work, message)
        return _shown(ask_again(work, message))

    return carry_out(run, staff_id, asked)


def _check_still_stands(work: UnitOfWork, message: Message) -> None:
    """Raise NothingToTellError unless there is something to tell, and an address for it.

    Raises also ComesBackError.
    """
    before = load_before(work.run, message)
    known = before.told if before else None
    telling = TELLERS[message.kind](work.run, message, known, work.now)
    if telling is None or telling.email is None:
        raise NothingToTellError
    if not message.kind.is_to_the_clinic:
        check_takes_mail(work.run, telling.email)


def _shown(message: Message) -> SentAgain:
    return SentAgain(
        message_id=message.message_id, state=message.state, asked_again=message.asked_again
    )
