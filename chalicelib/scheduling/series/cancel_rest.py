"""Cancel what is left of a series."""

from ...messaging.models import MessageKind
from ...people.keep_commitments import no_longer_ahead
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..appointments import rules
from ..appointments.announce import announce
from ..appointments.models import Appointment, AppointmentStatus
from ..appointments.note_change import give_up_slot, note_change
from ..appointments.store import load_appointment
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
    return [_cancelled(run, staff_id, each, given) for each in load_series(run, series_id)]


def _cancelled(run: Runtime, staff_id: str, seen: Appointment, given: CancelRestIn) -> Appointment:
    reason = given.reason

    def cancelled(work: UnitOfWork) -> Appointment:
        before, first = _as_it_stands(work, seen), given.from_time or work.now
        if before.status is not AppointmentStatus.BOOKED or before.starts_at < first:
            return before
        after = rules.with_status(before, AppointmentStatus.CANCELLED, cancel_reason=reason)
        give_up_slot(work, before)
        no_longer_ahead(work, before.point_id, before.appointment_id, before.starts_at)
        told = {"reason": reason, "asked_by": given.asked_by}
        after = announce(work, after, MessageKind.CANCELED)
        return note_change(work, before, after, "cancelled", **told)

    return carry_out(run, staff_id, cancelled)


def _as_it_stands(work: UnitOfWork, seen: Appointment) -> Appointment:
    """As it was read with the series, and again once that turns out to be out of date."""
    if work.refused is None:
        return seen
    return load_appointment(work.run.table, seen.appointment_id) or seen
