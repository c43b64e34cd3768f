"""Note a change to an appointment: itself, its history, and the slot that shows it."""

from ...platform.unit_of_work import UnitOfWork
from ..slots.store import changed_slot_put, load_slot
from . import rules, store
from .models import Appointment, AppointmentStatus


def note_change(
    work: UnitOfWork, before: Appointment, after: Appointment, what: str, **details: str | None
) -> Appointment:
    """Collect a change to an appointment as it was read; the appointment as it then stands.

    It knows who changed it, but for a note: how it stands is still the doing of whoever brought it
    there. As long as it stays in its slot, that one shows it as it then is.
    """
    if after.times_noted == before.times_noted:
        after = after.model_copy(update={"changed_by": work.by})
    due = rules.waits_until(after, work.run.clinic.scheduling)
    work.add(store.appointment_update(before, after, due))
    work.record(store.KIND, before.appointment_id, what, **details)
    stays = after.slot_id == before.slot_id and after.status is not AppointmentStatus.CANCELLED
    if stays:
        work.add(store.appointment_shown(before, after, work.now))
    return after.model_copy(update={"version": before.version + 1})


def give_up_slot(work: UnitOfWork, appointment: Appointment) -> None:
    """Collect that an appointment's slot is given up: off sale, and later offered to others.

    Not to whoever gave it up, if staff booked it for them: of one that was booked online, anybody
    may have typed the name and number. When the appointment is no longer in its slot, it was just
    changed, and writing it will be refused.
    """
    slot = load_slot(work.run.table, appointment.slot_id)
    if slot is not None and slot.appointment_id == appointment.appointment_id:
        not_for = None if appointment.is_stated else appointment.person_id
        after = slot.given_up(work.now, by=appointment.point_id, not_for=not_for)
        work.add(changed_slot_put(slot, after))
