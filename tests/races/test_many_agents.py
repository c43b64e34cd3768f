"""Sixteen agents empty a queue in tight loops."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import mean

import pytest

from chalicelib.callbacks.claim_next import claim_next
from chalicelib.callbacks.models import CallbackCard
from chalicelib.clinic import Urgency
from chalicelib.platform.runtime import Runtime

from . import snapshot
from .barrier import at_once
from .builders import CRISIS, HERE, claim, reach, submit
from .conftest import Tables, in_table
from .faulty_network import ClaimRefusals, LastLook
from .queued import fill_queue

AGENTS = 16
CRISES = 20
MOST_WRITES_PER_CLAIM = 2.0

Finish = Callable[[Runtime, str, CallbackCard], None]


@dataclass
class Shift:
    """What the agents did; ``out_of_turn`` are those they called while a crisis was waiting."""

    run: Runtime
    look: LastLook
    finish: Finish
    cards: list[CallbackCard] = field(default_factory=list)
    out_of_turn: list[CallbackCard] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def work(self, staff_id: str) -> None:
        """Take the next call as soon as the last one is done, until none is left."""
        while card := claim_next(self.run, staff_id, HERE, None):
            with self._lock:
                self.cards.append(card)
                if self.look.crises_waited and card.urgency is not Urgency.CRISIS:
                    self.out_of_turn.append(card)
            self.finish(self.run, staff_id, card)


def keep(run: Runtime, staff_id: str, card: CallbackCard) -> None:
    """The call goes on and on: it stays claimed."""


@pytest.mark.parametrize(
    ("finish", "owed"), [(reach, 300), (keep, 100)], ids=["each made at once", "each kept"]
)
def test_sixteen_agents_claim_each_call_once_and_every_crisis_before_anything_else(
    run: Runtime, new_table: Tables, finish: Finish, owed: int
) -> None:
    """How often claims meet also hangs on who gets a core when: in doubt the mean of three."""
    writes = writes_per_claim(run, finish, owed)
    if writes > MOST_WRITES_PER_CLAIM:
        more = [writes_per_claim(in_table(run, new_table()), finish, owed) for _ in range(2)]
        writes = mean([writes, *more])
    print(f"\n{AGENTS} agents, {owed} calls: {writes:.2f} writes per claim")
    assert writes <= MOST_WRITES_PER_CLAIM


def writes_per_claim(run: Runtime, finish: Finish, owed: int) -> float:
    """One shift, in which everything has to be right; how many writes were tried per claim."""
    fill_queue(run, owed, CRISES)
    claims, look = ClaimRefusals(), LastLook()
    claims.watch_claims(run.table.client)
    look.watch(run.table.client)
    shift = Shift(run, look, finish)
    at_once(shift.work, [f"staff-{number}" for number in range(AGENTS)])
    claimed = Counter(card.callback_id for card in shift.cards)
    assert len(claimed) == owed
    assert set(claimed.values()) == {1}
    assert shift.out_of_turn == []
    assert claims.tried - claims.refused == owed
    snapshot.check_whole(snapshot.read(run.table))
    return claims.tried / owed


def test_whoever_works_alone_makes_every_call_in_its_turn(run: Runtime) -> None:
    fill_queue(run, 30, crises=3)
    cards = [claim(run, "staff-ana") for _ in range(30)]
    order = [(card.urgency is not Urgency.CRISIS, card.respond_by) for card in cards]
    assert order == sorted(order)


def test_of_more_leases_than_a_page_holds_one_that_ran_out_waits_for_its_turn(
    run: Runtime,
) -> None:
    """Leases stand before those that wait, and a crisis waits: it comes first all the same."""
    fill_queue(run, 50)
    held = [claim(run, "staff-ana") for _ in range(45)]
    run.clock.forward(minutes=11)  # type: ignore[attr-defined]
    crisis = submit(run, message=CRISIS)
    assert claim(run, "staff-ben").occasions == [crisis.request_id]
    assert claim(run, "staff-ben").callback_id == held[0].callback_id
