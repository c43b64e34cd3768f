"""Correct what is known of a person, also where calls that are open show it."""

from ..people.correct_person import correct_person
from ..people.models import CorrectIn, Profile
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork, carry_out
from .mark_calls import unmark_calls


def correct_facts(run: Runtime, staff_id: str, person_id: str, given: CorrectIn) -> Profile:
    """Set what staff found out from a person; the profile as it then stands.

    Whoever may be contacted again is marked in no open call any more: not at any location. Sent
    again, it is so already. Raises NotFoundError and InvalidInputError.
    """

    def corrected(work: UnitOfWork) -> Profile:
        profile, marked = correct_person(work, person_id, given)
        unmark_calls(work, marked, person_id)
        return profile

    return carry_out(run, staff_id, corrected)
