"""List the appointments that an address was given with, for whoever proved it."""

from collections.abc import Iterable

from ...people.commitments import Ahead
from ...platform.runtime import Runtime
from . import store
from .models import AppointmentView
from .note_booking import manage_token
from .views import for_visitor


def appointments_given(run: Runtime, ahead: Iterable[Ahead], email: str) -> list[AppointmentView]:
    """Those that lie ahead and came with this address, with their tokens; the earliest first."""
    now = run.clock()
    ids = [
        each.appointment_id for part in ahead for each in part.appointments if each.ends_at > now
    ]
    given = [each for each in store.load_appointments(run.table, ids) if each.email == email]
    given.sort(key=lambda each: (each.starts_at, each.appointment_id))
    return [for_visitor(run, each, manage_token(run, each.appointment_id)) for each in given]
