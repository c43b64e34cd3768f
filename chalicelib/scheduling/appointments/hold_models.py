"""Holds: times that are kept for some minutes."""

from typing import Annotated

from pydantic import ConfigDict, Field

from ...platform.clock import Instant, LocalInstant
from ...platform.model import Model
from ...platform.values import GivenId, Id, IfGiven
from ..times import Minute


class HoldIn(Model):
    """A time that a visitor wants kept for some minutes."""

    model_config = ConfigDict(extra="forbid")

    location_id: GivenId
    service_id: GivenId
    starts_at: Minute
    request_id: IfGiven[Id] = Field(
        None,
        description="The consultation request that was sent, for a service that is booked online "
        "after one. Its token goes along in the Request-Token header.",
    )


class Hold(Model):
    """A slot kept for some minutes: which, for what, and by whom."""

    hold_id: str
    location_id: str
    service_id: str
    slot_id: str
    starts_at: Minute
    ends_at: Minute
    held_until: Instant
    holder: str
    """A visitor's address, hashed, or the place on the waitlist that the time is offered to."""
    hold_number: int | None = None
    """Its number among the address's holds; None for an offer, which does not count."""
    browser: str | None = None
    """The visitor's browser, hashed; None for an offer."""
    browser_number: int | None = None
    """Its number among the browser's holds; None for an offer."""
    is_by_staff: bool = False
    """It is an offer to somebody whom staff put on the waitlist. Booking it counts for nobody."""
    invitation_id: str | None = None
    """The invitation by which it is held; nothing else books it."""

    @property
    def is_offer(self) -> bool:
        """True for a freed slot that is kept for a waitlist entry."""
        return self.hold_number is None


class HoldView(Model):
    """A visitor's answer for a hold."""

    hold_token: str = Field(description="Books this time; send it with the person's details.")
    held_until: Instant
    held_seconds: int = Field(description="The same from now on, for clocks that go wrong.")
    starts_at: Minute
    starts_local: LocalInstant
    ends_at: Minute


class LetGoIn(Model):
    """A hold that a visitor needs no more."""

    model_config = ConfigDict(extra="forbid")

    hold_token: Annotated[str, Field(min_length=1, max_length=2000)]
