"""What every desk asks every few seconds: where a crisis waits, and what asking costs."""

from dataclasses import replace

import pytest

from chalicelib.callbacks.list_crises import list_crises, list_crises_here
from chalicelib.callbacks.queue_models import CrisesHere
from chalicelib.callbacks.return_stale_claims import return_stale_claims
from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime

from . import snapshot
from .barrier import TickingClock
from .builders import CRISIS, HERE, claim, phone_of, reach, submit
from .faulty_network import Capacity
from .queued import fill_queue

LOCATIONS = 50


@pytest.fixture
def chain(run: Runtime, clinic: Clinic, clock: TickingClock) -> Runtime:
    """A clinic of fifty locations, whose minute job has run for more than an hour."""
    first = clinic.locations[0]
    more = [first.model_copy(update={"id": f"office-{n}"}) for n in range(LOCATIONS - 1)]
    there = replace(run, clinic=clinic.model_copy(update={"locations": (first, *more)}))
    return_stale_claims(there, lambda: 60.0)
    clock.forward(minutes=61)
    return there


def waiting(run: Runtime) -> list[CrisesHere]:
    """Those that the look finds, which is just what each location says that is asked by itself."""
    looked, now = list_crises(run).locations, run.clock()
    assert looked == [list_crises_here(run, each.id, now) for each in run.clinic.locations]
    snapshot.check_whole(snapshot.read(run.table))
    return [each for each in looked if each.waiting]


def cost_of_look(run: Runtime) -> float:
    capacity = Capacity()
    capacity.watch(run.table.client)
    list_crises(run)
    return capacity.units["Query"]


def test_where_nobody_is_in_danger_a_look_over_fifty_locations_is_one_small_read(
    chain: Runtime,
) -> None:
    fill_queue(chain, 30)
    assert cost_of_look(chain) == 0.5


def test_where_two_of_fifty_have_a_crisis_it_stays_within_two_units(chain: Runtime) -> None:
    submit(chain, message=CRISIS)
    submit(chain, message=CRISIS, location_id="office-40")
    assert [each.location_id for each in waiting(chain)] == [HERE, "office-40"]
    assert cost_of_look(chain) <= 2


def test_a_flood_at_one_location_hides_none_behind_it(chain: Runtime) -> None:
    fill_queue(chain, 60, crises=60)
    submit(chain, message=CRISIS, location_id="office-9")
    assert [each.location_id for each in list_crises(chain).locations if each.waiting] == [
        HERE,
        "office-9",
    ]


def test_one_stands_in_it_from_the_form_that_makes_it_one_until_it_is_answered(
    chain: Runtime, clock: TickingClock
) -> None:
    submit(chain)
    assert waiting(chain) == []
    submit(chain, message=CRISIS)
    assert [each.waiting for each in waiting(chain)] == [1]
    claim(chain, "staff-ana")
    assert waiting(chain) == []
    clock.forward(minutes=30)
    assert [each.waiting for each in waiting(chain)] == [1]
    reach(chain, "staff-ben", claim(chain, "staff-ben"))
    assert waiting(chain) == []


def forget(run: Runtime) -> None:
    """The crises stand as an earlier version wrote them."""
    for item in snapshot.read(run.table).of_kind("CALLBACK"):
        run.table.client.update_item(
            TableName=run.table.name,
            Key={"pk": {"S": item["pk"]}, "sk": {"S": item["sk"]}},
            UpdateExpression="REMOVE open_pk, open_sk",
        )


def test_those_of_an_earlier_version_are_seen_from_the_first_look(
    run: Runtime, clock: TickingClock
) -> None:
    submit(run, message=CRISIS)
    submit(run, phone=phone_of(2))
    forget(run)
    assert [each.waiting for each in list_crises(run).locations if each.waiting] == [1]
    return_stale_claims(run, lambda: 60.0)
    clock.forward(minutes=61)
    assert [each.waiting for each in waiting(run)] == [1]


def test_those_of_a_version_that_came_back_are_seen_after_a_minute(
    chain: Runtime, clock: TickingClock
) -> None:
    submit(chain, message=CRISIS, location_id="office-7")
    forget(chain)
    return_stale_claims(chain, lambda: 60.0)
    assert [each.location_id for each in waiting(chain)] == ["office-7"]
