"""Reschedule an appointment: to another start or bay. It stays the same appointment."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from ...messaging.models import MessageKind
from ...people.commitments import Ahead
from ...people.keep_commitments import (
    appointment_ahead,
    count_booked,
    load_ahead,
    load_all_ahead,
    no_longer_ahead,
)
from ...platform.runtime import Runtime
from ...platform.unit_of_work import VISITOR, UnitOfWork
from ..errors import AppointmentStateError
from ..slots.bookable import Wanted, free_slots, wanted_by_staff, wanted_by_visitor
from ..slots.models import Slot
from . import rules, store
from .announce import announce
from .change_once import change_once, check_notice
from .check_spacing import ask_close_at, check_chosen, is_close
from .choose_slot import undone_first
from .end_hit import no_longer_hit
from .holder import Holder
from .limit_holder import count_booking
from .load_appointment import Asked
from .models import Appointment, AppointmentStatus, Escort
from .note_booking import as_ahead
from .note_change import give_up_slot, note_change
from .readiness_models import Readiness


@dataclass(frozen=True)
class Elsewhere:
    """The new place of an appointment: another start, and staff may name a bay.

    ``override`` says why the person's other appointment at that time is no hindrance. What a
    visitor takes counts for its ``holder``.
    """

    starts_at: datetime
    bay: str | None = None
    override: str | None = None
    holder: Holder | None = None

    def is_where(self, appointment: Appointment) -> bool:
        """True for an appointment that is there already."""
        return appointment.starts_at == self.starts_at and self.bay in (None, appointment.bay)


class _Said(NamedTuple):
    """Words that go along with a move, for its history."""

    override: str | None
    asked_by: str | None


def reschedule(run: Runtime, asked: Asked, there: Elsewhere) -> Appointment:
    """Move an appointment: the new slot is taken and the old one given up, or neither.

    It keeps its identity and history; at the same start it keeps its confirmed escort, and staff
    can move whoever has arrived. A visitor is not told of another appointment at that time: it is
    marked for the desk. Raises AppointmentStateError, VersionError, TimeNotBookableError,
    TimeTakenError, InvalidInputError; for staff, PersonBusyError and AppointmentsCloseError; for a
    visitor, TooLateError, NotBookableOnlineError and TooManyBookingsError.
    """

    def is_there(appointment: Appointment) -> bool:
        return _may_be_moved(appointment, asked, there) and there.is_where(appointment)

    def moved(work: UnitOfWork, before: Appointment) -> Appointment:
        check_notice(work, before, asked)
        if not _may_be_moved(before, asked, there):
            raise AppointmentStateError(before.status)
        want = _wanted(work, before, asked, there)
        slots = free_slots(run, want, work.now, by_staff=asked.by_staff)
        slot = undone_first(slots, before.point_id, work.now)[0]
        if there.holder:
            count_booking(work, there.holder, slot.slot_id, want.location.phone)
        said = _Said(there.override, asked.asked_by)
        return _move(work, before, replace(want, bay=slot.bay), slot, said)

    return change_once(run, asked, is_there, moved)


def escort_anew(work: UnitOfWork, before: Appointment, want: Wanted) -> Escort | None:
    """The escort for another time: whoever was to come along has to be asked again."""
    name = before.escort.name if before.escort else None
    clinic, start = work.run.clinic, want.starts_at
    return rules.escort_for(clinic, want.location, want.service, start, name, work.now)


def readiness_anew(work: UnitOfWork, before: Appointment, want: Wanted) -> Readiness:
    """The readiness for another time: all that was said was said of the old one.

    Whoever booked online is asked again. That they asked to be called still stands.
    """
    asked_at = before.readiness.call_asked_at
    if before.booked_by != VISITOR:
        return Readiness(call_asked_at=asked_at)
    asked = rules.readiness_for(work.run.clinic, want.location, want.starts_at, work.now)
    return asked.model_copy(update={"call_asked_at": asked_at})


def _may_be_moved(appointment: Appointment, asked: Asked, there: Elsewhere) -> bool:
    if appointment.status is AppointmentStatus.ARRIVED:
        return asked.by_staff and appointment.starts_at == there.starts_at
    return appointment.status is AppointmentStatus.BOOKED


def _wanted(work: UnitOfWork, before: Appointment, asked: Asked, there: Elsewhere) -> Wanted:
    run, location_id, service_id = work.run, before.location_id, before.service_id
    if asked.by_staff:
        return wanted_by_staff(run, location_id, service_id, there.starts_at, work.now, there.bay)
    is_invited = before.invitation_id is not None
    return wanted_by_visitor(
        run, location_id, service_id, there.starts_at, work.now, is_invited=is_invited
    )


def _move(
    work: UnitOfWork, before: Appointment, want: Wanted, slot: Slot, said: _Said
) -> Appointment:
    """Collect the move, if nothing else was booked for its person meanwhile."""
    load = load_ahead if work.by == VISITOR else load_all_ahead
    ahead = load(work.run, before.point_id, before.person_id)
    also_booked = _also_booked(work, before, want, ahead, said.override)
    same_start = before.starts_at == want.starts_at
    is_beyond = is_close(work, want, ahead, before.appointment_id)
    beyond = before.beyond_limits if same_start else is_beyond
    ask_at = ask_close_at(work, is_marked=also_booked or beyond)
    after = before.model_copy(
        update={
            "slot_id": slot.slot_id,
            "bay": slot.bay,
            "starts_at": want.starts_at,
            "ends_at": want.ends_at,
            "escort": before.escort if same_start else escort_anew(work, before, want),
            "readiness": before.readiness if same_start else readiness_anew(work, before, want),
            "also_booked": also_booked,
            "beyond_limits": beyond,
            "ask_close_at": before.ask_close_at if same_start else ask_at,
            "closing": None,
        }
    )
    no_longer_hit(work, before)
    if not same_start:
        after = announce(work, after, MessageKind.MOVED)
    moved = {"from": before.slot_id, "to": after.slot_id}
    told = {
        "override": said.override,
        "also_booked": "yes" if also_booked else None,
        "beyond_limits": "yes" if beyond else None,
    }
    by = {"asked_by": said.asked_by}
    written = note_change(work, before, after, "rescheduled", **moved, **told, **by)
    work.add(store.appointment_seated(slot, written, work.now))
    give_up_slot(work, before)
    no_longer_ahead(work, before.point_id, before.appointment_id, before.starts_at)
    appointment_ahead(work, after.point_id, as_ahead(after))
    count_booked(work, ahead)
    return written


def _also_booked(
    work: UnitOfWork, before: Appointment, want: Wanted, ahead: Ahead, override: str | None
) -> bool:
    """True if the desk is to ask about two appointments at one time.

    Staff are asked at once: raises PersonBusyError, AppointmentsCloseError.
    """
    if before.starts_at == want.starts_at:
        return before.also_booked
    if work.by == VISITOR:
        return ahead.busy(want.starts_at, want.ends_at, but_for=before.appointment_id)
    if override is None:
        check_chosen(work, want, ahead, before.appointment_id)
    return False
