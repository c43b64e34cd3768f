"""Messages in the table: ``MESSAGE#<id>``, found by the sender in ``due`` under their location."""

from ..platform.clock import instant_text
from ..platform.storage.keys import item_key
from ..platform.storage.writes import Put
from .models import Message

KIND = "MESSAGE"


def message_put(message: Message) -> Put:
    """Put a message in the outbox."""
    due = {"due_pk": f"message#{message.location_id}", "due_at": instant_text(message.send_at)}
    return Put({**item_key(KIND, message.message_id), **due, **message.model_dump()})
