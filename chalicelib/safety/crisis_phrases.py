"""The phrases that the crisis rule looks for, and how much each says by itself.

A phrase is a row of steps over the words of a message. No step can repeat without end: a gap spans
a stated number of words, at most `MAX_GAP`, and a phrase may be tried in at most `MAX_WAYS` ways
from any one word. What matching costs is bounded for each word of a message and each phrase in it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import chain
from math import prod
from typing import NamedTuple, overload

MAX_GAP = 8
MAX_WAYS = 128


class PatternError(ValueError):
    """The pattern file breaks its own notation; the text names the line."""


class Weight(IntEnum):
    """A measure of what a phrase says by itself; crisis_weighing.py weighs them together."""

    HINT = 1
    WEAK = 2
    STRONG_NOW = 3
    STRONG = 4


class Step(NamedTuple):
    """One of these words, after at most `gap` others; an optional word may be missing."""

    words: frozenset[str]
    gap: int
    optional: bool


class Phrase(NamedTuple):
    """A line of the file, with the heading it stands under.

    `required` repeats the words of each step that may not be missing, those that messages have
    least often first: most messages are ruled out by the first look.
    """

    sign: str
    steps: tuple[Step, ...]
    required: tuple[frozenset[str], ...]
    weight: Weight = Weight.STRONG

    @property
    def ways(self) -> int:
        """In how many ways this phrase may be tried from one word of a message."""
        return prod((step.gap + 1) * (2 if step.optional else 1) for step in self.steps)


class Line(NamedTuple):
    """A line of the file as it stands, with the sign and weight of its heading."""

    sign: str
    weight: Weight
    text: str


_ByOther = tuple[frozenset[str], dict[str, dict[int, Phrase]]]
"""Words that go with another one, and by each the numbers and phrases that have both."""


class Phrases(Sequence[Phrase]):
    """Phrases in the order of the file, by the words of which each has to have one."""

    def __init__(self, lines: Sequence[Line], make: Callable[[Line], Phrase]) -> None:
        """Hold the lines; `make` makes a phrase of one when it is first asked for."""
        self._lines = lines
        self._make = make
        self._made: dict[int, Phrase] = {}
        self._by_word: dict[str, list[list[int]]] = {}
        self._by_two: dict[str, _ByOther] = {}

    def look_up(self, words: Iterable[str], numbers: list[int]) -> None:
        """Look for the phrases of these numbers where a message has one of these words."""
        for word in words:
            self._by_word.setdefault(word, []).append(numbers)

    def that_may_stand_in(self, present: frozenset[str]) -> Iterator[Phrase]:
        """Those of which a message of these words has all that they require, in order.

        Most are ruled out, many at once, by the two steps that are the rarest.
        """
        found: dict[int, Phrase] = {}
        for word in self._by_word.keys() & present:
            others, phrases = self._by_two.get(word) or self._read(word)
            for other in others & present:
                found |= phrases[other]
        for number in sorted(found):
            phrase = found[number]
            for words in phrase.required[2:]:
                if words.isdisjoint(present):
                    break
            else:
                yield phrase

    def _read(self, word: str) -> _ByOther:
        """The phrases of a word by their rarest words after it, read when it is first met."""
        others: dict[str, dict[int, Phrase]] = {}
        for number in chain.from_iterable(self._by_word[word]):
            phrase = self[number]
            for other in phrase.required[:2][-1]:
                others.setdefault(other, {})[number] = phrase
        self._by_two[word] = frozenset(others), others
        return self._by_two[word]

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Phrase: ...
    @overload
    def __getitem__(self, at: slice) -> list[Phrase]: ...
    def __getitem__(self, at: int | slice) -> Phrase | list[Phrase]:
        """The phrase of this number, made of its line if it was not before."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        made = self._made.get(at)
        if made is None:
            made = self._made[at] = self._make(self._lines[at])
        return made
