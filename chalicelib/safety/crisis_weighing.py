"""Weighs the signs found in a message together. Pure.

A strong sign is enough for the front of the queue: stated intent, a plan, means, an attempt under
way. A weak sign is enough for the panel, and two weak ones of different kinds for the front, if
they stand near each other: over a long message, two phrases far apart are chance. A hint is no sign
by itself; beside a hint of another kind it is a weak one. What is told as long past weighs less.
"""

from collections import deque
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from .crisis_phrases import Weight

NEAR = 70
"""Within so many words, two weak signs speak of one thing."""
NEAR_HINTS = 25
NEAR_PAST = 9
"""A time long past tells of what stands within so many words of it."""


class Level(StrEnum):
    """The outcome: nothing is done, help is shown, or the call comes before all others."""

    NONE = "none"
    PANEL = "panel"
    CRISIS = "crisis"


class Found(NamedTuple):
    """A phrase found: its kind, how much it says, and its first and last word in the message."""

    sign: str
    weight: Weight
    first: int
    last: int


class Weighed(NamedTuple):
    """The level, and what of all that was found speaks for it."""

    level: Level
    found: list[Found]


class Past(NamedTuple):
    """Words that put something long ago, the first and the last, and the clause they stand in."""

    first: int
    last: int
    clause: range

    def distance(self, found: Found) -> float | None:
        """The words to a deed, or None in another clause; what goes before is nearer."""
        if found.last not in self.clause and found.first not in self.clause:
            return None
        if found.last < self.first:
            return self.first - found.last
        return max(0, found.first - self.last) + 0.5


def weigh(found: Iterable[Found], past: Iterable[Past]) -> Weighed:
    """Weigh what was found; `past` is where the message speaks of long ago."""
    all_found = _with_the_past(list(found), past)
    signs = [each for each in all_found if each.weight > Weight.HINT]
    hints = [each for each in all_found if each.weight is Weight.HINT]
    if not signs:
        return Weighed(Level.PANEL, hints) if _two_kinds(hints, NEAR_HINTS) else _NOTHING
    if any(each.weight > Weight.WEAK for each in signs) or _two_kinds(signs, NEAR):
        return Weighed(Level.CRISIS, signs)
    return Weighed(Level.PANEL, signs)


_NOTHING = Weighed(Level.NONE, [])


def _with_the_past(found: list[Found], past: Iterable[Past]) -> list[Found]:
    """Each time long past makes a weak sign of the one deed that it stands nearest to."""
    deeds = [each for each in found if each.weight is Weight.STRONG_NOW]
    long_ago: set[int] = set()
    for when in past if deeds else ():
        near = [
            (distance, deed, when.clause)
            for deed in deeds
            if (distance := when.distance(deed)) is not None and distance <= NEAR_PAST
        ]
        if near:
            _, nearest, clause = min(near, key=lambda each: each[0])
            long_ago.update(at for at in range(nearest.first, nearest.last + 1) if at in clause)
    if not long_ago:
        return found
    return [
        each._replace(weight=Weight.WEAK)
        if each.weight is Weight.STRONG_NOW and not long_ago.isdisjoint((each.first, each.last))
        else each
        for each in found
    ]


def _two_kinds(found: Iterable[Found], near: int) -> bool:
    """True if one of a kind ends at most so many words before one of another kind begins."""
    ended = deque(sorted(found, key=lambda one: one.last))
    last_of: dict[str, int] = {}
    for each in sorted(ended, key=lambda one: one.first):
        while ended[0].last < each.first:
            before = ended.popleft()
            last_of[before.sign] = before.last
        if any(each.first - last <= near for sign, last in last_of.items() if sign != each.sign):
            return True
    return False
