"""Appointments: what people book, and how it stands."""

from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, Field

from ...clinic import Preparation
from ...people.address_models import AddressProof
from ...people.models import EmailAddress, PhoneNumber
from ...people.rules import last_initial_of
from ...platform.clock import Instant, LocalInstant
from ...platform.languages import Language
from ...platform.model import Model
from ...platform.values import Id, IfGiven, PersonName
from ...platform.visitor import VISITOR
from ..times import Minute
from .brief_models import AppointmentBrief as AppointmentBrief
from .brief_models import AppointmentStatus as AppointmentStatus
from .cancel_models import CancelCause
from .closing_models import ClinicClosed, HitByClosing
from .escort_models import Escort as Escort
from .escort_models import EscortState as EscortState
from .escort_models import WentHome
from .hold_models import Hold as Hold
from .hold_models import HoldIn as HoldIn
from .hold_models import HoldView as HoldView
from .hold_models import LetGoIn as LetGoIn
from .note_models import AppointmentNote, AppointmentNoteView
from .readiness_models import Readiness
from .staff_book_models import StaffBookIn as StaffBookIn
from .step_models import DayStep, StepTaken, UndoableStep
from .step_models import StepTimes as StepTimes


class BookIn(Model):
    """The person who takes a time that was held."""

    model_config = ConfigDict(extra="forbid")

    hold_token: Annotated[str, Field(min_length=1, max_length=2000)]
    name: PersonName
    phone: IfGiven[PhoneNumber] = None
    email: IfGiven[EmailAddress] = None
    escort_name: IfGiven[PersonName] = None
    is_adult: bool = Field(
        False,
        description="It is said that whoever comes in is 18 or over; needed where the service is "
        "for adults.",
    )
    request_id: IfGiven[Id] = Field(
        None, description="The consultation request that led here, if there was one."
    )
    language: IfGiven[Language] = Field(
        None, description="The language of the page; email about the appointment is in it."
    )


class Appointment(Model):
    """An appointment."""

    appointment_id: str
    location_id: str
    point_id: str
    person_id: str
    name: str
    first_name: str
    phone: str | None = None
    email: str | None = None
    service_id: str
    status: AppointmentStatus
    slot_id: str
    pool: str
    bay: str
    starts_at: Minute
    ends_at: Minute
    escort: Escort | None = None
    went_home: WentHome | None = None
    """The way in which they got home, where the desk said it at the end."""
    readiness: Readiness = Field(default_factory=Readiness)
    request_id: str | None = None
    callback_id: str | None = None
    series_id: str | None = None
    invitation_id: str | None = None
    """The invitation that it was booked with."""
    is_email_stated: bool = False
    """They were invited, and nobody knew then that the address is theirs."""
    booked_by: str
    booked_at: Instant
    language: Language | None = None
    """The language of the page that it was booked on."""
    message_id: str | None = None
    """The latest message that told of it, or will."""
    cancel_reason: str | None = None
    """Only when cancelled or a no-show (FHIR's ``cancelationReason``)."""
    cancel_cause: CancelCause | None = None
    also_booked: bool = False
    """A visitor took this time though they had another appointment then, or staff planned a
    series over what somebody booked online. No visitor is ever told: anybody can type a number.
    """
    beyond_limits: bool = False
    """A visitor took this time though their appointments are then closer, or more, than the service
    allows. No visitor is ever told so, either.
    """
    ask_close_at: Instant | None = None
    """From then on the desk is asked to call about these two marks; None once it is."""
    is_adult: bool = False
    """Whoever booked online said that who comes is 18 or over."""
    arrived_at: Instant | None = None
    taken: StepTaken | None = None
    """The last step of its day, which may be undone for a while."""
    undone: DayStep | None = None
    """The step that was undone last, so that undoing it again knows itself."""
    given_up_from: Instant | None = None
    """A step was undone late: until then, no job gives its patient up."""
    closing: HitByClosing | None = None
    notes: tuple[AppointmentNote, ...] = ()
    """Of staff, for staff; the oldest first."""
    times_noted: int = 0
    """So many notes were ever added, also those that are kept no longer."""
    version: int = 1
    changed_by: str | None = None
    """The one who changed it last since it was booked, so that a change sent again knows itself."""
    manage_token_hash: str

    @property
    def is_stated(self) -> bool:
        """True where anybody may have typed who comes: booked online, without an invitation."""
        return self.booked_by == VISITOR and self.invitation_id is None

    @property
    def patient_version(self) -> int:
        """The version as its patient knows it: a note of staff makes no other one."""
        return self.version - self.times_noted

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        """True if the appointment takes any of this time."""
        return self.starts_at < ends_at and starts_at < self.ends_at

    def brief(self, changed_at: datetime) -> AppointmentBrief:
        """The appointment as its slot shows it, last changed then."""
        return AppointmentBrief(
            service_id=self.service_id,
            first_name=self.first_name,
            last_initial=last_initial_of(self.name),
            status=self.status,
            escort=self.escort.state if self.escort else None,
            readiness=self.readiness.state,
            series_id=self.series_id,
            also_booked=self.also_booked or None,
            beyond_limits=self.beyond_limits or None,
            arrived_at=self.arrived_at,
            notes=len(self.notes) or None,
            point_id=self.point_id,
            person_id=self.person_id,
            request_id=self.request_id,
            version=self.version,
            changed_at=changed_at,
        )


