"""Waiting for a time that is taken: who waits for what, and who is asked first. Pure."""
