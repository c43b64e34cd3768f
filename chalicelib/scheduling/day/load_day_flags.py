"""Load the flags of whoever comes on some days: what they stated on forms, before or since."""

from collections.abc import Iterable

from ...people.flag_models import FlagsAsked, StatedFlag
from ...people.note_flags import load_flags
from ...platform.runtime import Runtime
from ..slots.models import Slot


def load_day_flags(run: Runtime, slots: Iterable[Slot]) -> dict[str, list[StatedFlag]]:
    """The flags of those who have these slots, by the slot's id; none, of whom nothing is stated.

    Flags given after a booking are among them: they are read with the day, and kept in no slot.
    """
    asked = {slot.slot_id: each for slot in slots if (each := _asked(slot))}
    flags = load_flags(run, asked.values())
    return {slot_id: flags[each] for slot_id, each in asked.items() if flags[each]}


def _asked(slot: Slot) -> FlagsAsked | None:
    of = slot.appointment
    if of is None or of.person_id is None or of.point_id is None:
        return None
    return FlagsAsked(of.point_id, of.person_id, of.request_id)
