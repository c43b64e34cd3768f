"""Book a visit: with a hold, or straight by the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ...callbacks.close_when_booked import booked_writes, must_stay
from ...contacts import commitments_store as contact_ahead
from ...contacts.commitments import Ahead, VisitAhead
from ...contacts.models import Person
from ...contacts.service import Identity, identify
from ...contacts.store import part_put, person_writes
from ...platform.errors import (
    FieldProblem,
    InvalidInputError,
    RefusedError,
    TokenError,
    UnavailableError,
)
from ...platform.runtime import Runtime
from ...platform.storage.events import Event
from ...platform.storage.writes import Write
from ...platform.tokens import token_hash
from ..errors import ContactBusyError, HoldLostError, TimeTakenError
from ..slots.bookable import Wanted, free_of, slots_at, wanted_by_staff
from ..slots.models import Slot
from ..slots.store import SLOT, load_slot
from ..waitlist.offer_freed_slot import ended_by_booking
from . import rules, store
from .models import Appointment, AppointmentStatus, BookIn, Hold, StaffBookIn

_TRIES = 6

VISITOR = "visitor"
"""Who booked, when it was the patient."""


@dataclass(frozen=True)
class HeldPlace:
    """The slot that a hold keeps; it is not read again."""

    hold: Hold

    @property
    def slot_id(self) -> str:
        """The slot."""
        return self.hold.slot_id

    def writes(self, visit: Appointment) -> list[Write]:
        """Take the slot, and give the holder's place back; an offer takes none."""
        taken = store.held_slot_taken(self.hold, visit, visit.booked_at)
        return [taken] if self.hold.is_offer else [taken, store.hold_uncounted(self.hold)]


@dataclass(frozen=True)
class FreePlace:
    """A slot that was read and was free."""

    slot: Slot

    @property
    def slot_id(self) -> str:
        """The slot."""
        return self.slot.slot_id

    def writes(self, visit: Appointment) -> list[Write]:
        """Take the slot as it was read."""
        return [store.visit_seated(self.slot, visit, visit.booked_at)]


class Booker(Protocol):
    """Who books, as they say themselves."""

    name: str
    phone: str | None
    email: str | None
    escort_name: str | None
    request_id: str | None


class Place(Protocol):
    """A slot that is to be booked, and how."""

    @property
    def slot_id(self) -> str:
        """The slot."""

    def writes(self, visit: Appointment) -> list[Write]:
        """The writes that take it."""


def book_held_time(run: Runtime, given: BookIn) -> Appointment:
    """Book the time that a hold keeps.

    Two round trips: one look at what lies ahead of the contact, one transaction; a third where the
    call stays. The contact's open callback at this location is closed as booked, unless it is a
    crisis or carries flags (they are called all the same), and so is their place on the waitlist
    for this service. Sent again, it is the same appointment.

    The slot's own item decides whether the hold still keeps it, and nothing that lies ahead of the
    contact refuses a visitor: of somebody who has another visit then, the desk is told.
    Raises HoldLostError, InvalidInputError.
    """
    hold = _read_hold(run, given.hold_token)
    _check_whose(run, hold, given)
    appointment_id = run.keyring.derived_id("appointment", hold.hold_id)
    location, service = run.clinic.location(hold.location_id), run.clinic.service(hold.service_id)
    booking = Booking(run, Wanted(location, service, hold.starts_at), given, appointment_id)
    for _ in range(_TRIES):
        try:
            return booking.at(HeldPlace(hold), VISITOR)
        except RefusedError as refused:
            if refused.refused(SLOT):
                raise HoldLostError from refused
    raise UnavailableError("Others keep getting in between.")


