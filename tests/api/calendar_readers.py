"""Calendars as others read them: three readers, each of other people's making."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

import icalendar
import vobject

from tests.client_modules import run_script


class Seen(NamedTuple):
    """An event, and the method of the calendar that it is in, as a reader sees them."""

    method: str | None
    uid: str
    sequence: int
    status: str
    starts_at: str
    ends_at: str
    summary: str
    location: str
    description: str
    organizer: str
    attendee: str | None


Reader = Callable[[str], list[Seen]]


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def by_icalendar(content: str) -> list[Seen]:
    """As icalendar reads it."""
    calendar: Any = icalendar.Calendar.from_ical(content)
    return [
        Seen(
            calendar.get("method"),
            str(event["uid"]),
            int(event["sequence"]),
            str(event["status"]),
            _instant(event["dtstart"].dt),
            _instant(event["dtend"].dt),
            str(event["summary"]),
            str(event["location"]),
            str(event["description"]),
            str(event["organizer"]),
            str(event["attendee"]) if "attendee" in event else None,
        )
        for event in calendar.walk("VEVENT")
    ]


def by_vobject(content: str) -> list[Seen]:
    """As vobject reads it, strictly."""
    calendar: Any = vobject.readOne(content, validate=True)
    return [
        Seen(
            calendar.method.value if hasattr(calendar, "method") else None,
            event.uid.value,
            int(event.sequence.value),
            event.status.value,
            _instant(event.dtstart.value),
            _instant(event.dtend.value),
            event.summary.value,
            event.location.value,
            event.description.value,
            event.organizer.value,
            event.attendee.value if hasattr(event, "attendee") else None,
        )
        for event in calendar.vevent_list
    ]


_SCRIPT = """
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
const seen = calendar.getAllSubcomponents("vevent").map((part) => {
  const event = new ICAL.Event(part);
  const utc = (time) => time.toJSDate().toISOString().replace(".000", "");
  return [
    calendar.getFirstPropertyValue("method"), event.uid, event.sequence,
    part.getFirstPropertyValue("status"), utc(event.startDate), utc(event.endDate),
    event.summary, event.location, event.description, event.organizer,
    part.getFirstPropertyValue("attendee"),
  ];
});
process.stdout.write(JSON.stringify(seen));
"""


def by_ical_js(content: str) -> list[Seen]:
    """As ical.js reads it."""
    return [Seen(*each) for each in run_script(_SCRIPT, content)]


READERS: Mapping[str, Reader] = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "ical.js": by_ical_js,
}
