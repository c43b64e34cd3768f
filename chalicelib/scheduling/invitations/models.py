"""Invitations, as they are kept, asked for and told. Pure."""

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field

from ...platform.clock import Instant
from ...platform.languages import Language
from ...platform.model import Model
from ...platform.values import GivenId, IfGiven, PersonName
from ..times import Minute


class InvitationState(StrEnum):
    """The state of an invitation."""

    OPEN = "open"
    USED = "used"
    """An appointment was booked with it. It stays so, also once that is canceled."""
    WITHDRAWN = "withdrawn"
    """The clinic took it back."""
    EXPIRED = "expired"


class InviteIn(Model):
    """The service that somebody is invited to book, and where."""

    model_config = ConfigDict(extra="forbid")

    location_id: GivenId
    service_id: GivenId
    by_email: bool = Field(
        False, description="Email the link to the person, if an address of theirs is known."
    )
    language: IfGiven[Language] = Field(None, description="The language of that email.")


class Invitation(Model):
    """An invitation. Everything that is kept of it."""

    model_config = ConfigDict(frozen=True)

    invitation_id: str
    location_id: str
    service_id: str
    point_id: str
    person_id: str
    name: str
    first_name: str
    phone: str | None = None
    email: str | None = None
    """The person as the clinic knew them when they were invited."""
    is_proven: bool
    """Staff had reached the person, or a code had; else anybody may have typed the address."""
    is_emailed: bool
    language: Language | None = None
    token_hash: str
    invited_by: str
    invited_at: Instant
    valid_until: Instant
    ended: InvitationState | None = None
    """Used or withdrawn; None before that."""
    ended_at: Instant | None = None
    appointment_id: str | None = None
    """The appointment that was booked with it."""


class InvitationView(Model):
    """An invitation as whoever has its link sees it: of the person no more than a first name."""

    invitation_id: str
    first_name: str
    location_id: str
    service_id: str
    valid_until: Instant


class StaffInvitationView(Model):
    """An invitation as staff see it."""

    invitation_id: str
    person_id: str
    location_id: str
    service_id: str
    state: InvitationState
    invited_by: str
    invited_at: Instant
    valid_until: Instant
    is_emailed: bool = Field(description="The link was put in the outbox for their address.")
    appointment_id: str | None = Field(None, description="Booked with it.")
    token: str | None = Field(
        None, description="Opens it; given when it is made, to be told in another way."
    )


class InvitedHoldIn(Model):
    """A time that somebody who is invited wants kept for some minutes."""

    model_config = ConfigDict(extra="forbid")

    starts_at: Minute


class InvitedBookIn(Model):
    """The time that somebody who is invited takes. Who they are, the invitation says."""

    model_config = ConfigDict(extra="forbid")

    hold_token: Annotated[str, Field(min_length=1, max_length=2000)]
    escort_name: IfGiven[PersonName] = None
    is_adult: bool = Field(
        False,
        description="It is said that whoever comes in is 18 or over; needed where the service is "
        "for adults.",
    )
    language: IfGiven[Language] = Field(
        None, description="The language of the page; email about the appointment is in it."
    )
