"""Take an offered time: it is booked with what was given when joining the waitlist."""

from dataclasses import dataclass

from ...messaging.link import Opens, mailed_to
from ...people.prove_address import note_address_proven
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..appointments.book import Booker, book_hold
from ..appointments.holder import Holder
from ..appointments.models import Appointment, BookIn
from ..appointments.note_booking import identity_of
from ..appointments.read_hold import read_hold
from ..errors import HoldLostError, NothingOfferedError
from .models import TakeIn, Ticket


@dataclass(frozen=True)
class Taker:
    """Whoever comes with the link of a place on the waitlist."""

    ticket: Ticket
    token: str | None
    """The one that they brought."""
    holder: Holder


def take_offer(run: Runtime, taker: Taker, given: TakeIn) -> Appointment:
    """Book the time that an entry was offered, with what was given when joining; nothing is typed.

    The request that led there is answered. Sent again, it is the same appointment. By the link that
    was mailed, it proves the address for the name given with it. Raises NothingOfferedError once
    the offer ran out, was declined, or was never made to this entry; InvalidInputError,
    TooManyBookingsError.
    """
    ticket = taker.ticket
    hold = read_hold(run, given.hold_token)
    theirs = (ticket.location_id, ticket.waitlist_position)
    if not hold.is_offer or (hold.location_id, hold.holder) != theirs:
        raise NothingOfferedError
    booking = BookIn(
        hold_token=given.hold_token,
        name=ticket.name,
        phone=ticket.phone,
        email=ticket.email,
        escort_name=given.escort_name,
        is_adult=ticket.is_adult,
        request_id=ticket.request_id,
        language=ticket.language,
    )
    entry, email = ticket.ticket_id, ticket.email
    proven = mailed_to(run.keyring, Opens.WAITLIST_ENTRY, entry, email, taker.token)

    def note_proof(work: UnitOfWork, _made: Appointment) -> None:
        if proven:
            note_address_proven(work, proven, ticket.name)

    identity = identity_of(run, booking)
    booker = Booker(identity, taker.holder, sent_request=ticket.request_id, use=note_proof)
    try:
        return book_hold(run, hold, booking, booker)
    except HoldLostError as lost:
        raise NothingOfferedError from lost
