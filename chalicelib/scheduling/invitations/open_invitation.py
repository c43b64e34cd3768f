"""Open an invitation: for whoever has its link."""

from ...messaging.link import Opened, Opens, is_opened
from ...platform.runtime import Runtime
from ..errors import InvitationOverError
from ..slots.check_online import check_online
from . import rules, store
from .models import Invitation, InvitationView


def find_invitation(run: Runtime, invitation_id: str, token: str | None) -> Invitation:
    """The invitation that a token opens, however it stands. Raises InvitationOverError."""
    found = store.load_invitation(run.table, invitation_id)
    if found is None or not token or not _opens(run, found, token):
        raise InvitationOverError
    return found


def _opens(run: Runtime, invitation: Invitation, token: str) -> bool:
    """True for the token that staff were given, and for that of a mail to the person's address."""
    of, email = invitation.invitation_id, invitation.email
    return is_opened(run.keyring, Opened(Opens.INVITATION, of, email, invitation.token_hash), token)


def open_invitation(run: Runtime, invitation_id: str, token: str | None) -> Invitation:
    """The invitation that a token opens, while an appointment can be booked with it.

    Raises InvitationOverError alike for one that is used, withdrawn, too old or unknown, and for a
    wrong token; NotBookableOnlineError if the clinic lets nobody book the service any more.
    """
    found = find_invitation(run, invitation_id, token)
    if not rules.is_open(found, run.clock()):
        raise InvitationOverError
    check_online(run.clinic.service(found.service_id), is_invited=True)
    return found


def view_of_invitation(invitation: Invitation) -> InvitationView:
    """The invitation as whoever has its link is told of it."""
    shown = invitation.model_dump(include=set(InvitationView.model_fields))
    return InvitationView.model_validate(shown)
