"""Book the one appointment that an invitation is good for."""

from dataclasses import dataclass

from ...messaging.link import Opens, mailed_to
from ...people.identity import Identity, point_id_of
from ...people.prove_address import note_address_proven
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..appointments.book import Booker, book_hold
from ..appointments.holder import Holder
from ..appointments.models import Appointment, BookIn, Hold
from ..appointments.read_hold import offer_refused, read_hold
from ..errors import HoldLostError, InvitationOverError
from . import rules, store
from .models import Invitation, InvitedBookIn


@dataclass(frozen=True)
class Guest:
    """Whoever comes with the link of an invitation."""

    invitation: Invitation
    token: str | None
    """The one that they brought."""
    holder: Holder


def book_when_invited(run: Runtime, guest: Guest, given: InvitedBookIn) -> Appointment:
    """Book a held time for the person who was invited; that uses the invitation up.

    Whoever has the link books for exactly that person: nothing that is typed is compared. Of two
    who come at once, one books. Sent again, it is the same appointment. The link that was mailed
    proves the address for the person's name; one that was told in another way proves nothing.
    Raises InvitationOverError, HoldLostError, InvalidInputError, TooManyBookingsError.
    """
    invitation = guest.invitation
    invitation_id, email = invitation.invitation_id, invitation.email
    proven = mailed_to(run.keyring, Opens.INVITATION, invitation_id, email, guest.token)
    hold = read_hold(run, given.hold_token)
    _check_hold(invitation, hold)
    booking = BookIn(
        hold_token=given.hold_token,
        name=invitation.name,
        phone=invitation.phone,
        email=invitation.email,
        escort_name=given.escort_name,
        is_adult=given.is_adult,
        language=given.language,
    )

    def use(work: UnitOfWork, made: Appointment) -> None:
        if work.was_refused(store.OPEN_INVITATION) or not rules.is_open(invitation, work.now):
            raise InvitationOverError
        work.add(store.invitation_used(invitation_id, made.appointment_id, work.now))
        work.record(store.KIND, invitation_id, "used", of=made.appointment_id)
        if proven:
            note_address_proven(work, proven, invitation.name)

    is_known = invitation.is_proven or proven is not None
    booker = Booker(
        _identity_of(run, invitation),
        guest.holder,
        invitation_id,
        is_email_stated=not is_known,
        use=use,
    )
    return book_hold(run, hold, booking, booker)


def _check_hold(invitation: Invitation, hold: Hold) -> None:
    if hold.is_offer:
        raise offer_refused()
    if hold.invitation_id not in (None, invitation.invitation_id):
        raise HoldLostError
    theirs = (invitation.location_id, invitation.service_id)
    if (hold.location_id, hold.service_id) != theirs:
        raise InvitationOverError


def _identity_of(run: Runtime, invitation: Invitation) -> Identity:
    """The person as they are filed, also where staff corrected their name since."""
    email_id = point_id_of(run.keyring, invitation.email) if invitation.email else None
    return Identity(invitation.point_id, invitation.person_id, email_id)
