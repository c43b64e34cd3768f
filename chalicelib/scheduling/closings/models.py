"""A closing as it is ordered, kept and shown, and the calls that it makes necessary. Pure."""

from datetime import date
from enum import StrEnum

from pydantic import ConfigDict, Field

from ...clinic.walltime import EndTime, StartTime
from ...platform.clock import Instant, LocalDate
from ...platform.model import Model
from ...platform.values import Name, ShortReason
from ..slots.closing_models import DayClosing
from ..times import Minute


class ClosingIn(Model):
    """A day, or a part of it, to close: the location, a pool or some bays."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: LocalDate
    starts: StartTime | None = Field(
        None, alias="from", description="As the location's clock shows it; left out, midnight."
    )
    ends: EndTime | None = Field(None, alias="to", description="Left out, the end of the day.")
    pool: Name | None = Field(None, description="This pool alone.")
    bays: list[Name] | None = Field(
        None, min_length=1, max_length=50, description="These bays alone."
    )
    reason: ShortReason = Field(description="No patient's name.")
    shown_to_visitors: bool = Field(False, description="True if visitors are told the reason.")


class Closing(Model):
    """A closing as it is kept."""

    model_config = ConfigDict(frozen=True)

    closing_id: str
    location_id: str
    date: date
    part: DayClosing
    starts: StartTime
    ends: EndTime
    reopened_at: Instant | None = None
    reopened_by: str | None = None
    version: int = 1


class CallMade(Model):
    """A call that is owed because of a closing, as it is kept with it."""

    model_config = ConfigDict(frozen=True)

    appointment_id: str
    slot_id: str
    starts_at: Minute
    callback_id: str
    occasion_id: str
    """The id under which the callback owes it."""


class CallProgress(StrEnum):
    """The progress of a call that a closing made necessary."""

    TO_MAKE = "to-make"
    CALLED = "called"
    SETTLED = "settled"
    """The appointment was moved or canceled."""
    NOT_NEEDED = "not-needed"
    """Reopened before anybody called."""


class CallToMake(Model):
    """An appointment that a closing hits, and how far the call about it is."""

    appointment_id: str
    callback_id: str
    starts_at: Minute
    service_id: str
    first_name: str
    last_initial: str
    progress: CallProgress


class ClosingView(Model):
    """A closing as staff see it."""

    closing_id: str
    date: date
    starts: StartTime = Field(serialization_alias="from")
    ends: EndTime = Field(serialization_alias="to", description="24:00 for the end of the day.")
    pool: str | None = None
    bays: list[str] | None = Field(None, description="Absent for the whole location.")
    reason: str
    shown_to_visitors: bool
    by: str
    at: Instant
    reopened_at: Instant | None = None
    calls: list[CallToMake] = Field(description="In the order in which to make them.")


class Closings(Model):
    """A day's closings, those that were reopened included."""

    location_id: str
    date: date
    closings: list[ClosingView]
