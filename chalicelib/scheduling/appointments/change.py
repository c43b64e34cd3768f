"""What series still import until they are units of work; then this file goes."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from ...callbacks.close_when_booked import booked_writes
from ...contacts import commitments_store as contact_ahead
from ...contacts.commitments import Ahead
from ...contacts.models import Person
from ...contacts.service import Identity
from ...contacts.store import part_put, person_writes
from ...platform.runtime import Runtime
from ...platform.storage.events import Event
from ...platform.storage.writes import Write
from ...platform.tokens import token_hash
from ...platform.unit_of_work import VISITOR
from ..slots.bookable import Wanted
from ..waitlist.offer_freed_slot import ended_by_booking
from . import rules, store
from .cancel import cancel as _cancel
from .load_appointment import Asked
from .load_appointment import load_for_staff as load_for_staff
from .models import Appointment, AppointmentStatus
from .note_booking import Booker, as_ahead, manage_token
from .reschedule import escort_anew as escort_anew

visit_ahead = as_ahead


class Place(Protocol):
    """A slot that is to be booked, and how."""

    @property
    def slot_id(self) -> str:
        """The slot."""


def cancel(run: Runtime, before: Appointment, by: str, reason: str | None) -> Appointment:
    """Call an appointment off as it was read. Raises VersionError."""
    return _cancel(run, Asked(before.appointment_id, by, str(before.version)), reason)


def change_writes(
    run: Runtime,
    before: Appointment,
    after: Appointment,
    by: str,
    what: str,
    details: Mapping[str, str | None],
    also: Sequence[Write],
) -> list[Write]:
    """The writes of every change to a visit: what it then waits for, its history, and its slot.

    As long as it stays in its slot, that one shows it as it then is.
    """
    now = run.clock()
    stays = after.slot_id == before.slot_id and after.status is not AppointmentStatus.CANCELLED
    due = rules.waits_until(after, run.clinic.scheduling)
    event = Event(event_id=run.ids.new(now), at=now, what=what, by=by, details=dict(details))
    return [
        store.appointment_update(before, after, due),
        store.appointment_event_put(before.appointment_id, event),
        *([store.visit_shown(before, after, now)] if stays else []),
        *also,
    ]


def as_written(before: Appointment, after: Appointment) -> Appointment:
    """The visit as it stands once ``change_writes`` are carried out."""
    return after.model_copy(update={"version": before.version + 1})


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
