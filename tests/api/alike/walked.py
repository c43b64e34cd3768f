"""Walks that are made once, for all tests that look at them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .people import Typed, Who, known_to_clinic, stranger, unknown_like
from .remembered import Outcomes
from .states import STATES, TAKE_TIMES
from .walk import Difference, Walked, differences, walk
from .world import World

_BEFORE = 100
"""A turn that no call of a stranger has: their ids differ from all that were drawn before."""


@dataclass
class Walks:
    """The walks through one world, each made when it is first asked for."""

    world: World
    outcomes: Outcomes = field(default_factory=Outcomes)
    _made: dict[tuple[str | None, Typed, Typed, str], Walked] = field(default_factory=dict)

    def differences(self, state: str, who: Who, first: str) -> list[Difference]:
        """The shortest sequences from a call on that tell this stranger of who is in this state."""
        known = known_to_clinic(who)
        times_taken = state if state in TAKE_TIMES else None
        unknown = self.walked(times_taken, known, unknown_like(who), first)
        return list(differences(unknown, self.walked(state, known, stranger(who), first)))

    def walked(self, state: str | None, known: Typed, typed: Typed, first: str) -> Walked:
        """What whoever types this is told from this call on, while the known are in this state."""
        named = (state, known, typed, first)
        walked = self._made.get(named)
        if walked is None:
            with self.world.calls.keeping(self.outcomes), while_in(self.world, state, known):
                walked = self._made[named] = walk(self.world, typed, first)
        return walked


@contextmanager
def while_in(world: World, state: str | None, known: Typed) -> Iterator[None]:
    """While the block runs, the known person is in a state, or in none."""
    mark = world.mark()
    world.of_known = []
    world.begin_call(_BEFORE)
    try:
        if state is not None:
            STATES[state](world, known)
        yield
    finally:
        world.back_to(mark)
