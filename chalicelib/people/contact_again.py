"""Let somebody who proved their address be contacted again, by their own word."""

from ..platform.unit_of_work import UnitOfWork
from . import person_store as store
from .note_person import take_back_do_not_contact


def may_contact_again(work: UnitOfWork, point_id: str, person_id: str) -> None:
    """Collect that a person lifts their own wish not to be contacted; without one, nothing."""
    before = store.load_profile(work.run.table, person_id)
    if before is None or before.do_not_contact_since is None:
        return
    take_back_do_not_contact(work, point_id, person_id, before.do_not_contact_since)
    work.record(store.KIND, person_id, "corrected", fields=["may_be_contacted"])
