"""Put a message in the outbox, in the same transaction as what it tells of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..platform.languages import Language
from ..platform.unit_of_work import UnitOfWork
from . import store
from .models import Message, MessageKind, MessageState

UNDO_TIME = timedelta(minutes=3)
"""For so long what staff did is not told: they may undo it, and then nobody hears of it."""


@dataclass(frozen=True)
class Circumstances:
    """Circumstances of a message, beyond what it is about: those that are left out are usual."""

    at: datetime | None = None
    """Not before; None for now."""
    after: str | None = None
    """The message before it about the same thing."""
    language: Language | None = None
    person_id: str | None = None
    """The person on the contact point whom it is for, where that is plain already."""
    of: str | None = None
    """The part of the thing that it is for, where each part has its own address."""


_AS_USUAL = Circumstances()


def send_later(
    work: UnitOfWork,
    kind: MessageKind,
    *,
    to: str,
    location_id: str,
    about: str,
    how: Circumstances = _AS_USUAL,
) -> str:
    """Tell a person (``to``) something about a thing, now or later; the message's id."""
    message_id = store.id_about(about, work.run.ids.new(work.now))
    send_at = how.at or work.now
    message = Message(
        message_id=message_id,
        kind=kind,
        point_id=to,
        person_id=how.person_id,
        location_id=location_id,
        about=about,
        of=how.of,
        send_at=send_at,
        due_at=send_at,
        language=how.language,
        after=how.after,
    )
    work.add(store.message_put(message))
    return message_id


def remind(
    work: UnitOfWork,
    *,
    to: str,
    location_id: str,
    about: str,
    at: datetime | None,
    language: Language | None,
) -> None:
    """Have a person reminded of a thing then, and never at another time; at None, not at all.

    A thing has one reminder, under its own id: what stood there before is over.
    """
    reminder = Message(
        message_id=about,
        kind=MessageKind.REMINDER,
        point_id=to,
        location_id=location_id,
        about=about,
        send_at=at or work.now,
        due_at=at,
        state=MessageState.WAITING if at else MessageState.CALLED_OFF,
        language=language,
    )
    work.add(store.message_put(reminder))


def reminder_of(told: Message, about: str, at: datetime) -> Message:
    """The reminder of one thing out of several that a message told of. Pure."""
    return Message(
        message_id=about,
        kind=MessageKind.REMINDER,
        point_id=told.point_id,
        location_id=told.location_id,
        about=about,
        send_at=at,
        due_at=at,
        language=told.language,
    )


def call_off(work: UnitOfWork, message_id: str) -> None:
    """Take a message back if it still waits; what was sent is left as it is."""
    if store.WAITING_MESSAGE not in work.seen:
        work.add(store.message_called_off(message_id))
