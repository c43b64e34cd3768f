"""The likeness of a message to messages of danger, by the weights of its words. Pure.

Phrases find what they say and no more. This is a second voice for what no phrase catches: words,
pairs of neighbors, groups of words of one meaning, and two groups near each other have weights
that tests/crisis_weights.py has fitted to messages written for this project. It raises a level, or
lowers one where what stands around a sign is ordinary. A long letter is read in windows, of which
the one that says most counts.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from .crisis_weighing import Found
from .message_parts import clause_around, conjunct_around, sentence_around
from .read_message import Message

NEAR = 6
"""Two groups are near each other within so many words."""
WINDOW, STEP = 200, 50
AROUND = 8
"""So many words before and after a sign are those around it."""
MARGIN = 0.65
"""Words around a sign doubt it where they say less than its own, by more than one of them can."""
SHORT = 25
"""From so many words on, more words have to say more."""
_SOURCE = Path(__file__).with_name("crisis_weights.txt")


class Likeness(NamedTuple):
    """The likeness of a message to words of danger, and to those that come first."""

    danger: float
    front: float


class Bounds(NamedTuple):
    """The sums from which the words speak, or below which they doubt what a phrase says."""

    panel_from: float
    front_from: float
    part_of_danger_in_front: float
    """The part of danger that counts for what comes first, where no phrase speaks."""
    front_beside_a_sign_from: float
    sentence_from: float
    """The likeness of one sentence to danger that shows the panel, whatever the others say."""
    crisis_doubted_below: float
    front_doubted_below: float
    """Bounds below which the words around strong signs make them show the panel alone."""
    crisis_denied_below: float
    panel_denied_below: float
    """Bounds below which the words around signs make the message an ordinary one.

    Only where they say less than the signs' own words, too. Signs in two places, which come first,
    show the panel below these.
    """
    front_ordinary_below: float
    panel_ordinary_below: float
    around_ordinary_below: float
    """Bounds below which a message as a whole, and what stands around its signs, are ordinary.

    Where both are, a level is lowered by one.
    """


class Weights(NamedTuple):
    """Two weights of all that a window may hold, and from which sums on they speak."""

    of: Mapping[str, tuple[int, int]]
    """For danger and for what comes first, in tenths: a sum is the same in whatever order."""
    base: Likeness
    """The sums of an empty window."""
    groups: Mapping[str, tuple[str, ...]]
    bounds: Bounds


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Read the weights on first use, once per process."""
    return parse_weights(_SOURCE.read_text(encoding="utf-8"))


def parse_weights(source: str) -> Weights:
    """Turn the text of a file of weights into `Weights`; raises ValueError or KeyError."""
    of: dict[str, tuple[int, int]] = {}
    numbers: dict[str, float] = {}
    groups: dict[str, tuple[str, ...]] = {}
    for line in source.splitlines():
        head, _, rest = line.partition(" ")
        if head.startswith("@"):
            for word in rest.split():
                groups[word] = (*groups.get(word, ()), head)
        elif head == "weigh":
            danger, front, features = rest.split(" ", 2)
            of.update(dict.fromkeys(features.split(" "), (int(danger), int(front))))
        elif head not in ("#", ""):
            numbers[head] = float(rest)
    return Weights(
        of,
        Likeness(numbers["base_of_danger"], numbers["base_of_front"]),
        groups,
        Bounds(*[numbers[name] for name in Bounds._fields]),
    )


def likeness_of(message: Message, by: Weights) -> Likeness:
    """Measure the windows of a message; the one that says most counts."""
    if len(message.words) <= WINDOW:
        return likeness_of_words(message.words, by)
    return _most(likeness_of_words(words, by) for words in _windows(message))


def danger_of_sentences(message: Message, by: Weights) -> float:
    """The most that any one of several sentences says of danger; one alone is all of the message.

    So a letter about something else does not drown the one sentence that matters in it.
    """
    ends = [0, *message.sentence_ends, len(message.words)]
    sentences = [message.words[begin:end] for begin, end in pairwise(ends) if begin < end]
    if len(sentences) == 1:
        return by.base.danger
    return max((likeness_of_words(words, by).danger for words in sentences), default=by.base.danger)


def _most(measured: Iterable[Likeness]) -> Likeness:
    danger, front = zip(*measured, strict=True)
    return Likeness(max(danger), max(front))


def likeness_around(
    message: Message, found: Iterable[Found], whole: Likeness, by: Weights
) -> Likeness:
    """The most that the message says, or what stands around any of what was found in it.

    That is its sentence, its clause, its part of a clause up to an "and" or a "because", or some
    words on either side: nothing harmless beside a sign, however long, makes it doubted.
    """
    parts = _parts(message, _around(message, found))
    return _most([whole, *(likeness_of_words(words, by) for words in parts)])


def danger_of_own_words(message: Message, found: Iterable[Found], by: Weights) -> float:
    """The least that any of what was found says of danger by its own words."""
    own = (range(each.first, each.last + 1) for each in found)
    return min(likeness_of_words(words, by).danger for words in _parts(message, own))


def _around(message: Message, found: Iterable[Found]) -> Iterator[range]:
    over = len(message.words)
    for first, last in dict.fromkeys((each.first, each.last) for each in found):
        yield range(max(0, first - AROUND), min(over, last + AROUND + 1))
        yield sentence_around(message, first, last)
        yield clause_around(message, first, last)
        yield conjunct_around(message, first, last)


def _parts(message: Message, ranges: Iterable[range]) -> Iterator[list[str]]:
    """The words of each, of equal ones once."""
    for each in dict.fromkeys(ranges):
        yield message.words[each.start : each.stop]


def likeness_of_words(words: list[str], by: Weights) -> Likeness:
    """The weights of all that stands in a window, less for each the more words there are."""
    of = by.of
    danger = front = 0
    for feature in of.keys() & features_of(words, by.groups):
        of_danger, of_front = of[feature]
        danger += of_danger
        front += of_front
    share = share_of_each(len(words)) / 10
    return Likeness(by.base.danger + danger * share, by.base.front + front * share)


def share_of_each(length: int) -> float:
    """The part that each counts for where there are so many words."""
    return 1 / math.sqrt(max(1.0, length / SHORT))


def features_of(words: list[str], groups: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Words, pairs of neighbors, groups, and pairs of groups near each other; some repeated."""
    grouped = [(at, groups[word]) for at, word in enumerate(words) if word in groups]
    return [
        *words,
        *[f"{a}_{b}" for a, b in pairwise(words)],
        *[name for _, names in grouped for name in names],
        *[
            a + b
            for number, (at, names) in enumerate(grouped, start=1)
            for there, others in grouped[number : number + NEAR]
            if there - at <= NEAR
            for a in names
            for b in others
        ],
    ]


def _windows(message: Message) -> Iterator[list[str]]:
    """The parts of a long message, most begin with a sentence, some way from each other."""
    words = message.words
    begin = 0
    while True:
        yield words[begin : begin + WINDOW]
        if begin + WINDOW >= len(words):
            return
        ends = message.sentence_ends
        later = bisect_left(ends, begin + STEP)
        is_near = later < len(ends) and ends[later] <= begin + 2 * STEP
        begin = ends[later] if is_near else begin + STEP
