"""Whatever is owed to people whose email does not arrive: each room has it for its own things."""

from collections.abc import Mapping

from ..callbacks.letter_for_nothing import FOR_NOTHING as OF_LETTERS
from ..intake.mail_for_nothing import FOR_NOTHING as OF_REQUESTS
from ..messaging.models import MessageKind
from ..messaging.send_due import ForNothing
from ..scheduling.aftercare.mail_for_nothing import FOR_NOTHING as OF_APPOINTMENTS

FOR_NOTHING: Mapping[MessageKind, ForNothing] = {
    **OF_REQUESTS,
    **OF_LETTERS,
    **OF_APPOINTMENTS,
}
