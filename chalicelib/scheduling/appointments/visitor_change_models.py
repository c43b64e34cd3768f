"""Changes to an appointment, as its patient sends them. Pure."""

from pydantic import ConfigDict

from ...platform.model import Model
from ...platform.values import IfGiven, PersonName, Reason
from ..times import Minute
from .cancel_models import CancelCause


class RescheduleIn(Model):
    """Another start for the same appointment."""

    model_config = ConfigDict(extra="forbid")

    starts_at: Minute


class CancelIn(Model):
    """The reason that an appointment is called off."""

    model_config = ConfigDict(extra="forbid")

    reason: IfGiven[Reason] = None


class CancelOnlineIn(CancelIn):
    """The reason, in the patient's own words, and one of a short list. Both may be left out."""

    cause: CancelCause | None = None


class EscortIn(Model):
    """The name of the one who will take the patient home."""

    model_config = ConfigDict(extra="forbid")

    name: PersonName
