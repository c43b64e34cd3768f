"""Look at the queue, and open a callback."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ..people.rules import phone_kind
from ..platform.clock import Instant
from ..platform.errors import NotFoundError
from ..platform.record_look import record_look
from ..platform.runtime import Runtime
from ..platform.storage.cursor import make_cursor, read_cursor
from ..platform.storage.events import Event
from ..platform.storage.expressions import Item
from ..platform.storage.history import load_events
from . import store
from .find_floods import Floods
from .grouping_rules import groups_in
from .models import Callback, CallbackCard, Claim
from .occasion_models import Occasion, Outcome, PersonInCall
from .people_rules import (
    Inside,
    booked_by_those,
    flags_of,
    gravest,
    is_read_first,
    may_leave_voicemail,
    names_of_askers,
    newest_told,
)
from .queue import Indexed, groups_shown, listed
from .queue_models import Queue
from .turn_store import is_turn

_FURTHER = 500
"""Callbacks read at once behind a flood."""

_MOST_READ = 2000
"""No more callbacks than this are read for one page: about 700 KB."""


def list_queue(run: Runtime, location_id: str, cursor: str | None, limit: int) -> Queue:
    """A page of a location's open callbacks, in the order in which they are to be called.

    Those that a colleague holds come on the first page, at the place they had. What one flood sent
    is one entry, behind which as much is read as a page holds. Raises UnknownLocationError, and
    InvalidInputError for a cursor of another list.
    """
    location = run.clinic.location(location_id)
    query = f"queue:{location_id}"
    start = read_cursor(run.keyring, query, cursor)
    now = run.clock()
    seen = _read(run, location_id, start, limit, now)
    groups = groups_shown(seen.entries, Floods(run).groups(seen.entries), now)
    seen = seen.fitting(groups, limit)
    return Queue(
        entries=listed(seen.entries, groups, location, now),
        next_cursor=make_cursor(run.keyring, query, seen.next_start),
    )


@dataclass(frozen=True)
class _Seen:
    """A part of the queue, each entry as the index has it and read."""

    items: list[Item]
    entries: list[Indexed]
    next_start: Item | None = None

    def fitting(self, groups: Mapping[str, str], limit: int) -> "_Seen":
        """The first of them, as far as they make no more lines than this; then a page begins."""
        made: set[str] = set()
        for number, entry in enumerate(self.entries):
            made.add(groups.get(entry.callback_id, entry.callback_id))
            if len(made) > limit:
                start = store.start_after(self.items[number - 1])
                return _Seen(self.items[:number], self.entries[:number], start)
        return self


def _read(run: Runtime, location_id: str, start: Item | None, limit: int, now: datetime) -> _Seen:
    """As much of the queue as makes so many lines; what a flood sent is one, as far as known."""
    items: list[Item] = []
    entries: list[Indexed] = []
    size = limit
    while True:
        page = store.load_queue(run.table, location_id, start, size)
        new = [item for item in page.items if not is_turn(item)]
        items += new
        entries += [Indexed.model_validate(store.flat(item)) for item in new]
        groups = groups_shown(entries, groups_in(entries), now)
        lines = {groups.get(each.callback_id, each.callback_id) for each in entries}
        is_full = len(lines) >= limit or len(items) >= _MOST_READ
        if page.next_start is None or is_full:
            return _Seen(items, entries, page.next_start)
        start, size = page.next_start, _FURTHER


def open_callback(run: Runtime, staff_id: str, callback_id: str) -> CallbackCard:
    """A callback with its history. That it was opened, and by whom, is on record first.

    Raises NotFoundError.
    """
    callback = store.load_callback(run.table, callback_id)
    if callback is None:
        raise NotFoundError("We can't find that call.")
    record_look(run, staff_id, store.KIND, callback_id, people_of(callback))
    written = store.Written(list(load_events(run.table, store.KIND, callback_id)))
    return card_with_history(callback, written, run.clock())


def people_of(callback: Callback) -> list[str]:
    """The ids of the people inside, each once."""
    return list(dict.fromkeys(each.person_id for each in callback.occasions))


def add_history(run: Runtime, card: CallbackCard) -> CallbackCard:
    """The card of a callback that was just claimed, with the newest of what happened so far."""
    callback, written = store.load_with_history(run.table, card.callback_id)
    return card_with_history(callback, written, run.clock(), card.claim) if callback else card


def card_with_history(
    callback: Callback, written: store.Written, now: Instant, claim: Claim | None = None
) -> CallbackCard:
    """A callback as its caller needs it, with what happened so far, as far as it was read."""
    since = written.events[0].at if written.has_more else None
    claims = [each for each in claims_made(callback) if since is None or each.at >= since]
    history = sorted([*written.events, *claims], key=lambda event: event.at)
    told = {"history": history, "more_history": written.has_more}
    return card_of(callback, now, claim).model_copy(update=told)


def claims_made(callback: Callback) -> list[Event]:
    """The claims kept in the callback, as lines of its history: the last one has its fence."""
    first = callback.fence - len(callback.claims) + 1
    return [
        Event(event_id=f"claim-{fence}", at=claim.at, what="claimed", by=claim.by)
        for fence, claim in enumerate(callback.claims, start=first)
    ]


def card_of(callback: Callback, now: Instant, claim: Claim | None = None) -> CallbackCard:
    """A callback as its caller needs it in front of them, led by the gravest person's things."""
    people = callback.people
    first = people[0]
    shown = callback.model_dump(include=_AS_STORED)
    said = first.unanswered or first.occasions
    leading = _person(callback, first)
    return CallbackCard.model_validate(
        {
            **shown,
            **leading.model_dump(include=_OF_THE_FIRST),
            "phone_kind": phone_kind(callback.phone) if callback.phone else None,
            "state": callback.state_at(now),
            "source": first.lead.source,
            "read_first": is_read_first(callback.still_owed),
            "flags": list(dict.fromkeys(callback.flags)),
            "occasions": callback.occasion_ids,
            "window": newest_told(said, "window"),
            "windows": callback.windows,
            "booked_meanwhile": callback.booked_meanwhile
            or booked_by_those(people, callback.answers),
            "do_not_contact": bool(callback.do_not_contact),
            "not_to_be_contacted": list(dict.fromkeys(callback.do_not_contact)),
            "people": [_person(callback, person) for person in people],
            "claim": claim and claim.model_dump(),
        }
    )


