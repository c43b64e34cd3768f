"""Callbacks: the queue of everybody who is owed a call, and the claims that work it off."""
