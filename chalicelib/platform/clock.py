"""Instants: read from an injected clock, kept as UTC, written so that text order is time order.

They are written in two ways: kept to the millisecond, and told in answers to the second.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    PlainSerializer,
    SerializationInfo,
    WithJsonSchema,
)

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


def told_text(at: datetime) -> str:
    """``2027-03-14T07:00:00Z``: as every answer tells an instant (RFC 3339), to the second begun.

    Raises ValueError for a datetime without a zone, which names no instant.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def local_text(at: datetime, zone: ZoneInfo) -> str:
    """``2027-03-14T03:00:00-04:00``: the wall time with its offset, so it is one instant only."""
    return at.astimezone(zone).isoformat(timespec="seconds")


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


_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:?\d\d(:\d\d)?)?", re.IGNORECASE
)


_NO_DATE = "This has to be a date, as in 2026-11-30."
_NO_INSTANT = "This has to be a date and a time, as in 2026-11-30T15:00:00Z."


def _date_from(value: Any) -> Any:
    """The date of a text. Raises ValueError for other text: a number of seconds is no date."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value if _DATE.fullmatch(value) else "")
    except ValueError:
        raise ValueError(_NO_DATE) from None


def instant_from(value: Any) -> Any:
    """The datetime of a text. Raises ValueError for other text, and for a number of seconds."""
    if not isinstance(value, str | int | float):
        return value
    text = value.upper() if isinstance(value, str) and _INSTANT.fullmatch(value) else ""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_NO_INSTANT) from None


PlainDate = Annotated[date, BeforeValidator(_date_from)]
"""A date as ISO writes it, of any year."""

LocalDate = Annotated[PlainDate, AfterValidator(in_workable_years)]
"""A pydantic field for a date somewhere: one that days can be added to and instants made of."""

TOLD: Final = "told"
"""The context in which a model is written for an answer; without it, it is written to be kept."""


def written(kept_text: Callable[[datetime], str]) -> PlainSerializer:
    """An instant's way into text: as an answer tells it, or else as ``kept_text`` keeps it."""

    def write(at: datetime, info: SerializationInfo) -> str:
        return told_text(at) if info.context == TOLD else kept_text(at)

    return PlainSerializer(write, return_type=str)


AS_TOLD = WithJsonSchema(
    {
        "type": "string",
        "format": "date-time",
        "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$",
        "examples": ["2026-11-30T15:00:00Z"],
    },
    mode="serialization",
)
"""Description of an instant in an answer."""

Instant = Annotated[
    AwareDatetime,
    AfterValidator(in_utc),
    BeforeValidator(instant_from),
    written(instant_text),
    AS_TOLD,
]
"""A pydantic field that takes an aware datetime, in UTC, and keeps it as ``instant_text``."""

LocalInstant = Annotated[
    str,
    WithJsonSchema(
        {
            "type": "string",
            "format": "date-time",
            "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$",
            "examples": ["2026-11-30T10:00:00-05:00"],
        }
    ),
]
"""A pydantic field for what ``local_text`` writes: as the location's clock shows an instant."""
