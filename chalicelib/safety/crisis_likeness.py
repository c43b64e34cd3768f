"""The likeness of a message to messages of danger, by the weights of its words. Pure.

Phrases find what they say and no more. This is a second voice for what no phrase catches: words,
pairs of neighbors, groups of words of one meaning, and two groups near each other have weights
that tests/crisis_weights.py has fitted to messages written for this project. It raises a level, or
lowers one where what stands around a sign is ordinary. A long letter is read in windows, of which
the one that says most counts.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from .crisis_weighing import Found
from .message_parts import clause_around, sentence_around
from .read_message import Message

NEAR = 6
"""Two groups are near each other within so many words."""
WINDOW, STEP = 200, 50
AROUND = 8
"""So many words before and after a sign are those around it."""
MARGIN = 0.6
"""Words around a sign doubt it where they say less than its own, by more than one of them can."""
SHORT = 25
"""From so many words on, more words have to say more."""
_SOURCE = Path(__file__).with_name("crisis_weights.txt")
_NO_GROUP: tuple[str, ...] = ()


class Scale(NamedTuple):
    """The weights of what a window may hold, and the sum of an empty one."""

    of: Mapping[str, int]
    """In tenths: a sum is the same in whatever order."""
    base: float


class Weights(NamedTuple):
    """Two scales, for danger of any kind and for what comes first, and from where on they speak."""

    danger: Scale
    front: Scale
    groups: Mapping[str, tuple[str, ...]]
    panel_from: float
    front_from: float
    front_beside_a_sign_from: float
    crisis_doubted_below: float
    """Bound below which the words around strong signs make them show the panel alone."""
    crisis_denied_below: float
    panel_denied_below: float
    """Bounds below which the words around signs make the message an ordinary one."""


class Likeness(NamedTuple):
    """The likeness of a message to words of danger, and to those that come first."""

    danger: float
    front: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Read the weights on first use, once per process."""
    return parse_weights(_SOURCE.read_text(encoding="utf-8"))


def parse_weights(source: str) -> Weights:
    """Turn the text of a file of weights into `Weights`; raises ValueError or KeyError."""
    scales: dict[str, dict[str, int]] = {"danger": {}, "front": {}}
    numbers: dict[str, float] = {}
    groups: dict[str, tuple[str, ...]] = {}
    for line in source.splitlines():
        head, _, rest = line.partition(" ")
        if head.startswith("@"):
            for word in rest.split():
                groups[word] = (*groups.get(word, ()), head)
        elif head in scales:
            weight, *features = rest.split(" ")
            scales[head].update(dict.fromkeys(features, int(weight)))
        elif head not in ("#", ""):
            numbers[head] = float(rest)
    return Weights(
        Scale(scales["danger"], numbers["base_of_danger"]),
        Scale(scales["front"], numbers["base_of_front"]),
        groups,
        *[numbers[name] for name in Weights._fields[3:]],
    )


def likeness_of(message: Message, by: Weights) -> Likeness:
    """Measure the windows of a message; the one that says most counts."""
    windows = [(features_of(words, by.groups), len(words)) for words in _windows(message)]
    if not windows:
        return Likeness(by.danger.base, by.front.base)
    return Likeness(
        max(sum_of(features, length, by.danger) for features, length in windows),
        max(sum_of(features, length, by.front) for features, length in windows),
    )


def likeness_around(
    message: Message, found: Iterable[Found], whole: Likeness, by: Weights
) -> Likeness:
    """The most that the message says, or what stands around any of what was found in it.

    That is its sentence, its clause, or some words on either side: no harmless sentence beside a
    sign, however long, makes it doubted.
    """
    danger, front = whole
    for words in _parts(message, _around(message, found)):
        features = features_of(words, by.groups)
        danger = max(danger, sum_of(features, len(words), by.danger))
        front = max(front, sum_of(features, len(words), by.front))
    return Likeness(danger, front)


def danger_of_own_words(message: Message, found: Iterable[Found], by: Weights) -> float:
    """The least that any of what was found says of danger by its own words."""
    own = (range(each.first, each.last + 1) for each in found)
    return min(
        sum_of(features_of(words, by.groups), len(words), by.danger)
        for words in _parts(message, own)
    )


def _around(message: Message, found: Iterable[Found]) -> Iterator[range]:
    over = len(message.words)
    for first, last in dict.fromkeys((each.first, each.last) for each in found):
        yield range(max(0, first - AROUND), min(over, last + AROUND + 1))
        yield sentence_around(message, first, last)
        yield clause_around(message, first, last)


def _parts(message: Message, ranges: Iterable[range]) -> Iterator[list[str]]:
    """The words of each, of equal ones once."""
    for each in dict.fromkeys(ranges):
        yield message.words[each.start : each.stop]


def sum_of(features: Set[str], length: int, scale: Scale) -> float:
    """The weights of all that stands in a window, less for each the more words there are."""
    of = scale.of
    tenths = sum([of[feature] for feature in features & of.keys()])
    return scale.base + tenths * share_of_each(length) / 10


def share_of_each(length: int) -> float:
    """The part that each counts for where there are so many words."""
    return 1 / math.sqrt(max(1.0, length / SHORT))


def features_of(words: list[str], groups: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Words, pairs of neighbors, groups, and pairs of groups near each other."""
    found = {*words, *[f"{a}_{b}" for a, b in pairwise(words)]}
    grouped = [(at, groups[word]) for at, word in enumerate(words) if word in groups]
    for number, (at, names) in enumerate(grouped):
        found.update(names)
        for there, others in grouped[number + 1 : number + 1 + NEAR]:
            if there - at > NEAR:
                break
            found.update([a + b for a in names for b in others])
    return found


def _windows(message: Message) -> Iterator[list[str]]:
    """The whole message, or windows that begin with a sentence, some way from each other."""
    words = message.words
    begin = 0
    while words:
        yield words[begin : begin + WINDOW]
        if begin + WINDOW >= len(words):
            return
        later = [at for at in message.breaks if begin + STEP <= at <= begin + 2 * STEP]
        begin = min(later, default=begin + STEP)
