"""The schedule is published, and added to by hand, by many at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from operator import call

import pytest

from chalicelib.platform.errors import ConflictError, UnavailableError
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.day.add_slot import add_slot
from chalicelib.scheduling.day.block import block as _block
from chalicelib.scheduling.day.publish import publish as _publish
from chalicelib.scheduling.slots.models import DaySchedule
from chalicelib.scheduling.slots.schemas import BlockIn, DaysIn, SlotIn
from chalicelib.scheduling.slots.store import load_day
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_template

from .barrier import at_once
from .conftest import patiently

DAY = date(2026, 11, 24)
ROUNDS = 10


@pytest.fixture
def harbor(run: Runtime) -> Runtime:
    """Two rooms with slots from nine to noon, on a table that is patient with contention."""
    template = a_template("09:00", "10:00", "11:00")
    clinic = a_clinic(template, pools=[a_pool("consult", "room-1", "room-2")])
    return replace(patiently(run, run.table.client), clinic=clinic)


def publish(run: Runtime, day: date) -> Callable[[], int]:
    days = DaysIn.model_validate({"from": day, "to": day})
    return lambda: _publish(run, "harbor", days).published


def add(run: Runtime, day: date, minute: int) -> Callable[[], int]:
    """Staff add a slot of room 1 at ten and some minutes, New York time; 1 if they may."""
    given = SlotIn.model_validate(
        {"pool": "consult", "bay": "room-1", "starts_at": f"{day}T15:{minute:02}:00Z"}
    )

    def act() -> int:
        try:
            add_slot(run, f"staff-{minute}", "harbor", given)
        except (ConflictError, UnavailableError):
            return 0
        return 1

    return act


def block(run: Runtime, day: date) -> Callable[[], int]:
    given = BlockIn(date=day, bay="room-1", reason="Broken lamp")
    return lambda: len(_block(run, "staff", "harbor", given).needs_call)


def check_no_overlap(schedule: DaySchedule) -> None:
    for number, slot in enumerate(schedule.slots):
        others = schedule.slots[:number]
        assert not any(slot.overlaps(other) for other in others), schedule.slots


def test_many_who_publish_one_day_publish_it_once(harbor: Runtime) -> None:
    for number in range(ROUNDS):
        day = DAY + timedelta(days=number)
        at_once(call, [publish(harbor, day) for _ in range(4)])
        schedule = load_day(harbor.table, "harbor", day)
        assert len(schedule.slots) == 6
        assert {slot.version for slot in schedule.slots} == {1}
        assert schedule.day.version == 1


def test_whoever_adds_while_others_publish_no_two_slots_of_a_bay_overlap(harbor: Runtime) -> None:
    for number in range(ROUNDS):
        day = DAY + timedelta(days=number)
        by_hand = [add(harbor, day, minute) for minute in (0, 20, 40)]
        *added, published = at_once(call, [*by_hand, publish(harbor, day)])
        schedule = load_day(harbor.table, "harbor", day)
        check_no_overlap(schedule)
        assert len(schedule.slots) == sum(added) + published


def test_a_bay_that_is_blocked_while_it_is_published_ends_up_blocked(harbor: Runtime) -> None:
    for number in range(ROUNDS):
        day = DAY + timedelta(days=number)
        at_once(call, [publish(harbor, day), block(harbor, day), publish(harbor, day)])
        slots = load_day(harbor.table, "harbor", day).slots
        assert {slot.status for slot in slots if slot.bay == "room-1"} == {"blocked"}
        assert {slot.status for slot in slots if slot.bay == "room-2"} == {"free"}
