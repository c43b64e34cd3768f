"""Slots as staff see them. Pure."""

from datetime import datetime

from ...clinic import Location
from ...platform.clock import local_text
from ...platform.errors import FieldProblem, InvalidInputError
from ..slots.availability import today_at
from ..slots.models import Slot, SlotStatus
from ..slots.schemas import BayDayIn, SlotLine


def line_of(slot: Slot, location: Location, now: datetime) -> SlotLine:
    """A slot as it stands now; a hold that ran out is not shown.

    One that was just given up is free for staff, though off sale for visitors still.
    """
    status = SlotStatus.FREE if slot.is_resting(now) else slot.status_at(now)
    shown = slot.model_dump(include=set(SlotLine.model_fields), exclude=_NOT_SHOWN)
    if status is not SlotStatus.HELD:
        shown["hold_until"] = None
    local_start = local_text(slot.starts_at, location.tz)
    return SlotLine.model_validate({**shown, "status": status, "local_start": local_start})


_NOT_SHOWN = {"appointment": {"point_id", "person_id", "request_id"}}
"""By these, flags are found; a list shows little of anybody."""


def check_bay_day(given: BayDayIn, location: Location, now: datetime) -> None:
    """Raise InvalidInputError for a day that is past or a bay that the location does not have."""
    problems = []
    if given.date < today_at(location, now):
        problems.append(FieldProblem(("date",), "This day has passed."))
    if given.bay is not None and not location.has_bay(given.bay):
        problems.append(FieldProblem(("bay",), "This location doesn't have that bay."))
    if problems:
        raise InvalidInputError(tuple(problems))


def is_meant(slot: Slot, given: BayDayIn, now: datetime) -> bool:
    """True if it is of the bay that was named, if one was, and still ahead."""
    return slot.starts_at > now and given.bay in (None, slot.bay)
