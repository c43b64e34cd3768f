"""The phrases that the crisis rule looks for, and how much each says by itself.

A phrase is a row of steps over the words of a message. No step can repeat without end: a gap spans
a stated number of words, at most `MAX_GAP`, and a phrase may be tried in at most `MAX_WAYS` ways
from any one word. So matching is linear in the length of the message, whatever the message is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
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

    `required` repeats the words of each step that may not be missing, those that other phrases use
    least first: most messages are ruled out by the first look.
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


class Phrases(Sequence[Phrase]):
    """Phrases in the order of the file, by the words of which each has to have one."""

    def __init__(self, lines: Sequence[Line], make: Callable[[Line], Phrase]) -> None:
        """Hold the lines; `make` makes a phrase of one when it is first asked for."""
        self._lines = lines
        self._make = make
        self._made: dict[int, Phrase] = {}
        self._by_word: dict[str, list[_Group]] = {}

    def look_up(self, words: Iterable[str], numbers: list[int]) -> None:
        """Look for the phrases of these numbers where a message has one of these words."""
        group = _Group(numbers)
        for word in words:
            self._by_word.setdefault(word, []).append(group)

    def that_may_stand_in(self, present: frozenset[str]) -> Iterator[Phrase]:
        """Those whose two rarest steps a message of these words can take: most are ruled out."""
        by_word = self._by_word
        numbers: set[int] = set()
        for word in present:
            for group in by_word.get(word, ()):
                for words, of_these in group.by_next or group.read(self):
                    if not words.isdisjoint(present):
                        numbers.update(of_these)
        return map(self.__getitem__, sorted(numbers))

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


class _Group:
    """Phrases that have their rarest words in common, by the words that are rarest after those."""

    def __init__(self, numbers: list[int]) -> None:
        self._numbers = numbers
        self.by_next: list[tuple[frozenset[str], list[int]]] = []

    def read(self, phrases: Phrases) -> list[tuple[frozenset[str], list[int]]]:
        """Read the phrases, when a message first has a word of theirs."""
        by_next: dict[frozenset[str], list[int]] = {}
        for number in self._numbers:
            rarest, *others = phrases[number].required
            by_next.setdefault(others[0] if others else rarest, []).append(number)
        self.by_next = list(by_next.items())
        return self.by_next
