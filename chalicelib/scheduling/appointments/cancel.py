"""Cancel an appointment: it keeps its identity and history, and its time rests before others may
have it.
"""

from ...callbacks.give_back import give_back
from ...messaging.models import MessageKind
from ...people.keep_commitments import no_longer_ahead
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from . import rules
from .announce import announce
from .change_once import change_once, check_notice
from .load_appointment import Asked
from .models import Appointment, AppointmentStatus
from .note_change import give_up_slot, note_change


def cancel(
    run: Runtime, asked: Asked, reason: str | None, *, gives_back: bool = False
) -> Appointment:
    """Call an appointment off; its slot is given up.

    If it ``gives_back``, the call that booking had answered is owed again, with a new promise.

    Raises AppointmentStateError, VersionError; for a visitor, TooLateError.
    """

    def cancelled(work: UnitOfWork, before: Appointment) -> Appointment:
        check_notice(work, before, asked)
        after = rules.with_status(before, AppointmentStatus.CANCELLED, cancel_reason=reason)
        no_longer_ahead(work, before.point_id, before.appointment_id, before.starts_at)
        give_up_slot(work, before)
        owed = None
        if gives_back and before.callback_id:
            owed = give_back(work, before.callback_id, before.appointment_id)
        told = {"reason": reason, "callback": owed, "asked_by": asked.asked_by}
        after = announce(work, after, MessageKind.CANCELED)
        return note_change(work, before, after, "cancelled", **told)

    return change_once(run, asked, _is_cancelled, cancelled)


def _is_cancelled(appointment: Appointment) -> bool:
    return appointment.status is AppointmentStatus.CANCELLED
