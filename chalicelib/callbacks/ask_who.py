"""Ask the desk who somebody in a call is, where a form speaks against what is known."""

from collections.abc import Iterable, Mapping, Sequence

from ..clinic import Source
from ..people.ask_desk import Sender, keys_of_known, known_in, open_question
from ..people.question_models import AskedQuestion, KnownProfile
from ..people.question_rules import Statement
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from ..platform.storage.keys import Key
from .models import CallbackCard
from .occasion_models import PersonInCall


def keys_to_ask(card: CallbackCard) -> list[Key]:
    """The keys of what is known of the people in a call, to be read beside something else."""
    return keys_of_known(ids_to_ask(card))


def ids_to_ask(card: CallbackCard) -> list[str]:
    """The people in a call, and those on its contact point who asked not to be contacted."""
    inside = (each.person_id for each in card.people)
    return list(dict.fromkeys([*inside, *card.not_to_be_contacted]))


def questions_in(run: Runtime, card: CallbackCard, items: Iterable[Item]) -> list[AskedQuestion]:
    """The questions that a call asks the desk: at most one for each person who is owed an answer.

    ``items`` hold what was read for ``keys_to_ask``.
    """
    return questions_among(run, card, known_in(items))


def questions_among(
    run: Runtime, card: CallbackCard, known: Mapping[str, KnownProfile]
) -> list[AskedQuestion]:
    """The same where the people are known already."""
    still_owed = (each for each in card.people if each.outcome is None)
    senders = (Sender(each.person_id, tuple(_stated(card, each))) for each in still_owed)
    wishes = set(card.not_to_be_contacted)
    asked = (open_question(run.keyring, each, known, wishes) for each in senders)
    return [each for each in asked if each is not None]


def _stated(card: CallbackCard, person: PersonInCall) -> Sequence[Statement]:
    """The words of their forms about themselves; what staff took down is no statement."""
    forms = (each for each in person.occasions if each.source is Source.CONSULTATION_REQUEST)
    said = (Statement(name=each.name, email=each.email, phone=card.phone) for each in forms)
    return list(dict.fromkeys(said))
