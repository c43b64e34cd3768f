"""Say at the call that a request is answered by that email to its sender does not arrive."""

from collections.abc import Mapping

from ..callbacks.note_mail_bounced import note_mail_bounced
from ..messaging.models import Message, MessageKind
from ..messaging.send_due import ForNothing
from ..platform.unit_of_work import UnitOfWork
from . import store


def _about_request(work: UnitOfWork, message: Message) -> None:
    request = store.load_request(work.run.table, message.about)
    if request is not None and request.callback_id is not None:
        note_mail_bounced(work, request.callback_id, request.person_id)


FOR_NOTHING: Mapping[MessageKind, ForNothing] = {MessageKind.REQUEST_RECEIVED: _about_request}
