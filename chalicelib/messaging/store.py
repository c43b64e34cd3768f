"""Messages in the table: ``MESSAGE#<id>``, found by the sender in ``due`` under their location."""

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr
from ..platform.storage.keys import item_key
from ..platform.storage.writes import Delete, Put
from .models import Message

KIND = "MESSAGE"
WAITING_MESSAGE = "waiting-message"
"""Refused under this name, a message no longer waits to be sent."""


def message_put(message: Message) -> Put:
    """Put a message in the outbox."""
    due = {"due_pk": f"message#{message.location_id}", "due_at": instant_text(message.send_at)}
    return Put({**item_key(KIND, message.message_id), **due, **message.model_dump()})


def message_delete(message_id: str) -> Delete:
    """Take a message out of the outbox, if it still waits there."""
    return Delete(item_key(KIND, message_id), Attr("due_pk").exists(), name=WAITING_MESSAGE)
