"""Note at a call that email to whoever it is for does not arrive."""

from ..platform.unit_of_work import UnitOfWork
from . import store


def note_mail_bounced(work: UnitOfWork, callback_id: str, person_id: str) -> None:
    """Collect a line of its history: whoever answers by email should know."""
    work.record(store.KIND, callback_id, "mail-bounced", person=person_id)
