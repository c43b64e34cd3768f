"""A cancellation: why, and what the desk is told of those that came in online. Pure."""

from enum import StrEnum

from pydantic import ConfigDict, Field

from ...platform.clock import Instant
from ...platform.model import Model
from ..times import Minute


class CancelCause(StrEnum):
    """The cause that a patient chose from the short list, when they canceled online."""

    ANOTHER_TIME = "another-time"
    NOT_WELL = "not-well"
    NO_RIDE = "no-ride"
    COST = "cost"
    ELSEWHERE = "elsewhere"
    NOT_NEEDED = "not-needed"
    OTHER = "other"


class CanceledOnline(Model):
    """An appointment that its patient canceled online, as the desk sees it on that day."""

    model_config = ConfigDict(frozen=True)

    appointment_id: str
    canceled_at: Instant
    starts_at: Minute = Field(description="When it was to be.")
    service_id: str
    first_name: str
    last_initial: str = ""
    cause: CancelCause | None = Field(None, description="What they chose from the list, if so.")
    reason: str | None = Field(None, description="What they wrote, for staff alone.")
    read_first: bool = Field(
        False, description="What they wrote has a sign that somebody may be in danger."
    )
