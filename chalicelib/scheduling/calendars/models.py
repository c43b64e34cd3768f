"""Calendar feeds: a location's appointments, for a calendar that subscribes to them. Pure."""

from dataclasses import replace
from typing import Annotated

from pydantic import ConfigDict, Field

from ...clinic import Clinic, Location
from ...platform.calendar_file import CalendarEvent
from ...platform.clock import Instant
from ...platform.model import Model
from ...platform.values import Label, Name
from ..appointments.calendar_event import STATUS, calendar_event, event_uid
from ..appointments.models import Appointment
from ..slots.models import Slot, SlotStatus

FeedFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}\.ics$")]
"""The last part of a feed's address: its token, and what calendars know such files by."""


class FeedIn(Model):
    """A feed to be made."""

    model_config = ConfigDict(extra="forbid")

    label: Label = Field(description="Whose calendar it is for. No patient's name.")
    pool: Name | None = Field(None, description="Left out, every pool.")
    bay: Name | None = Field(None, description="Left out, every bay.")
    with_names: bool = Field(
        False, description="With each patient's first name. Only a manager can make such a feed."
    )


class CalendarFeed(Model):
    """A feed as it is kept. Its token is not: whoever has that, has the address."""

    feed_id: str
    location_id: str
    label: str
    pool: str | None = None
    bay: str | None = None
    with_names: bool
    token_hash: str
    made_by: str
    made_at: Instant
    revoked_by: str | None = None
    revoked_at: Instant | None = None

    def takes_in(self, slot: Slot) -> bool:
        """True if it is an appointment's, and of the feed's pool and bay."""
        is_appointment = slot.status is SlotStatus.BOOKED and slot.appointment is not None
        return is_appointment and self.pool in (None, slot.pool) and self.bay in (None, slot.bay)


class FeedView(Model):
    """A feed as staff see it."""

    feed_id: str
    location_id: str
    label: str
    pool: str | None = None
    bay: str | None = None
    with_names: bool
    made_by: str
    made_at: Instant
    revoked_by: str | None = None
    revoked_at: Instant | None = None
    url: str | None = Field(
        None,
        description="Subscribe to this. Shown once, when the feed is made: whoever has it reads "
        "the feed until it is revoked.",
    )


class FeedList(Model):
    """The feeds of a location, revoked ones too."""

    feeds: list[FeedView]


def feed_event(feed: CalendarFeed, slot: Slot, clinic: Clinic, location: Location) -> CalendarEvent:
    """The event of a slot that the feed takes in: what and where, and the first name if it may."""
    appointment = slot.appointment
    if appointment is None:
        raise ValueError("a free slot is no event")
    services = {service.id: service.name for service in clinic.services}
    bays = {bay.id: bay.name for pool in location.pools for bay in pool.bays}
    parts = [
        services.get(appointment.service_id, appointment.service_id),
        bays.get(slot.bay, slot.bay),
    ]
    if feed.with_names:
        parts.append(appointment.first_name)
    return CalendarEvent(
        uid=event_uid(slot.appointment_id or ""),
        sequence=appointment.version - 1,
        stamped_at=appointment.changed_at,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        summary=" · ".join(parts),
        status=STATUS[appointment.status],
    )


def appointment_event(
    appointment: Appointment, location: Location, made_at: Instant
) -> CalendarEvent:
    """The appointment for its patient's own calendar, which others may see: where, and no word of
    what.

    The number to call is there; the appointment's own token is not.
    """
    return replace(
        calendar_event(appointment, made_at),
        summary=f"Appointment at {location.name}",
        location=", ".join((location.name, *location.address)),
        description=f"Questions? Call {location.phone}.",
    )
