"""What two weeks of availability cost to read, in a table that is empty and in one that is full."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.slots.schemas import DaysIn
from tests.races.faulty_network import Capacity
from tests.races.test_availability_capacity import BAYS, FIRST, LAST, STARTS, look
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_service, a_template

from .engine import Engine
from .figures import Figure, at_most

SLOTS = 504


def figures(engine: Engine, others: int) -> Iterator[Figure]:
    """Read units, without and with ``others`` items that have nothing to do with the question."""
    run = with_slots(engine)
    capacity = Capacity()
    capacity.watch(run.table.client)
    look(run)
    alone = capacity.units["Query"]
    yield at_most(f"Availability, 14 days, {SLOTS} free slots", alone, 8, " RCU")
    put_others(run, others)
    look(run)
    beside = capacity.units["Query"] - alone
    yield at_most(f"The same beside {others:,} other items", beside, alone, " RCU")


def with_slots(engine: Engine) -> Runtime:
    """Six bays with six starts a day for two weeks, none of them taken."""
    clinic = a_clinic(
        a_template(*STARTS, pool="infusion"),
        pools=[a_pool("infusion", *BAYS)],
        services=[a_service("ketamine-infusion", "infusion", 50, recovery_minutes=40)],
    )
    run = replace(engine.new_world(), clinic=clinic)
    publish(run, "harbor", DaysIn.model_validate({"from": FIRST, "to": LAST}))
    return run


def put_others(run: Runtime, count: int) -> None:
    """Items of other days, of the size of a slot."""

    def put(begin: int) -> None:
        items = ({**_other(number)} for number in range(begin, min(begin + 25, count)))
        requests: Any = {run.table.name: [{"PutRequest": {"Item": item}} for item in items]}
        run.table.client.batch_write_item(RequestItems=requests)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(put, range(0, count, 25)))


def _other(number: int) -> dict[str, Any]:
    day, position = divmod(number, 100)
    return {
        "pk": {"S": f"SLOTS#harbor#past-{day}"},
        "sk": {"S": f"place-{position}"},
        "open_pk": {"S": "harbor#procedure"},
        "open_sk": {"S": f"{number:08}"},
        "text": {"S": "x" * 300},
    }
