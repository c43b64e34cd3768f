"""Visitors, desk and job at the same time, in 160 orders drawn by lot, against a plain model.

Every request to the table is a turn (see ``interleaver``), some answers are lost, and the
clock jumps. After each write the table has to say what the model says.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from chalicelib.callbacks.store import load_callback
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.expressions import from_attributes
from tests.conftest import MONDAY_MORNING

from . import snapshot
from .actors import Items, Life, agent, caller, job, visitor
from .builders import HERE, ROBIN, phone_of
from .conftest import Tables, in_table, through
from .interleaver import Person, play
from .plain_model import Desk

WORLDS = 8
ORDERS_IN_A_WORLD = 20


@dataclass
class World:
    """A model, a table, and the people who write to it."""

    run: Runtime
    luck: Random
    model: Desk = field(default_factory=Desk)
    now: datetime = MONDAY_MORNING
    people: list[Person] = field(default_factory=list)

    def enter(self, name: str, live: Callable[[Life], None]) -> None:
        """Let somebody in; they stop before their first request."""
        life = Life(name, luck_of(self.luck.random()), self.run, self.model)

        def look() -> datetime:
            life.now = self.now
            life.began = life.began or self.now
            return self.now

        person = Person(self.run.table.client, lambda _, request: self._wrote(life, request))
        life.run = replace(through(self.run, person.client), clock=look)
        self.people.append(person)
        person.begin(lambda: live(life))

    def pass_time(self) -> None:
        """Mostly a second; now and then so long that a lease runs out."""
        self.now += timedelta(seconds=self.luck.choice([0, 1, 1, 30, 240]))

    def _wrote(self, life: Life, request: dict[str, Any]) -> bool:
        items = written(request)
        if "CALLBACK" not in items:
            return False  # who was shown is on record apart
        assert life.about_to is not None
        life.about_to(self.model, callback_of(items), items)
        stored = load_callback(self.run.table, callback_of(items))
        assert stored is not None
        self.model.check(stored, life.now)
        life.unheard = life.luck.random() < 0.1
        return life.unheard


def written(request: dict[str, Any]) -> Items:
    """Of what a request wrote, the items themselves: by kind, the item or else its key."""
    actions = request.get("TransactItems") or [{"Update": request}]
    parts = [part for action in actions for part in action.values()]
    items = [from_attributes(part.get("Item") or part["Key"]) for part in parts]
    return {item["sk"]: item for item in items if "#" not in item["sk"]}


def callback_of(items: Items) -> str:
    return str(items["CALLBACK"]["pk"]).removeprefix("CALLBACK#")


@pytest.mark.parametrize("world_number", range(WORLDS))
def test_in_every_order_no_occasion_is_lost_and_nobody_is_owed_two_calls(
    run: Runtime, new_table: Tables, world_number: int
) -> None:
    for number in range(ORDERS_IN_A_WORLD):
        seed = world_number * ORDERS_IN_A_WORLD + number
        try:
            play_an_order(in_table(run, new_table()), seed)
        except Exception as failure:
            failure.add_note(f"seed {seed}")
            raise


def play_an_order(run: Runtime, seed: int) -> None:
    """Somebody asks four times and somebody else once, two agents and the job are at work."""
    here = run.clinic.location(HERE)
    run = replace(run, clinic=run.clinic.model_copy(update={"locations": (here,)}))
    world = World(run, luck_of(seed))
    for name, phone in (("a", ROBIN), ("b", ROBIN), ("c", phone_of(1))):
        world.enter(f"visitor-{name}", visitor(phone, name))
    for name in ("staff-d", "staff-e"):
        world.enter(name, caller(ROBIN, name))
    for name in ("staff-ana", "staff-ben"):
        world.enter(name, agent)
    world.enter("job", job)
    play(world.people, world.luck, world.pass_time)
    whole = snapshot.read(run.table)
    snapshot.check_whole(whole)
    assert {callback.callback_id for callback in whole.callbacks} == set(world.model.calls)
    for what, times in world.model.written.items():
        assert len(whole.events(what)) == times, what


def luck_of(seed: float) -> Random:
    """The same for the same seed."""
    return Random(seed)  # noqa: S311  # draws lots for a test
