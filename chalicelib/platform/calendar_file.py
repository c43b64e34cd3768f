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
    events: Iterable[CalendarEvent], *, name: str | None = None, every: timedelta | None = None
) -> str:
    """A calendar with these events.

    With ``name`` and ``every`` it is one to subscribe to, to be asked for again that often;
    without, it is a file to be opened once.
    """
    from icalendar import Calendar  # slow to load, and only who wants a calendar waits for it

    calendar = Calendar()
    calendar.add("prodid", "-//Frontdesk//EN")
    calendar.add("version", "2.0")
    if name is None:
        calendar.add("method", "PUBLISH")
    else:
        calendar.add("name", _on_one_line(name))
        calendar.add("x-wr-calname", _on_one_line(name))
    if every is not None:
        calendar.add("refresh-interval", every, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", f"PT{every // timedelta(minutes=1)}M")
    for event in events:
        calendar.add_component(_component(event))
    written: bytes = calendar.to_ical()
    return written.decode()


def _component(event: CalendarEvent) -> "Event":
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
    if event.location is not None:
        component.add("location", _on_one_line(event.location))
    if event.description is not None:
        component.add("description", writable(event.description))
    return component


def _on_one_line(text: str) -> str:
    """The text without what would break its line: one bad name must not cost the whole feed."""
    return writable(text).replace("\n", " ")
