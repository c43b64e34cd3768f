"""Whatever is filed under a person: their appointments, what they asked, and what was stated."""

from pydantic import Field

from ..clinic import Source
from ..intake.models import StaffRequestView
from ..people.flag_models import StatedFlag
from ..platform.clock import Instant
from ..platform.languages import Language
from ..platform.model import Model
from ..scheduling.appointments.models import AppointmentStatus
from ..scheduling.invitations.models import StaffInvitationView


class FiledAppointment(Model):
    """An appointment of a person, past or ahead."""

    appointment_id: str
    reference: str
    person_id: str
    location_id: str
    service_id: str
    starts_at: Instant
    ends_at: Instant
    status: AppointmentStatus


class Stated(Model):
    """Everything that was said of a person on one occasion. It changes nothing that is proven."""

    of: str = Field(description="The id of the request, the call or the appointment.")
    source: Source | None = Field(description="Absent for an appointment.")
    reference: str | None = None
    at: Instant
    person_id: str
    by_visitor: bool = Field(description="True where anybody may have typed it.")
    name: str | None = None
    asked_by: str | None = Field(None, description="Who asked for them, where that was another.")
    phone: str | None = None
    email: str | None = None
    may_leave_voicemail: bool | None = None
    language: Language | None = None


class Filed(Model):
    """A page of what is filed under a person and all their names, newest first by when it came."""

    appointments: list[FiledAppointment] = Field(description="The latest first.")
    requests: list[StaffRequestView]
    invitations: list[StaffInvitationView] = Field(description="The latest first.")
    stated: list[Stated]
    next_cursor: str | None = None


class AppointmentForms(Model):
    """The flags that forms stated of whoever has an appointment, with the words of those forms."""

    appointment_id: str
    flags: list[StatedFlag] = Field(description="What is still to be discussed first.")
    forms: list[StaffRequestView] = Field(description="The latest first.")
