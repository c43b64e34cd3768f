"""Instants as people say them, in the time of a place."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_MINUTE = timedelta(minutes=1)


def dated(at: datetime, zone: ZoneInfo) -> str:
    """``Wed, Nov 25, 10:00 am EST``: right whenever it is read."""
    local = at.astimezone(zone)
    return f"{local:%a, %b} {local.day}, {_clock(local)} {local:%Z}"


def said_in_local_time(at: datetime, zone: ZoneInfo, now: datetime) -> str:
    """``Monday 10:40 am EST``, with the date when it is six days away or more.

    A started minute counts whole, so that a deadline is never said to be earlier than it is.
    """
    local = at.astimezone(zone)
    past_the_minute = timedelta(seconds=local.second, microseconds=local.microsecond)
    if past_the_minute:
        at = at.astimezone(UTC)  # wall time has gaps and repeats; adding to it goes wrong there
        local = (at - past_the_minute + _MINUTE).astimezone(zone)
    far = (local.date() - now.astimezone(zone).date()).days >= 6
    day = f"{local:%A, %B} {local.day}," if far else f"{local:%A}"
    return f"{day} {_clock(local)} {local:%Z}"


def _clock(local: datetime) -> str:
    return f"{local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"
