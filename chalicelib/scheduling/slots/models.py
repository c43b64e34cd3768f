"""A slot and a day of the schedule, as they are kept. Pure."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from pydantic import ConfigDict, Field, computed_field

from ...clinic import Service
from ...platform.clock import Instant
from ...platform.model import Model
from ..appointments.brief_models import AppointmentBrief
from ..appointments.cancel_models import CanceledOnline
from ..times import Minute, minute_text
from .closing_models import DayClosing, SlotClosing

UNDO_TIME = timedelta(minutes=3)
"""For so long a time that was given up stays off sale, so that staff can undo it."""

_JOB_MAY_BE_LATE = timedelta(minutes=10)
"""After that it is free for all, whatever has become of the job that offers it."""


class SlotStatus(StrEnum):
    """The status of a slot."""

    FREE = "free"
    HELD = "held"
    """Kept for somebody until ``hold_until``."""
    BOOKED = "booked"
    BLOCKED = "blocked"
    """Staff took it out, with a reason."""
    RELEASED = "released"
    """Nobody booked it in time; only the desk can still use it."""


class Origin(StrEnum):
    """The origin of a slot."""

    TEMPLATE = "template"
    STAFF = "staff"


class Slot(Model):
    """One bay at one time. Everything that is kept of it."""

    model_config = ConfigDict(frozen=True)

    location_id: str
    date: date
    """The location's own date on which it starts."""
    pool: str
    bay: str
    starts_at: Minute
    minutes: int
    """Real minutes for which the bay is taken: appointment and recovery."""
    services: tuple[str, ...] | None = None
    """None: every service of its pool that is no longer than the slot."""
    status: SlotStatus = SlotStatus.FREE
    origin: Origin = Origin.TEMPLATE
    added_by: str | None = None
    cut_off_at: Minute
    """From then on an unbooked slot is the desk's."""
    fallback_pool: str | None = None
    """Only while reserved: the pool that it serves from ``release_at`` on."""
    release_at: Minute | None = None
    hold_id: str | None = None
    hold_until: Instant | None = None
    holder: str | None = None
    """The holder: a visitor's address, or the person whom the slot is offered to; hashed."""
    hold_number: int | None = None
    """None: not one of a visitor's few holds, but an offer to somebody who waited."""
    offered_to: str | None = None
    """The place on the waitlist of whoever it is offered to."""
    given_up_by: str | None = None
    """The contact point of whoever gave it up last: by it, staff undo that."""
    offer_at: Instant | None = None
    """Given up a moment ago: a job then offers it to those who wait. Until then it is off sale."""
    not_for: tuple[str, ...] | None = None
    """Until it is free for all: people known to the clinic who gave it up. If staff put them on the
    waitlist, it is not offered to them.
    """
    appointment_id: str | None = None
    appointment: AppointmentBrief | None = None
    """The appointment in brief, as it always stands: so the day's sheet is one query."""
    blocked_by: str | None = None
    block_reason: str | None = None
    expires_at: int | None = None
    """Epoch seconds at which the table takes it away, long after it is over."""
    closed: SlotClosing | None = None
    """The closing that it falls into: blocked by it, or booked and its patient to be called."""
    override: str | None = None
    """The reason that staff added it outside of opening hours, or in a closing."""
    overrides_at: Instant | None = None
    """Instant at which they did: closings ordered before leave it alone."""
    version: int = 1
    """Counts up with each write."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def slot_id(self) -> str:
        """Made of location, date, start and bay, so the same slot always has the same."""
        return f"{self.location_id}~{self.date}~{minute_text(self.starts_at)}~{self.bay}"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def ends_at(self) -> Minute:
        """Instant until which the bay is taken."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def start_and_bay(self) -> str:
        """Its place within its location's day, in order of time: ``<start>#<bay>``."""
        return f"{minute_text(self.starts_at)}#{self.bay}"

    def status_at(self, now: datetime) -> SlotStatus:
        """Its status; a hold that ran out is free, whether or not a job has tidied it."""
        if self.status is SlotStatus.HELD and (self.hold_until is None or self.hold_until <= now):
            return SlotStatus.FREE
        return self.status

    def overlaps(self, other: "Slot") -> bool:
        """True if the two would take one bay at the same time."""
        return (
            self.bay == other.bay
            and self.starts_at < other.ends_at
            and other.starts_at < self.ends_at
        )

    def serves(self, service: Service) -> bool:
        """True if somebody can have this service in it."""
        return (
            self.pool == service.pool
            and service.bay_minutes <= self.minutes
            and (self.services is None or service.id in self.services)
        )

    def unreserved(self) -> "Slot":
        """As it is from ``release_at`` on: open to whatever of its fallback pool fits."""
        if self.fallback_pool is None:
            return self
        lifted = {"pool": self.fallback_pool, "services": None}
        return self.model_copy(update={**lifted, "fallback_pool": None, "release_at": None})

    def freed(self, now: datetime) -> "Slot":
        """As it is once no hold, appointment or block keeps it: free, or the desk's past its
        cut-off. In a closing it stays blocked.
        """
        if self.closed:
            return self.closed_by(self.closed)
        status = SlotStatus.FREE if now < self.cut_off_at else SlotStatus.RELEASED
        return self.model_copy(update={**_NOTHING_KEEPS_IT, "status": status})

    def given_up(self, now: datetime, by: str | None = None, not_for: str | None = None) -> "Slot":
        """As it is once somebody gave it up: off sale until a job offers it to those who wait.

        So that staff can undo it, and nobody learns whether somebody waits. Past its cut-off it is
        the desk's at once. ``by`` is a contact point, ``not_for`` a person whom staff know it was.
        """
        if self.closed or now >= self.cut_off_at:
            return self.freed(now)
        rests = {
            "status": SlotStatus.HELD,
            "offer_at": now + UNDO_TIME,
            "hold_until": now + UNDO_TIME + _JOB_MAY_BE_LATE,
            "given_up_by": by or self.given_up_by,
            "not_for": self.not_for_also(not_for),
        }
        return self.model_copy(update={**_NOTHING_KEEPS_IT, **rests})

    def not_for_also(self, person_id: str | None) -> tuple[str, ...] | None:
        """People to whom it is not offered, once this one gave it up as well."""
        known = self.not_for or ()
        return tuple(dict.fromkeys((*known, person_id) if person_id else known)) or None

    def is_given_up_by(self, point_id: str, now: datetime) -> bool:
        """True if it rests since it was given up under this contact point."""
        return self.is_resting(now) and self.given_up_by == point_id

    def is_resting(self, now: datetime) -> bool:
        """True if it was given up a moment ago, and is off sale since."""
        return self.offer_at is not None and self.status_at(now) is SlotStatus.HELD

    def is_hold_over(self, now: datetime) -> bool:
        """True once a hold of it, or an offer, has run out without anybody taking it."""
        is_kept = self.status is SlotStatus.HELD and self.offer_at is None
        return is_kept and self.status_at(now) is not SlotStatus.HELD

    def is_to_be_offered(self, now: datetime) -> bool:
        """True once it was given up and has rested for as long as staff may undo that."""
        is_held = self.status is SlotStatus.HELD
        return is_held and self.offer_at is not None and self.offer_at <= now

    def held(self, hold_id: str, until: datetime, holder: str, hold_number: int) -> "Slot":
        """As it is once it is kept for a visitor."""
        held = {
            "hold_id": hold_id,
            "hold_until": until,
            "holder": holder,
            "hold_number": hold_number,
        }
        return self.model_copy(update={**_NOTHING_KEEPS_IT, **held, "status": SlotStatus.HELD})

    def offered(self, hold_id: str, until: datetime, person_id: str, to: str) -> "Slot":
        """As it is once it is kept for somebody who waited for such a time."""
        kept = {"hold_id": hold_id, "hold_until": until, "holder": person_id, "offered_to": to}
        return self.model_copy(update={**_NOTHING_KEEPS_IT, **kept, "status": SlotStatus.HELD})

    def is_kept_by(self, hold_id: str, now: datetime) -> bool:
        """True while this very hold keeps it."""
        return self.status_at(now) is SlotStatus.HELD and self.hold_id == hold_id

    def booked(self, appointment_id: str, appointment: AppointmentBrief) -> "Slot":
        """As it is once an appointment has it."""
        booked = {
            "status": SlotStatus.BOOKED,
            "appointment_id": appointment_id,
            "appointment": appointment,
        }
        return self.model_copy(update={**_NOTHING_KEEPS_IT, **booked})

    def blocked(self, by: str, reason: str) -> "Slot":
        """As it is once staff took it out; who gave it up before is known still when it is back."""
        blocked = {"status": SlotStatus.BLOCKED, "blocked_by": by, "block_reason": reason}
        known = {"given_up_by": self.given_up_by, "not_for": self.not_for}
        return self.model_copy(update={**_NOTHING_KEEPS_IT, **blocked, **known})

    def closed_by(self, closing: SlotClosing) -> "Slot":
        """As it is in a closing, when nobody booked it: blocked, until that is reopened."""
        return self.blocked(closing.by, closing.reason).with_closing(closing)

    def with_closing(self, closing: SlotClosing | None) -> "Slot":
        """The same, marked as in this closing, or in none."""
        return self.model_copy(update={"closed": closing})


