"""The likeness of a message to messages of danger, by the weights of its words. Pure.

Phrases find what they say and no more. This is a second voice for what no phrase catches: each word,
and each pair of words in a clause, has a weight that tests/crisis_weights.py has fitted to messages
written for this project. The weights of a run of clauses are added up, and the run that says most
counts: so a long letter around one sentence of danger takes nothing from it, and nothing adds up
over more than `LONGEST_RUN` words.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .crisis_patterns_reader import Message

LONGEST_RUN = 60
_CLAUSE_OPENERS = frozenset({"and", "but", "so", "because"})
_SOURCE = Path(__file__).with_name("crisis_weights.txt")

Clause = tuple[int, frozenset[str]]
"""How many words a clause has, and its words and pairs of words."""


class Likeness(NamedTuple):
    """The weights of words and pairs, and from which sum on they say something."""

    weights: Mapping[str, float]
    panel: float
    front: float
    alone: float


@lru_cache(maxsize=1)
def likeness() -> Likeness:
    """Read the weights on first use, once per process."""
    return parse_weights(_SOURCE.read_text(encoding="utf-8"))


def parse_weights(source: str) -> Likeness:
    """Turn lines of a weight and the words that have it into `Likeness`; raises ValueError."""
    weights: dict[str, float] = {}
    bounds: dict[str, float] = {}
    for line in source.splitlines():
        if line.startswith("= "):
            name, _, value = line[2:].partition(" ")
            bounds[name] = float(value)
        elif line[:1] not in ("", "#"):
            weight, *words = line.split(" ")
            weights.update(dict.fromkeys(words, float(weight)))
    return Likeness(weights, bounds["panel"], bounds["front"], bounds["alone"])


def clauses_of(message: Message) -> Iterator[Clause]:
    """The clauses of a message; none has a pair that reaches into the next."""
    words = message.words
    begin = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or _begins(message, at):
            part = words[begin:at]
            pairs = (f"{a}_{b}" for a, b in zip(part, part[1:], strict=False))
            yield at - begin, frozenset({*part, *pairs})
            begin = at


def _begins(message: Message, at: int) -> bool:
    return at in message.breaks or at in message.pauses or message.words[at] in _CLAUSE_OPENERS


def best_run(clauses: list[Clause], weights: Mapping[str, float]) -> tuple[float, range]:
    """The highest sum of any run of clauses, each word or pair counted once, and the run."""
    best, best_at = 0.0, range(0)
    known = [
        (length, [(each, weights[each]) for each in sorted(features & weights.keys())])
        for length, features in clauses
    ]
    for begin in range(len(known)):
        seen: set[str] = set()
        total, words = 0.0, 0
        for end in range(begin, len(known)):
            length, features = known[end]
            words += length
            if words > LONGEST_RUN and end > begin:
                break
            for each, weight in features:
                if each not in seen:
                    seen.add(each)
                    total += weight
            if total > best:
                best, best_at = total, range(begin, end + 1)
    return best, best_at
