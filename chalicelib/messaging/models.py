"""A message to a person: what it tells, how it stands, and what its thing says when it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pydantic import ConfigDict

from ..platform.calendar_file import CalendarEvent
from ..platform.clock import Instant
from ..platform.languages import Language
from ..platform.model import Model


class MessageKind(StrEnum):
    """The kind of a message: what it tells."""

    REQUEST_RECEIVED = "request-received"
    """Your request arrived, and we answer by a time; ``about`` is the request."""
    BOOKED = "booked"
    """Your appointment is booked; ``about`` is the appointment, as in the three that follow."""
    MOVED = "moved"
    CANCELED = "canceled"
    SERIES_BOOKED = "series-booked"
    """A whole series is booked, or moved: all its times at once; ``about`` is the series."""
    SERIES_MOVED = "series-moved"
    REMINDER = "reminder"
    """Your appointment comes up. One for each appointment, filed again after each time it went."""
    UNREACHABLE = "unreachable"
    """We tried to call and could not reach you; here is how to reach us."""
    WAITLIST_OFFER = "waitlist-offer"
    """A time became free and is kept for you for a while; ``about`` is the waitlist entry."""

    INVITATION = "invitation"
    """Choose a time: for whom the clinic invites; ``about`` is the invitation."""

    CODE = "code"
    """The code that proves an address; ``about`` is the proof."""
    LINK = "link"
    """The link that somebody asked for by a reference; ``about`` is what they asked."""

    CRISIS_ALERT = "crisis-alert"
    """Somebody who may be in danger waits for a call: to the location's own on-call contact."""

    LETTER_CALL_US = "letter-call-us"
    """Staff answer who gave but an address: please call, or tell us a number; ``about`` is the
    callback, as in the two that follow."""
    LETTER_BOOK_ONLINE = "letter-book-online"
    """The same: you can book a time by yourself, once you send the form."""
    LETTER_BEST_BY_PHONE = "letter-best-by-phone"
    """The same: your question is best talked over on the phone."""
    DIGEST = "digest"
    """The day before in numbers, to the clinic; ``about`` counts the location's addresses."""

    @property
    def is_to_the_clinic(self) -> bool:
        """True where it goes to the clinic itself, by an address in its file."""
        return self in (MessageKind.CRISIS_ALERT, MessageKind.DIGEST)

    @property
    def goes_all_the_same(self) -> bool:
        """True where it is tried though mail to its address came back before."""
        return self is MessageKind.CRISIS_ALERT

    @property
    def is_asked_for_by_anybody(self) -> bool:
        """True where anybody may have asked for it, for an address that they typed."""
        return self in (MessageKind.CODE, MessageKind.LINK)

    @property
    def is_letter(self) -> bool:
        """True where a member of staff chose to write it: it answers what somebody asked."""
        return self in LETTERS

    @property
    def is_on_our_own_account(self) -> bool:
        """True where nobody waits for an answer: it keeps quiet hours, and wishes to be left alone.

        Receipts and confirmations, and the word that an appointment changed, always go.
        """
        return self in (
            MessageKind.REMINDER,
            MessageKind.WAITLIST_OFFER,
            MessageKind.INVITATION,
        )


LETTERS = (
    MessageKind.LETTER_CALL_US,
    MessageKind.LETTER_BOOK_ONLINE,
    MessageKind.LETTER_BEST_BY_PHONE,
)
"""Templates by which staff answer somebody who gave but an address, in the order to choose from."""


class MessageState(StrEnum):
    """The state of a message."""

    WAITING = "waiting"
    """To be sent, or to be tried again."""
    SENT = "sent"
    """The provider took it."""
    GIVEN_UP = "given-up"
    """It was tried too often; the desk has to tell them in another way."""
    CALLED_OFF = "called-off"
    """There was nothing to send any more, or nowhere to send it; ``last_error`` says why."""


