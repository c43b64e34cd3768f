"""Changes to an appointment that staff make: what they send. Pure."""

from pydantic import Field

from ...platform.model import Model
from ...platform.values import IfGiven, Name, PersonName, Reason
from .visitor_change_models import CancelIn, EscortIn, RescheduleIn


class AskedForIn(Model):
    """Somebody who asked for a change in the patient's stead, such as a spouse who calls."""

    asked_by: IfGiven[PersonName] = Field(
        None,
        description="Who asked for it, where that was not the patient. It goes on record, and "
        "tells nothing of what they may ask for.",
    )


class StaffRescheduleIn(RescheduleIn, AskedForIn):
    """Another start or another bay for the same appointment."""

    bay: Name | None = Field(None, description="This very bay; left out, any that is free.")
    override: IfGiven[Reason] = Field(
        None,
        description="Why it is moved there although the person has another appointment then, or so "
        "close that the service's limits are passed.",
    )


class StaffCancelIn(CancelIn, AskedForIn):
    """The reason, and if the call that this appointment had answered is owed again."""

    owe_call: bool = Field(
        False, description="Put what this appointment had answered back in the queue."
    )


class StaffEscortIn(EscortIn, AskedForIn):
    """The name of the one who will take the patient home."""
