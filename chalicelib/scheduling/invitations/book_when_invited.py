"""Book the one appointment that an invitation is good for."""

from ...people.identity import Identity, point_id_of
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..appointments.book import Booker, book_hold
from ..appointments.holder import Holder
from ..appointments.models import Appointment, BookIn, Hold
from ..appointments.read_hold import offer_refused, read_hold
from ..errors import InvitationOverError
from . import rules, store
from .models import Invitation, InvitedBookIn


def book_when_invited(
    run: Runtime, invitation: Invitation, given: InvitedBookIn, holder: Holder
) -> Appointment:
    """Book a held time for the person who was invited; that uses the invitation up.

    Whoever has the link books for exactly that person: nothing that is typed is compared. Of two
    who come at once, one books. Sent again, it is the same appointment. Raises InvitationOverError,
    HoldLostError, InvalidInputError, TooManyBookingsError.
    """
    hold = read_hold(run, given.hold_token)
    _check_hold(invitation, hold)
    booking = BookIn(
        hold_token=given.hold_token,
        name=invitation.name,
        phone=invitation.phone,
        email=invitation.email,
        escort_name=given.escort_name,
        language=given.language,
    )

    def use(work: UnitOfWork, made: Appointment) -> None:
        if work.was_refused(store.OPEN_INVITATION) or not rules.is_open(invitation, work.now):
            raise InvitationOverError
        invitation_id, of = invitation.invitation_id, made.appointment_id
        work.add(store.invitation_used(invitation_id, of, work.now))
        work.record(store.KIND, invitation_id, "used", of=of)

    booker = Booker(_identity_of(run, invitation), holder, invitation.invitation_id, use)
    return book_hold(run, hold, booking, booker)


def _check_hold(invitation: Invitation, hold: Hold) -> None:
    if hold.is_offer:
        raise offer_refused()
    theirs = (invitation.location_id, invitation.service_id)
    if (hold.location_id, hold.service_id) != theirs:
        raise InvitationOverError


def _identity_of(run: Runtime, invitation: Invitation) -> Identity:
    """The person as they are filed, also where staff corrected their name since."""
    email_id = point_id_of(run.keyring, invitation.email) if invitation.email else None
    return Identity(invitation.point_id, invitation.person_id, email_id)
