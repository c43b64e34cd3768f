"""Instants: read from an injected clock, kept as UTC, written so that text order is time order."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, PlainSerializer

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present instant, in UTC, to the millisecond (the finest that is stored)."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def instant_text(at: datetime) -> str:
    """``2027-03-14T07:00:00.000Z``: UTC, fixed width, so that text order is time order.

    Raises ValueError for a datetime without a zone, which names no instant.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_instant(text: str) -> datetime:
    """The instant that a text such as ``instant_text`` writes names, in UTC.

    Raises ValueError for text that names none.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC)


_YEARS = range(1900, 3000)
"""Years that a clinic can mean, by far: no sum of days, and no zone, leads out of the calendar."""

_NOT_WORKABLE = "Please enter a valid date."


def in_workable_years(day: date) -> date:
    """The same date. Raises ValueError for one that no clinic means."""
    if day.year not in _YEARS:
        raise ValueError(_NOT_WORKABLE)
    return day


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for one that no clinic means."""
    if at.year not in _YEARS:
        raise ValueError(_NOT_WORKABLE)
    return at.astimezone(UTC)


LocalDate = Annotated[date, AfterValidator(in_workable_years)]
"""A pydantic field for a date somewhere: one that days can be added to and instants made of."""

Instant = Annotated[
    AwareDatetime, AfterValidator(in_utc), PlainSerializer(instant_text, return_type=str)
]
"""A pydantic field that takes an aware datetime, in UTC, and writes it as ``instant_text``."""