class AppointmentView(Model):
    """An appointment as its visitor sees it."""

    appointment_id: str
    status: AppointmentStatus
    location_id: str
    service_id: str
    starts_at: Minute
    ends_at: Minute
    starts_local: LocalInstant
    first_name: str
    escort: Escort | None = None
    readiness: Readiness
    preparation: list[Preparation] = Field(description="What is to be seen to before they come.")
    here_from: Instant = Field(description="From then on they can say that they are here.")
    version: int
    change_until: Instant = Field(
        description="It can be changed or canceled online until then, which may be past."
    )
    shows_help: bool = Field(
        False,
        description="They wrote something, when they canceled it, that has a sign of danger.",
    )
    moves_online: bool = Field(
        description="It can be moved online until then; else the clinic moves it with them."
    )
    clinic_closed: ClinicClosed | None = None
    manage_token: str | None = Field(
        None,
        description="Opens and changes this appointment; given when it is booked, and to whoever "
        "has a link from an email.",
    )
    address_proof: AddressProof | None = Field(
        None, description="Only for a link from an email: if it proved the address by now."
    )


class StaffAppointmentView(Model):
    """An appointment as staff see it."""

    appointment_id: str
    reference: str = Field(description="Short enough to be read out on the phone; it finds.")
    status: AppointmentStatus
    location_id: str
    point_id: str
    person_id: str
    service_id: str
    pool: str
    bay: str
    starts_at: Minute
    ends_at: Minute
    starts_local: LocalInstant
    name: str
    first_name: str
    phone: str | None = None
    email: str | None = None
    escort: Escort | None = None
    went_home: WentHome | None = Field(
        None, description="Who took them home, or why nobody did, as the desk said at the end."
    )
    readiness: Readiness
    request_id: str | None = None
    callback_id: str | None = None
    series_id: str | None = None
    booked_by: str
    language: Language | None = Field(
        None, description="The language of the page that it was booked on, if it was one."
    )
    cancel_reason: str | None = None
    cancel_cause: CancelCause | None = Field(
        None, description="What its patient chose from the list when they canceled it online."
    )
    also_booked: bool = Field(
        False,
        description="This phone or email had another appointment at that time when this one was "
        "booked: of the two, one was booked online.",
    )
    beyond_limits: bool = Field(
        False,
        description="Booked online closer to another appointment of this person than the service "
        "allows, or as one more than it allows.",
    )
    is_adult: bool = Field(
        False, description="Whoever booked online said that who comes is 18 or over."
    )
    arrived_at: Instant | None = None
    closing: HitByClosing | None = None
    notes: list[AppointmentNoteView] = Field(description="The oldest first; the newest 20 of them.")
    possible_from: StepTimes
    undo: UndoableStep | None = Field(
        None, description="The last step of its day, while it can be taken back."
    )
    version: int
