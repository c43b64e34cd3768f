"""Feeds for staff's own calendars, and one appointment as a file."""
