"""Cancel an appointment: it keeps its identity and history, and its time rests before others may
have it.
"""

from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from .change_once import change_once, check_notice
from .load_appointment import Asked
from .models import Appointment, AppointmentStatus
from .note_cancelled import note_cancelled


def cancel(
    run: Runtime, asked: Asked, reason: str | None, *, gives_back: bool = False
) -> Appointment:
    """Call an appointment off; its slot is given up.

    If it ``gives_back``, the call that booking had answered is owed again, with a new promise.

    Raises AppointmentStateError, VersionError; for a visitor, TooLateError.
    """

    def cancelled(work: UnitOfWork, before: Appointment) -> Appointment:
        check_notice(work, before, asked)
        return note_cancelled(work, before, reason, gives_back=gives_back, asked_by=asked.asked_by)

    return change_once(run, asked, _is_cancelled, cancelled)


def _is_cancelled(appointment: Appointment) -> bool:
    return appointment.status is AppointmentStatus.CANCELLED
