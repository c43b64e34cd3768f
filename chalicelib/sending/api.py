"""The desk's routes to messages: what people were told, and what did not reach them."""

from typing import Annotated

from pydantic import Field

from ..clinic import UnknownLocationError
from ..messaging.errors import ComesBackError, MailOffError, MessageWaitsError, NothingToTellError
from ..platform.http import Answer, NoContent, Routes, Tag
from ..platform.runtime import Runtime
from ..platform.values import Id, Name
from ..staff.access import Access, Staff
from .list_messages import list_appointments_messages, list_persons_messages
from .list_missed_messages import list_missed_messages as _list_missed_messages
from .list_missed_messages import see_to_message as _see_to_message
from .models import (
    MESSAGE_ID_PATTERN,
    Messages,
    MessagesQuery,
    MissedMessages,
    SendAgainIn,
    SentAgain,
)
from .send_again import send_again

routes = Routes(__name__, Tag("Messages", "What people were told by email, and what wasn't sent."))

MessageId = Annotated[str, Field(pattern=MESSAGE_ID_PATTERN)]


@routes.get("/people/{person_id}/messages", access=Access.DESK)
def get_persons_messages(
    person_id: Id, query: MessagesQuery, staff: Staff, run: Runtime
) -> Messages:
    """List the messages to a person and how each stands. The look is recorded."""
    return list_persons_messages(run, staff.staff_id, person_id, query.cursor)


@routes.get("/staff/appointments/{appointment_id}/messages", access=Access.DESK)
def get_appointments_messages(appointment_id: Id, staff: Staff, run: Runtime) -> Messages:
    """List the messages about an appointment and how each stands. The look is recorded."""
    return list_appointments_messages(run, staff.staff_id, appointment_id)


@routes.post(
    "/messages/{message_id}/send-again",
    access=Access.DESK,
    problems=(MailOffError, ComesBackError, MessageWaitsError, NothingToTellError),
)
def send_message_again(
    message_id: MessageId, body: SendAgainIn, staff: Staff, run: Runtime
) -> SentAgain:
    """Send a message once more, if what it says still stands."""
    return send_again(run, staff.staff_id, message_id, body)


@routes.get(
    "/locations/{location_id}/missed-messages",
    access=Access.DESK,
    problems=(UnknownLocationError,),
)
def list_missed_messages(location_id: Name, run: Runtime) -> MissedMessages:
    """List the messages that couldn't be sent and that nobody has seen to yet."""
    return _list_missed_messages(run, location_id)


@routes.post("/messages/{message_id}/seen-to", access=Access.DESK)
def see_to_message(message_id: MessageId, staff: Staff, run: Runtime) -> NoContent:
    """Note that a message that couldn't be sent was seen to: it is listed no longer."""
    _see_to_message(run, staff.staff_id, message_id)
    return Answer(None)
