"""A callback, what is claimed of it, and what the desk says and is told."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field

from ..clinic import Source, Urgency
from ..clinic.hours import CallWindow
from ..people.rules import PhoneKind
from ..platform.clock import Instant
from ..platform.languages import Language
from ..platform.model import Model
from ..platform.storage.events import Event
from ..platform.values import Id, IfGiven, Note
from .occasion_models import Answer, Before, Done, Occasion, PersonInCall
from .occasion_models import Outcome as Outcome
from .people_rules import (
    Inside,
    flags_of,
    graver,
    gravest,
    people_in,
    unanswered_people,
    windows_of,
)
from .standing_models import Standing

ClaimToken = Annotated[str, Field(min_length=1, max_length=16_000)]
"""The token that a claim gave; each write on the callback has to bring it."""


class Disposition(StrEnum):
    """The way that one call went."""

    REACHED = "reached"
    BOOKED = "booked"
    VOICEMAIL_LEFT = "voicemail-left"
    NO_ANSWER = "no-answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong-number"
    DECLINED = "declined"
    DO_NOT_CONTACT = "do-not-contact"


class CloseReason(StrEnum):
    """The reason that no call is needed any more."""

    BOOKED = "booked"
    DECLINED = "declined"
    RESOLVED = "resolved"


class State(StrEnum):
    """The state of a callback at some instant."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    CLOSED = "closed"


class HeldBackBy(StrEnum):
    """The thing that a call which may not be made now waits for."""

    SNOOZE = "snooze"
    """The instant that staff put it off to."""
    NEXT_ATTEMPT = "next-attempt"
    """The end of the wait after an attempt that failed."""
    LEGAL_HOURS = "legal-hours"
    """8 am, wherever the caller may be."""
    WISHED_WINDOW = "wished-window"
    """The times at which the caller wished to be called."""


class PastClaim(Model):
    """One claim that was made. The last one has the callback's fence."""

    by: str
    at: Instant


class Callback(Standing):
    """A contact point is owed a call, for the people who turned to the clinic from it."""

    callback_id: str
    location_id: str
    point_id: str
    phone: str | None = None
    occasions: list[Occasion]
    """All requests and calls that merged into it, in order, up to a number."""
    beyond: int = 0
    """Number of those that came after so many: urgency, flags and promise count them, and they are
    owed until the callback is closed."""
    answers: dict[str, Answer] = Field(default_factory=dict)
    """By the id of an occasion: its end. What is not here is owed still."""
    answered: int = 0
    """Counts the answers given and taken back: tells a claimant of their own."""
    opened_for: str
    """The id of the first occasion."""
    opened_by: str
    """The id of its person."""
    requested_at: Instant
    promise_day: date
    """The local date of the first promise; the service level counts the callback on it."""
    snooze_note: str | None = None
    """The reason of the last snooze; it stays though something new ends the snooze early."""
    earlier_snooze_note: str | None = None
    """The reason of the snooze before the last, should the last be undone."""
    caller_zones: list[str] = Field(default_factory=list)
    do_not_contact: list[str] = Field(default_factory=list)
    """The ids of people on the contact point who asked not to be contacted."""
    booked_meanwhile: str | None = None
    """The appointment last booked with a name and number like these, by whoever it was."""
    merges: int = 0
    """Counts what came in from outside; tells a claimant that the callback changed."""
    version: int = 1
    fence: int = 0
    claims: list[PastClaim] = Field(default_factory=list)
    """The newest ones; older ones are in its history (file_claims.py)."""
    claimed_by: str | None = None
    claim_key: str | None = None
    lease_until: Instant | None = None
    outcome: Outcome | None = None
    closed_at: Instant | None = None
    closed_for: str | None = None
    """The appointment that was booked, where that is what closed it."""
    message_id: str | None = None
    """The message that told a person of the last outcome, or will."""
    undoable_since: Instant | None = None
    """The instant of the claimant's last outcome, which may be taken back."""
    before: Before | None = None
    """Its standing before that."""
    joined_to: str | None = None
    """Reopened while another call was open: the callback that took up what it owed."""

    @property
    def people(self) -> tuple[Inside[Occasion], ...]:
        """The people inside, the gravest that is owed an answer first."""
        return people_in(self.occasions, self.answers)

    @property
    def unanswered(self) -> tuple[Inside[Occasion], ...]:
        """Those of them who are owed an answer."""
        return unanswered_people(self.people)

    @property
    def occasion_ids(self) -> list[str]:
        """The ids of what merged into it, in order, each once."""
        return list(dict.fromkeys(each.of for each in self.occasions))

    @property
    def still_owed(self) -> list[Occasion]:
        """The occasions that are unanswered, those of the gravest person first."""
        return [each for person in self.unanswered for each in person.unanswered]

    @property
    def windows(self) -> tuple[CallWindow, ...]:
        """The hours that any of these allows; none where any hour may suit one that is counted."""
        return () if self.beyond else windows_of(self.still_owed)

    @property
    def flags_owed(self) -> list[str]:
        """The flags that it has to carry; while any are only counted, those it has as well."""
        counted = self.flags if self.beyond else []
        return list(dict.fromkeys([*counted, *flags_of(self.still_owed)]))

    @property
    def urgency_owed(self) -> Urgency:
        """The urgency that it has to have; while any are only counted, no less than it has."""
        owed = gravest(self.still_owed)
        return graver(self.urgency, owed) if self.beyond else owed

    def state_at(self, now: datetime) -> State:
        """Waiting, claimed or closed. A lease that ran out is waiting, whether or not tidied."""
        if self.outcome is not None:
            return State.CLOSED
        held = self.lease_until is not None and now < self.lease_until
        return State.CLAIMED if held else State.WAITING


