"""The names of what sends, wherever it is spoken of."""

SEND_MESSAGES = "send-messages"
"""The outbox's job."""

SEND_AT_ONCE = "send-at-once"
"""The function that the table's stream calls."""
