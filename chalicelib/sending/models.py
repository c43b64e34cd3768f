"""Messages as the desk sees them."""

from pydantic import ConfigDict, Field

from ..messaging.models import CameBack, MessageKind, MessageState
from ..platform.clock import Instant
from ..platform.ids import ID_PATTERN
from ..platform.languages import Language
from ..platform.model import Model

_ONE = ID_PATTERN[1:-1]
MESSAGE_ID_PATTERN = f"^{_ONE}(_{_ONE})?$"
"""A message's id: a reminder has that of its appointment, any other one's begins with its thing's.
"""


class MessageShown(Model):
    """A message to a person, and how it stands."""

    message_id: str
    kind: MessageKind
    state: MessageState
    about: str = Field(description="The id of what it tells of.")
    person_id: str | None = Field(description="Whom it is for, once that is known.")
    send_at: Instant = Field(description="The instant from which on it was to go.")
    due_at: Instant | None = Field(description="While it waits: the next try.")
    sent_at: Instant | None = Field(description="The last time that it went.")
    tries: int
    why: str | None = Field(description="Why it did not go; while it waits, why the last try.")
    came_back: CameBack | None = Field(description="It went, and the mail came back.")
    asked_again: int = Field(description="How often staff had it sent once more.")
    language: Language | None
    to: str | None = Field(description="The address that it went to, or goes to.")
    to_another: bool = Field(
        description="True if it went to another address than the thing has now; that isn't kept."
    )
    may_be_sent_again: bool = Field(
        description="It waits no more, so it can be asked for once more."
    )


class Messages(Model):
    """A page of somebody's messages, or all about one thing; the latest first."""

    messages: list[MessageShown]
    next_cursor: str | None = None


class MessagesQuery(Model):
    """A page of somebody's messages."""

    model_config = ConfigDict(extra="forbid")

    cursor: str | None = Field(None, max_length=4000)


class SendAgainIn(Model):
    """A message to be sent once more, as it was seen."""

    model_config = ConfigDict(extra="forbid")

    asked_again: int = Field(
        ge=0, le=1000, description="As it was shown. Sent twice, it is asked for once."
    )


class SentAgain(Model):
    """A message that was asked for anew."""

    message_id: str
    state: MessageState
    asked_again: int


class MissedMessage(Model):
    """A message that did not go: little, since looking deeper is recorded."""

    message_id: str
    kind: MessageKind
    state: MessageState
    why: str | None
    came_back: CameBack | None
    since: Instant
    asked_again: int
    person_id: str | None
    first_name: str = Field(description="Empty where it is not known.")
    last_initial: str


class MissedMessages(Model):
    """The messages of a location that did not go and that nobody saw to yet, the oldest first."""

    messages: list[MissedMessage]
    more: bool
