"""Call off what one contact point, or one person at it, collected by booking online."""

from collections.abc import Sequence

from ...people.keep_commitments import load_ahead
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork, carry_out
from . import store
from .models import Appointment, AppointmentStatus
from .note_cancelled import note_cancelled

AT_ONCE = 15
"""Appointments that are canceled in one transaction: six writes each at most, of a hundred."""


def call_off_booked(
    run: Runtime, staff_id: str, point_id: str, person_id: str | None = None
) -> None:
    """Cancel all that somebody booked online with a number or address, and that has not begun.

    What staff booked stays. Each time is given up as in any other cancellation, and a call that a
    booking had answered is owed again. Some at a time, each time all or nothing; cut short, what is
    left still lies ahead, and the same call ends it.
    """

    def some_called_off(work: UnitOfWork) -> bool:
        meant = _meant(work, point_id, person_id)
        now = _at_once(meant)
        for appointment in now:
            note_cancelled(work, appointment, gives_back=True, why="called-off")
        return len(now) < len(meant)

    while carry_out(run, staff_id, some_called_off):
        pass


def _meant(work: UnitOfWork, point_id: str, person_id: str | None) -> list[Appointment]:
    """The appointments that are to be canceled, as they now stand."""
    ahead = load_ahead(work.run, point_id).booked_online
    ids = [
        each.appointment_id
        for each in ahead
        if each.starts_at > work.now and person_id in (None, each.person_id)
    ]
    found = store.load_appointments(work.run.table, ids)
    return [each for each in found if each.status is AppointmentStatus.BOOKED]


def _at_once(meant: Sequence[Appointment]) -> Sequence[Appointment]:
    """Those that are canceled in one transaction. Pure.

    One that had answered a call is canceled by itself: it moves a whole callback.
    """
    plain = [each for each in meant if not each.callback_id]
    return plain[:AT_ONCE] or meant[:1]
