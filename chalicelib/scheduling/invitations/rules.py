"""Rules of invitations: for how long, to what, and how one stands. Pure."""

from datetime import datetime, timedelta

from .models import Invitation, InvitationState

VALID_FOR = timedelta(days=14)


def state_of(invitation: Invitation, now: datetime) -> InvitationState:
    """The state in which an invitation is at this moment, whether or not anything noted it."""
    if invitation.ended is not None:
        return invitation.ended
    return InvitationState.OPEN if now < invitation.valid_until else InvitationState.EXPIRED


def is_open(invitation: Invitation, now: datetime) -> bool:
    """True while an appointment can be booked with it."""
    return state_of(invitation, now) is InvitationState.OPEN
