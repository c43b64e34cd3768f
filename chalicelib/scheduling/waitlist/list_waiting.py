"""List everybody who waits at a location, for the desk."""

from datetime import datetime

from ...platform.runtime import Runtime
from . import rules, store
from .models import Waitlist, WaitlistEntry, WaitlistLine


def list_waiting(run: Runtime, location_id: str) -> Waitlist:
    """Everybody who waits at a location, in order of joining: one query.

    Raises UnknownLocationError.
    """
    location = run.clinic.location(location_id)
    now = run.clock()
    lines = [_line_of(run, entry, now) for entry in store.load_waiting(run.table, location.id)]
    live = (line for line in lines if rules.is_live(line.state))
    return Waitlist(location_id=location_id, entries=sorted(live, key=lambda line: line.since))


def _line_of(run: Runtime, entry: WaitlistEntry, now: datetime) -> WaitlistLine:
    """An entry as the desk sees it."""
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
        offered_start=offer.starts_at if offer else None,
        held_until=offer.held_until if offer else None,
    )
