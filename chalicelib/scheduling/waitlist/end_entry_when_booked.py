"""End what somebody waited for once they have booked it."""

from collections.abc import Sequence

from ...people.commitments import Ahead
from ...platform.unit_of_work import UnitOfWork
from ..appointments.models import Appointment
from .change_entry import end_wait
from .end_offer import give_back_offer
from .models import WaitlistState


def end_entry_when_booked(work: UnitOfWork, booked: Sequence[Appointment], ahead: Ahead) -> None:
    """Collect that a contact who books a service there waits for it no longer.

    It needs no further look, unless they were offered another time than they booked: that one is
    given up.
    """
    first, slots = booked[0], {appointment.slot_id for appointment in booked}
    for commitment in ahead.waitlist:
        is_it = (commitment.location_id, commitment.service_id) == (
            first.location_id,
            first.service_id,
        )
        is_offered = commitment.is_offered(first.booked_at)
        is_taken = commitment.slot_id in slots and is_offered
        if not (is_it or is_taken):
            continue
        point_id = first.point_id
        end_wait(work, point_id, commitment, WaitlistState.BOOKED, of=first.appointment_id)
        if is_offered and not is_taken:
            give_back_offer(work, commitment.slot_id, commitment.hold_id, point_id)
