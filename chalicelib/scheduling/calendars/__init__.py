"""Feeds for staff's own calendars, and one visit as a file."""
