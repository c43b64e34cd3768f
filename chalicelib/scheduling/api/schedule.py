"""The routes to the schedule: what visitors may book, and what staff make of it."""

from pydantic import ConfigDict, Field

from ...clinic import UnknownLocationError, UnknownServiceError
from ...platform.clock import LocalDate
from ...platform.errors import UnavailableError
from ...platform.http import Answer, Routes
from ...platform.http.etags import unless_known
from ...platform.http.fields import ConditionalHeaders
from ...platform.model import Model
from ...platform.runtime import Runtime
from ...staff.access import Access, Staff
from .. import verbs as service
from ..errors import BayBlockedError, SlotOverlapsError
from ..names import Name
from ..slots.schemas import (
    Availability,
    BayDayIn,
    BlockIn,
    BlockReport,
    DaySheet,
    DaysIn,
    PublishReport,
    SlotIn,
    SlotLine,
    WithdrawIn,
    WithdrawReport,
)

routes = Routes(__name__)

FRESH = "public, max-age=15"
"""Times on offer change by the second, and a hold tells the truth: a short memory will do."""

_CHANGES = (UnknownLocationError, UnavailableError)


class AvailabilityQuery(Model):
    """For what, where and when."""

    model_config = ConfigDict(extra="forbid")

    location: Name
    service: Name
    start: LocalDate | None = Field(None, alias="from", description="Local date; left out, today.")
    end: LocalDate | None = Field(
        None, alias="to", description="Local date, meant too; left out, two weeks."
    )


class DayQuery(Model):
    """A local date."""

    model_config = ConfigDict(extra="forbid")

    date: LocalDate


@routes.get("/availability", problems=(UnknownLocationError, UnknownServiceError))
def get_availability(
    query: AvailabilityQuery, headers: ConditionalHeaders, run: Runtime
) -> Answer[Availability]:
    """The starts on offer for a service, with how many are left of each.

    Answers with an ETag; 304 to an If-None-Match that still holds.
    """
    offered = service.availability(run, query.location, query.service, query.start, query.end)
    return unless_known(offered, headers.if_none_match, FRESH)


@routes.get("/locations/{location_id}/day", access=Access.DESK, problems=(UnknownLocationError,))
def get_day_sheet(location_id: Name, query: DayQuery, run: Runtime) -> DaySheet:
    """A location's day: every bay with every slot."""
    return service.day_sheet(run, location_id, query.date)


@routes.post("/locations/{location_id}/slots/publish", access=Access.MANAGER, problems=_CHANGES)
def publish_slots(location_id: Name, body: DaysIn, run: Runtime) -> PublishReport:
    """Publish slots from the weekly templates. Done again, it changes nothing."""
    return service.publish(run, location_id, body)


@routes.post(
    "/locations/{location_id}/slots",
    access=Access.DESK,
    status=201,
    problems=(*_CHANGES, SlotOverlapsError, BayBlockedError),
)
def add_slot(location_id: Name, body: SlotIn, staff: Staff, run: Runtime) -> SlotLine:
    """Add a single slot by hand."""
    return service.add_slot(run, staff.staff_id, location_id, body)


@routes.post("/locations/{location_id}/slots/block", access=Access.DESK, problems=_CHANGES)
def block_slots(location_id: Name, body: BlockIn, staff: Staff, run: Runtime) -> BlockReport:
    """Block a bay, or the whole day. Booked slots stay and are listed: they need a call."""
    return service.block(run, staff.staff_id, location_id, body)


@routes.post("/locations/{location_id}/slots/unblock", access=Access.DESK, problems=_CHANGES)
def unblock_slots(location_id: Name, body: BayDayIn, staff: Staff, run: Runtime) -> BlockReport:
    """Take back the block of a bay, or that of the whole day. Those who wait are asked first."""
    return service.unblock(run, staff.staff_id, location_id, body)


@routes.post("/locations/{location_id}/slots/withdraw", access=Access.MANAGER, problems=_CHANGES)
def withdraw_slots(location_id: Name, body: WithdrawIn, run: Runtime) -> WithdrawReport:
    """Take away what nobody holds or has booked. Publishing does not bring it back."""
    return service.withdraw(run, location_id, body)
