"""Find contacts and look at them, for the desk."""

from collections.abc import Mapping

from ..platform.errors import NotFoundError
from ..platform.record_look import record_look
from ..platform.runtime import Runtime
from ..platform.storage.cursor import make_cursor, read_cursor
from ..platform.storage.history import load_events
from . import store
from .commitments import AppointmentAhead
from .commitments_store import load_ahead
from .models import (
    Contact,
    ContactAppointment,
    ContactCard,
    ContactMatch,
    ContactMatches,
    ContactQuery,
    Timeline,
    TimelineEntry,
    TimelineKind,
    timeline_entry,
)
from .rules import first_name_of

_PARTS_A_PAGE = 20

_WORDS: Mapping[str, TimelineKind] = {
    "REQUEST": "consultation-request",
    "CALLBACK": "callback",
    "APPOINTMENT": "appointment",
    "WAITLIST": "waitlist",
}
"""Things that are filed under a contact, by their kind of item."""


def find_contacts(run: Runtime, query: ContactQuery) -> ContactMatches:
    """Everybody known under a number or an address, each once."""
    asked = [value for value in (query.phone, query.email) if value]
    ids = [run.keyring.derived_id("contact", value) for value in asked]
    found = {
        contact.point_id: contact
        for filed_under in ids
        for contact in store.load_contacts(run.table, filed_under)
    }
    return ContactMatches(contacts=[_match(contact) for contact in found.values()])


def _match(contact: Contact) -> ContactMatch:
    return ContactMatch(
        point_id=contact.point_id,
        first_name=first_name_of(contact.name),
        last_seen_at=contact.last_seen_at,
        do_not_contact=contact.do_not_contact_since is not None,
    )


def open_contact(run: Runtime, staff_id: str, point_id: str) -> ContactCard:
    """The contact's card. That it was opened, and by whom, is on record before it is shown.

    Raises NotFoundError.
    """
    contact = _recorded_look(run, staff_id, point_id, "viewed")
    ahead = load_ahead(run.table, point_id)
    now = run.clock()
    appointments = [
        _appointment(appointment) for appointment in ahead.appointments if appointment.ends_at > now
    ]
    owed = {location: call.callback_id for location, call in ahead.calls.items()}
    return ContactCard(contact=contact, open_callbacks=owed, appointments_ahead=appointments)


def _appointment(appointment: AppointmentAhead) -> ContactAppointment:
    return ContactAppointment(
        appointment_id=appointment.appointment_id,
        location_id=appointment.location_id,
        service_id=appointment.service_id,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
    )


def contact_timeline(run: Runtime, staff_id: str, point_id: str, cursor: str | None) -> Timeline:
    """A page of what passed between a contact and the clinic, newest first.

    A page holds the whole history of the latest things filed under the contact; the first one also
    the contact's own. Raises NotFoundError, and InvalidInputError for a cursor of another list.
    """
    query = f"timeline:{point_id}"
    start = read_cursor(run.keyring, query, cursor)
    entries: list[TimelineEntry] = []
    if start is None:
        _recorded_look(run, staff_id, point_id, "timeline-viewed")
        own = load_events(run.table, store.KIND, point_id)
        entries += [timeline_entry("contact", point_id, event) for event in own]
    page = store.load_parts(run.table, point_id, start, _PARTS_A_PAGE)
    for part in page.items:
        kind, part_id = str(part["kind"]), str(part["part_id"])
        history = load_events(run.table, kind, part_id)
        entries += [timeline_entry(_WORDS[kind], part_id, event) for event in history]
    entries.sort(key=lambda entry: entry.at, reverse=True)
    next_cursor = make_cursor(run.keyring, query, page.next_start)
    return Timeline(entries=entries, next_cursor=next_cursor)


def _recorded_look(run: Runtime, staff_id: str, point_id: str, what: str) -> Contact:
    contact = store.load_contact(run.table, point_id)
    if contact is None:
        raise NotFoundError("We can't find that contact.")
    record_look(run, staff_id, store.KIND, point_id, what)
    return contact
