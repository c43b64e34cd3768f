"""Open a series as staff see it. Every look is on record."""

from ...platform.record_look import record_look
from ...platform.runtime import Runtime
from ..appointments.models import Appointment
from . import store
from .load_series import load_series


def open_series(run: Runtime, staff_id: str, series_id: str) -> list[Appointment]:
    """The appointments of a series, in order of time. That it was opened is on record first.

    Raises NotFoundError.
    """
    appointments = load_series(run, series_id)
    people = (each.person_id for each in appointments)
    record_look(run, staff_id, store.KIND, series_id, people)
    return appointments
