"""Revise a visit: move it, call it off, say that somebody came. It stays the same visit.

That it took place, and that nobody came, have consequences: see ``aftercare``.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from ...contacts import commitments_store as contact_ahead
from ...platform.errors import NotFoundError, RefusedError, UnavailableError
from ...platform.runtime import Runtime
from ...platform.storage.events import Event
from ...platform.storage.writes import Write
from ...platform.tokens import token_matches
from ..errors import (
    AppointmentStateError,
    ContactBusyError,
    ManageTokenMissingError,
    TimeTakenError,
    TooLateError,
    VersionError,
)
from ..slots.bookable import Wanted, free_slots, wanted_by_staff, wanted_by_visitor
from ..slots.models import Slot
from ..slots.store import load_slot
from ..waitlist.offer_freed_slot import passed_on
from . import rules, store
from .book import VISITOR, visit_ahead
from .models import Appointment, AppointmentStatus, Escort

_TRIES = 6
_TRIES_TO_PASS_ON = 30
"""Each one that is lost is another slot that somebody got, so it ends as soon as the list does. If
not, the slot is free for all: nobody keeps a visit because others wait for it.
"""


def load_for_staff(run: Runtime, appointment_id: str) -> Appointment:
    """The visit as it now stands. Raises NotFoundError."""
    appointment = store.load_appointment(run.table, appointment_id)
    if appointment is None:
        raise NotFoundError("There is no such visit.")
    return appointment


def load_for_visitor(run: Runtime, appointment_id: str, token: str | None) -> Appointment:
    """The visit, for whoever has its token.

    Raises ManageTokenMissingError, and NotFoundError alike for a wrong token and a wrong id.
    """
    if not token:
        raise ManageTokenMissingError
    appointment = store.load_appointment(run.table, appointment_id)
    if appointment is None or not token_matches(token, appointment.manage_token_hash):
        raise NotFoundError("There is no such visit, or this token does not open it.")
    return appointment


def check_version(appointment: Appointment, if_match: str | None) -> None:
    """Raises VersionError when the caller saw another version of the visit."""
    if if_match is not None and if_match.strip('W/"') not in ("*", str(appointment.version)):
        raise VersionError


def check_notice(run: Runtime, appointment: Appointment) -> None:
    """Raises TooLateError within the notice period, in which visitors have to call."""
    if run.clock() > rules.change_until(run.clinic.scheduling, appointment.starts_at):
        raise TooLateError


def cancel(run: Runtime, before: Appointment, by: str, reason: str | None) -> Appointment:
    """Call the visit off; its slot goes to the first who waits for it, or is free at once.

    Sent again, it is cancelled already. Raises AppointmentStateError, VersionError.
    """
    if before.status is AppointmentStatus.CANCELLED:
        return before
    after = moved_to(before, AppointmentStatus.CANCELLED, cancel_reason=reason)
    for _ in range(_TRIES_TO_PASS_ON):
        also = [*_slot_given_up(run, before, by), _gone(before)]
        try:
            return _change(run, before, after, by, "cancelled", {"reason": reason}, also)
        except TimeTakenError:
            continue  # another slot was just offered to whoever is first on the list: who is now?
    also = [*_slot_given_up(run, before, by, passes_on=False), _gone(before)]
    return _change(run, before, after, by, "cancelled", {"reason": reason}, also)


def reschedule(
    run: Runtime,
    before: Appointment,
    by: str,
    want: Wanted,
    *,
    by_staff: bool,
    override: str | None = None,
) -> Appointment:
    """Move the visit to another start or bay: the new slot taken and the old one freed, or neither.

    The visit keeps its identity and history; at the same start it keeps its confirmed escort, and
    staff can move whoever has arrived. Sent again, it is there already. ``override`` says why the
    contact's other visit at that time is no hindrance; a visitor is not told of any, and the visit
    is marked for the desk. Raises AppointmentStateError, VersionError, TimeNotOfferedError,
    TimeTakenError; for staff, ContactBusyError.
    """
    same_start = before.starts_at == want.starts_at
    has_come = before.status is AppointmentStatus.ARRIVED and by_staff and same_start
    if before.status is not AppointmentStatus.BOOKED and not has_come:
        raise AppointmentStateError(before.status)
    if same_start and want.bay in (None, before.bay):
        return before
    for _ in range(_TRIES):
        slot = free_slots(run, want, by_staff=by_staff)[0]
        try:
            return _move(run, before, want, slot, by, override)
        except TimeTakenError:
            continue  # somebody was faster at this bay: is there another?
    raise UnavailableError("Others keep getting in between.")


def _move(
    run: Runtime, before: Appointment, want: Wanted, slot: Slot, by: str, override: str | None
) -> Appointment:
    ahead = contact_ahead.load_ahead(run.table, before.contact_id)
    same_start = before.starts_at == want.starts_at
    is_busy = ahead.busy(want.starts_at, want.ends_at, but_for=before.appointment_id)
    also_booked = before.also_booked if same_start else is_busy and by == VISITOR
    if is_busy and override is None and not same_start and not also_booked:
        raise ContactBusyError
    after = before.model_copy(
        update={
            "slot_id": slot.slot_id,
            "bay": slot.bay,
            "starts_at": want.starts_at,
            "ends_at": want.ends_at,
            "escort": before.escort if same_start else escort_anew(run, before, want),
            "also_booked": also_booked,
        }
    )
    written = after.model_copy(update={"version": before.version + 1})
    also: list[Write] = [
        store.visit_seated(slot, written, run.clock()),
        *_slot_given_up(run, before, by),
        *([] if same_start else [_gone(before)]),  # else it is the very line that is put
        contact_ahead.visit_put(after.contact_id, visit_ahead(after)),
        contact_ahead.count_visits(ahead),
    ]
    places: dict[str, str | None] = {"from": before.slot_id, "to": after.slot_id}
    details = {**places, "override": override, "also_booked": "yes" if also_booked else None}
    return _change(run, before, after, by, "rescheduled", details, also)


def escort_anew(run: Runtime, before: Appointment, want: Wanted) -> Escort | None:
    """Whoever was to come along has to be asked again for another time."""
    name = before.escort.name if before.escort else None
    now = run.clock()
    return rules.escort_for(run.clinic, want.location, want.service, want.starts_at, name, now)


def wanted_instead(
    run: Runtime,
    before: Appointment,
    starts_at: datetime,
    *,
    by_staff: bool,
    bay: str | None = None,
) -> Wanted:
    """Another start for the visit's own service; staff may name a bay.

    Raises TimeNotOfferedError, and InvalidInputError for a bay that the location does not have.
    """
    if by_staff:
        return wanted_by_staff(run, before.location_id, before.service_id, starts_at, bay)
    return wanted_by_visitor(run, before.location_id, before.service_id, starts_at)


def check_in(run: Runtime, before: Appointment, by: str) -> Appointment:
    """The patient is here; after all, if they had been given up for a no-show.

    Raises AppointmentStateError, VersionError.
    """
    if before.status is AppointmentStatus.ARRIVED:
        return before
    after = moved_to(before, AppointmentStatus.ARRIVED)
    also: list[Write] = []
    if before.status is AppointmentStatus.NOSHOW:
        also.append(contact_ahead.visit_put(after.contact_id, visit_ahead(after)))
    return _change(run, before, after, by, "arrived", {}, also)


def confirm_escort(run: Runtime, before: Appointment, by: str, name: str) -> Appointment:
    """Somebody will take the patient home. Raises AppointmentStateError, VersionError."""
    if before.status is not AppointmentStatus.BOOKED or before.escort is None:
        raise AppointmentStateError(before.status)
    escort = before.escort.model_copy(update={"name": name, "confirmed_at": run.clock()})
    after = before.model_copy(update={"escort": escort})
    return _change(run, before, after, by, "escort-confirmed", {}, [])


def moved_to(before: Appointment, status: AppointmentStatus, **changes: str | None) -> Appointment:
    """The visit with another status. Raises AppointmentStateError where it cannot go there."""
    if not rules.may_become(before.status, status):
        raise AppointmentStateError(before.status)
    return before.model_copy(update={"status": status, **changes})


def _change(
    run: Runtime,
    before: Appointment,
    after: Appointment,
    by: str,
    what: str,
    details: dict[str, str | None],
    also: list[Write],
) -> Appointment:
    """Write the change with its history, if the visit still is as it was read."""
    try:
        run.table.transact(change_writes(run, before, after, by, what, details, also))
    except RefusedError as refused:
        if refused.refused(store.APPOINTMENT) or refused.refused(store.OLD_SLOT):
            raise VersionError from refused
        raise TimeTakenError from refused
    return as_written(before, after)


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


def _gone(appointment: Appointment) -> Write:
    return contact_ahead.visit_delete(
        appointment.contact_id, appointment.appointment_id, appointment.starts_at
    )


def _slot_given_up(
    run: Runtime, appointment: Appointment, by: str, *, passes_on: bool = True
) -> list[Write]:
    """The writes that pass on or free the visit's slot, its own as long as it is booked."""
    slot = load_slot(run.table, appointment.slot_id)
    if slot is None or slot.appointment_id != appointment.appointment_id:
        return []  # the visit has just been changed, and writing it will be refused
    if not passes_on:
        return [store.slot_given_up(slot, slot.freed(run.clock()))]
    after, passing = passed_on(run, slot, by, not_for=appointment.contact_id)
    return [store.slot_given_up(slot, after), *passing]
