"""Instants as people say them, in the time of a place."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from .languages import Words, words_of

_MINUTE = timedelta(minutes=1)


def dated(at: datetime, zone: ZoneInfo) -> str:
    """``Wed, Nov 25, 10:00 am EST``: right whenever it is read. For staff, so in English."""
    local = at.astimezone(zone)
    return f"{local:%a, %b} {local.day}, {_clock(local, words_of('en'))} {local:%Z}"


def said_day(day: date) -> str:
    """``Wednesday, November 25``. For staff, so in English."""
    return f"{day:%A, %B} {day.day}"


def said_in_local_time(at: datetime, zone: ZoneInfo, now: datetime, language: str = "en") -> str:
    """``Monday 10:40 am EST``, with the date when it is six days away or more.

    In Spanish ``el lunes a las 10:40 a. m. EST``. A started minute counts whole, so that a deadline
    is never said to be earlier than it is.
    """
    local = _whole_minute(at).astimezone(zone)
    far = (local.date() - now.astimezone(zone).date()).days >= 6
    return _said(local, words_of(language), far)


def said_with_date(at: datetime, zone: ZoneInfo, language: str) -> str:
    """``Wednesday, November 25, 10:00 am EST``: right whenever it is read."""
    return _said(at.astimezone(zone), words_of(language), far=True)


def promise_with_date(at: datetime, zone: ZoneInfo, language: str) -> str:
    """A promise with its date; a started minute counts whole, as ``said_in_local_time`` has it."""
    return said_with_date(_whole_minute(at), zone, language)


def _whole_minute(at: datetime) -> datetime:
    """The first whole minute that is not before, in UTC: wall time has gaps and repeats."""
    at = at.astimezone(UTC)
    past_the_minute = timedelta(seconds=at.second, microseconds=at.microsecond)
    return at - past_the_minute + _MINUTE if past_the_minute else at


def _said(local: datetime, words: Words, far: bool) -> str:
    form = ("time.far" if far else "time.near") + ("_at_one" if local.hour % 12 == 1 else "")
    return words.said(
        form,
        weekday=words.listed("time.weekdays")[local.weekday()],
        month=words.listed("time.months")[local.month - 1],
        day=local.day,
        clock=_clock(local, words),
        zone=f"{local:%Z}",
    )


def _clock(local: datetime, words: Words) -> str:
    half = words.said("time.am" if local.hour < 12 else "time.pm")
    return f"{local.hour % 12 or 12}:{local:%M} {half}"
