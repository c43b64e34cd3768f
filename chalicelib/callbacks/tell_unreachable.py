"""Tell what a message says to whoever could not be reached by phone."""

from datetime import datetime

from ..messaging.models import Message, MessageKind, Telling
from ..messaging.send_due import Tellers
from ..platform.runtime import Runtime
from . import store
from .models import Callback, Outcome
from .occasion_models import Occasion


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """The way to reach us, if the call still stands as given up.

    It goes to the address given with the occasion that it is for; of several with one address, the
    first is told.
    """
    callback = store.load_callback(run.table, message.about)
    if callback is None or callback.outcome is not Outcome.UNREACHABLE:
        return None
    given = next((each for each in callback.occasions if each.of == message.of), None)
    if given is None or given != _first_with_its_address(callback, given):
        return None
    return Telling(
        email=given.email,
        is_by_staff=not given.is_stated,
        person_id=given.person_id,
        words={},
        news=str(callback.closed_at),
        language=given.language,
    )


def _first_with_its_address(callback: Callback, given: Occasion) -> Occasion:
    """The first of what nobody answered that came with the address of this one. Pure."""
    told = (each for each in callback.occasions if not _is_answered(callback, each))
    return next((each for each in told if each.email == given.email), given)


def _is_answered(callback: Callback, occasion: Occasion) -> bool:
    answer = callback.answers.get(occasion.of)
    return answer is not None and answer.outcome is not Outcome.UNREACHABLE


TELLERS: Tellers = {MessageKind.UNREACHABLE: _tell}