def book_as_staff(
    run: Runtime, staff_id: str, location_id: str, given: StaffBookIn, key: str | None
) -> Appointment:
    """Book a time that is on offer, was released or is being offered to this very contact.

    Raises InvalidInputError, TimeNotOfferedError, TimeTakenError, ContactBusyError.
    """
    now = run.clock()
    want = wanted_by_staff(run, location_id, given.service_id, given.starts_at, given.bay)
    named = run.keyring.derived_id(f"appointment:{staff_id}", key) if key else run.ids.new(now)
    booking = Booking(run, want, given, named)
    for _ in range(_TRIES):
        if booked_before := store.load_appointment(run.table, named) if key else None:
            return booked_before
        slot = _slot_for(run, want, given)
        try:
            return booking.at(FreePlace(slot), staff_id, given.override)
        except RefusedError:
            continue  # a colleague was faster, or the contact's visits changed: look again
    raise TimeTakenError


def _slot_for(run: Runtime, want: Wanted, given: Booker) -> Slot:
    """The slot that is being offered to this contact at that time, or else any that is free."""
    contact_id = identity_of(run, given.phone, given.email).contact_id
    slots, now = slots_at(run, want), run.clock()
    theirs = (slot for slot in slots if slot.is_offered_to(contact_id, now))
    kept = next((slot for slot in theirs if slot.serves(want.service)), None)
    return kept or free_of(slots, want, now, by_staff=True)[0]


@dataclass(frozen=True)
class Booking:
    """One booking that is being tried."""

    run: Runtime
    want: Wanted
    given: Booker
    appointment_id: str

    def at(self, place: Place, by: str, override: str | None = None) -> Appointment:
        """Book at this place. Raises RefusedError, InvalidInputError; for staff, ContactBusyError.

        A visitor is never told that somebody is busy, or anybody could ask who is a patient.
        """
        identity = identity_of(self.run, self.given.phone, self.given.email)
        ahead = contact_ahead.load_ahead(self.run.table, identity.contact_id)
        if any(visit.appointment_id == self.appointment_id for visit in ahead.visits):
            return _booked_before(self.run, self.appointment_id)
        is_busy = ahead.busy(self.want.starts_at, self.want.ends_at)
        if is_busy and override is None and by != VISITOR:
            raise ContactBusyError
        booked = new_appointment(
            self.run, self.want, self.given, identity, self.appointment_id, by, place, ahead
        )
        writes = [*place.writes(booked), *visit_writes(self.run, booked, override)]
        try:
            self.run.table.transact([*writes, *contact_writes(self.run, [booked], identity, ahead)])
        except RefusedError as refused:
            if refused.refused(SLOT) or not must_stay(refused):
                raise
            kept = contact_writes(self.run, [booked], identity, ahead, call_stays=True)
            self.run.table.transact([*writes, *kept])
        return booked


def _booked_before(run: Runtime, appointment_id: str) -> Appointment:
    appointment = store.load_appointment(run.table, appointment_id)
    if appointment is None:
        raise UnavailableError("The visit is just being changed.")
    return appointment


def new_appointment(
    run: Runtime,
    want: Wanted,
    given: Booker,
    identity: Identity,
    appointment_id: str,
    by: str,
    place: Place,
    ahead: Ahead,
) -> Appointment:
    """The appointment that is to be booked."""
    call = ahead.calls.get(want.location.id)
    booked_at = run.clock()
    return Appointment(
        appointment_id=appointment_id,
        location_id=want.location.id,
        contact_id=identity.contact_id,
        name=given.name,
        first_name=given.name.split(" ", 1)[0],
        phone=given.phone,
        email=given.email,
        service_id=want.service.id,
        status=AppointmentStatus.BOOKED,
        slot_id=place.slot_id,
        pool=want.service.pool,
        bay=place.slot_id.rpartition("~")[2],
        starts_at=want.starts_at,
        ends_at=want.ends_at,
        escort=rules.escort_for(
            run.clinic, want.location, want.service, want.starts_at, given.escort_name, booked_at
        ),
        request_id=given.request_id,
        callback_id=call.callback_id if call else None,
        booked_by=by,
        booked_at=booked_at,
        also_booked=by == VISITOR and ahead.busy(want.starts_at, want.ends_at),
        manage_token_hash=token_hash(manage_token(run, appointment_id)),
    )


