"""A sample of the fault matrix, the same each time: ``python -m tests.faults`` tries all of it.

Of each use case a few cells, drawn by its name: a fault at one of the calls that it makes, then the
same request again, and again at once. All stands once, and is told once.
"""

from collections.abc import Iterator
from random import Random

import pytest

from tests.conftest import make_table
from tests.faults.client import client_that_sends
from tests.faults.matrix import cells_of, stage, try_cell
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.time_limit import time_limit
from tests.faults.world import World, a_world

SEED = 1
CELLS = 2
SECONDS = 60

by_name = pytest.mark.parametrize(
    "scenario", SCENARIOS, ids=[scenario.name for scenario in SCENARIOS]
)


@pytest.fixture(scope="module")
def world(dynamodb_url: str) -> Iterator[World]:
    """One for all: each use case sets it up anew."""
    quick, patient = (client_that_sends(dynamodb_url, sends) for sends in (1, 3))
    make_table(quick, "faults")
    with a_world(quick, patient, "faults") as world:
        yield world


@by_name
def test_after_a_fault_the_same_again_finds_all_as_if_nothing_had_happened(
    world: World, scenario: Scenario
) -> None:
    with time_limit(SECONDS):
        staged = stage(world, scenario)
        cells = cells_of(staged.calls)
        drawn = Random(f"{SEED} {scenario.name}").sample(cells, CELLS)  # noqa: S311  # draws what to try
        verdicts = [try_cell(world, staged, cell) for cell in drawn]
    assert {str(each.cell): each.wrong for each in verdicts if each.wrong} == {}
