"""Invitations in the table.

    INVITATION#<id>    INVITATION          the invitation
                       EVENT#<at>#<id>     its history

It ends once: used or withdrawn, on the condition that it was neither before. That it ran out is
seen when it is read, and asked when it is written.
"""

from collections.abc import Sequence
from datetime import datetime

from ...platform.clock import instant_text
from ...platform.storage.conditions import Attr
from ...platform.storage.keys import Key, item_key
from ...platform.storage.table import Table
from ...platform.storage.writes import Put, Update
from .models import Invitation, InvitationState

KIND = "INVITATION"

OPEN_INVITATION = "open-invitation"
"""Refused under this name, it was used, withdrawn, or ran out."""


def invitation_key(invitation_id: str) -> Key:
    """The key of an invitation."""
    return item_key(KIND, invitation_id)


def invitation_put(invitation: Invitation) -> Put:
    """Store an invitation, once."""
    content = invitation.model_dump(mode="json", exclude_none=True)
    key = invitation_key(invitation.invitation_id)
    return Put({**key, **content}, Attr("pk").not_exists())


def invitation_used(invitation_id: str, appointment_id: str, at: datetime) -> Update:
    """Use an invitation for an appointment, if it is open."""
    still_valid = Attr("valid_until").gt(instant_text(at))
    return Update(
        invitation_key(invitation_id),
        set={**_ended(InvitationState.USED, at), "appointment_id": appointment_id},
        only_if=Attr("pk").exists() & Attr("ended").not_exists() & still_valid,
        name=OPEN_INVITATION,
    )


def invitation_withdrawn(invitation_id: str, at: datetime) -> Update:
    """Take an invitation back, if it was neither used nor taken back."""
    return Update(
        invitation_key(invitation_id),
        set=_ended(InvitationState.WITHDRAWN, at),
        only_if=Attr("pk").exists() & Attr("ended").not_exists(),
        name=OPEN_INVITATION,
    )


def _ended(state: InvitationState, at: datetime) -> dict[str, str]:
    return {"ended": str(state), "ended_at": instant_text(at)}


def load_invitation(table: Table, invitation_id: str) -> Invitation | None:
    """The invitation of this id, or None."""
    item = table.get(invitation_key(invitation_id))
    return Invitation.model_validate(item) if item else None


def load_invitations(table: Table, ids: Sequence[str]) -> list[Invitation]:
    """The invitations of these ids, in any order."""
    found = table.get_many([invitation_key(each) for each in ids])
    return [Invitation.model_validate(item) for item in found]
