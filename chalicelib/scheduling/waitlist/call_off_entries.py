"""Call off what one contact point, or one person at it, collected by joining a waitlist online."""

from ...people.commitments import WaitlistCommitment
from ...people.keep_commitments import load_ahead
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..call_off_models import CallOffIn
from .change_entry import end_wait
from .end_offer import give_back_offer
from .list_waiting import list_waiting
from .models import Waitlist, WaitlistState

AT_ONCE = 15
"""Entries that are ended in one transaction: five writes each, of a hundred that it may have."""


def call_off_entries(run: Runtime, staff_id: str, location_id: str, given: CallOffIn) -> Waitlist:
    """Take all of it off the list, and give up what was offered; the list as it then stands.

    Whoever staff put there stays. Some at a time. Cut short, the same call ends what is left.
    Raises UnknownLocationError.
    """
    run.clinic.location(location_id)

    def some_called_off(work: UnitOfWork) -> bool:
        ahead = load_ahead(run, given.point_id)
        meant = [each for each in ahead.waitlist if _is_meant(each, location_id, given)]
        for commitment in meant[:AT_ONCE]:
            end_wait(work, given.point_id, commitment, WaitlistState.LEFT, why="called-off")
            if commitment.is_offered(work.now):
                give_back_offer(work, commitment, given.point_id)
        return len(meant) > AT_ONCE

    while carry_out(run, staff_id, some_called_off):
        pass
    return list_waiting(run, location_id)


def _is_meant(commitment: WaitlistCommitment, location_id: str, given: CallOffIn) -> bool:
    is_here = commitment.location_id == location_id and not commitment.is_by_staff
    return is_here and given.person_id in (None, commitment.person_id)
