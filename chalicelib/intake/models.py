"""A consultation request: as a visitor sends it, as it is kept, and what the visitor is told."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
)

from ..callbacks.models import CallbackCard
from ..clinic import CallerZone, EndTime, OnlineBooking, StartTime, Weekday, zone_told_by
from ..people.address_models import AddressProof
from ..people.models import EmailAddress, TypedPhone
from ..people.on_behalf_rules import OnBehalf, names_of
from ..people.question_models import AskedQuestion
from ..people.rules import first_name_of, normal_phone
from ..platform.clock import Instant
from ..platform.errors import FindingError
from ..platform.languages import Language
from ..platform.model import Model
from ..platform.values import GivenId, IfGiven, PersonName, if_left_empty, up_to
from .crisis_models import CrisisPanel as CrisisPanel
from .crisis_models import HelpLine as HelpLine

LONGEST_MESSAGE = 4000
LONGEST_MEDICATION = 1000
"""In characters (code points), of any script."""


class Screening(StrEnum):
    """Answers that a clinician wants to know of. Flags, never a verdict."""

    HIGH_BLOOD_PRESSURE = "uncontrolled-high-blood-pressure"
    PSYCHOSIS = "history-of-psychosis"
    SUBSTANCE_USE = "substance-use"
    PREGNANCY = "pregnancy"
    MEDICATION = "current-medication"


def _a_way_to_reach(typed: str | None, info: ValidationInfo) -> str | None:
    """The number as typed, which is what is kept, if it can be called at all.

    Without one there has to be an address (where that is wrong, it has its own complaint).
    """
    if typed is not None:
        normal_phone(typed)
    elif info.data.get("email", "wrong") is None:
        raise FindingError("no-way-to-reach", "Please give us a phone number or an email address.")
    return typed


def _named_if_said(name: str | None, info: ValidationInfo) -> str | None:
    """The name of who would come in, which is there if it is said that somebody else would."""
    if name is None and info.data.get("for_someone_else"):
        raise FindingError("missing", "Please enter their name.")
    return name


def _ticked(value: Any, info: ValidationInfo) -> Any:
    """True for a form's ticked box, which is text; JSON has a word of its own for it."""
    if info.mode == "json":
        return value if isinstance(value, bool) else None
    return True if value in ("on", "true", "True", "1", 1) else value


class ConsultationRequestIn(Model):
    """A visitor's form. The fields are flat, so that a plain HTML form can send them all."""

    model_config = ConfigDict(extra="forbid")

    location_id: GivenId
    service_id: GivenId
    name: PersonName
    for_someone_else: bool = Field(
        False, description="The visitor says that they ask for somebody else, whom they then name."
    )
    on_behalf_of: Annotated[
        IfGiven[PersonName],
        Field(
            validate_default=True,
            description="Who would come in, where the visitor asks for somebody else. Everything "
            "else is the visitor's.",
        ),
        AfterValidator(_named_if_said),
    ] = None
    email: IfGiven[EmailAddress] = None
    phone: Annotated[
        IfGiven[TypedPhone],
        Field(validate_default=True, description="As typed. This or an email address is required."),
        AfterValidator(_a_way_to_reach),
    ] = None
    may_leave_voicemail: bool = False
    call_days: list[Weekday] = Field(
        default_factory=list, description="When a call suits; no day named means any."
    )
    call_from: IfGiven[StartTime] = None
    call_until: IfGiven[EndTime] = None
    time_zone: Annotated[CallerZone | None, BeforeValidator(zone_told_by)] = Field(
        None,
        description="The visitor's IANA zone. One that is not known, or that tells no place "
        "(UTC), is left out: times are then the location's.",
    )
    message: Annotated[
        str, up_to(LONGEST_MESSAGE), Field(json_schema_extra={"maxLength": LONGEST_MESSAGE})
    ] = ""
    screening: list[Screening] = Field(default_factory=list)
    current_medication: Annotated[
        str, up_to(LONGEST_MEDICATION), Field(json_schema_extra={"maxLength": LONGEST_MEDICATION})
    ] = ""
    thinking_of_self_harm: bool = False
    consent: Annotated[
        Literal[True],
        BeforeValidator(_ticked),
        Field(description="The visitor agrees to be contacted about this request."),
    ]
    language: Annotated[Language, if_left_empty("en")] = "en"
    leave_blank: Annotated[str, Field(max_length=500)] = Field(
        "", description="Hidden from people; a form with it filled in is set aside as spam."
    )
    started_at: IfGiven[Instant] = Field(
        None, description="When the form was shown; filled in too fast, it is set aside."
    )
    idempotency_key: IfGiven[Annotated[str, Field(max_length=200)]] = Field(
        None, description="As the header Idempotency-Key, for forms that cannot send headers."
    )


class SpamReason(StrEnum):
    """The reason that a request looks like spam. It is kept, and staff can see and queue it."""

    HONEYPOT = "hidden-field-filled"
    TOO_FAST = "filled-in-too-fast"


