"""The schedule as it ought to be: no table, no conditions, one thing after another."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib.scheduling.slots.models import Slot

RESTS, OFF_SALE = timedelta(minutes=3), timedelta(minutes=13)
"""A time that was given up is offered after the one, and free for all after the other."""

HELD, FREE, BOOKED, BLOCKED, RELEASED = "held", "free", "booked", "blocked", "released"
AHEAD = ("booked", "arrived")


@dataclass
class Chair:
    """One bay at one time."""

    cut_off_at: datetime
    reserved_until: datetime | None
    status: str = FREE
    hold_id: str | None = None
    until: datetime | None = None
    appointment_id: str | None = None
    offer_at: datetime | None = None

    def can_be_had(self, now: datetime, *, by_staff: bool = False) -> bool:
        """Free, or held until a moment that has passed; by staff, what was just given up too."""
        ran_out = self.status == HELD and self.until is not None and self.until <= now
        rests = self.status == HELD and self.offer_at is not None
        staffs = by_staff and (rests or self.status == RELEASED)
        return self.status == FREE or ran_out or staffs

    def becomes(
        self,
        status: str,
        *,
        hold_id: str | None = None,
        until: datetime | None = None,
        appointment_id: str | None = None,
    ) -> None:
        self.status, self.hold_id, self.until, self.appointment_id = (
            status,
            hold_id,
            until,
            appointment_id,
        )
        self.offer_at = None

    def is_freed(self, now: datetime) -> None:
        self.becomes(FREE if now < self.cut_off_at else RELEASED)

    def is_given_up(self, now: datetime) -> None:
        """It rests, off sale, but for staff who undo it."""
        if now >= self.cut_off_at:
            return self.is_freed(now)
        self.becomes(HELD, until=now + OFF_SALE)
        self.offer_at = now + RESTS
        return None


@dataclass
class Appointment:
    """Somebody is to come."""

    who: str
    slot_id: str
    starts_at: datetime
    also_booked: bool = False
    status: str = BOOKED


@dataclass
class Book:
    """Every chair, every visit, and how many times are kept for whom."""

    chairs: dict[str, Chair] = field(default_factory=dict)
    appointments: dict[str, Appointment] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    """How often each contact was given a time."""
    places: dict[tuple[str, int], datetime] = field(default_factory=dict)
    """Until when each place of an address is taken."""

    def publish(self, slot: Slot) -> None:
        self.chairs[slot.slot_id] = Chair(slot.cut_off_at, slot.release_at)

    def hold(self, slot: Slot, now: datetime, longest: timedelta) -> None:
        """A visitor's hold: nobody else has the chair, nor the visitor's place for holds."""
        assert slot.hold_id
        assert slot.hold_until
        chair = self.chairs[slot.slot_id]
        assert chair.can_be_had(now)
        assert slot.hold_until <= now + longest
        chair.becomes(HELD, hold_id=slot.hold_id, until=slot.hold_until)
        place = (slot.holder or "", slot.hold_number or 0)
        assert self.places.get(place, now) <= now
        self.places[place] = slot.hold_until

    def book_held(self, slot_id: str, hold_id: str, place: tuple[str, int], now: datetime) -> None:
        """The hold has to be alive; it and its place end here."""
        chair = self.chairs[slot_id]
        assert (chair.status, chair.hold_id) == (HELD, hold_id)
        assert chair.until is not None
        assert chair.until > now
        del self.places[place]

    def book(
        self, appointment_id: str, who: str, slot_id: str, starts_at: datetime, *, by_staff: bool
    ) -> None:
        """A visitor who has another visit then is not told so, and the desk is to ask."""
        assert appointment_id not in self.appointments
        if by_staff:
            self._check_time(who, starts_at)
        also_booked = starts_at in self.ahead_of(who).values()
        self.appointments[appointment_id] = Appointment(who, slot_id, starts_at, also_booked)
        self.chairs[slot_id].becomes(BOOKED, appointment_id=appointment_id)
        self.counted[who] = self.counted.get(who, 0) + 1

    def move(self, appointment_id: str, slot_id: str, starts_at: datetime, now: datetime) -> None:
        """The one chair taken and the other given up."""
        appointment = self.appointments[appointment_id]
        assert appointment.status == BOOKED
        assert self.chairs[slot_id].can_be_had(now, by_staff=True)
        self._check_time(appointment.who, starts_at, but_for=appointment_id)
        self._give_up(appointment_id, now)
        self.chairs[slot_id].becomes(BOOKED, appointment_id=appointment_id)
        appointment.slot_id, appointment.starts_at, appointment.also_booked = (
            slot_id,
            starts_at,
            False,
        )
        self.counted[appointment.who] += 1

    def cancel(self, appointment_id: str, now: datetime) -> None:
        assert self.appointments[appointment_id].status == BOOKED
        self._give_up(appointment_id, now)
        self.appointments[appointment_id].status = "cancelled"

    def arrive(self, appointment_id: str) -> None:
        assert self.appointments[appointment_id].status == BOOKED
        self.appointments[appointment_id].status = "arrived"

    def expire(self, slot_id: str, now: datetime) -> None:
        chair = self.chairs[slot_id]
        assert chair.status == HELD
        assert chair.can_be_had(now)
        chair.is_freed(now)

    def offer(self, slot_id: str, now: datetime) -> None:
        """It has rested, and nobody waits for it."""
        chair = self.chairs[slot_id]
        assert chair.status == HELD
        assert chair.offer_at is not None
        assert chair.offer_at <= now
        chair.is_freed(now)

    def release(self, slot_id: str, now: datetime) -> None:
        """Its reservation ends, or it goes to the desk."""
        chair = self.chairs[slot_id]
        assert chair.status == FREE
        if now >= chair.cut_off_at:
            return chair.becomes(RELEASED)
        assert chair.reserved_until is not None
        assert now >= chair.reserved_until
        chair.reserved_until = None
        return None

    def block(self, slot_id: str) -> None:
        assert self.chairs[slot_id].status != BOOKED
        self.chairs[slot_id].becomes(BLOCKED)

    def unblock(self, slot_id: str, now: datetime) -> None:
        assert self.chairs[slot_id].status == BLOCKED
        self.chairs[slot_id].is_given_up(now)

    def ahead_of(self, who: str) -> dict[str, datetime]:
        """The visits that lie ahead of somebody, and when."""
        return {
            appointment_id: appointment.starts_at
            for appointment_id, appointment in self.appointments.items()
            if appointment.who == who and appointment.status in AHEAD
        }

    def check(self, stored: Slot) -> None:
        """The table says the same of a slot."""
        chair = self.chairs[stored.slot_id]
        assert stored.status == chair.status
        assert (stored.hold_id, stored.hold_until) == (chair.hold_id, chair.until)
        assert stored.offer_at == chair.offer_at
        assert stored.appointment_id == chair.appointment_id
        assert stored.release_at == chair.reserved_until

    def _check_time(self, who: str, starts_at: datetime, but_for: str = "") -> None:
        ahead = self.ahead_of(who)
        ahead.pop(but_for, None)
        assert starts_at not in ahead.values(), "in two chairs at once"

    def _give_up(self, appointment_id: str, now: datetime) -> None:
        chair = self.chairs[self.appointments[appointment_id].slot_id]
        assert (chair.status, chair.appointment_id) == (BOOKED, appointment_id)
        chair.is_given_up(now)
