"""Find the times that a contact point gave up a moment ago: a series can be moved back to them."""

from datetime import datetime

from ...platform.runtime import Runtime
from ..slots.bookable import Wanted
from ..slots.models import UNDO_TIME
from ..slots.store import freed_partition, load_due_slots, load_slot_at
from .plan_series import Bookable


def given_up_by(run: Runtime, want: Wanted, point_id: str, now: datetime) -> Bookable:
    """The slots that rest since this contact point gave them up, and could serve again, by start.

    One query of what rests at the location, and a read for each, which are few: a rest is minutes.
    """
    rests = load_due_slots(run.table, freed_partition(want.location.id), now + UNDO_TIME)
    found: Bookable = {}
    for slot in (load_slot_at(run.table, item) for item in rests):
        if slot is not None and slot.is_given_up_by(point_id, now) and slot.serves(want.service):
            found.setdefault(slot.starts_at, []).append(slot.slot_id)
    return found
