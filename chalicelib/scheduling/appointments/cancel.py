"""Cancel an appointment: it keeps its identity and history, and its time rests before others may
have it.
"""

from ...callbacks.open_or_merge import owe_call
from ...people.rules import last_initial_of
from ...platform.errors import FrontdeskError
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..aftercare.call_about_appointment import call_owed_in_danger
from ..slots.availability import today_at
from ..slots.store import canceled_online_put
from .cancel_models import CancelCause, CanceledOnline
from .cancel_rules import danger_in
from .change_once import change_once, check_notice
from .load_appointment import Asked
from .models import Appointment, AppointmentStatus
from .note_cancelled import note_cancelled


def cancel(
    run: Runtime,
    asked: Asked,
    reason: str | None,
    *,
    gives_back: bool = False,
    cause: CancelCause | None = None,
) -> Appointment:
    """Call an appointment off; its slot is given up.

    If it ``gives_back``, the call that booking had answered is owed again, with a new promise. What
    its patient cancels online is shown on that day, with why; and if any sign of danger is in what
    they wrote, they are owed a call for that instead, which comes first or is to be read first.

    Raises AppointmentStateError, VersionError; for a visitor, TooLateError. Nothing is kept then;
    that help is to be shown for what they wrote stands beside the refusal.
    """
    danger = None if asked.by_staff else danger_in(reason)

    def cancelled(work: UnitOfWork, before: Appointment) -> Appointment:
        check_notice(work, before, asked)
        again = gives_back and danger is None  # there is one call, and that is graver
        after = note_cancelled(
            work, before, reason, gives_back=again, cause=cause, asked_by=asked.asked_by
        )
        if danger is not None:
            owe_call(work, call_owed_in_danger(work, after, danger))
        if not asked.by_staff:
            _show_the_desk(work, after, read_first=danger is not None)
        return after

    try:
        return change_once(run, asked, _is_cancelled, cancelled)
    except FrontdeskError as refusal:
        if danger is not None:
            refusal.beside = {**refusal.beside, "shows_help": True}
        raise


def _show_the_desk(work: UnitOfWork, canceled: Appointment, *, read_first: bool) -> None:
    """Collect the line of the day for what was canceled online, by the location's clock."""
    location = work.run.clinic.location(canceled.location_id)
    line = CanceledOnline(
        appointment_id=canceled.appointment_id,
        canceled_at=work.now,
        starts_at=canceled.starts_at,
        service_id=canceled.service_id,
        first_name=canceled.first_name,
        last_initial=last_initial_of(canceled.name),
        cause=canceled.cancel_cause,
        reason=canceled.cancel_reason,
        read_first=read_first,
    )
    day, retention = today_at(location, work.now), work.run.clinic.retention
    work.add(canceled_online_put(location.id, day, line, retention))


def _is_cancelled(appointment: Appointment) -> bool:
    return appointment.status is AppointmentStatus.CANCELLED
