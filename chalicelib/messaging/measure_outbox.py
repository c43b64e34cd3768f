"""Measure how long messages wait in the outbox though it is time for them."""

from datetime import datetime, timedelta

from ..platform.clock import parse_instant
from ..platform.metrics import write_metrics
from ..platform.runtime import Runtime
from . import store

OUTBOX_AGE = "OutboxAge"
"""The metric of it, in seconds: of what nobody has tried yet, and of what was tried in vain."""


def outbox_age(run: Runtime, location_id: str, now: datetime) -> timedelta:
    """Time that the first message of a location has been due; none where nothing is."""
    longest = store.load_longest_due(run.table, location_id, now)
    return now - parse_instant(longest["due_at"]) if longest else timedelta()


def write_outbox_age(age: timedelta, now: datetime) -> None:
    """Write an age as the stage's; CloudWatch takes the highest of several."""
    write_metrics({OUTBOX_AGE: round(age.total_seconds())}, "Seconds", now)
