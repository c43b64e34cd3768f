"""Book an appointment: with a hold, or straight by the desk."""

from collections.abc import Callable
from dataclasses import dataclass

from ...callbacks.close_when_booked import stays_open
from ...people.adult_rules import check_adult
from ...people.commitments import Ahead
from ...people.identity import Identity
from ...people.keep_commitments import load_ahead, load_all_ahead
from ...platform.request_token import proves_request
from ...platform.runtime import Runtime
from ...platform.unit_of_work import VISITOR, Once, UnitOfWork, carry_out, fingerprint
from ..errors import HoldLostError, NotBookableOnlineError
from ..slots.bookable import Wanted, slots_at, wanted_by_staff
from ..slots.check_online import check_online
from ..slots.store import SLOT
from ..waitlist.end_entry_when_booked import end_entry_when_taken
from . import store
from .check_age import check_age_known, only_if_adult
from .check_spacing import check_chosen
from .choose_slot import slot_for_staff
from .holder import Holder
from .limit_holder import count_booked_hold, count_booking
from .models import Appointment, BookIn, Hold, StaffBookIn
from .note_booking import (
    About,
    Said,
    identity_of,
    new_appointment,
    note_booked,
    note_for_person,
)
from .read_hold import read_hold


def _uses_nothing(_work: UnitOfWork, _made: Appointment) -> None:
    pass


@dataclass(frozen=True)
class Booker:
    """A visitor who books a held time: who they are, for whom it counts, and by what right."""

    identity: Identity
    holder: Holder | None
    invitation_id: str | None = None
    """By the clinic's invitation to exactly this person, also for a service not open to all."""
    is_email_stated: bool = False
    """The clinic invited them, and nobody knows yet that their address is theirs."""
    sent_request: str | None = None
    """The request that they are proven to have sent."""
    use: Callable[[UnitOfWork, Appointment], None] = _uses_nothing
    """Collects that what gives the right is used up. Raises an error if it is already."""


def book_held_time(
    run: Runtime, given: BookIn, token: str | None = None, holder: Holder | None = None
) -> Appointment:
    """Book the time that a hold keeps, as whoever the details name.

    Two round trips: one look at what lies ahead of the person, one transaction; a third where the
    call stays. With the ``token`` of the request that led here, that request is answered, and the
    call closed if it is owed for nothing else and carries no flags (a crisis is called all the
    same); without it, the call stays, and shows that somebody booked. On the waitlist it ends the
    entry that was offered this time, and no other: anybody can type anybody's number. The same
    again is the same appointment; with other words, the hold is used.

    The slot's own item decides whether the hold still keeps it, and nothing that lies ahead of the
    person refuses a visitor: of somebody who has another appointment then, the desk is told.
    A time that the clinic offered to somebody who waited is booked by whoever brings the hold that
    their ticket showed, whatever number they now give and whoever else may book the service online.
    It counts for the ``holder`` who books it, unless staff put them on the list.
    Raises HoldLostError, InvalidInputError, NotBookableOnlineError, TooManyBookingsError.
    """
    hold = read_hold(run, given.hold_token)
    services = (each.id for each in run.clinic.services)
    is_proven = proves_request(run.keyring, given.request_id, token, services)
    sent = given.request_id if is_proven else None
    booker = Booker(identity_of(run, given), holder, sent_request=sent)
    return book_hold(run, hold, given, booker)


