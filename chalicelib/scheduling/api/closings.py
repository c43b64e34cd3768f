"""The routes by which a manager closes a day or a part of it, and reopens it."""

from pydantic import ConfigDict

from ...clinic import UnknownLocationError
from ...platform.clock import LocalDate
from ...platform.errors import IdempotencyConflictError, NotFoundError
from ...platform.http import Answer, Routes, Tag
from ...platform.http.etags import unless_known
from ...platform.http.fields import ConditionalHeaders, IdempotencyHeaders
from ...platform.model import Model
from ...platform.runtime import Runtime
from ...platform.values import Id, Name
from ...staff.access import Access, Staff
from ..closings.close_day import close_day as _close_day
from ..closings.list_closings import list_closings as _list_closings
from ..closings.list_closings import show_closing
from ..closings.models import ClosingIn, Closings, ClosingView
from ..closings.reopen_day import reopen_day as _reopen_day
from ..errors import TooManyClosingsError

routes = Routes(__name__, Tag("Closings", "Days and parts of them that a manager closed at once."))


class ClosingsQuery(Model):
    """A local date."""

    model_config = ConfigDict(extra="forbid")

    date: LocalDate


@routes.get(
    "/locations/{location_id}/closings", access=Access.DESK, problems=(UnknownLocationError,)
)
def list_closings(
    location_id: Name, query: ClosingsQuery, headers: ConditionalHeaders, run: Runtime
) -> Answer[Closings]:
    """A date's closings, with the calls that each made necessary and how far those are.

    Answers with an ETag; 304 to an If-None-Match that still holds.
    """
    return unless_known(_list_closings(run, location_id, query.date), headers.if_none_match)


@routes.post(
    "/locations/{location_id}/closings",
    access=Access.MANAGER,
    status=201,
    problems=(UnknownLocationError, TooManyClosingsError, IdempotencyConflictError),
)
def close_day(
    location_id: Name, headers: IdempotencyHeaders, body: ClosingIn, staff: Staff, run: Runtime
) -> ClosingView:
    """Close a day or a part of it at once: the location, a pool or some bays.

    Its times leave the sale; each appointment in it is owed a call, the soonest first.
    """
    key = headers.idempotency_key
    return show_closing(run, _close_day(run, staff.staff_id, location_id, body, key))


@routes.post(
    "/locations/{location_id}/closings/{closing_id}/reopen",
    access=Access.MANAGER,
    problems=(UnknownLocationError, NotFoundError),
)
def reopen_day(location_id: Name, closing_id: Id, staff: Staff, run: Runtime) -> ClosingView:
    """Take a closing back: what it took returns, and calls not yet made are owed no more."""
    return show_closing(run, _reopen_day(run, staff.staff_id, location_id, closing_id))
