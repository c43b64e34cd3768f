"""Calls to the schedule, and their answers."""

from datetime import date

from pydantic import ConfigDict, Field

from ...people.flag_models import StatedFlag
from ...platform.clock import Instant, LocalDate, LocalInstant
from ...platform.model import Model
from ...platform.values import IfGiven, Name, Reason, ShortReason
from ..appointments.brief_models import AppointmentBrief
from ..appointments.cancel_models import CanceledOnline
from ..times import Minute
from .closing_models import DayClosing, SlotClosing
from .models import Block, Origin, SlotStatus


class _Given(Model):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DaysIn(_Given):
    """Local dates, the first and the last one meant."""

    start: LocalDate = Field(alias="from")
    end: LocalDate = Field(alias="to")


class RosterQuery(_Given):
    """One local date, or the first and the last one."""

    date: LocalDate | None = None
    start: LocalDate | None = Field(None, alias="from")
    end: LocalDate | None = Field(None, alias="to", description="At most 31 days, both ends meant.")
    every_slot: bool = Field(False, alias="all", description="Include those that aren't booked.")


class SlotIn(_Given):
    """A slot that staff add by hand."""

    pool: Name
    bay: Name
    starts_at: Minute = Field(description="Any offset will do; a whole minute.")
    services: list[Name] | None = Field(
        None,
        min_length=1,
        max_length=20,
        description="Whom it is for; left out, whatever of the pool is no longer than the slot.",
    )
    minutes: int | None = Field(
        None, ge=5, le=720, description="Left out, as long as the longest of its services."
    )
    override: IfGiven[Reason] = Field(
        None, description="Why it lies outside of opening hours, or in a closing. Goes on record."
    )
    for_visitors: bool = Field(
        False,
        description="With an override: visitors may book it as well. Left out, the desk alone.",
    )


class BayDayIn(_Given):
    """A bay on a local date, or the whole day."""

    date: LocalDate
    bay: Name | None = Field(None, description="Left out, every bay of the location.")


class BlockIn(BayDayIn):
    """A bay or day to take out of the schedule, and the reason."""

    reason: ShortReason = Field(description="Shown to staff. No patient's name.")


class WithdrawIn(BayDayIn):
    """Slots to take away."""

    starts_at: Minute | None = Field(None, description="Left out, every start of the day.")


class SlotLine(Model):
    """A slot as staff see it."""

    slot_id: str
    pool: str
    bay: str
    starts_at: Minute
    ends_at: Minute = Field(description="Until when the bay is taken, recovery included.")
    local_start: LocalInstant = Field(
        description="As the location's clock shows it, with its offset."
    )
    status: SlotStatus
    origin: Origin
    services: list[str] | None = Field(
        None, description="Absent: every service of the pool that is no longer than the slot."
    )
    release_at: Minute | None = Field(None, description="Reserved for its services until then.")
    fallback_pool: str | None = Field(None, description="The pool that may have it afterwards.")
    hold_until: Instant | None = None
    appointment_id: str | None = None
    appointment: AppointmentBrief | None = Field(None, description="Who has it, when it is booked.")
    flags: list[StatedFlag] | None = Field(
        None,
        description="Forms stated this of them, at any time; only on a day's sheet, absent if none "
        "did.",
    )
    blocked_by: str | None = None
    block_reason: str | None = None
    closed: SlotClosing | None = Field(None, description="The closing that it falls into.")
    override: str | None = Field(
        None, description="Why staff added it outside of opening hours, or in a closing."
    )


class PublishReport(Model):
    """A report of publishing, in slots."""

    location_id: str
    start: date = Field(serialization_alias="from")
    end: date = Field(serialization_alias="to")
    published: int = Field(0, description="New.")
    kept: int = Field(0, description="There already.")
    changed: int = Field(0, description="Free, and brought in line with the templates.")
    withdrawn: int = Field(0, description="Free, and no longer in the templates.")
    conflicts: int = Field(0, description="Left out: another slot takes the bay then.")
    needs_call: list[SlotLine] = Field(
        description="Booked ones that a closure of the clinic's file hits, and that need a call."
    )


class BlockReport(Model):
    """The schedule as it stands after blocking or unblocking."""

    location_id: str
    date: date
    bay: str | None
    blocked: int = Field(description="Slots still ahead that are blocked, of those named.")
    free: int = Field(
        description="Slots still ahead that can be had, of those named, at once or in a moment."
    )
    needs_call: list[SlotLine] = Field(description="Booked ones that stay, and need a call.")


class WithdrawReport(Model):
    """A report of the slots that were taken away."""

    location_id: str
    date: date
    withdrawn: list[str] = Field(description="The ids of the slots that are gone.")
    stayed: list[SlotLine] = Field(description="Held or booked, so they stay.")


class BayDay(Model):
    """A bay's day, in order of time."""

    bay: str
    name: str
    pool: str
    block: Block | None = None
    slots: list[SlotLine]


class ClosedDay(Model):
    """A date without opening hours: why, and when the location is open again."""

    reason: str | None = Field(
        None, description="As the clinic wrote it; absent on a weekday without opening hours."
    )
    next_open: date | None = Field(None, description="The first date after it with opening hours.")


class DaySheet(Model):
    """A location's day: every bay with every slot, whatever became of it."""

    location_id: str
    date: date
    zone: str
    closed: bool = Field(description="Neither opening hours nor slots on this date.")
    closed_day: ClosedDay | None = Field(
        None, description="Absent when the location has opening hours on this date."
    )
    block: Block | None = Field(None, description="Why the whole day is blocked, if it is.")
    closings: list[DayClosing] = Field(description="What a manager closed of it, and why.")
    bays: list[BayDay]
    canceled_online: list[CanceledOnline] = Field(
        description="Appointments, of whatever day, that their patients canceled online on this "
        "one; the latest first, 50 at most."
    )
