"""Sending: the outbox worked off, with the words of all rooms whose things are told of."""
