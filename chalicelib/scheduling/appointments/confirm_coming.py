"""Confirm an appointment: its patient will be there."""

from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..errors import AppointmentStateError
from .change_once import change_once
from .load_appointment import Asked
from .models import Appointment, AppointmentStatus
from .note_change import note_change


def confirm_coming(run: Runtime, asked: Asked) -> Appointment:
    """Note that the patient says they come. Raises AppointmentStateError, VersionError."""

    def confirmed(work: UnitOfWork, before: Appointment) -> Appointment:
        if before.status is not AppointmentStatus.BOOKED:
            raise AppointmentStateError(before.status)
        readiness = before.readiness.model_copy(update={"coming_at": work.now})
        after = before.model_copy(update={"readiness": readiness})
        return note_change(work, before, after, "confirmed", asked_by=asked.asked_by)

    return change_once(run, asked, _is_confirmed, confirmed)


def _is_confirmed(appointment: Appointment) -> bool:
    is_booked = appointment.status is AppointmentStatus.BOOKED
    return is_booked and appointment.readiness.coming_at is not None