def book_hold(run: Runtime, hold: Hold, given: BookIn, booker: Booker) -> Appointment:
    """Book a hold for a visitor, as ``book_held_time`` has it, and use what gives them the right.

    Raises also what using that raises.
    """
    if hold.invitation_id and booker.invitation_id is None:
        raise NotBookableOnlineError(by_link=True)
    identity = booker.identity
    want = Wanted(
        run.clinic.location(hold.location_id), run.clinic.service(hold.service_id), hold.starts_at
    )
    appointment_id = run.keyring.derived_id("appointment", hold.hold_id)
    stated = given.model_copy(update={"request_id": booker.sent_request})
    ahead: Ahead | None = None

    def booked(work: UnitOfWork) -> Appointment:
        nonlocal ahead
        if not hold.is_offer:
            check_online(want.service, is_invited=booker.invitation_id is not None)
            check_adult(want.service, is_adult=given.is_adult)
        if work.was_refused(SLOT):
            raise HoldLostError
        if ahead is None or not stays_open(work):
            ahead = load_ahead(run, identity.point_id, identity.person_id)
        made = new_appointment(work, want, stated, ahead, appointment_id, hold.slot_id)
        by_right = {
            "invitation_id": booker.invitation_id,
            "is_email_stated": booker.is_email_stated,
        }
        made = made.model_copy(update=by_right)
        work.add(store.held_slot_taken(hold, made, work.now))
        _use_hold(work, hold, made, ahead, booker.holder)
        booker.use(work, made)
        note_booked(work, made)
        note_for_person(work, [made], identity, ahead, proven_request=booker.sent_request)
        return made

    return carry_out(run, VISITOR, booked, once=_by_this_hold(run, given, hold, appointment_id))


def _use_hold(
    work: UnitOfWork, hold: Hold, made: Appointment, ahead: Ahead, holder: Holder | None
) -> None:
    """Collect for whom the booking counts, and that an entry whose offer this was has ended."""
    phone = work.run.clinic.location(hold.location_id).phone
    if not hold.is_offer:
        count_booked_hold(work, hold, phone)
        return
    if holder and not hold.is_by_staff:
        count_booking(work, holder, hold.slot_id, phone)
    end_entry_when_taken(work, hold, made, ahead)


def book_as_staff(
    run: Runtime, staff_id: str, location_id: str, given: StaffBookIn, key: str | None
) -> Appointment:
    """Book a time that is on offer, rests, was released or is being offered to this very person:
    if staff put them on the waitlist, or name the entry whose offer it is.

    The same ``key`` and words again are the same appointment. Raises InvalidInputError,
    TimeNotBookableError, TimeTakenError, PersonBusyError, AppointmentsCloseError, UnderAgeError,
    IdempotencyConflictError.
    """
    identity = identity_of(run, given)
    named = run.keyring.derived_id(f"appointment:{staff_id}", key) if key else None
    appointment_id = named or run.ids.new(run.clock())

    def booked(work: UnitOfWork) -> Appointment:
        check_age_known(work, given)
        want = wanted_by_staff(
            run, location_id, given.service_id, given.starts_at, work.now, given.bay
        )
        slots = slots_at(run, want)
        ahead = load_all_ahead(run, identity.point_id, identity.person_id)
        slot = slot_for_staff(slots, want, ahead, work.now, given.waitlist_entry_id)
        if given.override is None:
            check_chosen(work, want, ahead)
        made = new_appointment(work, want, given, ahead, appointment_id, slot.slot_id)
        work.add(store.appointment_seated(slot, made, work.now))
        note_booked(work, made, Said(given.override, given.despite_age), is_known=given.is_known)
        work.note_look(store.KIND, appointment_id, (made.person_id,), "booked")
        if not given.despite_age:
            only_if_adult(work, want, made.person_id)
        about = About(given.callback_id, given.waitlist_entry_id)
        note_for_person(work, [made], identity, ahead, about=about)
        return made

    once = Once(
        store.appointment_key(appointment_id),
        fingerprint(run.keyring, given, location_id),
        Appointment.model_validate,
    )
    return carry_out(run, staff_id, booked, once=once if named else None)


def _by_this_hold(
    run: Runtime, given: BookIn, hold: Hold, appointment_id: str
) -> Once[Appointment]:
    """The identity of a booking with a hold: whoever comes with other words lost it."""
    return Once(
        store.appointment_key(appointment_id),
        fingerprint(run.keyring, given.model_copy(update={"hold_token": hold.hold_id})),
        Appointment.model_validate,
        otherwise=HoldLostError,
    )
