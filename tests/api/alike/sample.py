"""Longer sequences, drawn by a seed: a stranger's calls, with steps of desk and jobs between."""

import random
from collections.abc import Iterator, Sequence

from .answers import Names, told
from .desk_steps import DESK_STEPS
from .memory import Memory
from .people import Typed
from .steps import STEPS
from .world import World

SEQUENCES = 60
_LENGTH = 8
_BY_DESK = 0.4

_IMPOSSIBLE = ("cannot do that",)

Told = tuple[str, tuple[str, ...]]
"""A step, and what the stranger learned of it."""


def draw(seed: int) -> list[str]:
    """The steps of one sequence. In the end, the stranger looks at all that they were given."""
    drawn = random.Random(f"alike {seed}")  # noqa: S311  # nothing is to be kept secret here
    steps = [
        drawn.choice(list(DESK_STEPS if drawn.random() < _BY_DESK else STEPS))
        for _ in range(_LENGTH)
    ]
    views = [name for name, each in STEPS.items() if each.is_own]
    return [drawn.choice(_BEGINNINGS), *steps, *views]


_BEGINNINGS = ("send the form", "hold a time", "join the waitlist")
"""Something has to be in hand before most calls are possible."""


def follow(world: World, typed: Typed, steps: Sequence[str]) -> list[Told]:
    """Go through a sequence; what whoever types this learns at each step."""
    return list(_follow(world, typed, steps))


def _follow(world: World, typed: Typed, steps: Sequence[str]) -> Iterator[Told]:
    memory, names = Memory(), Names()
    for turn, name in enumerate(steps, start=1):
        world.begin_call(turn)
        if name in DESK_STEPS:
            memory = DESK_STEPS[name](world, memory)
            continue
        done = STEPS[name].act(world, memory, typed)
        if done is None:
            yield name, _IMPOSSIBLE
            continue
        memory, replies = done
        yield name, told(replies, typed, names)
