"""A person as the clinic knows them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationInfo

from ..platform.clock import Instant, PlainDate
from ..platform.languages import Language
from ..platform.model import Model
from ..platform.plain_text import as_one_line
from ..platform.storage.events import Event
from ..platform.values import Id, IfGiven, PersonName
from .flag_models import StatedFlag
from .note_models import PersonNote
from .rules import first_name_of, last_initial_of, normal_email, normal_phone

TypedPhone = Annotated[str, Field(min_length=1, max_length=40), BeforeValidator(as_one_line)]
"""A number as it was typed, before it is read."""

PhoneNumber = Annotated[TypedPhone, AfterValidator(normal_phone)]
"""A number as typed, read into E.164."""

EmailAddress = Annotated[
    str,
    Field(min_length=1, max_length=254),
    BeforeValidator(as_one_line),
    AfterValidator(normal_email),
]
"""An address as typed, in the form that it is compared in."""


class Person(Model):
    """A person as one occasion (a form, a call) told of them. At least a phone or an e-mail."""

    model_config = ConfigDict(frozen=True)

    point_id: str
    person_id: str
    """This name on that contact point (identity.py)."""
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    may_leave_voicemail: bool | None = None
    language: Language | None = None
    is_confirmed: bool = False
    """True where staff wrote it down, with the person before them: it adds an email address."""

    @property
    def first_name(self) -> str:
        """The first word of the name: what lists may show."""
        return first_name_of(self.name)

    @property
    def last_initial(self) -> str:
        """The last word's capital: what lists may show besides."""
        return last_initial_of(self.name)


class Profile(Model):
    """A person's profile: under what they came, and what is proven of them.

    What the public side says stays with its occasion and is not copied here.
    """

    person_id: str
    point_id: str
    name: str | None = None
    """As it was typed when they first came, or as staff corrected it."""
    phone: str | None = None
    email: str | None = None
    """The contact point that they came under: one of the two."""
    date_of_birth: date | None = None
    date_of_birth_by: str | None = Field(
        None, description="Who wrote the date of birth down, or imported it."
    )
    date_of_birth_at: Instant | None = None
    may_leave_voicemail: bool | None = Field(
        None, description="As staff noted it; absent where nothing was said of it to them."
    )
    proven_at: Instant | None = Field(
        None, description="When staff first reached them: this name on this contact point is so."
    )
    proven_by: str | None = None
    code_proven_at: Instant | None = Field(
        None,
        description="When a code or a link that was sent to this email address last proved it.",
    )
    do_not_contact_since: Instant | None = None
    first_seen_at: Instant
    last_seen_at: Instant

    @property
    def is_proven(self) -> bool:
        """True once staff reached them on their contact point, or a code or a link did."""
        return self.proven_at is not None or self.code_proven_at is not None


def _something_to_go_by(phone: str | None, info: ValidationInfo) -> str | None:
    if phone is None and info.data.get("email", "wrong") is None:
        raise ValueError("Please enter a phone number or an email address to search for.")
    return phone


class PeopleQuery(Model):
    """A person to look for. In a body, so that neither number nor address stands in a URL."""

    model_config = ConfigDict(extra="forbid")

    email: IfGiven[EmailAddress] = None
    phone: Annotated[
        IfGiven[PhoneNumber], Field(validate_default=True), AfterValidator(_something_to_go_by)
    ] = None


class OtherName(Model):
    """Another name of a person who was found."""

    person_id: str
    first_name: str
    last_initial: str = Field(description="Empty where it is not known.")


class PersonFound(Model):
    """One person found: little, since looking deeper is recorded."""

    person_id: str
    point_id: str
    first_name: str
    last_initial: str = Field(description="Empty where it is not known.")
    last_seen_at: Instant
    do_not_contact: bool
    proven: bool = Field(description="Staff have reached them under this name.")
    other_names: list[OtherName] = Field(
        default_factory=list, description="Other names that staff know to be theirs."
    )


class PeopleFound(Model):
    """The people that a number or an address leads to; none is an empty list."""

    people: list[PersonFound]
    more: bool = Field(
        False, description="More names came under it than are shown: the latest hundred are."
    )


TimelineKind = Literal[
    "person", "consultation-request", "callback", "appointment", "waitlist", "invitation"
]


class TimelineEntry(Model):
    """One thing that passed between a person and the clinic."""

    at: Instant
    kind: TimelineKind
    of: str
    """The id of the thing that it belongs to."""
    what: str
    by: str
    details: dict[str, str | int | bool | list[str]] = Field(default_factory=dict)


class Timeline(Model):
    """A page of what passed between a person and the clinic, newest first."""

    entries: list[TimelineEntry]
    next_cursor: str | None = None


class PersonsAppointment(Model):
    """An appointment that lies ahead of a person."""

    appointment_id: str
    location_id: str
    service_id: str
    starts_at: Instant
    ends_at: Instant
    is_by_staff: bool = Field(description="Of another, anybody may have typed name and number.")


class MadeOnline(Model):
    """The number of things that were made online, with whatever name somebody typed."""

    of_person: int = Field(description="With this name on this number or address.")
    on_point: int = Field(description="With this number or address, under any name.")


class PersonBeside(PersonFound):
    """Another on the same number or address."""

    alike: bool = Field(description="The names are probably one person's.")
    linked: bool = Field(description="Staff know them to be one person.")


class MergeIn(Model):
    """The other of two people who are one, or who are not."""

    model_config = ConfigDict(extra="forbid")

    person_id: Id


class CorrectIn(Model):
    """Facts that staff found out from a person; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: IfGiven[PersonName] = None
    date_of_birth: IfGiven[PlainDate] = None
    may_leave_voicemail: bool | None = None
    may_be_contacted: bool = Field(
        False, description="They wish to be contacted again, though they had asked not to be."
    )


class Linked(Model):
    """A person, and whoever is known to be the same."""

    person_id: str
    linked: list[str]
    """Ids of people, in no telling order."""


class PersonCard(Model):
    """A person, opened."""

    person: Profile
    open_callbacks: dict[str, str]
    """By location: the id of the callback that is owed there to their contact point."""
    appointments_ahead: list[PersonsAppointment]
    """At any location, the earliest first."""
    booked_online: MadeOnline = Field(description="Appointments ahead, at any location.")
    joined_online: dict[str, MadeOnline] = Field(description="By location: waitlist entries.")
    same_point: list[PersonBeside]
    """Others on the same number or address."""
    more_on_point: bool = Field(description="There are still more of them than are shown.")
    linked: list[PersonFound]
    """Other names and contact points that are known to be theirs."""
    notes: list[PersonNote]
    """Of staff, also under those other names, the newest first."""
    more_notes: bool = Field(description="There are older ones, which their history tells.")
    flags: list[StatedFlag] = Field(
        description="Stated on forms under any of those names, what is to be discussed first."
    )


def timeline_entry(kind: TimelineKind, of: str, event: Event) -> TimelineEntry:
    """An event of some item as a line of its person's timeline."""
    return TimelineEntry(
        at=event.at, kind=kind, of=of, what=event.what, by=event.by, details=event.details
    )
