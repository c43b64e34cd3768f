"""Instants: read from an injected clock, kept as UTC, written so that text order is time order."""

from collections.abc import Callable
from datetime import UTC, datetime
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


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError("This is no date that can be worked with.") from None


Instant = Annotated[
    AwareDatetime, AfterValidator(_in_utc), PlainSerializer(instant_text, return_type=str)
]
"""A pydantic field that takes any aware datetime, in UTC, and writes it as ``instant_text``."""
