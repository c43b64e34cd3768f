"""Tell if a message went."""

from ..platform.runtime import Runtime
from . import store


def was_sent(run: Runtime, message_id: str) -> bool:
    """True once the provider took it."""
    message = store.load_message(run.table, message_id)
    return message is not None and message.sent_at is not None
