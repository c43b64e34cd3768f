"""Say that one is here: a patient does, on the page of their appointment."""

from ...platform.local_time import dated
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..errors import AppointmentStateError, TooEarlyError
from . import rules
from .change_once import change_once
from .load_appointment import Asked
from .models import Appointment, AppointmentStatus
from .note_change import note_change


def say_here(run: Runtime, asked: Asked) -> Appointment:
    """Note that the patient says they are here. The desk, who sees them, checks them in.

    Raises AppointmentStateError, TooEarlyError long before the start, VersionError.
    """

    def said(work: UnitOfWork, before: Appointment) -> Appointment:
        if before.status is not AppointmentStatus.BOOKED:
            raise AppointmentStateError(before.status)
        _check_not_early(work, before)
        readiness = before.readiness.model_copy(update={"here_at": work.now})
        after = before.model_copy(update={"readiness": readiness})
        return note_change(work, before, after, "here")

    return change_once(run, asked, _is_here, said)


def _check_not_early(work: UnitOfWork, appointment: Appointment) -> None:
    opens = rules.here_from(appointment, work.run.clinic.scheduling)
    if work.now < opens:
        zone = work.run.clinic.location(appointment.location_id).tz
        raise TooEarlyError(f"You can tell us from {dated(opens, zone)}.", opens)


def _is_here(appointment: Appointment) -> bool:
    is_booked = appointment.status is AppointmentStatus.BOOKED
    return is_booked and appointment.readiness.here_at is not None
