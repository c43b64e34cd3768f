"""Keep what lies ahead of a contact point, as other rooms say: appointments and waitlist.

Each function collects writes in a unit of work. Their conditions guard against two bookings of one
person at once, and against two calls owed to one contact point at a location.
"""

from dataclasses import replace
from datetime import datetime

from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import commitments_store as store
from . import store as point_store
from .commitments import (
    Ahead,
    AppointmentAhead,
    CallNoted,
    StandingChanged,
    WaitlistCommitment,
)

CALL_ALREADY_OWED = point_store.OPEN_CALLBACK
"""Refused under this name, a call is owed here already: the item that stood has it (CallNoted).

It may be there for a wish not to be contacted alone; then it names no call.
"""

marks_on = point_store.marks_on


def call_owed(
    work: UnitOfWork,
    point_id: str,
    location_id: str,
    call: CallNoted,
    *,
    has_wishes: bool = False,
) -> None:
    """Note the one call that is owed to a contact point at a location, if none is.

    If it is not known that wishes not to be contacted are noted there, a refusal tells.
    """
    pointer = work.seen.get(CALL_ALREADY_OWED)
    if has_wishes or (pointer and "callback_id" not in pointer):
        work.add(point_store.open_callback_put_beside(point_id, location_id, call))
    else:
        work.add(point_store.open_callback_put(point_id, location_id, call))


def call_stands(
    work: UnitOfWork, point_id: str, location_id: str, changed: StandingChanged
) -> None:
    """Note how the call that is owed to a contact point at a location stands from now on."""
    work.add(point_store.open_callback_stands(point_id, location_id, changed))


def call_owed_no_longer(
    work: UnitOfWork, point_id: str, location_id: str, *, has_wishes: bool = False
) -> None:
    """Note that no call is owed to a contact point at a location any more.

    Wishes not to be contacted stay noted; if it is not known that there are any, a refusal tells.
    """
    if has_wishes or point_store.CALL_ENDED in work.seen:
        work.add(point_store.open_callback_forgotten(point_id, location_id))
    else:
        work.add(point_store.open_callback_delete(point_id, location_id))


def load_ahead(run: Runtime, point_id: str, person_id: str | None = None) -> Ahead:
    """Commitments ahead of a person on a contact point (a consistent read); none if not known.

    Without a ``person_id``, of everybody on it.
    """
    return store.load_ahead(run.table, point_id, person_id)


def load_all_ahead(run: Runtime, point_id: str, person_id: str) -> Ahead:
    """Commitments ahead of a person, with appointments under what else is known to be theirs.

    A further read for each of those, so for the desk alone: what a visitor is told never depends
    on it.
    """
    own = load_ahead(run, point_id, person_id)
    others = tuple(load_ahead(run, each.point_id, each.person_id) for each in own.linked)
    found = [each for ahead in (own, *others) for each in ahead.appointments]
    in_order = sorted(found, key=lambda each: (each.starts_at, each.appointment_id))
    over = tuple(each for ahead in (own, *others) for each in ahead.fulfilled)
    return replace(own, appointments=tuple(in_order), fulfilled=over, read_beside=others)


def count_booked(work: UnitOfWork, ahead: Ahead, count: int = 1) -> None:
    """Count what is booked for, or offered to, a person, if nothing was since ``ahead``."""
    work.add(store.count_appointments(ahead, count))
    beside = {each.point_id: each for each in ahead.read_beside if each.point_id != ahead.point_id}
    for each in beside.values():
        nothing_booked_since(work, each)


def nothing_booked_since(work: UnitOfWork, ahead: Ahead) -> None:
    """Let the work pass only if nothing was booked or moved since ``ahead`` was read."""
    work.add(store.none_booked_since(ahead))


def appointment_ahead(work: UnitOfWork, point_id: str, appointment: AppointmentAhead) -> None:
    """Note an appointment that lies ahead."""
    work.add(store.appointment_put(point_id, appointment))


def no_longer_ahead(
    work: UnitOfWork, point_id: str, appointment_id: str, starts_at: datetime
) -> None:
    """Note that an appointment lies ahead no longer."""
    work.add(store.appointment_delete(point_id, appointment_id, starts_at))


def note_fulfilled(
    work: UnitOfWork, point_id: str, appointment: AppointmentAhead, until: datetime | None
) -> None:
    """Note that an appointment took place: limits count it until then, and nothing else does.

    None, if none does.
    """
    if until is None or until <= work.now:
        no_longer_ahead(work, point_id, appointment.appointment_id, appointment.starts_at)
    else:
        work.add(store.appointment_fulfilled_put(point_id, appointment, until))


def note_waiting(
    work: UnitOfWork, point_id: str, commitment: WaitlistCommitment, instead_of: str | None
) -> None:
    """Note a place on a waitlist, over the one of this entry id; over none if that is None."""
    work.add(store.waitlist_put(point_id, commitment, instead_of))


def forget_waiting(
    work: UnitOfWork, point_id: str, commitment: WaitlistCommitment, *, or_gone: bool = False
) -> None:
    """Note that a place on a waitlist is given up, if it still is this entry's.

    Where another item guards that it is done once, it may be nobody's by now: ``or_gone``.
    """
    work.add(store.waitlist_delete(point_id, commitment, or_gone=or_gone))
