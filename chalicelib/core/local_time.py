"""Instants as people say them, in the time of a place."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from .languages import Words, words_of

_MINUTE = timedelta(minutes=1)


def said_in_local_time(at: datetime, zone: ZoneInfo, now: datetime, language: str = "en") -> str:
    """``Monday 10:40 am EST``, with the date when it is six days away or more.

    In Spanish ``el lunes a las 10:40 a. m. EST``. A started minute counts whole, so that a deadline
    is never said to be earlier than it is.
    """
    local = at.astimezone(zone)
    past_the_minute = timedelta(seconds=local.second, microseconds=local.microsecond)
    if past_the_minute:
        at = at.astimezone(UTC)  # wall time has gaps and repeats; adding to it goes wrong there
        local = (at - past_the_minute + _MINUTE).astimezone(zone)
    far = (local.date() - now.astimezone(zone).date()).days >= 6
    return _said(local, words_of(language), far)


def _said(local: datetime, words: Words, far: bool) -> str:
    hour = local.hour % 12 or 12
    half = words.said("time.am" if local.hour < 12 else "time.pm")
    form = ("time.far" if far else "time.near") + ("_at_one" if hour == 1 else "")
    return words.said(
        form,
        weekday=words.listed("time.weekdays")[local.weekday()],
        month=words.listed("time.months")[local.month - 1],
        day=local.day,
        clock=f"{hour}:{local:%M} {half}",
        zone=f"{local:%Z}",
    )