_NOTHING_KEEPS_IT = dict.fromkeys(
    (
        "hold_id",
        "hold_until",
        "holder",
        "hold_number",
        "offered_to",
        "given_up_by",
        "offer_at",
        "not_for",
        "appointment_id",
        "appointment",
        "blocked_by",
        "block_reason",
    )
)

WHOLE_DAY = "*"
"""Stands for every bay among a day's blocks; no bay has this id."""


class Block(Model):
    """The reason that a bay is taken out of a day's schedule, or all bays are."""

    model_config = ConfigDict(frozen=True)

    reason: str
    by: str
    at: Instant


class Withdrawal(Model):
    """A withdrawal: the slots that staff asked to be taken away, and those that were."""

    model_config = ConfigDict(frozen=True)

    bay: str | None
    starts_at: Minute | None
    slot_ids: tuple[str, ...]


class Day(Model):
    """A day of a location's schedule, as far as it holds for all of it.

    Whoever adds or takes away slots of the day raises its version, so that two of them at once
    cannot both pass: that keeps slots of one bay from overlapping.
    """

    model_config = ConfigDict(frozen=True)

    version: int = 0
    blocks: dict[str, Block] = Field(default_factory=dict)
    """By bay, or by WHOLE_DAY."""
    closings: tuple[DayClosing, ...] = ()
    """In the order in which they were made."""
    withdrawn: tuple[str, ...] = ()
    """The places of template slots that staff took away; publishing does not bring them back."""
    last_withdrawal: Withdrawal | None = None
    """So that the same call again gets the same answer."""

    def block_of(self, bay: str) -> Block | None:
        """The block by which the bay is taken out, if it is."""
        return self.blocks.get(WHOLE_DAY) or self.blocks.get(bay)

    def closing_of(self, slot: Slot) -> SlotClosing | None:
        """The closing that takes the slot out, if one does that was not overridden for it."""
        for each in self.closings:
            is_overridden = slot.overrides_at is not None and each.at <= slot.overrides_at
            if not is_overridden and each.shuts(slot.bay, slot.starts_at, slot.ends_at):
                return each.on_slot
        return None


class DaySchedule(Model):
    """A day of a location's schedule with all its slots, as read in one go."""

    model_config = ConfigDict(frozen=True)

    location_id: str
    date: date
    day: Day
    slots: tuple[Slot, ...]
    canceled_online: tuple[CanceledOnline, ...] = ()
    """Appointments of any day that were canceled online on this one."""

    def in_the_way(self, slot: Slot) -> Slot | None:
        """The first slot that takes the same bay at the same time."""
        return next((other for other in self.slots if other.overlaps(slot)), None)
