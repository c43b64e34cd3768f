"""What tests of the schedule have in common: other clinics, slots that something happened to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from chalicelib.clinic import Clinic, load_clinic
from chalicelib.platform.runtime import Runtime, using
from chalicelib.scheduling.slots.models import DaySchedule, Slot
from chalicelib.scheduling.slots.store import changed_slot_put, load_day
from tests.api.conftest import Caller
from tests.conftest import open_to_anyone

TUESDAY = date(2026, 11, 24)
"""The day after the tests' Monday; New York and Chicago are open."""

SATURDAY = date(2026, 11, 28)


def small_clinic() -> Clinic:
    """The packaged clinic, with one chair and one room in New York: a day is soon published."""
    whole = open_to_anyone(load_clinic())
    new_york, chicago = whole.locations
    chair = [each.model_copy(update={"bays": ("chair-1",)}) for each in new_york.templates[:3]]
    small = new_york.model_copy(update={"templates": (*chair, new_york.templates[3])})
    return whole.model_copy(update={"locations": (small, chicago)})


@contextmanager
def at_clinic(run: Runtime, clinic: Clinic) -> Iterator[Runtime]:
    """While the block runs, the same world belongs to another clinic."""
    with using(replace(run, clinic=clinic)) as changed:
        yield changed


def publish(
    manager: Caller, first: date = TUESDAY, last: date | None = None, at: str = "new-york"
) -> Any:
    """Publish some days; the report."""
    body = {"from": str(first), "to": str(last or first)}
    reply = manager.post(f"/locations/{at}/slots/publish", body)
    assert reply.status == 200, reply.text
    return reply.json


def the_day(run: Runtime, day: date = TUESDAY, at: str = "new-york") -> DaySchedule:
    """A day as it stands in the table."""
    return load_day(run.table, at, day)


def slot_of(run: Runtime, bay: str, number: int = 0, day: date = TUESDAY) -> Slot:
    """One of a bay's slots, by its turn."""
    return [slot for slot in the_day(run, day).slots if slot.bay == bay][number]


def becomes(run: Runtime, slot: Slot, **changes: Any) -> Slot:
    """Something happens to a slot, as if holds and bookings had done it."""
    after = Slot.model_validate({**slot.model_dump(), **changes})
    put = changed_slot_put(slot, after)
    run.table.transact([put])
    return Slot.model_validate(put.item)


def is_booked(run: Runtime, slot: Slot) -> Slot:
    """Somebody has booked the slot."""
    return becomes(run, slot, status="booked", appointment_id="0" * 26)
