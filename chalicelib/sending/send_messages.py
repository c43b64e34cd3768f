"""Send what stands in the outbox. Each room tells what messages about its own things say."""

from ..callbacks.tell_letter import TELLERS as OF_LETTERS
from ..callbacks.tell_on_call import TELLERS as OF_CRISES
from ..callbacks.tell_unreachable import TELLERS as OF_CALLS
from ..intake.tell_request import TELLERS as OF_REQUESTS
from ..messaging.send_due import Tellers, send_due
from ..platform.jobs import JobReport, TimeLeft
from ..platform.runtime import Runtime
from ..proof.tell_code import TELLERS as OF_PROOFS
from ..proof.tell_link import TELLERS as OF_LINKS
from ..scheduling.appointments.tell_appointment import TELLERS as OF_APPOINTMENTS
from ..scheduling.invitations.tell_invitation import TELLERS as OF_INVITATIONS
from ..scheduling.series.tell_series import TELLERS as OF_SERIES
from ..scheduling.waitlist.tell_waitlist import TELLERS as OF_THE_WAITLIST
from .for_nothing import FOR_NOTHING
from .job_names import SEND_MESSAGES
from .tell_digest import TELLERS as OF_DAYS

TELLERS: Tellers = {
    **OF_REQUESTS,
    **OF_CALLS,
    **OF_CRISES,
    **OF_LETTERS,
    **OF_APPOINTMENTS,
    **OF_SERIES,
    **OF_THE_WAITLIST,
    **OF_INVITATIONS,
    **OF_PROOFS,
    **OF_DAYS,
    **OF_LINKS,
}


def send_messages(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Send every message that is due, or note why there is nothing to send any more."""
    return send_due(run, SEND_MESSAGES, TELLERS, time_left, FOR_NOTHING)
