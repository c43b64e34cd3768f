"""Cancel what is left of a series."""

from ...platform.record_look import record_seen
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..appointments.models import Appointment, AppointmentStatus
from ..appointments.note_cancelled import note_cancelled
from ..appointments.store import load_appointment
from . import store
from .load_series import load_series
from .models import CancelRestIn


def cancel_rest(
    run: Runtime, staff_id: str, series_id: str, given: CancelRestIn
) -> list[Appointment]:
    """Cancel every appointment of the series that lies ahead; all of the series is given back.

    One appointment after another, each whole in itself. One that somebody changed meanwhile is
    looked at again: canceled if it is still ahead, and else left as it now is. Should the table
    fail on the way, the same call made again goes on. Raises NotFoundError, UnavailableError.
    """
    appointments = [_cancelled(run, staff_id, each, given) for each in load_series(run, series_id)]
    people = (each.person_id for each in appointments)
    record_seen(run, staff_id, store.KIND, series_id, people, "changed")
    return appointments


def _cancelled(run: Runtime, staff_id: str, seen: Appointment, given: CancelRestIn) -> Appointment:
    def cancelled(work: UnitOfWork) -> Appointment:
        before, first = _as_it_stands(work, seen), given.from_time or work.now
        if before.status is not AppointmentStatus.BOOKED or before.starts_at < first:
            return before
        return note_cancelled(work, before, given.reason, asked_by=given.asked_by)

    return carry_out(run, staff_id, cancelled)


def _as_it_stands(work: UnitOfWork, seen: Appointment) -> Appointment:
    """As it was read with the series, and again once that turns out to be out of date."""
    if work.refused is None:
        return seen
    return load_appointment(work.run.table, seen.appointment_id) or seen
