"""Rules of how many codes an address gets: whoever asks for them, and whether it is known or not.

Pure. Each code that goes takes a number until its hour is over; there are as many as may go.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST_CODES = 3
"""Codes that go to one address within an hour."""

WITHIN = timedelta(hours=1)

MOST_CODES_A_DAY = 12
"""Codes that go to one address in a day, so that nobody's mailbox is filled by the hour."""


def number_for(taken_until: Sequence[datetime | None], now: datetime) -> int | None:
    """The first number that no code of the hour before has, or None if all are taken."""
    free = (n for n, until in enumerate(taken_until) if until is None or until <= now)
    return next(free, None)
