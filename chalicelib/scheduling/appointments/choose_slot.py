"""Choose the slot that staff get for a time, out of those that they could have. Pure."""

from collections.abc import Sequence
from datetime import datetime

from ...people.commitments import Ahead
from ..slots.bookable import Wanted, free_of
from ..slots.models import Slot, SlotStatus


def slot_for_staff(
    slots: Sequence[Slot], want: Wanted, ahead: Ahead, now: datetime, named: str | None = None
) -> Slot:
    """The slot that is being offered to this person, or else the best of those that are free.

    An offer to an entry that somebody made online is taken only if staff ``named`` that entry:
    else whoever typed this person's name and number would see in it when they were booked.
    Raises TimeTakenError, TimeNotBookableError.
    """
    offers = {each.hold_id for each in ahead.waitlist_meant(named) if each.is_offered(now)}
    theirs = (slot for slot in slots if slot.hold_id in offers and slot.serves(want.service))
    kept = next((slot for slot in theirs if slot.status_at(now) is SlotStatus.HELD), None)
    return kept or undone_first(free_of(slots, want, now, by_staff=True), ahead.point_id, now)[0]


def undone_first(slots: Sequence[Slot], point_id: str, now: datetime) -> list[Slot]:
    """The slots in the order in which to take them.

    First what this contact point gave up a moment ago: that is undone. What somebody else gave up
    comes last, so that theirs can be undone as well.
    """

    def order(slot: Slot) -> tuple[bool, bool]:
        return not slot.is_given_up_by(point_id, now), slot.is_resting(now)

    return sorted(slots, key=order)
