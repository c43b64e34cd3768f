"""Rules of reminders: the instants before an appointment at which its patient is reminded. Pure."""

from datetime import datetime, timedelta

_BEFORE_START = (timedelta(hours=48), timedelta(hours=24))

_REST = timedelta(hours=12)
"""Nobody is reminded so soon after they were told of the time."""


def next_reminder_at(starts_at: datetime, told_at: datetime) -> datetime | None:
    """The next reminder of an appointment whose patient was told of it then, or None: no more."""
    times = (starts_at - before for before in _BEFORE_START)
    return next((at for at in times if at >= told_at + _REST), None)