class Asked(Model):
    """A visitor's wish. What was typed stays as it was typed."""

    request_id: str
    received_at: Instant
    respond_by: Instant
    location_id: str
    service_id: str
    name: str
    on_behalf_of: str | None = Field(
        None, description="Who would come in, where its sender asked for somebody else."
    )
    phone: str | None = None
    email: str | None = None
    may_leave_voicemail: bool
    call_days: list[Weekday]
    call_from: str | None = None
    call_until: str | None = None
    message: str
    screening: list[Screening]
    current_medication: str

    @property
    def names(self) -> OnBehalf:
        """The names of who would come in, and of who asked for them."""
        return names_of(self.name, self.on_behalf_of)


class RequestWithSigns(Asked):
    """A request with what it came in under, and what was read in it."""

    point_id: str
    person_id: str
    time_zone: str | None = None
    thinking_of_self_harm: bool
    crisis: bool
    """True if the box was ticked, or the message reads so."""
    language: Language
    spam: SpamReason | None = None
    callback_id: str | None = None


class StaffRequestView(RequestWithSigns):
    """A request as staff see it."""

    reference: str = Field(description="As its visitor was told to note it; it finds.")


class QueuedBy(Model):
    """The member of staff who brought a request back, and the promise to its sender."""

    staff_id: str
    respond_by: Instant


class ConsultationRequest(RequestWithSigns):
    """A consultation request as it is kept."""

    queued: QueuedBy | None = None

    sender: str | None = None
    """The address that it came from, as an id of that day."""
    fingerprint: str
    """Stands for all that was sent, so that the same sent again can be told."""
    token_hash: str


class ReceiptLocation(Model):
    """The location that will call."""

    location_id: str
    name: str
    phone: str
    zone: str


class Receipt(Model):
    """A visitor's receipt: the request arrived, and the clinic will call by a time."""

    request_id: str
    reference: str = Field(description="Short enough to be read out on the phone.")
    received_at: Instant
    respond_by: Instant
    respond_by_local: str = Field(description="As people say it, in the location's time.")
    promise: str = Field(description="The promise as a sentence.")
    phone_understood: str | None = Field(
        None, description="The number that will be called, as it was read from what was typed."
    )
    on_behalf_of: str | None = Field(
        None, description="Who would come in, where the visitor asked for somebody else."
    )
    location: ReceiptLocation
    visitor_token: str = Field(description="Opens this request again; keep it private.")
    crisis: CrisisPanel | None = None


class RequestView(Asked):
    """A request as its visitor sees it again: what they sent, and what was promised."""

    reference: str
    respond_by_local: str
    promise: str = Field(description="The promise as a sentence, as the receipt said it.")
    phone_understood: str | None = Field(
        None, description="The number that will be called, as it was read from what was typed."
    )
    location: ReceiptLocation
    crisis: CrisisPanel | None = None
    address_proof: AddressProof | None = Field(
        None, description="Only for a link from an email: if it proved the address by now."
    )
    visitor_token: str | None = Field(
        None, description="Only for a link from an email: the token that its receipt gave."
    )


class StaffRequestViews(Model):
    """The requests that merged into a callback, oldest first."""

    requests: list[StaffRequestView]
    questions: list[AskedQuestion] = Field(
        description="Questions about who sent them, where one speaks against what is known."
    )


class CallInHand(CallbackCard, StaffRequestViews):
    """A callback as whoever claims it gets it, with what the caller wrote, oldest first."""


class SpamEntry(Model):
    """A line of the list of what was set aside: little, since looking deeper is recorded."""

    request_id: str
    first_name: str
    service_id: str
    received_at: Instant
    spam: SpamReason

    @classmethod
    def of(cls, request: ConsultationRequest) -> Self:
        """The line of a request that was set aside."""
        known = request.model_dump(include={"request_id", "service_id", "received_at", "spam"})
        return cls.model_validate({**known, "first_name": first_name_of(request.names.name)})


class SpamList(Model):
    """Requests set aside at a location, oldest first."""

    entries: list[SpamEntry]
    next_cursor: str | None = None


class Queued(Model):
    """The callback that a request which had been set aside went to."""

    request_id: str
    callback_id: str
    respond_by: Instant


class ClinicService(Model):
    """A service, as far as a visitor chooses by it."""

    service_id: str
    name: str
    names: dict[str, str] = Field(description="In other languages, where that differs.")
    duration_minutes: int
    recovery_minutes: int
    escort: bool
    online: OnlineBooking = Field(description="Who may book it without calling the clinic.")


class OpeningDay(Model):
    """A weekday's opening in wall time of the location: ``08:30-12:00``; none on a day off."""

    weekday: Weekday
    spans: list[str]


class ClosedPart(Model):
    """A date on which the location is closed, wholly or from one time to another."""

    date: date
    reason: str | None = Field(None, description="Absent where the clinic keeps it to itself.")
    start: str | None = None
    end: str | None = None


class ClinicLocation(Model):
    """A location, as far as a visitor chooses by it."""

    location_id: str
    name: str
    zone: str
    phone: str
    address: list[str]
    hours: list[OpeningDay]
    closures: list[ClosedPart]
    services: list[str]


class ClinicView(Model):
    """The clinic, as a form needs it."""

    name: str
    locations: list[ClinicLocation]
    services: list[ClinicService]
    longest_message: int = LONGEST_MESSAGE