def visit_writes(run: Runtime, booked: Appointment, override: str | None = None) -> Sequence[Write]:
    """The visit itself, its history, and its line in the contact's timeline."""
    event = Event(
        event_id=run.ids.new(booked.booked_at),
        at=booked.booked_at,
        what="booked",
        by=booked.booked_by,
        details={
            "slot": booked.slot_id,
            "override": override,
            "also_booked": "yes" if booked.also_booked else None,
        },
    )
    due = rules.waits_until(booked, run.clinic.scheduling)
    return [
        store.appointment_put(booked, due),
        store.appointment_event_put(booked.appointment_id, event),
        part_put(booked.contact_id, store.KIND, booked.appointment_id, booked.booked_at),
    ]


def contact_writes(
    run: Runtime,
    visits_booked: Sequence[Appointment],
    identity: Identity,
    ahead: Ahead,
    *,
    call_stays: bool = False,
) -> Sequence[Write]:
    """What new visits change for their contact: what lies ahead, and the call owed to them.

    With ``call_stays``, that call is owed still.
    """
    first = visits_booked[0]
    person = Person(
        contact_id=first.contact_id,
        name=first.name,
        phone=first.phone,
        email=first.email,
        consented_at=first.booked_at,
    )
    writes: list[Write] = [
        contact_ahead.count_visits(ahead, len(visits_booked)),
        *(contact_ahead.visit_put(first.contact_id, visit_ahead(each)) for each in visits_booked),
        *person_writes(person, identity.email_id, first.booked_at),
        *ended_by_booking(run, visits_booked, ahead),
    ]
    call = ahead.calls.get(first.location_id)
    if call and not call_stays:
        writes += booked_writes(
            run,
            call.callback_id,
            first.contact_id,
            first.location_id,
            call.day,
            first.appointment_id,
            first.booked_by,
            even_if_it_must_stay=first.booked_by != VISITOR,
        )
    return writes


def visit_ahead(appointment: Appointment) -> VisitAhead:
    """The visit as its contact's future holds it."""
    return VisitAhead(
        appointment.appointment_id,
        appointment.location_id,
        appointment.starts_at,
        appointment.ends_at,
        appointment.service_id,
    )


def manage_token(run: Runtime, appointment_id: str) -> str:
    """The token that opens and changes a visit. Only its hash is stored."""
    return run.keyring.token_for("manage", appointment_id)


def identity_of(run: Runtime, phone: str | None, email: str | None) -> Identity:
    """Who books. Raises InvalidInputError when they cannot be reached at all."""
    if phone is None and email is None:
        message = "Give us a phone number or an e-mail address."
        raise InvalidInputError((FieldProblem(("phone",), message),))
    return identify(run.keyring, phone, email)


def _check_whose(run: Runtime, hold: Hold, given: BookIn) -> None:
    """An offered time is for whoever waited. Raises InvalidInputError for anybody else.

    HoldLostError comes first: an offer that is over does not tell whose it was.
    """
    if not hold.is_offer or identity_of(run, given.phone, given.email).contact_id == hold.holder:
        return
    slot = load_slot(run.table, hold.slot_id)
    if slot is None or not slot.is_kept_by(hold.hold_id, run.clock()):
        raise HoldLostError
    message = "Give the number or address with which you joined the waitlist."
    raise InvalidInputError((FieldProblem(("phone",), message),))


def _read_hold(run: Runtime, token: str) -> Hold:
    try:
        return Hold.model_validate(run.keyring.unseal("hold", token))
    except TokenError:
        problem = FieldProblem(("hold_token",), "This is not the token of a hold.")
        raise InvalidInputError((problem,)) from None
