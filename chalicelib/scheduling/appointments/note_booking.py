"""Note a booking: the appointment, its history, and its meaning for its person."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from ...callbacks.close_when_booked import (
    Booked,
    ProvenRequest,
    answer_as_booked,
    answer_by_staff,
    is_asked_by_others,
    note_booked_meanwhile,
)
from ...messaging.models import MessageKind
from ...people.commitments import Ahead, AppointmentAhead
from ...people.identity import Identity, identify
from ...people.index_person import index_person
from ...people.keep_commitments import appointment_ahead, count_booked
from ...people.models import Person
from ...people.note_person import file_under_person, note_person, note_reached
from ...people.rules import first_name_of
from ...platform.errors import FieldProblem, InvalidInputError
from ...platform.runtime import Runtime
from ...platform.storage.references import reference_put
from ...platform.tokens import token_hash
from ...platform.unit_of_work import VISITOR, UnitOfWork
from ..slots.bookable import Wanted
from ..slots.store import bay_of
from ..waitlist.end_entry_when_booked import end_entry_when_booked
from . import rules, store
from .announce import announce
from .check_spacing import ask_close_at, is_close
from .models import Appointment, AppointmentStatus, BookIn
from .readiness_models import Readiness


class About(NamedTuple):
    """Things that staff say a booking is about."""

    call: str | None = None
    """The call from whose card it is made."""
    waitlist_entry: str | None = None
    """The entry on the waitlist that it answers, which somebody made online."""


_NOTHING_SAID = About()


class Said(NamedTuple):
    """Answers of staff to what they were asked before they booked, for the history."""

    override: str | None = None
    """The reason to book somebody beside, or close to, another appointment."""
    despite_age: bool = False


_NOTHING_ASKED = Said()


class Named(Protocol):
    """Somebody, by what they gave of themselves."""

    name: str
    phone: str | None
    email: str | None


class Booker(Named, Protocol):
    """The one who books, in their own words."""

    escort_name: str | None
    request_id: str | None


def identity_of(run: Runtime, given: Named) -> Identity:
    """Identify the one who books. Raises InvalidInputError when they cannot be reached at all."""
    if given.phone is None and given.email is None:
        message = "Please give us a phone number or an email address."
        raise InvalidInputError((FieldProblem(("phone",), message),))
    return identify(run.keyring, given.phone, given.email, given.name)


def manage_token(run: Runtime, appointment_id: str) -> str:
    """The token that opens and changes an appointment. Only its hash is stored."""
    return run.keyring.token_for("manage", appointment_id)


def new_appointment(
    work: UnitOfWork,
    want: Wanted,
    given: Booker,
    ahead: Ahead,
    appointment_id: str,
    slot_id: str,
) -> Appointment:
    """The appointment that is to be booked in a slot, for the person whose ``ahead`` it is.

    A visitor is not told of another appointment at that time: it is marked, for the desk to ask.
    """
    clinic, call = work.run.clinic, ahead.calls.get(want.location.id)
    return Appointment(
        appointment_id=appointment_id,
        location_id=want.location.id,
        point_id=ahead.point_id,
        person_id=ahead.person_id,
        name=given.name,
        first_name=first_name_of(given.name),
        phone=given.phone,
        email=given.email,
        service_id=want.service.id,
        status=AppointmentStatus.BOOKED,
        slot_id=slot_id,
        pool=want.service.pool,
        bay=bay_of(slot_id),
        starts_at=want.starts_at,
        ends_at=want.ends_at,
        escort=rules.escort_for(
            clinic, want.location, want.service, want.starts_at, given.escort_name, work.now
        ),
        readiness=_readiness(work, want),
        request_id=given.request_id,
        callback_id=call.callback_id if call else None,
        booked_by=work.by,
        booked_at=work.now,
        language=given.language if isinstance(given, BookIn) else None,
        **_marks(work, want, ahead),
        is_adult=isinstance(given, BookIn) and given.is_adult,
        manage_token_hash=token_hash(manage_token(work.run, appointment_id)),
    )


def _marks(work: UnitOfWork, want: Wanted, ahead: Ahead) -> dict[str, Any]:
    """The marks of what a visitor takes beside, or close to, another appointment, for the desk."""
    also_booked = work.by == VISITOR and ahead.busy(want.starts_at, want.ends_at)
    beyond_limits = is_close(work, want, ahead)
    return {
        "also_booked": also_booked,
        "beyond_limits": beyond_limits,
        "ask_close_at": ask_close_at(work, is_marked=also_booked or beyond_limits),
    }


def _readiness(work: UnitOfWork, want: Wanted) -> Readiness:
    if work.by != VISITOR:
        return Readiness()
    return rules.readiness_for(work.run.clinic, want.location, want.starts_at, work.now)


def note_booked(
    work: UnitOfWork,
    booked: Appointment,
    said: Said = _NOTHING_ASKED,
    *,
    is_known: bool = False,
) -> None:
    """Collect the appointment itself, its history, and its line in the person's timeline.

    One by itself is announced to its patient, unless it ``is_known``; one of a series together with
    the others.
    """
    appointment_id = booked.appointment_id
    due = rules.waits_until(booked, work.run.clinic.scheduling)
    if booked.series_id is None:
        booked = announce(work, booked, MessageKind.BOOKED, is_known=is_known)
    work.add(store.appointment_put(booked, due))
    work.record(
        store.KIND,
        appointment_id,
        "booked",
        slot=booked.slot_id,
        override=said.override,
        despite_age="yes" if said.despite_age else None,
        also_booked="yes" if booked.also_booked else None,
        beyond_limits="yes" if booked.beyond_limits else None,
        is_adult="yes" if booked.is_adult else None,
    )
    file_under_person(work, booked.person_id, store.KIND, appointment_id, booked.booked_at)
    work.add(reference_put(work.run.keyring, store.KIND, appointment_id))


def note_for_person(
    work: UnitOfWork,
    booked: Sequence[Appointment],
    identity: Identity,
    ahead: Ahead,
    *,
    about: About = _NOTHING_SAID,
    proven_request: str | None = None,
) -> None:
    """Collect what new appointments change for their one person.

    What lies ahead, what they wait for, and the call owed there: staff's booking answers what its
    person is owed, and proves whom they met; a visitor's answers the request whose token came with
    it, and is else but shown. Somebody in danger, or with flags, is answered only by who books
    from its card, with its words before them.
    """
    first = booked[0]
    call = ahead.calls.get(first.location_id)
    point_id, of = first.point_id, first.appointment_id
    made = Booked(call, point_id, first.location_id, of) if call else None
    is_met = work.by != VISITOR and _is_met(work, first.person_id, made, about)
    count_booked(work, ahead, len(booked))
    for each in booked:
        appointment_ahead(work, each.point_id, as_ahead(each))
    person = Person(
        point_id=first.point_id,
        person_id=first.person_id,
        name=first.name,
        phone=first.phone,
        email=first.email,
        is_confirmed=is_met,
    )
    note_person(work, person, identity.email_id, first.booked_at)
    if is_met:
        note_reached(work, first.person_id)
    index_person(work, first.person_id, first.location_id)
    end_entry_when_booked(work, booked, ahead, about.waitlist_entry)
    if made:
        _answer_call(work, made, first, about, proven_request)


def _is_met(work: UnitOfWork, person_id: str, made: Booked | None, about: About) -> bool:
    """True if staff who book met the person on their contact point: name and point are proven.

    Not by a call in which none but others asked for them. Nor by one that is not open there: it was
    made to another number, or how it went is told by itself.
    """
    if made is None:
        return about.call is None
    is_its_card = about.call == made.call.callback_id
    if about.call is not None and not is_its_card:
        return False
    return not is_asked_by_others(work, made, person_id, from_its_card=is_its_card)


def _answer_call(
    work: UnitOfWork, made: Booked, first: Appointment, about: About, proven_request: str | None
) -> None:
    """Collect what the booking answers in the call that is owed there, or that it is shown."""
    if work.by != VISITOR:
        is_its_card = about.call == made.call.callback_id
        answer_by_staff(work, made, first.person_id, from_its_card=is_its_card)
    elif proven_request:
        services = work.run.clinic.service(first.service_id).answered
        answer_as_booked(work, made, ProvenRequest(proven_request, first.person_id, services))
    else:
        note_booked_meanwhile(work, made)


def as_ahead(appointment: Appointment) -> AppointmentAhead:
    """The appointment as its contact point's future holds it."""
    return AppointmentAhead(
        appointment.appointment_id,
        appointment.location_id,
        appointment.starts_at,
        appointment.ends_at,
        appointment.service_id,
        appointment.person_id,
        not appointment.is_stated,
    )
