"""Routes of the clinic, of who sent a request, and of the staff who read it.

The form's own route answers with pages, so it stands with them: in ``web/visitor_api.py``.
"""

from typing import Annotated

from pydantic import ConfigDict, Field

from ..callbacks.errors import AlreadyClaimedError, CallbackClosedError
from ..clinic import UnknownLocationError
from ..platform.errors import IdempotencyConflictError
from ..platform.http import Answer, NoContent, Routes, SecurityScheme, Tag
from ..platform.http.fields import IdempotencyHeaders
from ..platform.model import Model
from ..platform.runtime import Runtime
from ..platform.values import Id, Name
from ..staff.access import Access, Staff
from .clinic_models import ClinicView
from .clinic_view import view_of
from .errors import AlreadyQueuedError, VisitorTokenMissingError
from .list_spam import list_spam as _list_spam
from .models import (
    CallInHand,
    Queued,
    RequestView,
    SpamList,
    StaffRequestView,
    StaffRequestViews,
)
from .open_request import open_request as _open_request
from .open_request import requests_of_callback
from .queue_spam import queue_spam as _queue_spam
from .take_call import take_chosen, take_next
from .view_request import view_request

routes = Routes(
    __name__, Tag("Intake", "The clinic as the form needs it, and the requests that were sent.")
)


VISITOR_TOKEN = SecurityScheme(
    "visitor",
    {
        "type": "apiKey",
        "in": "header",
        "name": "Visitor-Token",
        "description": "The token from the receipt of a consultation request.",
    },
)


class VisitorHeaders(Model):
    """The visitor's own token."""

    token: Annotated[str | None, Field(alias="Visitor-Token", max_length=200)] = None


class SpamQuery(Model):
    """A page of the requests that were set aside."""

    model_config = ConfigDict(extra="forbid")

    cursor: Annotated[str | None, Field(max_length=2000)] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


@routes.get("/clinic")
def get_clinic(run: Runtime) -> Answer[ClinicView]:
    """The clinic as a form needs it: locations, hours, services."""
    return Answer(view_of(run.clinic), headers={"Cache-Control": "public, max-age=300"})


@routes.get("/requests/{request_id}", opened_by=VISITOR_TOKEN, problems=(VisitorTokenMissingError,))
def get_request(request_id: Id, headers: VisitorHeaders, run: Runtime) -> RequestView:
    """See a request again, with the token from its receipt."""
    return view_request(run, request_id, headers.token)


@routes.get("/staff/requests/{request_id}", access=Access.DESK)
def open_request(request_id: Id, staff: Staff, run: Runtime) -> StaffRequestView:
    """Open a request. The look is recorded."""
    return _open_request(run, staff.staff_id, request_id)


@routes.post(
    "/staff/requests/{request_id}/queue", access=Access.DESK, problems=(AlreadyQueuedError,)
)
def queue_request(request_id: Id, staff: Staff, run: Runtime) -> Queued:
    """Owe a call for a request that had been set aside as spam."""
    return _queue_spam(run, staff.staff_id, request_id)


@routes.get("/callbacks/{callback_id}/requests", access=Access.DESK)
def list_callback_requests(callback_id: Id, staff: Staff, run: Runtime) -> StaffRequestViews:
    """The requests that merged into a callback, with their messages. The look is recorded."""
    return requests_of_callback(run, staff.staff_id, callback_id)


@routes.post(
    "/locations/{location_id}/queue/claim",
    access=Access.DESK,
    problems=(UnknownLocationError, IdempotencyConflictError),
)
def claim_next(
    location_id: Name, headers: IdempotencyHeaders, staff: Staff, run: Runtime
) -> CallInHand | NoContent:
    """Claim the call that is owed next; 204 when none may be made now."""
    taken = take_next(run, staff.staff_id, location_id, headers.idempotency_key)
    return taken if taken is not None else Answer(None)


@routes.post(
    "/callbacks/{callback_id}/claim",
    access=Access.DESK,
    problems=(AlreadyClaimedError, CallbackClosedError),
)
def claim_callback(callback_id: Id, staff: Staff, run: Runtime) -> CallInHand:
    """Claim a chosen callback, whatever its turn."""
    return take_chosen(run, staff.staff_id, callback_id)


@routes.get("/locations/{location_id}/spam", access=Access.DESK, problems=(UnknownLocationError,))
def list_spam(location_id: Name, query: SpamQuery, run: Runtime) -> SpamList:
    """List what was set aside as spam at a location, oldest first."""
    return _list_spam(run, location_id, query.cursor, query.limit)
