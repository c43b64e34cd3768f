"""Get ready for an appointment: its patient checks what is to be seen to before they come."""

from collections.abc import Collection

from ...clinic import Preparation
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..errors import AppointmentStateError
from .change_once import change_once
from .load_appointment import Asked
from .models import Appointment, AppointmentStatus
from .note_change import note_change


def get_ready(run: Runtime, asked: Asked, seen_to: Collection[Preparation]) -> Appointment:
    """Note what the patient has seen to: of the service's own list, and in its order.

    Raises AppointmentStateError, VersionError.
    """

    def checked_of(appointment: Appointment) -> tuple[Preparation, ...]:
        items = run.clinic.service(appointment.service_id).preparation
        return tuple(item for item in items if item in seen_to)

    def is_noted(appointment: Appointment) -> bool:
        is_booked = appointment.status is AppointmentStatus.BOOKED
        return is_booked and appointment.readiness.checked == checked_of(appointment)

    def noted(work: UnitOfWork, before: Appointment) -> Appointment:
        if before.status is not AppointmentStatus.BOOKED:
            raise AppointmentStateError(before.status)
        checked = checked_of(before)
        is_all = checked == run.clinic.service(before.service_id).preparation
        prepared_at = work.now if checked and is_all else None
        change = {"checked": checked, "prepared_at": prepared_at}
        readiness = before.readiness.model_copy(update=change)
        after = before.model_copy(update={"readiness": readiness})
        return note_change(work, before, after, "prepared", checked=" ".join(checked))

    return change_once(run, asked, is_noted, noted)