class CameBack(StrEnum):
    """The way that a mail came back, for which its address gets no more."""

    BOUNCED = "bounced"
    """There is no such mailbox, or it takes nothing from us, now or later."""
    COMPLAINED = "complained"
    """Whoever got it said that it is spam."""


class Message(Model):
    """Something to be sent to a person, not before ``send_at``.

    It names whom and why, and holds neither an address nor a word that was typed. The words are put
    together when it is sent, from the thing as it then is, and go to the address that was given
    with that thing; so what was undone or opted out of in between is honored.
    """

    model_config = ConfigDict(frozen=True)

    message_id: str
    kind: MessageKind
    point_id: str
    """The contact point that the thing is filed under."""
    person_id: str | None = None
    """The person on that point whom it is for, once that is known: at the latest when it goes."""
    location_id: str
    about: str
    """The id of what it tells of."""
    of: str | None = None
    """The id of the part of that which it is for, where each part has its own address."""
    send_at: Instant
    language: Language | None = None
    """The language in which its person turned to the clinic, where that is known."""
    after: str | None = None
    """The message before it about the same thing: it goes first, or not at all."""
    state: MessageState = MessageState.WAITING
    due_at: Instant | None = None
    """While it waits: the instant of its next look. Moving it on is how one worker takes it.

    Of one that did not go, and that nobody at the desk has seen to yet: since when.
    """
    tries: int = 0
    asked_again: int = 0
    """Counts how often staff had it sent once more."""
    sent_at: Instant | None = None
    sent_to: str | None = None
    """The id of the address that it went to last."""
    provider_id: str | None = None
    last_error: str | None = None
    came_back: CameBack | None = None
    """The way that a mail of it came back, once the provider told so; whatever its state."""
    told: str | None = None
    """The thing as its person knows it from this message, or from the last before it that went."""

    def is_due(self, now: datetime) -> bool:
        """True once it is time to look at it."""
        waits = self.state is MessageState.WAITING
        return waits and self.due_at is not None and self.due_at <= now


@dataclass(frozen=True)
class Mail:
    """A mail that is handed over: of which message, and to which address (by its id)."""

    message_id: str
    to_point: str

    @property
    def tags(self) -> Mapping[str, str]:
        """The tags that it carries to the provider, and that come with what is told of it."""
        return {"message": self.message_id, "address": self.to_point}

    @classmethod
    def tagged(cls, tags: Mapping[str, str]) -> "Mail | None":
        """The mail that carried these tags, or None where they are not all there."""
        message_id, to_point = tags.get("message"), tags.get("address")
        return cls(message_id, to_point) if message_id and to_point else None


@dataclass(frozen=True)
class Telling:
    """A message's thing as it now stands: where its news goes, and what they are."""

    email: str | None
    """The address given with the thing; None where none was."""
    is_by_staff: bool
    """Staff took the address down; else anybody may have typed it."""
    person_id: str
    """The person whom it is about, filed under the message's contact point."""
    words: Mapping[str, str]
    """Values for the template. None of them was typed by anybody, and none tells a service."""
    news: str
    """The thing as its person will know it, in a few signs: told twice, it is no news."""
    each: Sequence[Mapping[str, str]] = ()
    """The same for each of several things that are told of in a row."""
    asks: Sequence[str] = ()
    """Names of further paragraphs of the template: what its person is asked to do."""
    events: Sequence[CalendarEvent] = ()
    """The same for the calendar of whoever proved the address; how they are called, it has to say
    nobody: the words are the mail's."""
    language: Language | None = None
    reference: str | None = None
    """The reference by which the desk finds it, where it has one."""
    newest: str | None = None
    """The latest message about the thing, where a reminder has to come after it."""
    not_before: datetime | None = None
    """The instant at which to look again, where it is too soon to tell it; else None."""
    again_at: datetime | None = None
    """The instant at which the same is to be told once more."""
    reminders: Mapping[str, datetime] = field(default_factory=dict)
    """Things to remind of from then on, by their ids, once this is told."""
