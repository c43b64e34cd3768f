"""An occasion that a callback answers, and the answer that it got."""

from collections.abc import Collection
from enum import StrEnum
from typing import Self

from pydantic import ConfigDict, Field

from ..clinic import Source, Urgency
from ..clinic.hours import CallWindow
from ..platform.clock import Instant
from ..platform.languages import Language
from ..platform.model import Model


class Outcome(StrEnum):
    """The end of what is owed: how a last call went, or what made a call needless."""

    REACHED = "reached"
    BOOKED = "booked"
    WRONG_NUMBER = "wrong-number"
    DECLINED = "declined"
    DO_NOT_CONTACT = "do-not-contact"
    UNREACHABLE = "unreachable"
    RESOLVED = "resolved"
    WRITTEN = "written"
    """Staff answered by email whoever gave but an address."""
    ANSWERED = "answered"
    """The same, and they wrote back or called."""
    BOUNCED = "bounced"
    """The same, and the address did not take it."""


class Done(StrEnum):
    """The thing done for somebody who may be in danger: nothing closes without it."""

    SPOKE_NOT_IN_DANGER = "spoke-not-in-danger"
    HANDED_TO_988 = "handed-to-988"
    EMERGENCY_CALLED = "emergency-called"
    WELFARE_CHECK = "welfare-check"
    OTHER = "other"
    """As the note says."""


SPOKE = frozenset({Outcome.REACHED, Outcome.BOOKED, Outcome.DECLINED, Outcome.DO_NOT_CONTACT})
"""Outcomes by which staff spoke with a person on their contact point, which proves both."""


class Weighed(Model):
    """An occasion by what it asks for: its person, gravity and hours."""

    model_config = ConfigDict(frozen=True)

    of: str
    """The id of the request, call or appointment."""
    person_id: str
    urgency: Urgency = Urgency.ROUTINE
    flags: tuple[str, ...] = ()
    """Screening answers for the clinician."""
    window: CallWindow | None = None
    """The hours that were wished for with it; None allows any."""
    by_another: bool = False
    """True where somebody else asked, for this person to come in."""
    read_first: bool = False
    """True where a sign of danger was read in its words, and too little for a crisis."""


class Owing(Weighed):
    """An occasion by what it asks for, with what was promised for it."""

    respond_by: Instant


class Asked(Weighed):
    """An occasion as the queue's line shows it."""

    first_name: str = ""
    """Empty where no name was given: then it belongs to whoever answers the number."""
    last_initial: str = ""
    asker: str = ""
    """The first name of who asked for them, where somebody else did; empty if not known."""
    source: Source
    reason: str
    at: Instant
    by_visitor: bool = False
    """True where it follows from an appointment that a visitor booked, under a name they typed."""

    @property
    def is_stated(self) -> bool:
        """True for what anybody can send; staff took down the rest, or made it."""
        return self.by_visitor or self.source is Source.CONSULTATION_REQUEST


class Occasion(Asked, Owing):
    """One form, call or voicemail, or what followed from an appointment, with all given with it."""

    name: str | None = None
    asked_by: str | None = None
    """The name of who asked for them, where somebody else did and told it."""
    phone_extension: str | None = None
    email: str | None = None
    may_leave_voicemail: bool | None = None
    """None where nothing was said about it."""
    language: Language | None = None


class Answer(Model):
    """The end of one occasion."""

    model_config = ConfigDict(frozen=True)

    outcome: Outcome
    at: Instant
    by: str
    of: str | None = None
    """The appointment that answered it."""
    done: Done | None = None
    """The thing done for them, where it was a crisis."""


class Before(Model):
    """A callback's standing before its last outcome, so that undoing it is exact."""

    model_config = ConfigDict(frozen=True)

    answered: tuple[str, ...] = ()
    """The occasions that the outcome answered."""
    occasions: int
    """Number of occasions that it kept by themselves, and of those that it only counted."""
    beyond: int = 0
    attempts: int
    urgency: Urgency
    respond_by: Instant
    not_before: Instant | None = None
    snoozed_until: Instant | None = None
    is_snooze: bool = False
    """True where the outcome was a snooze, which put its note in the place of an earlier one's."""

    def without(self, occasions: Collection[str]) -> Self:
        """The same standing where the outcome did not answer these."""
        answered = tuple(of for of in self.answered if of not in occasions)
        return self.model_copy(update={"answered": answered})


class PersonInCall(Model):
    """A person whom a callback is owed to, with what they asked and gave, and how it ended."""

    person_id: str
    name: str | None = Field(description="Absent where nobody gave a name.")
    first_name: str
    by_another: bool = Field(description="True if somebody else asked, for them to come in.")
    asked_by: list[str] = Field(description="The names of those who did, as far as they gave them.")
    urgency: Urgency
    read_first: bool = Field(
        description="True if a sign of danger stands in what they are owed an answer for."
    )
    flags: list[str]
    reason: str
    email: str | None = Field(description="Given with an occasion of theirs.")
    may_leave_voicemail: bool = Field(description="True if each of their occasions allows it.")
    language: Language | None
    phone_extension: str | None
    do_not_contact: bool = Field(description="True if they asked not to be contacted.")
    occasions: list[Occasion]
    outcome: Outcome | None = Field(description="Absent while they are owed an answer.")


class PersonInLine(Model):
    """A person in a line of the queue: little, since looking deeper is recorded."""

    model_config = ConfigDict(frozen=True)

    first_name: str
    last_initial: str
    by_another: bool = Field(False, description="True if somebody else asked for them.")
    asker: str = Field("", description="Their first name, where that is known.")
    urgency: Urgency
    flags: list[str] = Field(default_factory=list, description="Of what they are owed, each once.")
    read_first: bool = Field(False, description="True if a sign of danger is in their words.")
    reason: str
