"""The times from which on each step of an appointment is possible."""

from pydantic import Field

from ...platform.clock import Instant
from ...platform.model import Model


class StepTimes(Model):
    """The instants from which on the desk can say what became of an appointment."""

    check_in: Instant = Field(description="The local day of the appointment begins.")
    fulfil: Instant = Field(description="The appointment starts.")
    no_show: Instant = Field(description="Who has not come by then is a no-show.")
