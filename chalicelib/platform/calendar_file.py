"""Calendar files (RFC 5545): events for whatever calendar somebody uses.

Times are written in UTC. An instant needs no table of a zone's clock changes beside it and cannot
be read wrongly on the days on which clocks change; each calendar shows it in its owner's time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from .plain_text import writable

if TYPE_CHECKING:
    from icalendar import Event

MEDIA_TYPE = "text/calendar; charset=utf-8"


class EventStatus(StrEnum):
    """The states of an event, as calendars know them."""

    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Method(StrEnum):
    """The methods of a calendar that is sent by email: what the receiver's is to do (RFC 5546)."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Sent:
    """The sending of a calendar by email. Addresses are in ASCII."""

    method: Method
    organizer: str
    """The address that the mail comes from: another one, and a change is taken for a forgery."""
    attendee: str | None = None


@dataclass(frozen=True)
class CalendarEvent:
    """One event."""

    uid: str
    """The same for ever, so that a calendar changes the event that it has."""
    sequence: int
    """Counts up with each change; a calendar takes the higher one for the newer."""
    stamped_at: datetime
    """Instant of its last change; in a file that is sent once, of making the file."""
    starts_at: datetime
    ends_at: datetime
    summary: str
    status: EventStatus = EventStatus.CONFIRMED
    location: str | None = None
    description: str | None = None


def calendar_text(
    events: Iterable[CalendarEvent],
    *,
    name: str | None = None,
    every: timedelta | None = None,
    sent: Sent | None = None,
) -> str:
    """A calendar with these events.

    With ``name`` and ``every`` it is one to subscribe to, to be asked for again that often; with
    ``sent`` it goes by email; without, it is a file to be opened once.
    """
    from icalendar import Calendar  # slow to load, and only who wants a calendar waits for it

    calendar = Calendar()
    calendar.add("prodid", "-//Frontdesk//EN")
    calendar.add("version", "2.0")
    if sent is not None:
        calendar.add("method", sent.method.value)
    if name is not None:
        calendar.add("name", _on_one_line(name))
        calendar.add("x-wr-calname", _on_one_line(name))
    if every is not None:
        calendar.add("refresh-interval", every, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", f"PT{every // timedelta(minutes=1)}M")
    for event in events:
        calendar.add_component(_component(event, sent))
    written: bytes = calendar.to_ical()
    return written.decode()


def _component(event: CalendarEvent, sent: Sent | None) -> "Event":
    from icalendar import Event

    component = Event()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.stamped_at)
    component.add("dtstart", event.starts_at)
    component.add("dtend", event.ends_at)
    component.add("summary", _on_one_line(event.summary))
    component.add("status", event.status.value)
    component.add("class", "PRIVATE")
    if sent is not None:
        component.add("organizer", f"mailto:{sent.organizer}")
    if sent is not None and sent.attendee is not None:
        component.add("attendee", f"mailto:{sent.attendee}", parameters=_ATTENDS)
    if event.location is not None:
        component.add("location", _on_one_line(event.location))
    if event.description is not None:
        component.add("description", writable(event.description))
    return component


_ATTENDS = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
"""They booked it, or were told on the phone: nobody waits for their calendar to answer."""


def _on_one_line(text: str) -> str:
    """The text without what would break its line: one bad name must not cost the whole feed."""
    return writable(text).replace("\n", " ")
