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
    """Those on its contact point who asked not to be contacted, and the people in a call.

    In this order: however many names come with a number, none pushes out whoever asked.
    """
    inside = (each.person_id for each in card.people)
    return list(dict.fromkeys([*card.not_to_be_contacted, *inside]))


def questions_in(run: Runtime, card: CallbackCard, items: Iterable[Item]) -> list[AskedQuestion]:
    """The questions that a call asks the desk: at most one for each person who is owed an answer.

    ``items`` hold what was read for ``keys_to_ask``.
    """
    return questions_among(run, card, known_in(items))


def questions_among(
    run: Runtime, card: CallbackCard, known: Mapping[str, KnownProfile]
) -> list[AskedQuestion]:
    """The same where the people are known already; nobody is asked about who was not looked at."""
    looked_at = (each for each in card.people if each.outcome is None and each.person_id in known)
    senders = (Sender(each.person_id, tuple(_stated(card, each))) for each in looked_at)
    wishes = set(card.not_to_be_contacted)
    asked = (open_question(run.keyring, each, known, wishes) for each in senders)
    return [each for each in asked if each is not None]


def _stated(card: CallbackCard, person: PersonInCall) -> Sequence[Statement]:
    """The words of their forms about themselves; what staff took down is no statement.

    Nor is a form that somebody else sent for them: its ways are of who sent it, whom it names.
    """
    sent = (each for each in person.occasions if each.source is Source.CONSULTATION_REQUEST)
    forms = (each for each in sent if not each.by_another)
    said = (Statement(name=each.name, email=each.email, phone=card.phone) for each in forms)
    return list(dict.fromkeys(said))
