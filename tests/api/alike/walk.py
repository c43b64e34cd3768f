"""A walk along every sequence of calls, as a tree: each call once, and back for the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .answers import Names, told
from .memory import Memory
from .people import Typed
from .steps import STEPS, Step
from .world import World

CALLS = 3
"""The most calls of a sequence; what can be looked at afterwards is looked at besides."""

Path = tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """All that a stranger learned at the end of a sequence."""

    told: tuple[str, ...]
    changed: bool
    """True if the last call changed anything. One that did not leads nowhere new."""


Walked = Mapping[Path, Answer]


@dataclass(frozen=True)
class Difference:
    """A sequence after which a stranger is told another thing than the unknown."""

    path: Path
    wanted: Answer | None
    found: Answer | None

    def __str__(self) -> str:
        """The sequence, and the two answers."""
        wanted, found = (_shown(each) for each in (self.wanted, self.found))
        return f"{' > '.join(self.path)}\n  the unknown: {wanted}\n  the stranger: {found}"


def walk(world: World, typed: Typed, first: str) -> Walked:
    """All sequences of at most three calls that begin with ``first``, with what each tells.

    One part of all sequences is as good as another, so that each is soon walked.
    """
    return dict(_walk_on(world, typed, (), Memory(), {}, {first: STEPS[first]}))


def _walk_on(
    world: World,
    typed: Typed,
    path: Path,
    memory: Memory,
    names: Names,
    steps: Mapping[str, Step] = STEPS,
) -> Iterator[tuple[Path, Answer]]:
    for name, each in steps.items():
        if len(path) >= CALLS and not each.is_own:
            continue
        mark, known = world.mark(), dict(names)
        world.begin_call(len(path) + 1)
        done = each.act(world, memory, typed)
        if done is not None:
            after, replies = done
            here = (*path, name)
            has_changed = world.has_changed_since(mark)
            yield here, Answer(told(replies, typed, known), has_changed)
            if has_changed:
                yield from _walk_on(world, typed, here, after, known)
        world.back_to(mark)


def differences(unknown: Walked, stranger: Walked) -> Iterator[Difference]:
    """The shortest sequences that end in something else for the stranger, none a part of another.

    A call that changes something for one of them alone shows in none of the answers to it; it would
    in later ones, which only the one could be asked for.
    """
    found: set[Path] = set()
    for path in sorted({*unknown, *stranger}, key=lambda path: (len(path), path)):
        if any(path[:count] in found for count in range(1, len(path))):
            continue
        if unknown.get(path) != stranger.get(path):
            found.add(path)
            yield Difference(path, unknown.get(path), stranger.get(path))


def _shown(answer: Answer | None) -> str:
    if answer is None:
        return "cannot do that"
    return " | ".join(answer.told) + ("" if answer.changed else " (nothing changed)")
