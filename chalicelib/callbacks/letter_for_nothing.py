"""Say at its call that an answer by email did not arrive: then nobody was answered by it."""

from collections.abc import Mapping

from ..messaging.models import LETTERS, Message, MessageKind
from ..messaging.send_due import ForNothing
from ..platform.unit_of_work import UnitOfWork
from . import store
from .models import Outcome
from .note_letter_outcome import end_letter


def _about_call(work: UnitOfWork, message: Message) -> None:
    """Whoever gave but this address can be reached in no other way: no further call is owed."""
    callback = store.load_callback(work.run.table, message.about)
    if callback is not None:
        end_letter(work, callback, message.person_id, Outcome.BOUNCED)


FOR_NOTHING: Mapping[MessageKind, ForNothing] = dict.fromkeys(LETTERS, _about_call)
