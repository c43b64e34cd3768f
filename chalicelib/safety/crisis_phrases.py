"""The phrases that the crisis rule looks for, and how much each says by itself.

A phrase is a row of steps over the words of a message. No step can repeat without end: a gap spans
a stated number of words, at most `MAX_GAP`, and a phrase may be tried in at most `MAX_WAYS` ways
from any one word. So matching is linear in the length of the message, whatever the message is.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from math import prod
from typing import NamedTuple

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


class Phrases(tuple[Phrase, ...]):
    """Phrases in the order of the file, by the words of which each has to have one."""

    by_word: Mapping[str, list[int]]

    def __new__(cls, phrases: Iterable[Phrase] = ()) -> "Phrases":
        """Look up once which words each phrase stands or falls with."""
        made = super().__new__(cls, phrases)
        by_word: dict[str, list[int]] = {}
        for number, phrase in enumerate(made):
            for word in phrase.required[0]:
                by_word.setdefault(word, []).append(number)
        made.by_word = by_word
        return made

    def with_one_of(self, present: Iterable[str]) -> Iterator[Phrase]:
        """Those that may stand in a message of these words: most are ruled out without a look."""
        found = {number for word in present for number in self.by_word.get(word, ())}
        return (self[number] for number in sorted(found))
