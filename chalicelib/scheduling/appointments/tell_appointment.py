"""Tell what a message about an appointment says, as the appointment stands when it is sent."""

from collections.abc import Sequence
from datetime import datetime

from ...messaging.link import Opens, mailed_link
from ...messaging.models import Message, MessageKind, Telling
from ...messaging.send_due import Tellers
from ...people.prove_address import is_address_proven
from ...platform.calendar_file import CalendarEvent
from ...platform.clock import instant_text
from ...platform.languages import LANGUAGES, Language
from ...platform.local_time import said_with_date
from ...platform.runtime import Runtime
from ...platform.storage.references import reference_of
from ...platform.unit_of_work import VISITOR
from . import store
from .calendar_event import calendar_event
from .change_until_rules import change_until
from .known_start import is_known_start, known_start
from .models import Appointment, AppointmentStatus, EscortState
from .reminder_rules import next_reminder_at


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """That it is booked or moved, or takes place at all: as long as it lies ahead."""
    appointment = store.load_appointment(run.table, message.about)
    if appointment is None or not _lies_ahead(appointment, now):
        return None
    if is_known_start(known, appointment.starts_at):
        return None
    return _telling(run, message, appointment)


def _tell_canceled(
    run: Runtime, message: Message, known: str | None, now: datetime
) -> Telling | None:
    """That it is canceled: to whoever knows that it was booked.

    By a message, by their own hand, or because no message of it was ever wanted. What staff booked
    and canceled before the message went is told to nobody, and what they moved and canceled by the
    time that is known.
    """
    appointment = store.load_appointment(run.table, message.about)
    if appointment is None or appointment.status is not AppointmentStatus.CANCELLED:
        return None
    starts_at = _start_they_know(run, message, appointment, known)
    if starts_at is None or starts_at <= now:
        return None
    return _telling(run, message, appointment.model_copy(update={"starts_at": starts_at}))


def _start_they_know(
    run: Runtime, message: Message, appointment: Appointment, known: str | None
) -> datetime | None:
    """The start by which an appointment that was canceled is known to its patient, if it is."""
    if appointment.changed_by == VISITOR:
        return appointment.starts_at
    starts_at = known_start(run, appointment, known)
    is_their_own = message.after is None or appointment.booked_by == VISITOR
    return appointment.starts_at if starts_at is None and is_their_own else starts_at


def _remind(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """That it comes up, and again when it is nearer; not while a closing keeps it from being."""
    appointment = store.load_appointment(run.table, message.about)
    if appointment is None or appointment.closing or not _lies_ahead(appointment, now):
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
    is_reminder = message.kind is MessageKind.REMINDER
    is_canceled = appointment.status is AppointmentStatus.CANCELLED
    seen = seen_by(run, appointment, message.language)
    changes = ["change"] if "until" in seen else []
    news = "canceled" if is_canceled else instant_text(appointment.starts_at)
    return Telling(
        email=appointment.email,
        is_by_staff=not (appointment.is_stated or appointment.is_email_stated),
        person_id=appointment.person_id,
        words={"when": said_with_date(appointment.starts_at, zone, language), **seen},
        asks=[*(_asked(run, appointment) if is_reminder else ()), *changes],
        events=() if is_reminder else calendar_events(run, [appointment]),
        news=news,
        reference=reference_of(appointment.appointment_id),
        newest=newest,
        again_at=again_at,
    )


def _asked(run: Runtime, appointment: Appointment) -> list[str]:
    """Things still to do before its patient comes, by the names of a reminder's paragraphs."""
    readiness, escort = appointment.readiness, appointment.escort
    is_alone = escort is not None and escort.state is EscortState.NEEDED
    has_to = bool(run.clinic.service(appointment.service_id).preparation) or is_alone
    asked = {
        "confirm": readiness.confirm_by is not None and readiness.coming_at is None,
        "prepare": has_to and readiness.prepared_at is None,
    }
    return [name for name, applies in asked.items() if applies]


def calendar_events(run: Runtime, appointments: Sequence[Appointment]) -> list[CalendarEvent]:
    """Appointments of one person for their calendar, if the address is known to be theirs.

    As far as staff took it down, or it was proven: nothing gets into the calendar of somebody whose
    address was only typed.
    """
    first = appointments[0]
    if first.email is None:
        return []
    is_theirs = first.booked_by != VISITOR or is_address_proven(run, first.email, first.name)
    return [calendar_event(each, run.clock()) for each in appointments] if is_theirs else []


def seen_by(run: Runtime, appointment: Appointment, language: Language | None) -> dict[str, str]:
    """The link to an appointment, for a mail to the address that was given with it.

    And until when it can be changed there, while it can; else that it can be ``only_seen``.
    """
    of, email = appointment.appointment_id, appointment.email
    link = {"link": mailed_link(run, Opens.APPOINTMENT, of, email, language)}
    if not link["link"] or appointment.status is AppointmentStatus.CANCELLED:
        return link
    until = change_until(appointment, run.clinic.scheduling)
    if run.clock() > until:
        return {**link, "only_seen": "yes"}
    zone = run.clinic.location(appointment.location_id).tz
    return {**link, "until": said_with_date(until, zone, language or LANGUAGES[0])}


TELLERS: Tellers = {
    MessageKind.BOOKED: _tell,
    MessageKind.MOVED: _tell,
    MessageKind.CANCELED: _tell_canceled,
    MessageKind.REMINDER: _remind,
}
