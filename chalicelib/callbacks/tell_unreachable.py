"""Tell what a message says to whoever could not be reached by phone."""

from datetime import datetime

from ..messaging.models import Message, MessageKind, Telling
from ..messaging.send_due import Tellers
from ..platform.runtime import Runtime
from . import store
from .models import Outcome


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """The way to reach us, if the call still stands as given up.

    It goes to the first address that was given with something the call was owed for.
    """
    callback = store.load_callback(run.table, message.about)
    if callback is None or callback.outcome is not Outcome.UNREACHABLE:
        return None
    given = next((each for each in callback.occasions if each.email), None)
    return Telling(
        email=given.email if given else None,
        is_by_staff=given is not None and not given.is_stated,
        person_id=given.person_id if given else callback.opened_by,
        words={},
        news=str(callback.closed_at),
        language=given.language if given else None,
    )


TELLERS: Tellers = {MessageKind.UNREACHABLE: _tell}
