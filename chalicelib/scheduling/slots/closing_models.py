"""A closing, as a day and its slots keep it. Pure."""

from datetime import datetime

from pydantic import ConfigDict, Field

from ...platform.clock import Instant
from ...platform.model import Model


class SlotClosing(Model):
    """The closing that takes a slot out: which, who ordered it, and why."""

    model_config = ConfigDict(frozen=True)

    closing_id: str
    by: str
    reason: str


class DayClosing(Model):
    """A part of a day for which a manager closed the location, or some of its bays."""

    model_config = ConfigDict(frozen=True)

    closing_id: str
    starts_at: Instant
    ends_at: Instant
    pool: str | None = Field(None, description="The pool that was closed, if it was one.")
    bays: tuple[str, ...] | None = Field(
        None, description="The bays that are closed; absent for the whole location."
    )
    reason: str
    is_shown: bool = Field(description="True if visitors are told the reason.")
    by: str
    at: Instant

    def shuts(self, bay: str, starts_at: datetime, ends_at: datetime) -> bool:
        """True if a bay cannot be used from one instant to the other."""
        is_meant = self.bays is None or bay in self.bays
        return is_meant and starts_at < self.ends_at and self.starts_at < ends_at

    @property
    def on_slot(self) -> SlotClosing:
        """The closing as a slot keeps it."""
        return SlotClosing(closing_id=self.closing_id, by=self.by, reason=self.reason)
