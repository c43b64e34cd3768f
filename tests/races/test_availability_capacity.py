"""What two weeks of availability cost, as Amazon's own engine counts it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.slots.list_available import availability
from chalicelib.scheduling.slots.schemas import DaysIn
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_service, a_template

FIRST = date(2026, 11, 24)
LAST = FIRST + timedelta(days=13)
STARTS = ("08:30", "10:00", "11:30", "13:00", "14:30", "16:00")
BAYS = [f"chair-{number}" for number in range(1, 7)]
OTHERS = 3000
"""Items that have nothing to do with the question."""


@pytest.fixture
def infusions(run: Runtime) -> Runtime:
    """Six chairs with six starts a day: 504 slots in two weeks, none taken."""
    clinic = a_clinic(
        a_template(*STARTS, pool="infusion"),
        pools=[a_pool("infusion", *BAYS), a_pool("consult", "room-1")],
        services=[
            a_service("ketamine-infusion", "infusion", 50, recovery_minutes=40),
            a_service("follow-up", "consult", 30),
        ],
    )
    there = replace(run, clinic=clinic)
    published = publish(there, "harbor", DaysIn.model_validate({"from": FIRST, "to": LAST}))
    assert published.published == 504
    return there


def look(run: Runtime) -> int:
    answer = availability(run, "harbor", "ketamine-infusion", FIRST, LAST)
    return sum(time.left for time in answer.times)


def units_of(run: Runtime, act: Callable[[], object]) -> list[float]:
    """The read units of each query that ``act`` makes."""
    counted: list[float] = []

    def ask(params: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**params, "ReturnConsumedCapacity": "TOTAL"}

    def count(parsed: dict[str, Any], **_: Any) -> None:
        counted.append(parsed["ConsumedCapacity"]["CapacityUnits"])

    events = run.table.client.meta.events
    events.register("provide-client-params.dynamodb.Query", ask)
    events.register("after-call.dynamodb.Query", count)
    act()
    events.unregister("provide-client-params.dynamodb.Query", ask)
    events.unregister("after-call.dynamodb.Query", count)
    return counted


def test_five_hundred_free_slots_are_one_query_of_eight_units_at_most(infusions: Runtime) -> None:
    units = units_of(infusions, lambda: look(infusions))
    print(f"504 free slots in 14 days: {units} read units")
    assert len(units) == 1
    assert units[0] <= 8
    assert look(infusions) == 504


def test_it_costs_the_same_however_full_the_table_is(infusions: Runtime) -> None:
    before = units_of(infusions, lambda: look(infusions))
    for begin in range(0, OTHERS, 25):
        others: list[Any] = [
            {"PutRequest": {"Item": {"pk": {"S": f"SLOTS#harbor#{n}"}, "sk": {"S": f"x{n}"}}}}
            for n in range(begin, begin + 25)
        ]
        infusions.table.client.batch_write_item(RequestItems={infusions.table.name: others})
    assert units_of(infusions, lambda: look(infusions)) == before
