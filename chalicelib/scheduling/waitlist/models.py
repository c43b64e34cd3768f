"""Entries of the waitlist, as they are kept, asked for and told. Pure."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from chalicelib.people.flag_models import FlagsAsked, StatedFlag
from chalicelib.people.models import EmailAddress, PhoneNumber
from chalicelib.platform.clock import Instant, LocalDate, LocalInstant, instant_text
from chalicelib.scheduling.times import Minute

from ...platform.languages import Language
from ...platform.model import Model
from ...platform.values import GivenId, Id, IfGiven, PersonName
from ..preferred_times import WishedTimes


class WaitlistState(StrEnum):
    """The state of somebody's entry on the waitlist."""

    WAITING = "waiting"
    OFFERED = "offered"
    """A time is kept for them until they answer, or the offer runs out."""
    BOOKED = "booked"
    """They booked what was offered. Or staff booked the service, for whom they had put on the list.
    """
    LEFT = "left"
    """They left, or the clinic took them off the list: of whoever joined by themselves, that is all
    that is told when staff book the service for the person whose name and number they gave.
    """
    UNANSWERED = "unanswered"
    """So many offers ran out without a word that they are asked no more."""
    OVER = "over"
    """The last day that would have suited is past."""


class Wish(WishedTimes):
    """A wish: starts that would suit, in the dates and wall time of the location."""

    first_day: LocalDate
    last_day: LocalDate = Field(
        description="This date is meant too; as far ahead as can be booked."
    )

    @field_validator("last_day")
    @classmethod
    def _not_before_first(cls, last: date, info: ValidationInfo) -> date:
        if last < info.data.get("first_day", last):
            raise ValueError("This needs to be on or after the first day.")
        return last


class StaffJoinIn(Model):
    """A person whom the desk puts on a location's waitlist, and the service they wait for."""

    model_config = ConfigDict(extra="forbid")

    service_id: GivenId
    wish: Wish
    name: PersonName
    phone: IfGiven[PhoneNumber] = None
    email: IfGiven[EmailAddress] = None
    request_id: IfGiven[Id] = Field(
        None, description="The consultation request that led here, if there was one."
    )


class JoinIn(StaffJoinIn):
    """A person who wants to be told when a time becomes free."""

    location_id: GivenId
    is_adult: bool = Field(
        False,
        description="It is said that whoever comes in is 18 or over; needed where the service is "
        "for adults.",
    )
    language: IfGiven[Language] = Field(
        None, description="The language of the page; email about an offer is in it."
    )


class TakeIn(Model):
    """The offer that is taken, by its hold. It is booked with the details given when joining."""

    model_config = ConfigDict(extra="forbid")

    hold_token: Annotated[str, Field(min_length=1, max_length=2000)]
    escort_name: IfGiven[PersonName] = None


class DeclineIn(Model):
    """The offer that is declined, by the start that was offered. So a later one is never meant."""

    model_config = ConfigDict(extra="forbid")

    starts_at: Minute


class Offer(Model):
    """A slot that is kept for somebody who waited."""

    model_config = ConfigDict(frozen=True)

    slot_id: str
    hold_id: str
    starts_at: Minute
    ends_at: Minute
    held_until: Instant
    offered_at: Instant


class WaitlistEntry(Model):
    """Somebody on the waitlist. Everything that is kept of it while it lasts."""

    model_config = ConfigDict(frozen=True)

    entry_id: str
    location_id: str
    pool: str
    service_id: str
    point_id: str
    person_id: str
    first_name: str
    since: Instant
    wish: Wish
    offer: Offer | None = None
    """The last one that was made, until somebody notes what became of it."""
    passed: tuple[Minute, ...] = ()
    """Starts that were offered and not taken, the last ones: they are not offered again."""
    unanswered: int = 0
    """Offers that ran out, one after another."""
    joined_by: str
    is_by_staff: bool
    """Staff put the person on the list; else anybody may have typed what stands in it."""
    request_id: str | None = None
    expires_at: int
    version: int = 1

    @property
    def flags_asked(self) -> FlagsAsked:
        """The one whose flags are shown with it."""
        return FlagsAsked(self.point_id, self.person_id, self.request_id)

    @property
    def waitlist_position(self) -> str:
        """Its place among those who wait at its location: by pool, then in order of joining."""
        return f"{self.pool}#{instant_text(self.since)}#{self.entry_id}"


class Ticket(Model):
    """The answer to one call to join: its token opens the entry that it led to.

    A visitor's opens an entry of its own. The first ticket of an entry has the entry's own id, and
    keeps how it ended.
    """

    ticket_id: str
    entry_id: str
    location_id: str
    service_id: str
    waitlist_position: str
    wish: Wish
    name: str
    phone: str | None = None
    email: str | None = None
    """The person as they were stated with it; a message about it goes to what was given here."""
    request_id: str | None = None
    """The request that led here; proven by its token, where a visitor joined."""
    is_adult: bool = False
    """Whoever joined online said that who comes is 18 or over."""
    language: Language | None = None
    """The language of the page that they joined on."""
    state: WaitlistState = WaitlistState.WAITING
    """State of the entry once it was joined: the desk is told, a visitor is not."""
    token_hash: str
    joined_at: Instant
    expires_at: int
    ended: WaitlistState | None = None
    ended_at: Instant | None = None


class OfferView(Model):
    """An offered time, as the person sees it whom it is offered to."""

    starts_at: Minute
    starts_local: LocalInstant
    ends_at: Minute
    held_until: Instant
    hold_token: str = Field(description="Takes this time.")


class WaitlistEntryView(Model):
    """A place on the waitlist as its visitor sees it."""

    entry_id: str
    state: WaitlistState
    location_id: str
    service_id: str
    wish: Wish
    offer: OfferView | None = None
    token: str | None = Field(
        None, description="Opens this place on the waitlist; given when joining."
    )


class WaitlistLine(Model):
    """Somebody on the waitlist as the desk sees them: little, since looking deeper is recorded."""

    entry_id: str
    point_id: str
    person_id: str
    first_name: str
    service_id: str
    wish: Wish
    since: Instant
    state: WaitlistState
    is_by_staff: bool = Field(
        description="False: joined online, so that anybody may have typed this name and number."
    )
    same_point: int = Field(
        description="How many on this list have this phone number or address, this one included."
    )
    same_person: int = Field(description="How many of those go by this name, this one included.")
    offered_start: Minute | None = None
    held_until: Instant | None = None
    flags: list[StatedFlag] = Field(description="Stated of them on forms, at any time.")


class Waitlist(Model):
    """Everybody who waits at a location, in order of joining."""

    location_id: str
    entries: list[WaitlistLine]


class WaitlistStands(Model):
    """An entry as it stands after the desk changed it."""

    entry_id: str
    state: WaitlistState
