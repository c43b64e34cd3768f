"""Withdraw an invitation: its link opens nothing any more."""

from ...platform.errors import NotFoundError
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..errors import InvitationUsedError
from . import store
from .models import Invitation, InvitationState


def withdraw_invitation(run: Runtime, staff_id: str, invitation_id: str) -> Invitation:
    """Take an invitation back. One that was withdrawn stays so.

    Raises NotFoundError, and InvitationUsedError once an appointment was booked with it.
    """

    def withdrawn(work: UnitOfWork) -> Invitation:
        before = store.load_invitation(run.table, invitation_id)
        if before is None:
            raise NotFoundError("There is no such invitation.")
        if before.ended is InvitationState.USED:
            raise InvitationUsedError
        if before.ended is InvitationState.WITHDRAWN:
            return before
        work.add(store.invitation_withdrawn(invitation_id, work.now))
        work.record(store.KIND, invitation_id, "withdrawn")
        over = {"ended": InvitationState.WITHDRAWN, "ended_at": work.now}
        return before.model_copy(update=over)

    return carry_out(run, staff_id, withdrawn)
