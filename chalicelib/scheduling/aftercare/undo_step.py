"""Undo a step of an appointment's day: checked in, completed or given up by a slip of the key."""

from ...callbacks.withdraw_occasion import withdraw_occasion
from ...people.keep_commitments import appointment_ahead, no_longer_ahead
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..appointments import undo_rules
from ..appointments.change_once import change_once
from ..appointments.load_appointment import Asked
from ..appointments.models import Appointment, AppointmentStatus
from ..appointments.note_booking import as_ahead
from ..appointments.note_change import note_change
from ..appointments.step_models import DayStep
from .boosters import take_back_infusion

_LIES_AHEAD = frozenset({AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED})


def undo_step(run: Runtime, asked: Asked, step: DayStep) -> Appointment:
    """Let an appointment stand as it did before its last step, and all that came of that go.

    The call about a no-show is owed no more, unless it was made; an infusion counts for no booster.
    Both the step and its undoing stay in the history. Raises AppointmentStateError,
    StepUndoOverError after a day, VersionError.
    """

    def is_undone(appointment: Appointment) -> bool:
        return undo_rules.is_undone(appointment, step)

    def undone(work: UnitOfWork, before: Appointment) -> Appointment:
        last = undo_rules.check_may_undo(before, step, work.now)
        after = undo_rules.undone(before, last, work.now)
        _lies_as_before(work, before, after)
        if step is DayStep.FULFIL:
            take_back_infusion(work, before, last.infusion)
        if last.callback_id and last.occasion:
            withdraw_occasion(work, last.callback_id, last.occasion)
        return note_change(work, before, after, "undone", step=str(step))

    return change_once(run, asked, is_undone, undone)


def _lies_as_before(work: UnitOfWork, before: Appointment, after: Appointment) -> None:
    lay, lies = (each.status in _LIES_AHEAD for each in (after, before))
    if lay and not lies:
        appointment_ahead(work, after.point_id, as_ahead(after))
    elif lies and not lay:
        no_longer_ahead(work, before.point_id, before.appointment_id, before.starts_at)
