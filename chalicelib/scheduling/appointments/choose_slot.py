"""Choose the slot that staff get for a time, out of those that they could have. Pure."""

from collections.abc import Sequence
from datetime import datetime

from ...people.identity import Identity
from ..slots.bookable import Wanted, free_of
from ..slots.models import Slot


def slot_for_staff(slots: Sequence[Slot], want: Wanted, who: Identity, now: datetime) -> Slot:
    """The slot that is being offered to this person, or else the best of those that are free.

    Raises TimeTakenError, TimeNotBookableError.
    """
    theirs = (slot for slot in slots if slot.is_offered_to(who.person_id, now))
    kept = next((slot for slot in theirs if slot.serves(want.service)), None)
    return kept or undone_first(free_of(slots, want, now, by_staff=True), who.point_id, now)[0]


def undone_first(slots: Sequence[Slot], point_id: str, now: datetime) -> list[Slot]:
    """The slots in the order in which to take them.

    First what this contact point gave up a moment ago: that is undone. What somebody else gave up
    comes last, so that theirs can be undone as well.
    """

    def order(slot: Slot) -> tuple[bool, bool]:
        return not slot.is_given_up_by(point_id, now), slot.is_resting(now)

    return sorted(slots, key=order)
