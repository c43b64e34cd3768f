"""A message to a person."""

from enum import StrEnum

from pydantic import ConfigDict

from ..platform.clock import Instant
from ..platform.model import Model


class MessageKind(StrEnum):
    """The kind of a message: what it tells."""

    UNREACHABLE = "unreachable"
    """We tried to call and could not reach you; here is how to reach us."""
    WAITLIST_OFFER = "waitlist-offer"
    """A time became free and is kept for you for a while; ``about`` is the waitlist entry."""


class Message(Model):
    """Something to be sent to a person, not before ``send_at``.

    It names whom and why. The words are put together when it is sent, from the person's profile
    as it then is, so that an opt-out made in between is honoured.
    """

    model_config = ConfigDict(frozen=True)

    message_id: str
    kind: MessageKind
    point_id: str
    location_id: str
    about: str
    """The id of what it tells of."""
    send_at: Instant
