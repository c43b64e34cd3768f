"""Closings: a manager closes a day or a part of it at once, and reopens it the same way."""
