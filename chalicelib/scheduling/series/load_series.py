"""Load a series with its appointments."""

from collections.abc import Iterable

from ...platform.errors import NotFoundError
from ...platform.runtime import Runtime
from ..appointments.models import Appointment
from ..appointments.store import load_appointment
from . import store
from .models import Series


def load_series(run: Runtime, series_id: str) -> list[Appointment]:
    """The appointments of a series as they now stand, in order of time. Raises NotFoundError."""
    series = store.load_series(run.table, series_id)
    if series is None:
        raise NotFoundError("We can't find that series.")
    return appointments_of(run, series)


def appointments_of(run: Runtime, series: Series) -> list[Appointment]:
    """The appointments of a series as they now stand, in order of time."""
    found = (load_appointment(run.table, each) for each in series.appointment_ids)
    return in_order(each for each in found if each is not None)


def in_order(appointments: Iterable[Appointment]) -> list[Appointment]:
    """Appointments in order of time."""
    return sorted(appointments, key=lambda each: each.starts_at)
