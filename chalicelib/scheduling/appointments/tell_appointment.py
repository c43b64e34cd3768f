"""Tell what a message about an appointment says, as the appointment stands when it is sent."""

from datetime import datetime

from ...messaging.link import Opens, mailed_link
from ...messaging.models import Message, MessageKind, Telling
from ...messaging.send_due import Tellers
from ...platform.clock import instant_text
from ...platform.languages import LANGUAGES, Language
from ...platform.local_time import said_with_date
from ...platform.runtime import Runtime
from ...platform.unit_of_work import VISITOR
from . import store
from .models import Appointment, AppointmentStatus
from .reminder_rules import next_reminder_at


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """That it is booked or moved, or takes place at all: as long as it lies ahead."""
    appointment = store.load_appointment(run.table, message.about)
    if appointment is None or not _lies_ahead(appointment, now):
        return None
    telling = _telling(run, message, appointment)
    return telling if telling.news != known else None


def _tell_canceled(
    run: Runtime, message: Message, known: str | None, now: datetime
) -> Telling | None:
    """That it is canceled: to whoever knows that it was booked.

    By a message, by their own hand, or because no message of it was ever wanted. What staff booked
    and canceled before the message went is told to nobody.
    """
    appointment = store.load_appointment(run.table, message.about)
    if appointment is None or appointment.status is not AppointmentStatus.CANCELLED:
        return None
    is_known = known is not None or message.after is None or appointment.booked_by == VISITOR
    if not is_known or appointment.starts_at <= now:
        return None
    return _telling(run, message, appointment)


def _remind(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """That it comes up, and again when it is nearer."""
    appointment = store.load_appointment(run.table, message.about)
    if appointment is None or not _lies_ahead(appointment, now):
        return None
    again_at = next_reminder_at(appointment.starts_at, now)
    return _telling(run, message, appointment, again_at, appointment.message_id)


def _lies_ahead(appointment: Appointment, now: datetime) -> bool:
    return appointment.status is AppointmentStatus.BOOKED and appointment.starts_at > now


def _telling(
    run: Runtime,
    message: Message,
    appointment: Appointment,
    again_at: datetime | None = None,
    newest: str | None = None,
) -> Telling:
    zone = run.clinic.location(appointment.location_id).tz
    language = message.language or LANGUAGES[0]
    is_canceled = appointment.status is AppointmentStatus.CANCELLED
    news = "canceled" if is_canceled else instant_text(appointment.starts_at)
    return Telling(
        email=appointment.email,
        is_by_staff=not appointment.is_stated,
        person_id=appointment.person_id,
        words={
            "when": said_with_date(appointment.starts_at, zone, language),
            "link": link_to(run, appointment, message.language),
        },
        news=news,
        newest=newest,
        again_at=again_at,
    )


def link_to(run: Runtime, appointment: Appointment, language: Language | None) -> str:
    """The link to an appointment, for a mail to the address that was given with it."""
    if appointment.email is None:
        return ""
    return mailed_link(
        run, Opens.APPOINTMENT, appointment.appointment_id, appointment.email, language
    )


TELLERS: Tellers = {
    MessageKind.BOOKED: _tell,
    MessageKind.MOVED: _tell,
    MessageKind.CANCELED: _tell_canceled,
    MessageKind.REMINDER: _remind,
}
