"""Waiting for a time that is taken: who waits for what, who is asked first, and what is offered."""
