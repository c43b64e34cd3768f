"""Instants of the schedule: whole minutes of UTC, written short so that index entries stay small.

    2027-03-14T07:00Z

Text order is time order, as everywhere. Pure.
"""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, PlainSerializer

from ..platform.clock import in_utc

_MINUTE = timedelta(minutes=1)


def minute_text(at: datetime) -> str:
    """``2027-03-14T07:00Z``. Raises ValueError for what is no whole minute or has no zone."""
    return f"{whole_minute(at):%Y-%m-%dT%H:%MZ}"


def whole_minute(at: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for what is no whole minute or has no zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    at = in_utc(at)
    if at.second or at.microsecond:
        raise ValueError("This needs to be a whole minute.")
    return at


def next_minute(at: datetime) -> datetime:
    """The first whole minute that is not before ``at``, in UTC."""
    begun = timedelta(seconds=at.second, microseconds=at.microsecond)
    at = at.astimezone(UTC)
    return at if not begun else at - begun + _MINUTE


def local_text(at: datetime, zone: ZoneInfo) -> str:
    """``2027-03-14T03:00-04:00``: the wall time with its offset, so it is one instant only."""
    return at.astimezone(zone).isoformat(timespec="minutes")


Minute = Annotated[
    AwareDatetime, AfterValidator(whole_minute), PlainSerializer(minute_text, return_type=str)
]
"""A pydantic field that takes an aware datetime of a whole minute and writes ``minute_text``."""
