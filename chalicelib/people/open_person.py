"""Open a person's card, and what passed between them and the clinic. Every look is on record."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from ..platform.errors import NotFoundError
from ..platform.record_look import record_look
from ..platform.runtime import Runtime
from ..platform.storage.cursor import make_cursor, read_cursor
from ..platform.storage.history import load_events
from . import person_store as store
from .commitments import Ahead, AppointmentAhead, WaitlistCommitment
from .found_store import load_found_on
from .keep_commitments import load_all_ahead
from .likeness_rules import are_alike
from .models import (
    MadeOnline,
    PersonBeside,
    PersonCard,
    PersonsAppointment,
    Profile,
    Timeline,
    TimelineEntry,
    TimelineKind,
    timeline_entry,
)
from .note_flags import load_flags_of
from .note_models import PersonNote
from .note_store import load_notes
from .show_found import found_as

_PARTS_A_PAGE = 20

_MOST_NOTES = 20
"""So many notes stand on the card; the history has all of them."""

_WORDS: Mapping[str, TimelineKind] = {
    "REQUEST": "consultation-request",
    "CALLBACK": "callback",
    "APPOINTMENT": "appointment",
    "WAITLIST": "waitlist",
    "INVITATION": "invitation",
}
"""Things that are filed under a person, by their kind of item."""


def open_person(run: Runtime, staff_id: str, person_id: str) -> PersonCard:
    """The person's card. That it was opened, and by whom, is on record before it is shown.

    Raises NotFoundError.
    """
    profile = record_opened(run, staff_id, person_id, "viewed")
    ahead, now = load_all_ahead(run, profile.point_id, person_id), run.clock()
    linked_ids = [each.person_id for each in ahead.linked]
    linked = store.load_profiles(run.table, linked_ids)
    beside = load_found_on(run.table, profile.point_id)
    notes, has_more = _notes(run, [person_id, *linked_ids])
    return PersonCard(
        person=profile,
        open_callbacks={location: call.callback_id for location, call in ahead.calls.items()},
        appointments_ahead=[_ahead(each) for each in ahead.appointments if each.ends_at > now],
        booked_online=_booked_online(ahead, now),
        joined_online=_joined_online(ahead),
        same_point=[
            _beside(profile, each.profile, linked_ids)
            for each in beside.people
            if each.profile.person_id != person_id
        ],
        more_on_point=beside.more,
        linked=[found_as(each) for each in linked],
        notes=notes,
        more_notes=has_more,
        flags=load_flags_of(run, [person_id, *linked_ids]),
    )


def _notes(run: Runtime, person_ids: Iterable[str]) -> tuple[list[PersonNote], bool]:
    """The newest notes about somebody under all their names, and whether there are older ones."""
    read = [load_notes(run.table, each, _MOST_NOTES) for each in person_ids]
    notes = sorted((note for found, _ in read for note in found), key=lambda each: each.at)
    has_more = len(notes) > _MOST_NOTES or any(more for _, more in read)
    return notes[::-1][:_MOST_NOTES], has_more


def _beside(profile: Profile, other: Profile, linked: Collection[str]) -> PersonBeside:
    found = found_as(other).model_dump()
    alike, is_linked = are_alike(profile.name, other.name), other.person_id in linked
    return PersonBeside.model_validate({**found, "alike": alike, "linked": is_linked})


def _ahead(appointment: AppointmentAhead) -> PersonsAppointment:
    return PersonsAppointment(
        appointment_id=appointment.appointment_id,
        location_id=appointment.location_id,
        service_id=appointment.service_id,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        is_by_staff=appointment.is_by_staff,
    )


def _booked_online(ahead: Ahead, now: datetime) -> MadeOnline:
    """The number of appointments that can be called off in one step."""
    return _counted(ahead, [each for each in ahead.booked_online if each.starts_at > now])


def _joined_online(ahead: Ahead) -> dict[str, MadeOnline]:
    """By location: the number of waitlist entries that can be called off in one step."""
    by_location = defaultdict(list)
    for each in ahead.waitlist:
        if not each.is_by_staff:
            by_location[each.location_id].append(each)
    return {location: _counted(ahead, entries) for location, entries in by_location.items()}


def _counted(
    ahead: Ahead, made: Sequence[AppointmentAhead] | Sequence[WaitlistCommitment]
) -> MadeOnline:
    people = [each.person_id for each in made]
    return MadeOnline(of_person=people.count(ahead.person_id), on_point=len(people))


def list_timeline(run: Runtime, staff_id: str, person_id: str, cursor: str | None) -> Timeline:
    """A page of what passed between a person and the clinic, newest first.

    A page holds the whole history of the latest things filed under the person; the first one also
    the person's own. Raises NotFoundError, and InvalidInputError for a cursor of another list.
    """
    query = f"timeline:{person_id}"
    start = read_cursor(run.keyring, query, cursor)
    entries: list[TimelineEntry] = []
    if start is None:
        record_opened(run, staff_id, person_id, "timeline-viewed")
        own = load_events(run.table, store.KIND, person_id)
        entries += [timeline_entry("person", person_id, event) for event in own]
    before = str(start["sk"]) if start else None
    page = store.load_parts(run.table, person_id, before, _PARTS_A_PAGE)
    for part in page.items:
        kind, part_id = str(part["kind"]), str(part["part_id"])
        history = load_events(run.table, kind, part_id)
        entries += [
            timeline_entry(_WORDS[kind], part_id, event)
            for event in history
            if event.details.get("person") in (None, person_id)  # of theirs, or of all of it
        ]
    entries.sort(key=lambda entry: entry.at, reverse=True)
    return Timeline(entries=entries, next_cursor=make_cursor(run.keyring, query, page.next_start))


def record_opened(run: Runtime, staff_id: str, person_id: str, what: str) -> Profile:
    """The person's profile, once it is on record that it was looked at. Raises NotFoundError."""
    profile = store.load_profile(run.table, person_id)
    if profile is None:
        raise NotFoundError("We can't find that person.")
    record_look(run, staff_id, store.KIND, person_id, (person_id,), what)
    return profile
