"""Check in a patient: they are here."""

from ...people.keep_commitments import appointment_ahead
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from . import rules
from .change_once import change_once, check_not_early
from .earliest_step_rules import check_may_check_in
from .load_appointment import Asked
from .models import Appointment, AppointmentStatus
from .note_booking import as_ahead
from .note_change import note_change
from .step_models import DayStep
from .undo_rules import taken


def check_in(run: Runtime, asked: Asked) -> Appointment:
    """Note that the patient is here; after all, if they had been given up for a no-show.

    Raises AppointmentStateError, TooEarlyError before its day, VersionError.
    """

    def arrived(work: UnitOfWork, before: Appointment) -> Appointment:
        after = rules.with_status(before, AppointmentStatus.ARRIVED)
        after = after.model_copy(update={"arrived_at": work.now})
        after = taken(before, after, DayStep.CHECK_IN, work.now)
        check_not_early(work, before, check_may_check_in)
        if before.status is AppointmentStatus.NOSHOW:
            appointment_ahead(work, after.point_id, as_ahead(after))
        return note_change(work, before, after, "arrived")

    return change_once(run, asked, _has_arrived, arrived)


def _has_arrived(appointment: Appointment) -> bool:
    return appointment.status is AppointmentStatus.ARRIVED
