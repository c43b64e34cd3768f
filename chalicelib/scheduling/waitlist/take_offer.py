"""Take an offered time: it is booked with what was given when joining the waitlist."""

from ...platform.request_token import request_token
from ...platform.runtime import Runtime
from ..appointments.book import book_held_time
from ..appointments.holder import Holder
from ..appointments.models import Appointment, BookIn
from ..appointments.read_hold import read_hold
from ..errors import HoldLostError, NothingOfferedError
from .models import TakeIn, Ticket


def take_offer(run: Runtime, ticket: Ticket, given: TakeIn, holder: Holder) -> Appointment:
    """Book the time that an entry was offered, with what was given when joining; nothing is typed.

    The request that led there is answered. Sent again, it is the same appointment. Raises
    NothingOfferedError once the offer ran out, was declined, or was never made to this entry;
    InvalidInputError, TooManyBookingsError.
    """
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
        request_id=ticket.request_id,
        language=ticket.language,
    )
    token = request_token(run.keyring, ticket.request_id) if ticket.request_id else None
    try:
        return book_held_time(run, booking, token, holder)
    except HoldLostError as lost:
        raise NothingOfferedError from lost
