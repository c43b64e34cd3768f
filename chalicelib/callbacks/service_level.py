"""The service level: promises kept, by promise, by day and by location. Pure."""

from datetime import date, datetime

from pydantic import Field

from ..clinic import Source, Urgency
from ..platform.clock import Instant
from ..platform.model import Model


class PromiseRecord(Model):
    """One promise and how it fared."""

    requested_at: Instant
    respond_by: Instant
    responded_at: Instant | None = None
    attempts: int = 0
    source: Source | None = None
    """The way in which they first came in; absent of promises made before it was noted."""
    urgency: Urgency | None = None
    """As it came in; absent of promises made before it was noted."""

    @property
    def is_kept(self) -> bool:
        """True if there was a first attempt, or a close, in time."""
        return self.responded_at is not None and self.responded_at <= self.respond_by

    def is_pending(self, now: datetime) -> bool:
        """True while it can still be kept."""
        return self.responded_at is None and now <= self.respond_by


class ServiceLevelDay(Model):
    """Promises of one location that fell on one local date, and the share of them kept."""

    date: date
    promised: int
    kept: int
    broken: int
    pending: int
    share_kept: float | None = Field(description="Of those decided; absent when none is.")
    median_wait_minutes: float | None = Field(
        description="Opening minutes from the request to the first attempt; all of a crisis."
    )
    attempts_per_contact: float | None
    oldest_promise: Instant | None = Field(description="The earliest promise without a response.")


class ServiceLevel(Model):
    """The service level of a location, day by day."""

    location_id: str
    days: list[ServiceLevelDay]
