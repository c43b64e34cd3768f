"""The routes to the schedule: a day of it, and what staff make of it."""

from pydantic import ConfigDict, Field

from ...clinic import UnknownLocationError
from ...platform.clock import LocalDate
from ...platform.http import Answer, Routes, Tag
from ...platform.http.etags import unless_known
from ...platform.http.fields import ConditionalHeaders
from ...platform.model import Model
from ...platform.runtime import Runtime
from ...platform.values import Name
from ...staff.access import Access, Staff
from ..day.add_slot import add_slot as _add_slot
from ..day.block import block, unblock
from ..day.day_sheet import day_sheet
from ..day.list_day_contacts import list_day_contacts
from ..day.publish import publish
from ..day.schemas import DayContacts
from ..day.withdraw import withdraw
from ..errors import BayBlockedError, OutsideOpeningError, SlotOverlapsError
from ..slots.schemas import (
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

routes = Routes(
    __name__,
    Tag("Schedule", "A day as staff see it, and what they make of its slots."),
)


class DayQuery(Model):
    """A local date."""

    model_config = ConfigDict(extra="forbid")

    date: LocalDate


@routes.get("/locations/{location_id}/day", access=Access.DESK, problems=(UnknownLocationError,))
def get_day_sheet(
    location_id: Name, query: DayQuery, headers: ConditionalHeaders, run: Runtime
) -> Answer[DaySheet]:
    """A location's day: every bay with every slot.

    Answers with an ETag; 304 to an If-None-Match that still holds.
    """
    return unless_known(day_sheet(run, location_id, query.date), headers.if_none_match)


class DayContactsQuery(DayQuery):
    """A local date, and what its contacts are read for."""

    kept: bool = Field(
        False, description="True where a desk keeps them for later, and nobody looks at them now."
    )


@routes.get(
    "/locations/{location_id}/day/contacts",
    access=Access.DESK,
    problems=(UnknownLocationError,),
)
def get_day_contacts(
    location_id: Name, query: DayContactsQuery, staff: Staff, run: Runtime
) -> DayContacts:
    """Names and phones of everybody who comes on a day, for a printed list.

    That they were given, and to whom, is on record.
    """
    day, is_kept = query.date, query.kept
    return list_day_contacts(run, staff.staff_id, location_id, day, is_kept=is_kept)


@routes.post(
    "/locations/{location_id}/slots/publish",
    access=Access.MANAGER,
    problems=(UnknownLocationError,),
)
def publish_slots(location_id: Name, body: DaysIn, run: Runtime) -> PublishReport:
    """Publish slots from the weekly templates. Done again, it changes nothing."""
    return publish(run, location_id, body)


@routes.post(
    "/locations/{location_id}/slots",
    access=Access.DESK,
    status=201,
    problems=(
        UnknownLocationError,
        SlotOverlapsError,
        BayBlockedError,
        OutsideOpeningError,
    ),
)
def add_slot(location_id: Name, body: SlotIn, staff: Staff, run: Runtime) -> SlotLine:
    """Add a single slot by hand."""
    return _add_slot(run, staff.staff_id, location_id, body)


@routes.post(
    "/locations/{location_id}/slots/block", access=Access.DESK, problems=(UnknownLocationError,)
)
def block_slots(location_id: Name, body: BlockIn, staff: Staff, run: Runtime) -> BlockReport:
    """Block a bay, or the whole day. Booked slots stay and are listed: they need a call."""
    return block(run, staff.staff_id, location_id, body)


@routes.post(
    "/locations/{location_id}/slots/unblock", access=Access.DESK, problems=(UnknownLocationError,)
)
def unblock_slots(location_id: Name, body: BayDayIn, staff: Staff, run: Runtime) -> BlockReport:
    """Take back the block of a bay, or that of the whole day; a job then asks those who wait."""
    return unblock(run, staff.staff_id, location_id, body)


@routes.post(
    "/locations/{location_id}/slots/withdraw",
    access=Access.MANAGER,
    problems=(UnknownLocationError,),
)
def withdraw_slots(
    location_id: Name, body: WithdrawIn, staff: Staff, run: Runtime
) -> WithdrawReport:
    """Take away what nobody holds or has booked. Publishing does not bring it back."""
    return withdraw(run, staff.staff_id, location_id, body)
