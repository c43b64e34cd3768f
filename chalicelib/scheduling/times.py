"""Instants of the schedule: whole minutes of UTC, kept short so that index entries stay small.

    2027-03-14T07:00Z

Text order is time order, as everywhere. Pure.
"""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator

from ..platform.clock import AS_TOLD, in_utc, instant_from, written

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


Minute = Annotated[
    AwareDatetime,
    AfterValidator(whole_minute),
    BeforeValidator(instant_from),
    written(minute_text),
    AS_TOLD,
]
"""A pydantic field that takes an aware datetime of a whole minute, kept as ``minute_text``."""
