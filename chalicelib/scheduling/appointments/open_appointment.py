"""Open an appointment as staff see it. Every look is on record."""

from ...platform.record_look import record_look
from ...platform.runtime import Runtime
from . import store
from .load_appointment import load_for_staff
from .models import Appointment


def open_appointment(
    run: Runtime, staff_id: str, appointment_id: str, look: str = "viewed"
) -> Appointment:
    """The appointment as it now stands. That it was opened, and by whom, is on record first.

    ``look`` is how the record calls it. Raises NotFoundError.
    """
    appointment = load_for_staff(run, appointment_id)
    record_opened(run, staff_id, appointment, look)
    return appointment


def record_opened(run: Runtime, staff_id: str, appointment: Appointment, look: str) -> None:
    """Note that somebody looked at an appointment, or at what belongs to it, before they see it."""
    of, people = appointment.appointment_id, (appointment.person_id,)
    record_look(run, staff_id, store.KIND, of, people, look)
