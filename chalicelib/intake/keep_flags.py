"""Keep in sight what was checked on forms that were put in the queue."""

from collections.abc import Iterable

from ..people.note_flags import are_noted, flag_keys, note_flags_after_all
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from ..platform.unit_of_work import UnitOfWork, carry_out
from .callback_from_request import flags_given
from .models import ConsultationRequest


def keep_flags(
    run: Runtime, requests: Iterable[ConsultationRequest], known: list[Item]
) -> list[Item]:
    """The flags of people, ``known`` as they are, with all that their queued forms stated.

    A release before put forms in the queue and left what was checked among spam, where it ends.
    Whoever opens such a form has it noted; for any other nothing is written, and no more read.
    """
    left = [
        each
        for each in requests
        if each.queued and not are_noted(known, each.person_id, flags_given(each))
    ]
    if not left:
        return known
    for request in left:
        _note(run, request)
    keys = flag_keys(each.person_id for each in left)
    anew = {(each["pk"], each["sk"]): each for each in [*known, *run.table.get_many(keys)]}
    return [*anew.values()]


def _note(run: Runtime, request: ConsultationRequest) -> None:
    def noted(work: UnitOfWork) -> None:
        note_flags_after_all(work, request.person_id, flags_given(request))

    if request.queued:
        carry_out(run, request.queued.staff_id, noted)
