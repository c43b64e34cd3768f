"""Rules of a code: its figures, for how long and how often it may be typed, and is kept. Pure."""

from datetime import datetime, timedelta

CODE_LASTS = timedelta(minutes=10)
"""Time in which a code can be typed, from when it was asked for."""

PROOF_LASTS = timedelta(minutes=30)
"""Time in which what is proven opens things, from when the code was typed."""

MOST_WRONG_TRIES = 5
"""Wrong tries of a code; after them the right one is wrong as well."""

KEPT = 24 * 60 * 60
"""Seconds for which what was asked for is kept: beyond all that can come of it, and no longer."""

_CODES = 1_000_000


def figures_of(number: int) -> str:
    """The six figures that a large number, drawn evenly, leads to."""
    return f"{number % _CODES:06}"


def said_code(code: str) -> str:
    """The code as people read it best: in two halves."""
    return f"{code[:3]} {code[3:]}"


def can_be_typed(asked_at: datetime, wrong_tries: int, now: datetime) -> bool:
    """True while the right code proves: it is not over, and was not guessed at too often."""
    return asked_at <= now < asked_at + CODE_LASTS and wrong_tries < MOST_WRONG_TRIES


def opens(proven_at: datetime | None, now: datetime) -> bool:
    """True while a proof opens things."""
    return proven_at is not None and proven_at <= now < proven_at + PROOF_LASTS
