"""Tell what a message to somebody on the waitlist says: a time is kept for them."""

from datetime import datetime

from ...messaging.link import Opens, mailed_link
from ...messaging.models import Message, MessageKind, Telling
from ...messaging.send_due import Tellers
from ...platform.languages import LANGUAGES
from ...platform.local_time import said_with_date
from ...platform.runtime import Runtime
from . import store


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """The offered time, while it is kept; to the address that was given with the entry.

    An offer's message has the id of its hold: of another offer than its own it tells nothing.
    """
    ticket = store.load_ticket(run.table, message.about)
    if ticket is None:
        return None
    entry = store.load_entry(run.table, ticket.location_id, ticket.waitlist_position)
    offer = entry.offer if entry else None
    if entry is None or offer is None or offer.hold_id != message.message_id:
        return None
    if offer.held_until <= now:
        return None
    zone = run.clinic.location(entry.location_id).tz
    language = message.language or ticket.language or LANGUAGES[0]
    return Telling(
        email=ticket.email,
        is_by_staff=entry.is_by_staff,
        person_id=entry.person_id,
        language=language,
        words={
            "when": said_with_date(offer.starts_at, zone, language),
            "until": said_with_date(offer.held_until, zone, language),
            "link": mailed_link(
                run, Opens.WAITLIST_ENTRY, ticket.ticket_id, ticket.email, language
            ),
        },
        news=offer.hold_id,
    )


TELLERS: Tellers = {MessageKind.WAITLIST_OFFER: _tell}
