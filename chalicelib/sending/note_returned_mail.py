"""Note which mail came back, as the provider tells it: its address gets no more.

A notice may come twice, late, or before it is noted that its mail went. What belongs to no message
of ours is left alone, and what cannot be read stops no other notice.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from ..messaging.ask_again import let_desk_see_to
from ..messaging.models import CameBack, Mail, Message
from ..messaging.note_came_back import find_mail, note_came_back
from ..platform import log
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork, carry_out
from .for_nothing import FOR_NOTHING
from .job_names import NOTE_RETURNED_MAIL
from .notice_rules import Notice, UnreadableError, notice_of

_SOON_NOTED = timedelta(minutes=10)
"""So long a mail that nobody knows may be one of which it is yet to be noted that it went."""


class NotYetNotedError(Exception):
    """A notice of a mail that nobody knows yet; it is to be given again."""


@dataclass
class Returned:
    """Counts of what became of some notices."""

    noted: int = 0
    """They told something new, and it is noted."""
    nothing_new: int = 0
    """Told before, told of no message of ours, or of one that arrives, or may at another time."""
    unreadable: int = 0
    failed: list[Exception] = field(default_factory=list, repr=False)
    """The reasons for which some have to be given again."""

    def as_dict(self) -> dict[str, int]:
        """The counts as JSON takes them."""
        return {**asdict(self), "failed": len(self.failed)}


def note_returned_mail(run: Runtime, texts: Iterable[str]) -> Returned:
    """Note what each of these notices tells; at the end, what failed is to be given again."""
    returned = Returned()
    for text in texts:
        try:
            is_new = _note(run, notice_of(text))
        except UnreadableError:
            returned.unreadable += 1
            log.error("notice-unreadable")
        except Exception as failure:  # noqa: BLE001  # one poisonous notice never stops the rest
            returned.failed.append(failure)
            log.error("notice-failed", failure)
        else:
            returned.noted += is_new
            returned.nothing_new += not is_new
    return returned


def _note(run: Runtime, notice: Notice) -> bool:
    """True if it told something new. Raises NotYetNotedError."""
    how = notice.came_back
    if how is None:
        return False
    mail = find_mail(run, notice.provider_id, notice.tags)
    if mail is None:
        if run.clock() - notice.sent_at < _SOON_NOTED:
            raise NotYetNotedError
        return False
    message = carry_out(run, NOTE_RETURNED_MAIL, _story(mail, how))
    if message is None:
        return False
    log.info("mail-came-back", message=mail.message_id, how=str(how))
    if message.kind.is_to_the_clinic:  # nobody may be alerted there: it is for an alarm to see
        log.error("mail-to-the-clinic-came-back", location=message.location_id, how=str(how))
    return True


def _story(mail: Mail, how: CameBack) -> Callable[[UnitOfWork], Message | None]:
    """The news of a mail that came back; its message, or None where that is no news."""

    def noted(work: UnitOfWork) -> Message | None:
        message = note_came_back(work, mail, how)
        if message is not None and how is CameBack.BOUNCED:
            _did_not_arrive(work, message)
        return message

    return noted


def _did_not_arrive(work: UnitOfWork, message: Message) -> None:
    """Collect that the desk sees it, and whatever else is owed to its person."""
    if not message.kind.is_to_the_clinic:
        let_desk_see_to(work, message)
    if message.kind in FOR_NOTHING:
        FOR_NOTHING[message.kind](work, message)
