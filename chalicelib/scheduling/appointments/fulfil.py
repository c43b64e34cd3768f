"""Fulfil an appointment: it took place."""

from ...people.keep_commitments import no_longer_ahead
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..aftercare.boosters import note_infusion
from . import rules
from .change_once import change_once, check_not_early
from .earliest_step_rules import check_may_fulfil
from .load_appointment import Asked
from .models import Appointment, AppointmentStatus
from .note_change import note_change


def fulfil(run: Runtime, asked: Asked) -> Appointment:
    """Note that an appointment took place.

    An infusion is the person's last one, from which a booster is counted. Raises
    AppointmentStateError, TooEarlyError before its start, VersionError.
    """

    def fulfilled(work: UnitOfWork, before: Appointment) -> Appointment:
        after = rules.with_status(before, AppointmentStatus.FULFILLED)
        check_not_early(work, before, check_may_fulfil)
        no_longer_ahead(work, before.point_id, before.appointment_id, before.starts_at)
        note_infusion(work, after)
        return note_change(work, before, after, "fulfilled")

    return change_once(run, asked, _is_fulfilled, fulfilled)


def _is_fulfilled(appointment: Appointment) -> bool:
    return appointment.status is AppointmentStatus.FULFILLED
