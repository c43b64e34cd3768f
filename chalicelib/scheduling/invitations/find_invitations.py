"""Find invitations among the things that are filed under a person, as staff see them."""

from ...platform.runtime import Runtime
from . import rules, store
from .models import Invitation, StaffInvitationView


def find_invitations(run: Runtime, filed: list[tuple[str, str]]) -> list[StaffInvitationView]:
    """Those of these things, each by kind and id, that are invitations; the latest first."""
    ids = [item_id for kind, item_id in filed if kind == store.KIND]
    found = store.load_invitations(run.table, ids) if ids else []
    found.sort(key=lambda each: (each.invited_at, each.invitation_id), reverse=True)
    return [view_for_staff(run, each) for each in found]


def find_addresses_of_invitations(
    run: Runtime, filed: list[tuple[str, str]]
) -> dict[str, str | None]:
    """The address known with each of these things, by kind and id, that is an invitation."""
    ids = [item_id for kind, item_id in filed if kind == store.KIND]
    found = store.load_invitations(run.table, ids) if ids else []
    return {each.invitation_id: each.email for each in found}


def view_for_staff(
    run: Runtime, invitation: Invitation, token: str | None = None
) -> StaffInvitationView:
    """The invitation as it now stands; with ``token`` when it has just been made."""
    shown = invitation.model_dump(include=set(StaffInvitationView.model_fields))
    state = rules.state_of(invitation, run.clock())
    return StaffInvitationView.model_validate({**shown, "state": state, "token": token})
