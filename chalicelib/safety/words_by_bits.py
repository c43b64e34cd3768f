"""The positions at which phrases stand in a message. Pure.

Each word has a number with one bit for every position that it stands at, so a step of a phrase is
tried at all positions of a message at once. A phrase costs about as many operations as it has
steps and gaps, on numbers as long as the message, and one walk for each start at which it stands.
"""

from collections.abc import Iterable, Iterator

from .crisis_phrases import Phrase, Phrases, Step

Positions = tuple[int, ...]
_ANYWHERE = -1
"""All bits: nothing is asked of the words from there on."""


class Words:
    """The words of a message by the positions that they stand at."""

    def __init__(self, words: Iterable[str]) -> None:
        where: dict[str, int] = {}
        bit = 1
        for word in words:
            where[word] = where.get(word, 0) | bit
            bit <<= 1
        self._where = where
        self._steps: dict[frozenset[str], int] = {}
        self.present = frozenset(where)

    def without(self, positions: Iterable[int]) -> "Words":
        """The words that are left, each where it was, when those at these positions are gone."""
        if not (gone := _bits(positions)):
            return self
        left = Words(())
        left._where = {word: at for word, bits in self._where.items() if (at := bits & ~gone)}
        left.present = frozenset(left._where)
        return left

    def found(self, phrases: Phrases) -> Iterator[tuple[Phrase, list[Positions]]]:
        """Those of the phrases that stand in the message, in order, with where each does."""
        for phrase in phrases.that_may_stand_in(self.present):
            if positions := self.positions_of(phrase):
                yield phrase, positions

    def positions_of(self, phrase: Phrase) -> list[Positions]:
        """Each start at which the phrase stands, as the positions of its words from there."""
        known = self._steps
        taken: list[int] = []  # where each step can be taken so that all after it can be, too
        rest = _ANYWHERE
        for words, gap, is_optional in reversed(phrase.steps):
            if (here := known.get(words)) is None:
                here = self._at(words)
            here &= rest >> 1
            taken.append(here)
            for _ in range(gap):
                here |= here >> 1
            rest = here | rest if is_optional else here
            if not rest:
                return []
        taken.reverse()
        return [_walk(start, phrase.steps, taken) for start in _positions(taken[0])]

    def _at(self, words: frozenset[str]) -> int:
        """The positions of any of these words, kept: many phrases ask for the same ones."""
        bits = 0
        for word in words & self.present:
            bits |= self._where[word]
        self._steps[words] = bits
        return bits


def _walk(start: int, steps: tuple[Step, ...], taken: list[int]) -> Positions:
    """The nearest position at which each step can be taken; one that cannot be is optional."""
    positions = [start]
    at = start + 1
    for step, can_be in zip(steps[1:], taken[1:], strict=True):
        near = can_be >> at & (2 << step.gap) - 1
        if near:
            at += _lowest(near)
            positions.append(at)
            at += 1
    return tuple(positions)


def _positions(bits: int) -> Iterator[int]:
    while bits:
        yield _lowest(bits)
        bits &= bits - 1


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def _bits(positions: Iterable[int]) -> int:
    bits = 0
    for at in positions:
        bits |= 1 << at
    return bits
