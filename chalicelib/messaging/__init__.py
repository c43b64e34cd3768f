"""The outbox: messages to people, written in the same transaction as what they tell."""
