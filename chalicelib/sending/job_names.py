"""The name of the outbox's job, wherever it is spoken of."""

SEND_MESSAGES = "send-messages"
