"""The instant that a table is restored to, as somebody typed it."""

import re
from datetime import UTC, datetime

from infra.restore.errors import RestoreError

_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_EXAMPLE = "write date, time and zone, as in 2026-11-28T14:05:00-05:00 or 2026-11-28T19:05:00Z"


def parse_moment(text: str, now: datetime) -> datetime:
    """The instant in UTC, to the second. Raises RestoreError for text that names none, or no zone,
    and for an instant that is not yet over.
    """
    if not _FORM.fullmatch(text):
        raise RestoreError(f"AT=“{text}” can't be read: {_EXAMPLE}")
    try:
        at = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise RestoreError(f"AT=“{text}” is no date and time that there is: {_EXAMPLE}") from None
    if at >= now:
        raise RestoreError(f"AT={written(at)} is in the future; it is {written(now)} now")
    return at


def written(at: datetime) -> str:
    """The instant as everything here writes it: ``2026-11-28T19:05:00Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
