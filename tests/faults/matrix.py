"""The matrix: every use case, every call that it makes, every fault; then the same again.

A cell is right when after the repeats every answer that was given, and the whole table, equal those
of a run in which nothing went wrong; ids and times aside.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from tests.api.conftest import Reply

from .canonical import canonical, ids_in
from .differing import differences
from .scenarios import Scenario, Sent
from .wire import Fault, Turns
from .world import Items, World, plain

AGAIN = "sent again"
AT_ONCE = {"two at once": 2, "eight at once": 8, "eight by chance": 8}
"""How many, where nothing was sent before."""
OVERTAKEN = "overtaken"
BY_CHANCE = "eight by chance"
SEED = 1


@dataclass(frozen=True)
class Cell:
    """One fault at one call; with none, the request is sent again, or some of it at once."""

    column: str
    call: int = 0
    fault: Fault | None = None

    def __str__(self) -> str:
        return f"{self.column} at call {self.call}" if self.call else self.column


@dataclass(frozen=True)
class Verdict:
    """What differed in a cell; nothing when it is right."""

    cell: Cell
    operation: str
    wrong: list[str]


@dataclass
class Row:
    """A use case with its cells."""

    scenario: Scenario
    calls: list[str]
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def wrong(self) -> list[Verdict]:
        """Those that are not right."""
        return [verdict for verdict in self.verdicts if verdict.wrong]


@dataclass(frozen=True)
class Stage:
    """A scenario that is set up: how the world stands, what is sent, and how it goes rightly."""

    scenario: Scenario
    items: Items
    now: datetime
    sent: Sent
    calls: list[str]
    known: set[str]
    answer: Counter[str]
    table: Counter[str]


def stage(world: World, scenario: Scenario) -> Stage:
    """Set the scenario up, and see how it goes when nothing goes wrong."""
    world.wire.begin(f"{scenario.name}: set up")
    world.start_over()
    sent = scenario.prepare(world)
    items, now = world.items(), world.clock.now
    world.wire.begin(f"{scenario.name}: faultless")
    reply = sent.send(world.caller(sent.by))
    calls = list(world.wire.sent)
    assert reply.status < 300, f"{scenario.name}: {reply.status} {reply.text}"
    known = ids_in([*plain(items), sent.path, sent.body])
    answer = _seen(scenario, reply, known)
    return Stage(
        scenario, items, now, sent, calls, known, answer, canonical(plain(world.items()), known)
    )


def cells_of(calls: list[str]) -> list[Cell]:
    """Every cell of a use case that makes these calls."""
    faults = [
        Cell(fault.value, number, fault)
        for fault in Fault
        for number, operation in enumerate(calls, 1)
        if fault.can_befall(operation)
    ]
    overtaken = [Cell(OVERTAKEN, number) for number in range(1, len(calls))]
    return [Cell(AGAIN), *map(Cell, AT_ONCE), *overtaken, *faults]


def try_row(world: World, scenario: Scenario) -> Row:
    """A whole row; one that cannot be set up, or goes wrong without a fault, is a wrong one."""
    try:
        staged = stage(world, scenario)
    except AssertionError as failure:
        return Row(scenario, [], [Verdict(Cell(AGAIN), "", [f"as yet: {failure}"])])
    row = Row(scenario, staged.calls)
    row.verdicts = [try_cell(world, staged, cell) for cell in cells_of(staged.calls)]
    return row


def try_cell(world: World, staged: Stage, cell: Cell) -> Verdict:
    """One cell: the fault, then again, then again at once."""
    world.restore(staged.items, staged.now)
    world.wire.begin(f"{staged.scenario.name}: {cell}", cell.fault, cell.call)
    replies = list(_replies(world, staged.sent, cell))
    wrong = [line for reply in replies for line in _differs(staged, *reply)]
    found = canonical(plain(world.items()), staged.known)
    wrong += [f"at the end: {line}" for line in differences(staged.table, found)]
    if cell.fault and not world.wire.befell:
        wrong.append("the fault befell no call")
    return Verdict(cell, world.wire.befell, wrong)


def _replies(world: World, sent: Sent, cell: Cell) -> Iterator[tuple[str, Reply]]:
    """What is answered, and to which of the requests."""
    if cell.column not in (*AT_ONCE, OVERTAKEN):
        repeating = cell.fault is Fault.DRIVER_REPEATS
        with world.driver_repeating() if repeating else nullcontext():
            first = sent.send(world.caller(sent.by))
        if first.status != 503 or repeating:  # no answer is none that could be wrong
            yield "first", first
        world.wire.heal()
        world.a_second_later()
        yield "again", sent.send(world.caller(sent.by))
        world.a_second_later()
    for reply in _at_once(world, sent, cell):
        yield "at once", reply


def _at_once(world: World, sent: Sent, cell: Cell) -> list[Reply]:
    """Some of the same, which look and write in turn."""
    crowd = AT_ONCE.get(cell.column, 2)
    luck = Random(SEED) if cell.column == BY_CHANCE else None  # noqa: S311  # whose turn it is
    overtaken_at = cell.call if cell.column == OVERTAKEN else 0
    ready = threading.Barrier(crowd)
    mine: list[int] = []

    def one(seat: int) -> Reply:
        caller = world.caller(sent.by, seat)
        mine.append(threading.get_ident())
        if ready.wait() == 0:
            world.wire.turns = Turns(list(mine), luck, overtaken_at)
        ready.wait()
        turns = world.wire.turns
        assert turns is not None
        try:
            return sent.send(caller)
        finally:
            turns.leave()

    try:
        with ThreadPoolExecutor(crowd) as pool:
            return list(pool.map(one, range(crowd)))
    finally:
        world.wire.turns = None


def _differs(staged: Stage, which: str, reply: Reply) -> list[str]:
    if reply.status >= 400:
        return [f"{which}: {reply.status} {_kind(reply)}"]
    found = _seen(staged.scenario, reply, staged.known)
    return [f"{which}: {line}" for line in differences(staged.answer, found)]


def _seen(scenario: Scenario, reply: Reply, known: set[str]) -> Counter[str]:
    """An answer as it is compared."""
    if not scenario.answers_alike:
        return canonical([{"status": reply.status}], known)
    body: Any = reply.json if reply.body else None
    return canonical(
        [{"status": reply.status, "etag": reply.headers.get("etag"), "body": body}], known
    )


def _kind(reply: Reply) -> str:
    try:
        return str(reply.json.get("type", "")).rpartition(":")[2]
    except ValueError:
        return ""
