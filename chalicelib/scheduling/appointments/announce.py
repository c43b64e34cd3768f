"""Announce to its patient what became of an appointment: booked, moved or canceled."""

from ...messaging.models import MessageKind
from ...messaging.send_later import UNDO_TIME, Circumstances, remind, send_later
from ...platform.unit_of_work import VISITOR, UnitOfWork
from .models import Appointment, AppointmentStatus
from .reminder_rules import next_reminder_at


def announce(
    work: UnitOfWork, appointment: Appointment, kind: MessageKind, *, is_known: bool = False
) -> Appointment:
    """Collect the message to whoever gave an address with the appointment, and when to remind them.

    What staff did waits as long as they may undo it; what ``is_known`` is but reminded of. The
    appointment as it is to be kept: it knows its latest message, so that one goes after another.
    """
    if appointment.email is None:
        return appointment
    _remind(work, appointment)
    if is_known:
        return appointment
    message_id = send_later(
        work,
        kind,
        to=appointment.point_id,
        location_id=appointment.location_id,
        about=appointment.appointment_id,
        how=Circumstances(
            at=work.now if work.by == VISITOR else work.now + UNDO_TIME,
            after=appointment.message_id,
            language=appointment.language,
        ),
    )
    return appointment.model_copy(update={"message_id": message_id})


def remind_again(work: UnitOfWork, appointment: Appointment) -> None:
    """Collect when the patient of one that takes place after all is reminded of it."""
    if appointment.email is not None:
        _remind(work, appointment)


def _remind(work: UnitOfWork, appointment: Appointment) -> None:
    """Collect when its patient is reminded, if it is on and not too near."""
    is_on = appointment.status is not AppointmentStatus.CANCELLED
    remind(
        work,
        to=appointment.point_id,
        location_id=appointment.location_id,
        about=appointment.appointment_id,
        at=next_reminder_at(appointment.starts_at, work.now) if is_on else None,
        language=appointment.language,
    )
