"""Fulfil an appointment: it took place."""

from ...people.keep_commitments import note_fulfilled
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..aftercare.boosters import note_infusion
from . import rules
from .change_once import change_once, check_not_early
from .earliest_step_rules import check_may_fulfil
from .escort_models import WentHome
from .escort_rules import check_escort_said
from .load_appointment import Asked
from .models import Appointment, AppointmentStatus
from .note_booking import as_ahead
from .note_change import note_change
from .spacing_rules import counts_until
from .step_models import DayStep
from .undo_rules import taken


def fulfil(run: Runtime, asked: Asked, escort: WentHome | None = None) -> Appointment:
    """Note that an appointment took place, of somebody who was checked in.

    An infusion is the person's last one, from which a booster is counted, and goes on counting for
    the limits of one person's appointments as long as they look back. Where an escort was
    needed and none confirmed, ``escort`` says how they got home. Raises AppointmentStateError,
    InvalidInputError where that is not said, TooEarlyError before its start, VersionError.
    """

    def fulfilled(work: UnitOfWork, before: Appointment) -> Appointment:
        after = rules.with_status(before, AppointmentStatus.FULFILLED)
        check_not_early(work, before, check_may_fulfil)
        check_escort_said(before, escort)
        until = counts_until(run.clinic, before.service_id, before.starts_at)
        note_fulfilled(work, before.point_id, as_ahead(before), until)
        infusion = note_infusion(work, after)
        after = after.model_copy(update={"went_home": escort})
        after = taken(before, after, DayStep.FULFIL, work.now, infusion=infusion)
        said = {"escort": escort.name, "no_escort": escort.none_because} if escort else {}
        return note_change(work, before, after, "fulfilled", **said)

    def is_fulfilled(appointment: Appointment) -> bool:
        is_said = escort is None or appointment.went_home == escort
        return appointment.status is AppointmentStatus.FULFILLED and is_said

    return change_once(run, asked, is_fulfilled, fulfilled)
