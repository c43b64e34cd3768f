"""A person as the clinic knows them."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from ..platform.clock import Instant
from ..platform.languages import Language
from ..platform.model import Model
from ..platform.storage.events import Event
from .rules import first_name_of, last_initial_of, normal_email, normal_phone

PhoneNumber = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(normal_phone)]
"""A number as typed, read into E.164."""
EmailAddress = Annotated[str, Field(min_length=1, max_length=254), AfterValidator(normal_email)]


class Person(Model):
    """A person as one occasion (a form, a call) told of them. At least a phone or an e-mail."""

    model_config = ConfigDict(frozen=True)

    point_id: str
    person_id: str = ""
    """This name on that contact point (identity.py)."""
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    may_leave_voicemail: bool | None = None
    language: Language | None = None
    consented_at: Instant | None = None
    """Instant at which the person agreed to be contacted. A new consent lifts a do-not-contact."""

    @property
    def first_name(self) -> str:
        """The first word of the name: what lists may show."""
        return first_name_of(self.name)

    @property
    def last_initial(self) -> str:
        """The last word's capital: what lists may show besides."""
        return last_initial_of(self.name)


class Contact(Model):
    """A contact's profile: the latest that is known."""

    point_id: str
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    may_leave_voicemail: bool = False
    language: Language | None = None
    consented_at: Instant | None = None
    do_not_contact_since: Instant | None = None
    first_seen_at: Instant
    last_seen_at: Instant


class ContactQuery(Model):
    """A person to look for. In a body, so that neither number nor address stands in a URL."""

    model_config = ConfigDict(extra="forbid")

    phone: PhoneNumber | None = None
    email: EmailAddress | None = None

    @model_validator(mode="after")
    def _something_to_go_by(self) -> Self:
        if self.phone is None and self.email is None:
            raise ValueError("Please enter a phone number or an email address to search for.")
        return self


class ContactMatch(Model):
    """One contact found: little, since looking deeper is recorded."""

    point_id: str
    first_name: str
    last_seen_at: Instant
    do_not_contact: bool


class ContactMatches(Model):
    """The contacts that a number or an address leads to; none is an empty list."""

    contacts: list[ContactMatch]


TimelineKind = Literal["contact", "consultation-request", "callback", "appointment", "waitlist"]


class TimelineEntry(Model):
    """One thing that passed between a contact and the clinic."""

    at: Instant
    kind: TimelineKind
    of: str
    """The id of the thing that it belongs to."""
    what: str
    by: str
    details: dict[str, str | int | bool | list[str]] = Field(default_factory=dict)


class Timeline(Model):
    """A page of what passed between a contact and the clinic, newest first."""

    entries: list[TimelineEntry]
    next_cursor: str | None = None


class ContactAppointment(Model):
    """An appointment that lies ahead of a contact."""

    appointment_id: str
    location_id: str
    service_id: str
    starts_at: Instant
    ends_at: Instant


class ContactCard(Model):
    """A contact, opened."""

    contact: Contact
    open_callbacks: dict[str, str]
    """By location: the id of the callback that is owed there."""
    appointments_ahead: list[ContactAppointment]
    """At any location, the earliest first."""


def timeline_entry(kind: TimelineKind, of: str, event: Event) -> TimelineEntry:
    """An event of some item as a line of its contact's timeline."""
    return TimelineEntry(
        at=event.at, kind=kind, of=of, what=event.what, by=event.by, details=event.details
    )
