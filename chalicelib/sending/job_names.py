"""The names of what sends mail and hears of it, wherever they are spoken of."""

SEND_MESSAGES = "send-messages"
"""The outbox's job."""

SEND_AT_ONCE = "send-at-once"
"""The function that the table's stream calls."""

NOTE_RETURNED_MAIL = "note-returned-mail"
"""The function that the provider's notices call."""
