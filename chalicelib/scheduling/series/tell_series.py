"""Tell what a message about a series says: the times that still lie ahead, all at once."""

from datetime import datetime

from ...messaging.models import Message, MessageKind, Telling
from ...messaging.send_due import Tellers
from ...platform.clock import instant_text
from ...platform.languages import LANGUAGES
from ...platform.local_time import said_with_date
from ...platform.runtime import Runtime
from ...platform.storage.references import reference_of
from ..appointments.models import AppointmentStatus
from ..appointments.reminder_rules import next_reminder_at
from ..appointments.tell_appointment import calendar_events, seen_by
from . import store
from .load_series import appointments_of


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    series = store.load_series(run.table, message.about)
    if series is None:
        return None
    ahead = [
        each
        for each in appointments_of(run, series)
        if each.status is AppointmentStatus.BOOKED and each.starts_at > now
    ]
    news = " ".join(instant_text(each.starts_at) for each in ahead)
    if not ahead or news == known:
        return None
    zone = run.clinic.location(series.location_id).tz
    language = message.language or LANGUAGES[0]
    told = [
        {
            "when": said_with_date(each.starts_at, zone, language),
            **seen_by(run, each, message.language),
        }
        for each in ahead
    ]
    due = {each.appointment_id: next_reminder_at(each.starts_at, now) for each in ahead}
    return Telling(
        email=ahead[0].email,
        is_by_staff=True,
        person_id=series.person_id,
        words={"when": told[0]["when"]},
        each=told,
        events=calendar_events(run, ahead),
        news=news,
        reference=reference_of(ahead[0].appointment_id),
        reminders={of: at for of, at in due.items() if at is not None},
    )


TELLERS: Tellers = {MessageKind.SERIES_BOOKED: _tell, MessageKind.SERIES_MOVED: _tell}
