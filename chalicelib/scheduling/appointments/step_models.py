"""The steps of an appointment's day: from when on each is possible, and what a way back needs."""

from enum import StrEnum
from typing import Optional

from pydantic import ConfigDict, Field

from ...platform.clock import Instant
from ...platform.model import Model
from ..aftercare.booster_rules import LastInfusion


class StepTimes(Model):
    """The instants from which on the desk can say what became of an appointment."""

    check_in: Instant = Field(description="The local day of the appointment begins.")
    fulfil: Instant = Field(description="The appointment starts.")
    no_show: Instant = Field(description="Who has not come by then is a no-show.")


class DayStep(StrEnum):
    """A step that the desk takes on the day, and can take back for a while."""

    CHECK_IN = "check-in"
    FULFIL = "fulfil"
    NO_SHOW = "no-show"


class StepTaken(Model):
    """A step as it was taken, with all that stood before it: so that undoing it is exact."""

    model_config = ConfigDict(frozen=True)

    step: DayStep
    at: Instant
    was: str
    """The status before it."""
    arrived_at: Instant | None = None
    """The time of an arrival that was noted before it."""
    callback_id: str | None = None
    """The call that went out because of it, and as which occasion it is owed there."""
    occasion: str | None = None
    infusion: LastInfusion | None = None
    """The last infusion of the person before it, where it noted another."""
    before: Optional["StepTaken"] = None
    """The step before it, which can be undone once this one is."""


class UndoIn(Model):
    """The step that is to be taken back."""

    model_config = ConfigDict(extra="forbid")

    step: DayStep


class UndoableStep(Model):
    """The step that can be taken back, and until when."""

    step: DayStep
    until: Instant
