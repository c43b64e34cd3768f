"""An appointment in brief, as its slot keeps it. Pure.

Whoever reads slots reads this, and nothing else of appointments.
"""

from enum import StrEnum

from pydantic import ConfigDict, Field

from ...platform.clock import Instant
from ...platform.model import Model
from .escort_models import EscortState
from .readiness_models import ReadyState


class AppointmentStatus(StrEnum):
    """The status of an appointment, in FHIR R4's words."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"
    NOSHOW = "noshow"


class AppointmentBrief(Model):
    """An appointment as its slot shows it: just what a list of the day needs."""

    model_config = ConfigDict(frozen=True)

    service_id: str
    first_name: str
    last_initial: str = Field("", description="Empty where it is not known.")
    status: AppointmentStatus
    escort: EscortState | None = Field(None, description="Absent when no escort is needed.")
    readiness: ReadyState | None = Field(
        None, description="As far as the patient told it; absent before they told anything."
    )
    series_id: str | None = None
    also_booked: bool | None = Field(
        None, description="True if its person had another appointment at this time; else absent."
    )
    beyond_limits: bool | None = Field(
        None, description="True if a visitor passed the service's limits with it; else absent."
    )
    arrived_at: Instant | None = Field(
        None, description="When the patient was checked in; absent until then."
    )
    notes: int | None = Field(None, description="How many notes it shows; absent for none.")
    point_id: str | None = Field(None, description="Kept, and in no list, like the next two.")
    person_id: str | None = None
    request_id: str | None = Field(None, description="The form that led here, if one did.")
    version: int = Field(description="The appointment's own, for If-Match.")
    changed_at: Instant = Field(description="When it last changed.")
