"""Owe contact to whoever can only be told by email, once that does not arrive.

Nobody else tells them that their appointment was booked, moved or canceled. Where a phone number
was given as well, they are called in time all the same, if they don't say that they come.
"""

from collections.abc import Mapping

from ...callbacks.open_or_merge import owe_call
from ...clinic import Source
from ...messaging.models import Message, MessageKind
from ...messaging.send_due import ForNothing
from ...people.note_person import known_profile
from ...platform.unit_of_work import VISITOR, UnitOfWork
from ..appointments import store
from ..appointments.models import Appointment, AppointmentStatus
from ..series import store as series_store
from .call_about_appointment import call_owed_for


def _about_appointment(work: UnitOfWork, message: Message) -> None:
    appointment = store.load_appointment(work.run.table, message.about)
    if appointment is not None:
        _owe(work, appointment)


def _about_series(work: UnitOfWork, message: Message) -> None:
    """For all of it: what is owed is owed once."""
    series = series_store.load_series(work.run.table, message.about)
    found = (
        store.load_appointment(work.run.table, each)
        for each in (series.appointment_ids if series else ())
    )
    ahead = (each for each in found if each is not None and _needs_telling(work, each))
    first = min(ahead, key=lambda each: each.starts_at, default=None)
    if first is not None:
        _owe(work, first)


def _owe(work: UnitOfWork, appointment: Appointment) -> None:
    """Collect the contact that is owed: once for an appointment, or for its whole series.

    The appointment itself stays as it is, also in version: whoever has its page sees no change.
    """
    is_owed_already = store.MAIL_FOR_NOTHING in work.seen
    if appointment.phone is not None or is_owed_already or not _needs_telling(work, appointment):
        return
    profile = known_profile(work, appointment.point_id, appointment.person_id)
    went = owe_call(work, call_owed_for(work, appointment, profile, Source.MAIL_BOUNCED))
    once_for = appointment.series_id or appointment.appointment_id
    work.add(store.mail_for_nothing_put(once_for, work.now))
    what, appointment_id = "mail-bounced", appointment.appointment_id
    work.record(store.KIND, appointment_id, what, callback=went.callback_id)


def _needs_telling(work: UnitOfWork, appointment: Appointment) -> bool:
    """True while it lies ahead: on, or canceled by somebody else."""
    if appointment.starts_at <= work.now:
        return False
    if appointment.status is AppointmentStatus.CANCELLED:
        return appointment.changed_by != VISITOR
    return appointment.status is AppointmentStatus.BOOKED


FOR_NOTHING: Mapping[MessageKind, ForNothing] = {
    MessageKind.BOOKED: _about_appointment,
    MessageKind.MOVED: _about_appointment,
    MessageKind.CANCELED: _about_appointment,
    MessageKind.REMINDER: _about_appointment,
    MessageKind.SERIES_BOOKED: _about_series,
    MessageKind.SERIES_MOVED: _about_series,
}
