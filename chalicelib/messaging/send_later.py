"""Put a message in the outbox, in the same transaction as what it tells of."""

from datetime import datetime

from ..platform.unit_of_work import UnitOfWork
from . import store
from .models import Message, MessageKind


def send_later(
    work: UnitOfWork,
    kind: MessageKind,
    *,
    to: str,
    location_id: str,
    about: str,
    send_at: datetime | None = None,
) -> str:
    """Tell a person (``to``) something about a thing, now or not before ``send_at``; its id."""
    message = Message(
        message_id=work.run.ids.new(work.now),
        kind=kind,
        point_id=to,
        location_id=location_id,
        about=about,
        send_at=send_at or work.now,
    )
    work.add(store.message_put(message))
    return message.message_id


def call_off(work: UnitOfWork, message_id: str) -> None:
    """Take a message back if it still waits; what was sent is left as it is."""
    if store.WAITING_MESSAGE not in work.seen:
        work.add(store.message_delete(message_id))