_OF_THE_FIRST = {
    "person_id",
    "name",
    "email",
    "may_leave_voicemail",
    "language",
    "phone_extension",
    "reason",
}
"""Facts that the card shows of the leading person."""

_AS_STORED = {
    *("callback_id", "location_id", "point_id", "phone", "urgency", "requested_at", "respond_by"),
    *("not_before", "snoozed_until", "snooze_note", "caller_zones", "attempts", "outcome"),
    *("claimed_by", "beyond"),
}


def _person(callback: Callback, person: Inside[Occasion]) -> PersonInCall:
    """A person inside, with the ways that were given with what they are owed an answer for."""
    said = person.unanswered or person.occasions
    return PersonInCall(
        person_id=person.person_id,
        name=person.named.name,
        first_name=person.named.first_name,
        by_another=person.of_another is not None,
        asked_by=names_of_askers(said),
        urgency=gravest(said),
        read_first=is_read_first(person.unanswered),
        flags=flags_of(said),
        reason=person.reason,
        email=newest_told(said, "email"),
        may_leave_voicemail=may_leave_voicemail(said),
        language=newest_told(said, "language"),
        phone_extension=newest_told(said, "phone_extension"),
        do_not_contact=person.person_id in callback.do_not_contact,
        occasions=list(person.occasions),
        outcome=_outcome_of(callback, person),
    )


def _outcome_of(callback: Callback, person: Inside[Occasion]) -> Outcome | None:
    """The end for a person: as their last occasion did, or as the whole callback."""
    if person.unanswered:
        return callback.outcome
    return callback.answers[person.occasions[-1].of].outcome
