"""Commitments ahead of a contact point: calls owed, appointments, places on waitlists. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .link_models import Alias


@dataclass(frozen=True)
class AppointmentAhead:
    """An appointment that is booked."""

    appointment_id: str
    location_id: str
    starts_at: datetime
    ends_at: datetime
    service_id: str
    person_id: str = ""
    is_by_staff: bool = False
    """Staff booked it. Of another one, anybody may have typed the name and number."""

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        """True if it takes any of this time."""
        return self.starts_at < ends_at and starts_at < self.ends_at


@dataclass(frozen=True)
class CallOwed:
    """A callback that is open."""

    callback_id: str
    day: str
    has_wishes: bool = False
    """True if wishes not to be contacted are noted beside it, and stay when it ends."""
    standing: Mapping[str, Any] = field(default_factory=dict)
    """Its standing when this was read, which the room of callbacks understands."""


@dataclass(frozen=True)
class CallNoted:
    """A callback as it is noted on its contact point while it is open."""

    callback_id: str
    day: str
    """The local date under which its promise is filed."""
    standing: Mapping[str, Any]
    """All that a further occasion is merged by; the room of callbacks knows what that is."""


@dataclass(frozen=True)
class StandingChanged:
    """Changes of the standing that is noted with an open call (see ``Update``)."""

    callback_id: str
    set: Mapping[str, Any]
    add: Mapping[str, int]
    append: Mapping[str, list[Any]]


@dataclass(frozen=True)
class WaitlistCommitment:
    """A place on a waitlist, and the slot that is kept for it, if one is."""

    entry_id: str
    person_id: str
    location_id: str
    service_id: str
    waitlist_position: str
    expires_at: int
    is_by_staff: bool
    """Staff put the person on the list. Whoever joined by themselves is known by a ticket alone."""
    slot_id: str | None = None
    hold_id: str | None = None
    held_until: datetime | None = None

    def is_offered(self, now: datetime) -> bool:
        """True while a slot is kept for it."""
        return self.held_until is not None and self.held_until > now


@dataclass(frozen=True)
class Ahead:
    """Commitments that lie ahead of one person on a contact point, as they were read."""

    point_id: str
    person_id: str = ""
    """Empty: of everybody on it."""
    counted: int = 0
    calls: dict[str, CallOwed] = field(default_factory=dict)
    """By location."""
    appointments: tuple[AppointmentAhead, ...] = ()
    """Of this person alone: two people on one phone may be booked for one hour."""
    booked_online: tuple[AppointmentAhead, ...] = ()
    """Of everybody on the contact point: anybody may have typed it, with any name."""
    waitlist: tuple[WaitlistCommitment, ...] = ()
    linked: tuple[Alias, ...] = ()
    """Other names and contact points that staff know to be this person."""
    read_beside: tuple["Ahead", ...] = ()
    """Everything read under those: their appointments count among these."""
    fulfilled: tuple[AppointmentAhead, ...] = ()
    """Of this person alone: over, but so lately that limits still count it. It makes nobody busy,
    and no list of what lies ahead has it."""

    def counted_by_limits(self, but_for: str = "") -> tuple[AppointmentAhead, ...]:
        """The appointments but for one that another is near to: ahead, or lately taken place."""
        both = (*self.appointments, *self.fulfilled)
        return tuple(each for each in both if each.appointment_id != but_for)

    def waitlist_of(self, person_id: str) -> tuple[WaitlistCommitment, ...]:
        """The places on waitlists of one person, those that staff gave them first."""
        theirs = (each for each in self.waitlist if each.person_id == person_id)
        return tuple(sorted(theirs, key=lambda each: not each.is_by_staff))

    def waitlist_by_staff(self, person_id: str) -> tuple[WaitlistCommitment, ...]:
        """The places on waitlists that staff gave to one person."""
        return tuple(each for each in self.waitlist_of(person_id) if each.is_by_staff)

    def waitlist_meant(self, named: str | None = None) -> tuple[WaitlistCommitment, ...]:
        """The places on waitlists that staff mean who book for this person.

        Those that staff gave them, and the one whose id they ``named``. Of any other, somebody else
        may have typed the name and number, and would see in it what staff do for this person.
        """
        by_staff = self.waitlist_by_staff(self.person_id)
        others = (each for each in self.waitlist if each not in by_staff)
        return (*(each for each in others if each.entry_id == named), *by_staff)

    def is_one_of(self, person_ids: Collection[str]) -> bool:
        """True if this person is among them, by any name or number that is known to be theirs."""
        known = (self.person_id, *(each.person_id for each in self.linked))
        return any(each in person_ids for each in known)

    def is_asked_by_staff(self, now: datetime) -> bool:
        """True while a slot is kept for a place that staff gave them, under whichever name."""
        read = (self, *self.read_beside)
        theirs = (entry for each in read for entry in each.waitlist_by_staff(each.person_id))
        return any(entry.is_offered(now) for entry in theirs)

    def busy(self, starts_at: datetime, ends_at: datetime, but_for: str = "") -> bool:
        """True if another appointment than ``but_for`` takes any of this time."""
        return any(
            appointment.overlaps(starts_at, ends_at)
            for appointment in self.appointments
            if appointment.appointment_id != but_for
        )

    def busy_by_staff(self, starts_at: datetime, ends_at: datetime) -> bool:
        """True if an appointment that staff booked takes any of this time."""
        return any(
            appointment.overlaps(starts_at, ends_at)
            for appointment in self.appointments
            if appointment.is_by_staff
        )
