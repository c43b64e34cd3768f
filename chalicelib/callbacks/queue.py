"""The order of the queue, and who of it may be called now. Pure; works on the index's entries."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel

from ..core.clinic import Location, Source, Urgency
from ..core.clock import Instant
from ..core.hours import CallWindow
from . import rules
from .models import QueueEntry, State

RECENT = timedelta(seconds=2)
"""Claims made within this time are those of colleagues who press the key at the same moment."""


class Indexed(BaseModel):
    """What the index holds of an open callback; it may lag behind the callback itself."""

    callback_id: str
    first_name: str = ""
    reason: str
    source: Source
    urgency: Urgency
    requested_at: Instant
    respond_by: Instant
    place: str
    """Where it stands while nobody holds it; places sort as calls are to be made."""
    not_before: Instant | None = None
    snoozed_until: Instant | None = None
    window: CallWindow | None = None
    caller_zones: tuple[str, ...] = ()
    attempts: int = 0
    claimed_by: str | None = None
    claim_key: str | None = None
    lease_until: Instant | None = None

    def is_held(self, now: datetime) -> bool:
        """Does somebody hold it, by a lease that has not run out?"""
        return self.lease_until is not None and now < self.lease_until

    def is_callable(self, location: Location, now: datetime) -> bool:
        """May this person be called now? See ``rules`` for what holds a call back."""
        waits = [at for at in (self.not_before, self.snoozed_until) if at is not None]
        return rules.is_callable(
            location,
            now,
            max(waits, default=None),
            self.window,
            self.caller_zones,
            self.urgency,
        )


def ready_in_order(entries: Sequence[Indexed], location: Location, now: datetime) -> list[Indexed]:
    """Those that nobody holds and that may be called now, as they are to be called."""
    free = (entry for entry in entries if not entry.is_held(now))
    ready = [entry for entry in free if entry.is_callable(location, now)]
    return sorted(ready, key=lambda entry: entry.place)


def recent_claims(entries: Sequence[Indexed], now: datetime, lease: timedelta) -> int:
    """How many claims were made a moment ago, by whomever."""
    made = [entry.lease_until - lease for entry in entries if entry.lease_until is not None]
    return sum(now - at <= RECENT for at in made)


def spread(ready: Sequence[Indexed], colleagues: int, seed: int) -> list[Indexed]:
    """``ready``, beginning at one of the first few when so many colleagues take calls right now.

    All of them see the same head of the queue, and all but one would be refused. Beginning within
    as many entries as there are hands, each of which is taken in this very moment, calls nobody
    out of turn. A crisis stays before all else.
    """
    crises = [entry for entry in ready if entry.urgency is Urgency.CRISIS]
    head = crises or list(ready)
    width = min(len(head), colleagues + 1)
    if width == 0:
        return []
    turn = seed % width
    first = head[turn:width] + head[:turn] + head[width:]
    return first + [entry for entry in ready if entry not in first]


def claimed_with(
    entries: Sequence[Indexed], staff_id: str, claim_key: str | None, now: datetime
) -> Indexed | None:
    """The entry that this member of staff holds by this key, if the answer was lost before."""
    if claim_key is None:
        return None
    mine = (entry for entry in entries if entry.claimed_by == staff_id and entry.is_held(now))
    return next((entry for entry in mine if entry.claim_key == claim_key), None)


def line_of(entry: Indexed, location: Location, now: datetime) -> QueueEntry:
    """An entry as the desk's list shows it."""
    held = entry.is_held(now)
    return QueueEntry(
        callback_id=entry.callback_id,
        first_name=entry.first_name,
        reason=entry.reason,
        source=entry.source,
        urgency=entry.urgency,
        state=State.CLAIMED if held else State.WAITING,
        requested_at=entry.requested_at,
        respond_by=entry.respond_by,
        overdue=entry.respond_by < now,
        callable=entry.is_callable(location, now),
        attempts=entry.attempts,
        claimed_by=entry.claimed_by if held else None,
    )
