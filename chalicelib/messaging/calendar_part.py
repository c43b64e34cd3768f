"""The part of a mail that a calendar reads: an invitation, a change of it, or its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..platform.calendar_file import CalendarEvent, EventStatus, Method, Sent, calendar_text


@dataclass(frozen=True)
class CalendarPart:
    """A calendar as it goes with a mail."""

    method: Method
    text: str

    @property
    def is_invitation(self) -> bool:
        """True if a mail program enters or changes it by itself; else it is a file to be opened."""
        return self.method is not Method.PUBLISH

    @property
    def filename(self) -> str:
        """The name of the attached file."""
        return "invite.ics" if self.is_invitation else "appointments.ics"


def calendar_part(events: Sequence[CalendarEvent], sender: str, to: str) -> CalendarPart:
    """These events in a mail from ``sender``. An invitation is to one event and no more."""
    method = _method_of(events)
    attendee = None if method is Method.PUBLISH else to
    return CalendarPart(method, calendar_text(events, sent=Sent(method, sender, attendee)))


def _method_of(events: Sequence[CalendarEvent]) -> Method:
    if len(events) > 1:
        return Method.PUBLISH
    is_over = events[0].status is EventStatus.CANCELLED
    return Method.CANCEL if is_over else Method.REQUEST
