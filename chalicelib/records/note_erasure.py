"""Note that somebody is to be erased, unless they are heard of at that very moment."""

from ..platform.unit_of_work import UnitOfWork
from . import erasure_store, hold_store, record_store
from .erasure_models import Erasure
from .subject_models import Subject


def only_if_not_heard_of(work: UnitOfWork, subject: Subject) -> Subject:
    """Let the work pass only if no form of theirs comes in meanwhile; the subject as it is now.

    To be called before anything else is read of them: what is stored after this read is either
    seen, or refuses the work.
    """
    for profile in record_store.load_profile_items(work.run.table, sorted(subject.person_ids)):
        work.add(record_store.not_heard_of_since(profile))
    filed = {
        each: last
        for each in sorted(subject.person_ids)
        if (last := record_store.load_last_filed(work.run.table, each))
    }
    return subject.model_copy(update={"last_filed": filed, "at": work.now})


def note_erasure(work: UnitOfWork, subject: Subject, erasure_id: str, reason: str) -> Erasure:
    """Collect an erasure for the job, with who had it done and the code of why, as it is kept."""
    new = Erasure(
        erasure_id=erasure_id,
        people=subject.people,
        at=work.now,
        by=work.by,
        last_filed=subject.last_filed,
    )
    work.add(erasure_store.erasure_put(new))
    for each in subject.people:
        work.add(hold_store.not_held(each.person_id))
        told = {"reason_code": reason, "of": erasure_id}
        work.record("PERSON", each.person_id, "erasure-confirmed", **told)
    return new
