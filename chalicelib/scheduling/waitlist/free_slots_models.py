"""Slots that can still be filled, as the desk is told of them. Pure."""

from datetime import date

from pydantic import Field

from ...people.flag_models import StatedFlag
from ...platform.clock import Instant, LocalInstant
from ...platform.model import Model
from ..slots.models import SlotStatus
from ..times import Minute


class FreeSlotWaiting(Model):
    """Somebody who waits for such a slot: little, since looking deeper is recorded."""

    entry_id: str
    point_id: str
    person_id: str
    first_name: str
    service_id: str
    since: Instant
    flags: list[StatedFlag] = Field(
        default_factory=list, description="Stated of them on forms, at any time."
    )


class FreeSlotLine(Model):
    """A slot that nobody has taken, and who could use it."""

    slot_id: str
    pool: str
    bay: str
    starts_at: Minute
    ends_at: Minute
    local_start: LocalInstant = Field(
        description="As the location's clock shows it, with its offset."
    )
    status: SlotStatus = Field(description="free, or released: then only the desk can fill it.")
    services: list[str] = Field(description="What is short enough and allowed in it.")
    waiting_count: int = Field(description="How many on the waitlist could use it.")
    waiting: list[FreeSlotWaiting] = Field(description="The first of them, in order of joining.")


class FreeSlots(Model):
    """Slots of a location's day that can still be filled, in order of time."""

    location_id: str
    date: date
    slots: list[FreeSlotLine]
