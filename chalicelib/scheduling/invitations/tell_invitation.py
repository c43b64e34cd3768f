"""Tell what a message with an invitation says: where to choose a time, and until when."""

from datetime import datetime

from ...messaging.link import Opens, mailed_link
from ...messaging.models import Message, MessageKind, Telling
from ...messaging.send_due import Tellers
from ...platform.languages import LANGUAGES
from ...platform.local_time import said_with_date
from ...platform.runtime import Runtime
from . import rules, store


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """The link, as long as an appointment can be booked with it."""
    invitation = store.load_invitation(run.table, message.about)
    if invitation is None or not rules.is_open(invitation, now):
        return None
    zone = run.clinic.location(invitation.location_id).tz
    language = message.language or LANGUAGES[0]
    return Telling(
        email=invitation.email,
        is_by_staff=invitation.is_proven,
        person_id=invitation.person_id,
        words={
            "until": said_with_date(invitation.valid_until, zone, language),
            "link": mailed_link(run, Opens.INVITATION, message.about, invitation.email, language),
        },
        news=invitation.invitation_id,
    )


TELLERS: Tellers = {MessageKind.INVITATION: _tell}
