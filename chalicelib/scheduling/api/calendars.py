"""The routes to calendars: feeds that staff make for theirs, and one appointment for its
patient's.
"""

from ...clinic import UnknownLocationError
from ...platform.calendar_file import MEDIA_TYPE
from ...platform.errors import IdempotencyConflictError
from ...platform.http import Answer, Incoming, Routes, Tag
from ...platform.http.etags import text_unless_known
from ...platform.http.fields import ConditionalHeaders, IdempotencyHeaders
from ...platform.runtime import Runtime
from ...platform.values import Id, Name
from ...staff.access import MANAGER, Access, Staff
from ..appointments.load_appointment import load_for_visitor
from ..calendars import service
from ..calendars.models import CalendarFeed, FeedFile, FeedIn, FeedList, FeedView
from ..errors import ManageTokenMissingError
from ..manage_token import MANAGE_TOKEN
from .appointments import AppointmentHeaders

routes = Routes(
    __name__, Tag("Calendars", "Appointments for the calendars of staff and of patients.")
)

FRESH = "private, max-age=300"
"""For the one calendar that asked; nothing between it and us may keep it."""


@routes.post(
    "/locations/{location_id}/calendar-feeds",
    access=Access.DESK,
    status=201,
    problems=(UnknownLocationError, IdempotencyConflictError),
)
def make_calendar_feed(
    location_id: Name,
    headers: IdempotencyHeaders,
    body: FeedIn,
    staff: Staff,
    incoming: Incoming,
    run: Runtime,
) -> FeedView:
    """Make a feed of the location's appointments for a calendar to subscribe to.

    Its address is in this answer and never again: whoever has it reads the feed until it is
    revoked. A feed with first names can be made by a manager alone.
    """
    key, manages = headers.idempotency_key, MANAGER in staff.roles
    feed, token = service.make_feed(run, staff.staff_id, location_id, body, key, manages=manages)
    path = f"locations/{location_id}/feeds/{token}.ics"
    return _view(feed, url=f"{incoming.origin}{incoming.base_path}{path}")


@routes.get(
    "/locations/{location_id}/calendar-feeds",
    access=Access.DESK,
    problems=(UnknownLocationError,),
)
def list_calendar_feeds(location_id: Name, run: Runtime) -> FeedList:
    """The location's feeds, newest first, without their addresses."""
    return FeedList(feeds=[_view(feed) for feed in service.list_feeds(run, location_id)])


@routes.post("/locations/{location_id}/calendar-feeds/{feed_id}/revoke", access=Access.DESK)
def revoke_calendar_feed(location_id: Name, feed_id: Id, staff: Staff, run: Runtime) -> FeedView:
    """Let a feed be read no more."""
    return _view(service.revoke_feed(run, staff.staff_id, location_id, feed_id))


@routes.get("/locations/{location_id}/feeds/{feed_file}", sends=(MEDIA_TYPE,))
def read_calendar_feed(
    location_id: Name, feed_file: FeedFile, headers: ConditionalHeaders, run: Runtime
) -> Answer[str]:
    """A feed, for the calendar that has its address.

    Answers with an ETag; 304 to an If-None-Match that still holds. A feed that was revoked is not
    found, like one that never was.
    """
    content = service.read_feed(run, location_id, feed_file.removesuffix(".ics"))
    return text_unless_known(content, MEDIA_TYPE, headers.if_none_match, FRESH)


@routes.get(
    "/appointments/{appointment_id}/calendar",
    opened_by=MANAGE_TOKEN,
    problems=(ManageTokenMissingError,),
    sends=(MEDIA_TYPE,),
)
def get_appointment_calendar(
    appointment_id: Id, headers: AppointmentHeaders, run: Runtime
) -> Answer[str]:
    """An appointment as a file for one's own calendar, with the appointment's token."""
    appointment = load_for_visitor(run, appointment_id, headers.token)
    named = {"Content-Disposition": 'attachment; filename="appointment.ics"'}
    content = service.appointment_calendar(run, appointment)
    return Answer(content, content_type=MEDIA_TYPE, headers=named)


def _view(feed: CalendarFeed, url: str | None = None) -> FeedView:
    return FeedView(**feed.model_dump(include=set(FeedView.model_fields)), url=url)