class Claim(Model):
    """A lease on a callback."""

    token: str = Field(description="Send this with every write on the callback.")
    fence: int = Field(description="Counts the callback's claims; an older one is refused.")
    lease_until: Instant


class CallbackCard(Model):
    """A callback, opened: what the caller needs in front of them."""

    callback_id: str
    location_id: str
    point_id: str
    person_id: str
    state: State
    name: str | None
    phone: str | None
    phone_extension: str | None
    phone_kind: PhoneKind | None = Field(
        None, description="Where the number costs more to call than others."
    )
    email: str | None
    may_leave_voicemail: bool
    language: Language | None
    source: Source
    urgency: Urgency
    read_first: bool = Field(
        description="True if a sign of danger is in words that nobody answered yet."
    )
    reason: str
    flags: list[str]
    occasions: list[str]
    requested_at: Instant
    respond_by: Instant
    not_before: Instant | None
    snoozed_until: Instant | None
    window: CallWindow | None
    windows: list[CallWindow] = Field(
        description="The hours that any of them wished for; none where any hour suits one of them."
    )
    caller_zones: list[str]
    attempts: int
    outcome: Outcome | None
    claimed_by: str | None
    people: list[PersonInCall] = Field(
        description="The people whom it is owed to, the gravest that is owed an answer first. "
        "What stands beside it is the first one's."
    )
    beyond: int = Field(description="Number of further occasions that only the history lists.")
    do_not_contact: bool = Field(
        description="True if somebody on this contact point asked not to be contacted."
    )
    not_to_be_contacted: list[str] = Field(description="The ids of those people.")
    booked_meanwhile: str | None = Field(
        description="The appointment that was booked with a name and number like these: by "
        "somebody who did not show that this request is theirs, or for another request of theirs."
    )
    snooze_note: str | None
    claim: Claim | None = None
    history: list[Event] | None = None
    more_history: bool = Field(
        False, description="True if older lines of history are left out; opening the call has all."
    )


class ClaimedWrite(Model):
    """A write on a claimed callback, which brings the claim."""

    model_config = ConfigDict(extra="forbid")

    claim: ClaimToken


PersonMeant = Annotated[
    IfGiven[Id],
    Field(description="Whom it is about; needed where several people are owed an answer."),
]


class HandBackIn(ClaimedWrite):
    """Give the callback back to the queue, where it had been."""

    note: IfGiven[Note] = None


class AnsweringWrite(ClaimedWrite):
    """A write that may answer what somebody is owed."""

    person_id: PersonMeant = None
    done: IfGiven[Done] = Field(
        None,
        description="What was done for them; nothing answers a crisis without it. "
        "With `other` the note says what.",
    )
    note: IfGiven[Note] = None


def told_done(given: AnsweringWrite) -> str | None:
    """The thing done, as a line of history tells it."""
    return str(given.done) if given.done else None


class AttemptIn(AnsweringWrite):
    """One call was made."""

    disposition: Disposition


class SnoozeIn(ClaimedWrite):
    """Not now: the callback comes up again at ``until``."""

    until: Instant
    note: IfGiven[Note] = None


class NoteIn(ClaimedWrite):
    """Something to remember."""

    note: Note


class CloseIn(AnsweringWrite):
    """No call is needed any more."""

    reason: CloseReason


class AfterWrite(Model):
    """A callback as it stands after a write."""

    callback_id: str
    state: State
    outcome: Outcome | None = None
    attempts: int
    respond_by: Instant | None = None
    not_before: Instant | None = None
    closed_at: Instant | None = None
    claim: Claim | None = Field(
        None, description="The claim as it goes on, while somebody else in it is owed an answer."
    )
    answered: str | None = Field(None, description="The id of the person who then was answered.")
