"""Note that a mail came back: its address gets no more, and its message says so."""

from collections.abc import Mapping

from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import came_back_store, store
from .models import CameBack, Mail, Message


def find_mail(run: Runtime, provider_id: str, tags: Mapping[str, str]) -> Mail | None:
    """The mail that a provider speaks of: by the tags that it carried, else by the provider's id.

    That is noted once the mail went; the tags hold from the very moment that it is handed over.
    """
    return Mail.tagged(tags) or came_back_store.load_mail(run.table, provider_id)


def note_came_back(work: UnitOfWork, mail: Mail, how: CameBack) -> Message | None:
    """Collect that a mail came back for good; its message, or None where that is no news.

    Told twice, or late, it changes nothing more. A complaint is said where a bounce was: it is what
    somebody wants. Which of them marked the address first stays on it.
    """
    table = work.run.table
    message = store.load_message(table, mail.message_id)
    if message is None:
        return None
    is_marked = came_back_store.load_mark(table, mail.to_point) is not None
    is_said = message.came_back in (how, CameBack.COMPLAINED)
    if is_marked and is_said:
        return None
    if not is_marked:
        work.add(came_back_store.address_marked(mail, how, work.now))
    if not is_said:
        work.add(came_back_store.message_came_back(message, how))
    work.record(store.KIND, mail.message_id, str(how))
    return message
