"""Changes that are asked of an appointment: another time, its end, its escort. Pure."""

from pydantic import ConfigDict, Field

from ...platform.model import Model
from ...platform.values import IfGiven, Name, PersonName, Reason
from ..times import Minute


class RescheduleIn(Model):
    """Another start for the same appointment."""

    model_config = ConfigDict(extra="forbid")

    starts_at: Minute


class StaffRescheduleIn(RescheduleIn):
    """Another start or another bay for the same appointment."""

    bay: Name | None = Field(None, description="This very bay; left out, any that is free.")
    override: IfGiven[Reason] = Field(
        None, description="Why it is moved there although the person has another appointment then."
    )


class CancelIn(Model):
    """The reason that an appointment is called off."""

    model_config = ConfigDict(extra="forbid")

    reason: IfGiven[Reason] = None


class StaffCancelIn(CancelIn):
    """The reason, and if the call that this appointment had answered is owed again."""

    owe_call: bool = Field(
        False, description="Put what this appointment had answered back in the queue."
    )


class EscortIn(Model):
    """The name of the one who will take the patient home."""

    model_config = ConfigDict(extra="forbid")

    name: PersonName
