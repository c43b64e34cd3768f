"""Rules for undoing a step of an appointment's day: if it may be, and what then stands. Pure."""

from datetime import datetime, timedelta

from ..errors import AppointmentStateError, StepUndoOverError
from .models import Appointment, AppointmentStatus
from .step_models import DayStep, StepTaken, UndoableStep

UNDO_WITHIN = timedelta(days=1)
"""For so long a step can be taken back: what was missed in the evening is seen in the morning."""

_LOOK_AGAIN_AFTER = timedelta(hours=1)
"""So long after a step was undone, at the earliest, a job gives up whoever has not come."""

_LEADS_TO = {
    DayStep.CHECK_IN: AppointmentStatus.ARRIVED,
    DayStep.FULFIL: AppointmentStatus.FULFILLED,
    DayStep.NO_SHOW: AppointmentStatus.NOSHOW,
}


def taken(
    before: Appointment, after: Appointment, step: DayStep, now: datetime, **more: object
) -> Appointment:
    """The appointment ``after`` a step, which keeps what stood ``before`` it."""
    stood = {"was": str(before.status), "arrived_at": before.arrived_at, "before": before.taken}
    kept = StepTaken.model_validate({"step": step, "at": now, **stood, **more})
    return after.model_copy(update={"taken": kept, "undone": None})


def undoable(appointment: Appointment, now: datetime) -> UndoableStep | None:
    """The step that can be taken back now, and until when; None if there is none."""
    last = appointment.taken
    if last is None or now > last.at + UNDO_WITHIN:
        return None
    return UndoableStep(step=last.step, until=last.at + UNDO_WITHIN)


def check_may_undo(appointment: Appointment, step: DayStep, now: datetime) -> StepTaken:
    """The step as it was taken. Raises AppointmentStateError, StepUndoOverError."""
    last = appointment.taken
    if appointment.status is not _LEADS_TO[step]:
        raise AppointmentStateError(appointment.status)
    if last is None or last.step is not step or now > last.at + UNDO_WITHIN:
        raise StepUndoOverError
    return last


def undone(appointment: Appointment, last: StepTaken, now: datetime) -> Appointment:
    """The appointment as it stood before its last step; what else was noted since stays.

    Whoever is then awaited again is not given up at once for having been so late.
    """
    again = max(appointment.ends_at, now + _LOOK_AGAIN_AFTER)
    is_awaited = last.was == AppointmentStatus.BOOKED
    return appointment.model_copy(
        update={
            "status": AppointmentStatus(last.was),
            "arrived_at": last.arrived_at,
            "taken": last.before,
            "undone": last.step,
            "went_home": None,
            "given_up_from": again if is_awaited else appointment.given_up_from,
        }
    )


def is_undone(appointment: Appointment, step: DayStep) -> bool:
    """True as long as the step was the last to be undone, and none was taken since."""
    return appointment.undone is step
