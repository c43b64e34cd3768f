"""List everybody who waits at a location, for the desk."""

from collections import Counter
from datetime import datetime

from ...people.flag_models import StatedFlag
from ...people.note_flags import load_flags
from ...platform.runtime import Runtime
from . import rules, store
from .models import Waitlist, WaitlistEntry, WaitlistLine


def list_waiting(run: Runtime, location_id: str) -> Waitlist:
    """Everybody who waits at a location, in order of joining: one query, and a look at flags.

    Each with how many of them have the same phone number or address, and the same name besides.
    Raises UnknownLocationError.
    """
    location = run.clinic.location(location_id)
    now = run.clock()
    waiting = store.load_waiting(run.table, location.id)
    live = [each for each in waiting if rules.is_live(rules.state_of(each, location.tz, now))]
    live.sort(key=lambda entry: entry.since)
    points = Counter(entry.point_id for entry in live)
    people = Counter(entry.person_id for entry in live)
    flags = load_flags(run, [entry.flags_asked for entry in live])
    lines = [
        _line_of(
            run,
            each,
            now,
            (points[each.point_id], people[each.person_id]),
            flags[each.flags_asked],
        )
        for each in live
    ]
    return Waitlist(location_id=location_id, entries=lines)


def _line_of(
    run: Runtime,
    entry: WaitlistEntry,
    now: datetime,
    alike: tuple[int, int],
    flags: list[StatedFlag],
) -> WaitlistLine:
    """An entry as the desk sees it: how many have its number, and of those its name, beside it."""
    same_point, same_person = alike
    offer = rules.live_offer(entry, now)
    return WaitlistLine(
        entry_id=entry.entry_id,
        point_id=entry.point_id,
        person_id=entry.person_id,
        first_name=entry.first_name,
        service_id=entry.service_id,
        wish=entry.wish,
        since=entry.since,
        state=rules.state_of(entry, run.clinic.location(entry.location_id).tz, now),
        is_by_staff=entry.is_by_staff,
        same_point=same_point,
        same_person=same_person,
        offered_start=offer.starts_at if offer else None,
        held_until=offer.held_until if offer else None,
        flags=flags,
    )
