"""Pass a slot that is given up to the first who waits for such a time, as a timed hold.

It goes from one to the other in the transaction that frees it: nobody else sees it in between.
Whoever frees a slot asks ``passed_on`` what becomes of it, and joins the writes to their own; when
those of the waitlist are refused, the list has moved on and has to be looked at again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ...contacts import commitments_store as contact_ahead
from ...contacts import store as contacts
from ...contacts.commitments import Ahead, Wait
from ...messaging.models import Message, MessageKind
from ...messaging.store import message_put
from ...platform.runtime import Runtime
from ...platform.storage.events import Event
from ...platform.storage.writes import Write
from ..appointments.models import Appointment
from ..slots.models import Slot, SlotStatus
from ..slots.store import changed_slot_put, load_slot
from . import rules, store
from .models import Offer, Waiting, WaitingState
from .rules import Fit


def passed_on(
    run: Runtime, before: Slot, by: str, *, not_for: str = ""
) -> tuple[Slot, Sequence[Write]]:
    """What becomes of a slot that is given up, and the writes beside its own.

    It is kept for the first who fits; with nobody left it is free for all, and past its cut-off it
    is the desk's. ``not_for`` is the contact who gives it up. One query, and two reads for each
    person in turn until one can have it.
    """
    now = run.clock()
    freed = before.freed(now)
    if freed.status is not SlotStatus.FREE:
        return freed, ()
    waiting = store.load_waiting(run.table, freed.location_id, freed.pool)
    for fit in rules.who_fits(run.clinic, waiting, freed, now):
        if fit.entry.contact_id == not_for:
            continue
        ahead = contact_ahead.load_ahead(run.table, fit.entry.contact_id)
        if _can_come(freed, fit, ahead, now) and _may_be_told(run, fit.entry):
            return _offered(run, freed, fit, ahead, by, now)
    return freed, ()


def _can_come(slot: Slot, fit: Fit, ahead: Ahead, now: datetime) -> bool:
    """On the list still, with no visit at that time, and no other offer to answer first."""
    ends_at = slot.starts_at + timedelta(minutes=fit.service.bay_minutes)
    wait = ahead.wait_for(slot.location_id, fit.service.id)
    is_listed = wait is not None and wait.entry_id == fit.entry.entry_id
    is_asked = any(wait.is_offered(now) for wait in ahead.waits)
    return is_listed and not is_asked and not ahead.busy(slot.starts_at, ends_at)


def _may_be_told(run: Runtime, entry: Waiting) -> bool:
    contact = contacts.load_contact(run.table, entry.contact_id)
    return contact is not None and contact.do_not_contact_since is None


def _offered(
    run: Runtime, slot: Slot, fit: Fit, ahead: Ahead, by: str, now: datetime
) -> tuple[Slot, Sequence[Write]]:
    entry = fit.entry
    offer = Offer(
        slot_id=slot.slot_id,
        hold_id=run.ids.new(now),
        starts_at=slot.starts_at,
        ends_at=slot.starts_at + timedelta(minutes=fit.service.bay_minutes),
        held_until=fit.until,
        offered_at=now,
    )
    asked = rules.settled(entry, now).model_copy(update={"offer": offer})
    message = Message(
        message_id=run.ids.new(now),
        kind=MessageKind.WAITLIST_OFFER,
        contact_id=entry.contact_id,
        location_id=entry.location_id,
        about=entry.entry_id,
        send_at=now,
    )
    writes = [
        *entry_changed(run, entry, asked, "offered", by, slot=slot.slot_id),
        contact_ahead.count_visits(ahead),
        contacts.may_be_contacted(entry.contact_id),
        message_put(message),
    ]
    return slot.offered(offer.hold_id, fit.until, entry.contact_id, entry.place), writes


def entry_changed(
    run: Runtime, before: Waiting, after: Waiting, what: str, by: str, **details: str
) -> list[Write]:
    """The writes that change an entry, if it still is as it was read."""
    return [
        store.changed_entry_put(before, after),
        contact_ahead.wait_put(before.contact_id, store.wait_of(after), before.entry_id),
        _event(run, before.entry_id, what, by, **details),
    ]


def entry_ended(
    run: Runtime, contact_id: str, wait: Wait, state: WaitingState, by: str, **details: str
) -> list[Write]:
    """The writes that take an entry off the list, if its offer still is the one that was seen."""
    return [
        store.entry_delete(wait.location_id, wait.place, wait.hold_id),
        contact_ahead.wait_delete(contact_id, wait),
        store.ticket_ended(wait.entry_id, state, run.clock()),
        _event(run, wait.entry_id, str(state), by, **details),
    ]


def offer_given_back(
    run: Runtime, slot_id: str | None, hold_id: str | None, by: str, *, not_for: str
) -> list[Write]:
    """The writes that pass an offered slot on, if it is still kept for that offer."""
    slot = load_slot(run.table, slot_id) if slot_id else None
    if slot is None or slot.hold_id != hold_id or slot.status is not SlotStatus.HELD:
        return []
    after, writes = passed_on(run, slot, by, not_for=not_for)
    return [changed_slot_put(slot, after), *writes]


def ended_by_booking(run: Runtime, booked: Sequence[Appointment], ahead: Ahead) -> list[Write]:
    """The writes that close what somebody waited for when they book that service there.

    It needs no further look, unless they were offered another time than they booked: that one is
    passed on.
    """
    first, slots = booked[0], {visit.slot_id for visit in booked}
    writes: list[Write] = []
    for wait in ahead.waits:
        is_it = (wait.location_id, wait.service_id) == (first.location_id, first.service_id)
        is_taken = wait.slot_id in slots and wait.is_offered(first.booked_at)
        if not (is_it or is_taken):
            continue
        by, of = first.booked_by, first.appointment_id
        writes += entry_ended(run, first.contact_id, wait, WaitingState.BOOKED, by, of=of)
        if wait.is_offered(first.booked_at) and not is_taken:
            not_for = first.contact_id
            writes += offer_given_back(run, wait.slot_id, wait.hold_id, by, not_for=not_for)
    return writes


def _event(run: Runtime, entry_id: str, what: str, by: str, **details: str) -> Write:
    now = run.clock()
    event = Event(event_id=run.ids.new(now), at=now, what=what, by=by, details={**details})
    return store.waitlist_event_put(entry_id, event)
