"""The standing of an open callback: all that a further occasion is merged by."""

from datetime import date

from pydantic import Field

from ..clinic import Urgency
from ..platform.clock import Instant
from ..platform.model import Model


class Standing(Model):
    """A callback's gravity, promise and waits, and whom it has room for."""

    urgency: Urgency
    """Of the gravest that is unanswered."""
    flags: list[str] = Field(default_factory=list)
    """Of all that is unanswered."""
    respond_by: Instant
    """The promise: call by then. After an attempt that failed, when to try again."""
    not_before: Instant | None = None
    """After an attempt that failed: not to be called again before."""
    hastened_on: date | None = None
    """The local date on which what somebody stated last shortened that wait."""
    snoozed_until: Instant | None = None
    attempts: int = 0
    senders: dict[str, int] = Field(default_factory=dict)
    """The senders of its occasions, with how many of each it keeps; see grouping_rules.py."""


class KnownCall(Standing):
    """A callback that is open, as far as a merge has to know it."""

    callback_id: str
    location_id: str
    promise_day: date
    kept: int
    """Number of occasions that it keeps by themselves."""
    beyond: int = 0
    """Number of those that it only counts, as far as is known: an earlier version noted none."""
