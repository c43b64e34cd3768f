"""The escort: who takes the patient home, since nobody drives after an infusion."""

from enum import StrEnum

from pydantic import ConfigDict, Field

from ...platform.clock import Instant
from ...platform.model import Model
from ...platform.values import IfGiven, PersonName, Reason


class EscortState(StrEnum):
    """The state of the escort who takes the patient home."""

    NEEDED = "needed"
    """Not confirmed yet, whether or not a name was given."""
    CONFIRMED = "confirmed"


class Escort(Model):
    """The person who takes the patient home: nobody drives after an infusion."""

    name: str | None = None
    confirmed_at: Instant | None = None
    confirm_by: Instant
    overdue_since: Instant | None = None
    """Instant at which the deadline was found to have passed, and the desk was asked to call."""

    @property
    def state(self) -> EscortState:
        """The state of the escort: needed until one is confirmed."""
        return EscortState.NEEDED if self.confirmed_at is None else EscortState.CONFIRMED


class WentHome(Model):
    """The way in which a patient got home: with somebody, or with nobody and why."""

    model_config = ConfigDict(frozen=True)

    name: str | None = Field(None, description="Who took them home.")
    none_because: str | None = Field(None, description="Why nobody did.")


class WentHomeIn(Model):
    """The way in which a patient got home, as the desk says it: one of the two."""

    model_config = ConfigDict(extra="forbid")

    name: IfGiven[PersonName] = Field(None, description="Who took them home.")
    none_because: IfGiven[Reason] = Field(None, description="Why nobody did.")


class FulfilIn(Model):
    """The appointment took place; with an escort that was never confirmed, how they got home."""

    model_config = ConfigDict(extra="forbid")

    escort: WentHomeIn | None = Field(
        None, description="Needed where the appointment needs an escort and none was confirmed."
    )

    @property
    def went_home(self) -> WentHome | None:
        """The answer, as it is kept."""
        return WentHome.model_validate(self.escort.model_dump()) if self.escort else None
