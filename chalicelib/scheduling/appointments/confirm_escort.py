"""Confirm an escort: somebody will take the patient home."""

from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..errors import AppointmentStateError
from .change_once import change_once
from .load_appointment import Asked
from .models import Appointment, AppointmentStatus
from .note_change import note_change


def confirm_escort(run: Runtime, asked: Asked, name: str) -> Appointment:
    """Note who will take the patient home; staff also of whoever is here already.

    Raises AppointmentStateError, VersionError.
    """

    def is_confirmed(appointment: Appointment) -> bool:
        escort = appointment.escort
        known = escort is not None and escort.confirmed_at is not None and escort.name == name
        return _is_time(appointment, asked) and known

    def confirmed(work: UnitOfWork, before: Appointment) -> Appointment:
        if not _is_time(before, asked) or before.escort is None:
            raise AppointmentStateError(before.status)
        escort = before.escort.model_copy(update={"name": name, "confirmed_at": work.now})
        after = before.model_copy(update={"escort": escort})
        return note_change(work, before, after, "escort-confirmed", asked_by=asked.asked_by)

    return change_once(run, asked, is_confirmed, confirmed)


def _is_time(appointment: Appointment, asked: Asked) -> bool:
    is_here = appointment.status is AppointmentStatus.ARRIVED
    return appointment.status is AppointmentStatus.BOOKED or (is_here and asked.by_staff)
