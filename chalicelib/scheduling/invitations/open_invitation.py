"""Open an invitation: for whoever has its link."""

from ...platform.runtime import Runtime
from ...platform.tokens import token_matches
from ..errors import InvitationOverError
from . import rules, store
from .models import Invitation, InvitationView


def find_invitation(run: Runtime, invitation_id: str, token: str | None) -> Invitation:
    """The invitation that a token opens, however it stands. Raises InvitationOverError."""
    found = store.load_invitation(run.table, invitation_id)
    if found is None or not token or not token_matches(token, found.token_hash):
        raise InvitationOverError
    return found


def open_invitation(run: Runtime, invitation_id: str, token: str | None) -> Invitation:
    """The invitation that a token opens, while an appointment can be booked with it.

    Raises InvitationOverError alike for one that is used, withdrawn, too old or unknown, and for a
    wrong token.
    """
    found = find_invitation(run, invitation_id, token)
    if not rules.is_open(found, run.clock()):
        raise InvitationOverError
    return found


def view_of_invitation(invitation: Invitation) -> InvitationView:
    """The invitation as whoever has its link is told of it."""
    shown = invitation.model_dump(include=set(InvitationView.model_fields))
    return InvitationView.model_validate(shown)
