"""Letters: emails that staff choose from a few templates, to answer who gave but an address."""

from enum import StrEnum

from pydantic import ConfigDict, Field

from ..messaging.models import MessageKind
from ..platform.languages import Language
from ..platform.model import Model
from ..platform.values import IfGiven, Note
from .models import AnsweringWrite, Outcome, PersonMeant


class Letter(StrEnum):
    """The template of a letter. Each is neutral: it names neither a service nor a reason."""

    CALL_US = MessageKind.LETTER_CALL_US.value
    BOOK_ONLINE = MessageKind.LETTER_BOOK_ONLINE.value
    BEST_BY_PHONE = MessageKind.LETTER_BEST_BY_PHONE.value

    @property
    def kind(self) -> MessageKind:
        """The kind of message that it is."""
        return MessageKind(self.value)


class LetterIn(AnsweringWrite):
    """A letter to one person in a callback, as its writer saw it: that template and language."""

    letter: Letter
    language: Language
    note: IfGiven[Note] = Field(None, description="For staff; it is not in the email.")


class LettersQuery(Model):
    """The language that letters are to be shown in."""

    model_config = ConfigDict(extra="forbid")

    language: Language


class LetterShown(Model):
    """A letter, with all its words as they are sent."""

    letter: Letter
    subject: str
    text: str


class Letters(Model):
    """The letters to choose from, in one language."""

    language: Language
    letters: list[LetterShown]


class LetterOutcome(StrEnum):
    """The end of a letter: they wrote back or called, or the address did not take it."""

    ANSWERED = Outcome.ANSWERED.value
    BOUNCED = Outcome.BOUNCED.value


class LetterOutcomeIn(Model):
    """The outcome of a letter, as staff learn of it."""

    model_config = ConfigDict(extra="forbid")

    outcome: LetterOutcome
    person_id: PersonMeant = Field(None, description="Whose letter, where several got one.")
