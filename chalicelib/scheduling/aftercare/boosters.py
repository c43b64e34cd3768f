"""After an infusion: note that it was given, and see to it that a booster is offered in time."""

from datetime import datetime

from ...callbacks.models import OwedCall
from ...callbacks.open_or_merge import Owed, owe_call
from ...clinic import Source, Urgency
from ...contacts import commitments_store as contact_ahead
from ...contacts import store as contacts
from ...contacts.commitments import Ahead
from ...contacts.models import Contact, Person
from ...contacts.rules import zones_of_phone
from ...platform.errors import RefusedError
from ...platform.local_time import dated
from ...platform.runtime import Runtime
from ...platform.storage.events import Event
from ...platform.storage.expressions import Item
from ...platform.storage.writes import Put, Write
from ..appointments import rules
from ..appointments.change import as_written, change_writes, moved_to
from ..appointments.models import Appointment, AppointmentStatus
from ..appointments.store import appointment_event_put
from ..errors import VersionError
from . import booster_store as store
from .booster_rules import LastInfusion, look_again_at


def fulfil(run: Runtime, before: Appointment, by: str) -> Appointment:
    """The visit took place; an infusion is the contact's last one, from which a booster is counted.

    Sent again, it is fulfilled already. Raises AppointmentStateError, VersionError.
    """
    if before.status is AppointmentStatus.FULFILLED:
        return before
    after = moved_to(before, AppointmentStatus.FULFILLED)
    gone = contact_ahead.visit_delete(before.contact_id, before.appointment_id, before.starts_at)
    # One that is written down after a later one was is not the last.
    for also in ([gone, *_infusion_given(run, after)], [gone]):
        try:
            run.table.transact(change_writes(run, before, after, by, "fulfilled", {}, also))
        except RefusedError as refused:
            if set(refused.refusals) != {store.LAST_INFUSION}:
                raise VersionError from refused
        else:
            break
    return as_written(before, after)


def _infusion_given(run: Runtime, visit: Appointment) -> list[Write]:
    if not rules.is_infusion(run.clinic.service(visit.service_id)):
        return []
    last = LastInfusion(
        contact_id=visit.contact_id,
        location_id=visit.location_id,
        appointment_id=visit.appointment_id,
        given_at=visit.starts_at,
        due_at=rules.booster_at(visit.starts_at, run.clinic.scheduling),
    )
    return [store.infusion_put(last)]


def offer_booster(run: Runtime, item: Item, job: str, now: datetime) -> None:
    """See to it that somebody whose booster is due is called, once.

    Nobody is called who has the next infusion booked (that one is waited for), or who asked not to
    be contacted. Raises RefusedError when it is not due any more.
    """
    last = store.load_last_infusion(run.table, item)
    if last is None or last.due_at is None:
        raise RefusedError({})
    ahead = contact_ahead.load_ahead(run.table, last.contact_id)
    if later := _look_later(run, last, ahead, now):
        run.table.transact([store.looked_at_later(last, later, now)])
        return
    contact = contacts.load_contact(run.table, last.contact_id)
    settled = store.settled(last, now)
    if contact is None or contact.do_not_contact_since:
        run.table.transact([settled, _event(run, last, job, now, None)])
        return

    def also(went: Owed) -> list[Write]:
        return [
            settled,
            contact_ahead.none_booked_since(ahead),
            contacts.may_be_contacted(last.contact_id),
            _event(run, last, job, now, went.callback_id),
        ]

    owe_call(run, _owed(run, last, contact, job, now), None, also)


def _look_later(run: Runtime, last: LastInfusion, ahead: Ahead, now: datetime) -> datetime | None:
    """When to look again: the clinic may wait longer by now, or the next infusion is booked."""
    due_at = rules.booster_at(last.given_at, run.clinic.scheduling)
    if due_at > now:
        return due_at
    infusions = {each.id for each in run.clinic.services if rules.is_infusion(each)}
    return look_again_at(
        (visit.ends_at for visit in ahead.visits if visit.service_id in infusions), now
    )


def _owed(run: Runtime, last: LastInfusion, contact: Contact, job: str, now: datetime) -> OwedCall:
    zone = run.clinic.location(last.location_id).tz
    known = contact.model_dump(
        include={"contact_id", "name", "phone", "email", "may_leave_voicemail", "language"}
    )
    return OwedCall(
        person=Person.model_validate(known),
        location_id=last.location_id,
        source=Source.BOOSTER_DUE,
        urgency=Urgency.ROUTINE,
        reason=f"Booster due, last infusion {dated(last.given_at, zone)}",
        of=last.appointment_id,
        by=job,
        caller_zones=zones_of_phone(contact.phone) if contact.phone else (),
        at=now,
    )


def _event(
    run: Runtime, last: LastInfusion, job: str, now: datetime, callback_id: str | None
) -> Put:
    """A line in the last infusion's history; without a callback when nobody is to be called."""
    event = Event(
        event_id=run.ids.new(now),
        at=now,
        what="booster-due",
        by=job,
        details={"callback": callback_id},
    )
    return appointment_event_put(last.appointment_id, event)
