"""Tell what a letter says: nothing of its own, so that no word that was typed can be in it."""

from datetime import datetime

from ..messaging.models import LETTERS, Message, Telling
from ..messaging.send_due import Tellers
from ..platform.runtime import Runtime
from . import store
from .models import Callback, Outcome
from .occasion_models import Occasion
from .people_rules import Inside, newest_told


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """The letter, while it is what answered its person; to the address that was to be answered."""
    callback = store.load_callback(run.table, message.about)
    person = written_to(callback, message.person_id) if callback else None
    if person is None:
        return None
    return Telling(
        email=newest_told(person.occasions, "email"),
        is_by_staff=not any(each.is_stated for each in person.occasions),
        person_id=person.person_id,
        words={},
        news=message.message_id,
    )


def written_to(callback: Callback, person_id: str | None) -> Inside[Occasion] | None:
    """The person of this id in a callback, if a letter is what answered them last. Pure."""
    theirs = (each for each in callback.people if each.person_id == person_id)
    person = next(theirs, None)
    answers = (callback.answers.get(each.of) for each in person.occasions) if person else ()
    is_written = any(each is not None and each.outcome is Outcome.WRITTEN for each in answers)
    return person if is_written else None


TELLERS: Tellers = dict.fromkeys(LETTERS, _tell)
