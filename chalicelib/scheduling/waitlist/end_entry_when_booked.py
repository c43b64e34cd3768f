"""End what somebody waited for once it was booked: by its own offer, or by staff for the person."""

from collections.abc import Sequence

from ...people.commitments import Ahead, WaitlistCommitment
from ...platform.unit_of_work import UnitOfWork
from ..appointments.models import Appointment, Hold
from . import store
from .change_entry import end_entry, end_wait
from .end_offer import give_back_offer
from .models import WaitlistState

MOST_ENDED = 5
"""Entries that one booking ends. Anybody can make many with one name and number, and a booking is
one transaction: what is left is marked for the desk, which calls it off in one step.
"""


def end_entry_when_taken(work: UnitOfWork, hold: Hold, made: Appointment, ahead: Ahead) -> None:
    """Collect that the entry whose offer was booked waits no longer; no other is touched.

    It needs no further look where it was joined with the number that it is booked with.
    """
    of, state = made.appointment_id, WaitlistState.BOOKED
    for commitment in ahead.waitlist:
        if commitment.hold_id == hold.hold_id:
            end_wait(work, ahead.point_id, commitment, state, of=of)
            return
    entry = store.load_entry(work.run.table, hold.location_id, hold.holder)
    if entry is not None and entry.offer is not None and entry.offer.hold_id == hold.hold_id:
        end_entry(work, entry, state, of=of)


def end_entry_when_booked(
    work: UnitOfWork, booked: Sequence[Appointment], ahead: Ahead, named: str | None = None
) -> None:
    """Collect that a person for whom staff book a service there waits for it no longer.

    A visitor's booking ends nothing here, unless the clinic had invited exactly them: anybody can
    type anybody's number. For the same reason
    an entry that somebody made online stays, unless staff ``named`` it: its end would tell whoever
    typed that name and number of the appointment. The desk sees it marked.
    It needs no further look, unless another time was offered than was booked: that is given up.
    """
    if booked[0].is_stated:
        return
    point_id, of = booked[0].point_id, booked[0].appointment_id
    slots = {appointment.slot_id for appointment in booked}
    for commitment in _ended_by(work, booked[0], slots, ahead.waitlist_meant(named)):
        end_wait(work, point_id, commitment, WaitlistState.BOOKED, of=of)
        if commitment.is_offered(work.now) and not _is_taken(commitment, slots, work):
            give_back_offer(work, commitment, point_id)


def _ended_by(
    work: UnitOfWork, first: Appointment, slots: set[str], meant: Sequence[WaitlistCommitment]
) -> list[WaitlistCommitment]:
    """First the entry whose offer is taken, then the one that was named, and those that waited."""
    wanted = (first.location_id, first.service_id)
    ended = [
        each
        for each in meant
        if not each.is_by_staff
        or _is_taken(each, slots, work)
        or (each.location_id, each.service_id) == wanted
    ]
    return sorted(ended, key=lambda each: not _is_taken(each, slots, work))[:MOST_ENDED]


def _is_taken(commitment: WaitlistCommitment, slots: set[str], work: UnitOfWork) -> bool:
    return commitment.slot_id in slots and commitment.is_offered(work.now)
