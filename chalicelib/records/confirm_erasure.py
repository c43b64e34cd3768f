"""Confirm an erasure that was previewed: a job carries it out."""

from datetime import datetime

from ..platform.errors import FieldProblem, InvalidInputError, TokenError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import Once, UnitOfWork, carry_out, fingerprint
from . import erasure_store as store
from .erasure_models import ConfirmIn, Erasure, ErasureView
from .errors import ErasureBlockedError, ErasureStaleError
from .find_subject import find_blockers, find_subject
from .note_erasure import note_erasure, only_if_not_heard_of
from .preview_erasure import TOKEN


def confirm_erasure(run: Runtime, staff_id: str, person_id: str, given: ConfirmIn) -> ErasureView:
    """The erasure, kept for the job. Sent again, it is the same one.

    Raises InvalidInputError for a token that was not made here, ErasureStaleError for another
    manager's, an old one's, or one of a person who was merged or split since, ErasureBlockedError
    where something stands in the way by now, and NotFoundError.
    """
    try:
        read = run.keyring.unseal(TOKEN, given.confirm_token)
    except TokenError as bad:
        problem = FieldProblem(("confirm_token",), "This preview isn't one of ours.")
        raise InvalidInputError((problem,)) from bad
    if read["person_id"] != person_id or read["by"] != staff_id:
        raise ErasureStaleError
    erasure_id = str(read["erasure_id"])

    def confirmed(work: UnitOfWork) -> ErasureView:
        if datetime.fromisoformat(read["until"]) <= work.now:
            raise ErasureStaleError
        subject = find_subject(run, person_id)
        if sorted(subject.person_ids) != read["people"]:
            raise ErasureStaleError
        subject = only_if_not_heard_of(work, subject)
        if find_blockers(run, subject):
            raise ErasureBlockedError
        return view_of(note_erasure(work, subject, erasure_id, str(read["reason"])))

    once = Once(
        store.erasure_key(erasure_id),
        fingerprint(run.keyring, given),
        lambda item: view_of(Erasure.model_validate(item)),
    )
    return carry_out(run, staff_id, confirmed, once=once)


def view_of(erasure: Erasure) -> ErasureView:
    """The erasure as managers see it."""
    people = [each.person_id for each in erasure.people]
    content = erasure.model_dump(exclude={"people", "last_filed"})
    return ErasureView(**content, people=people)
