"""Joins every two sentences that the crisis rule recognizes, and tells where a level falls.

`python -m tests.crisis_pairs` tries all pairs with all joints, which takes minutes; the test beside
the rule tries those that an idiom could span, and a part of the others.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from chalicelib.safety.crisis import Level, read_signs
from chalicelib.safety.crisis_patterns import patterns
from chalicelib.safety.read_message import read

FOLDER = Path(__file__).parent / "unit" / "safety" / "crisis"
JOINTS = [" and ", " because ", " so ", ", "]
GRAVITY = {Level.NONE: 0, Level.PANEL: 1, Level.CRISIS: 2}
_BARE_DENIAL = ("denied",)

Pair = tuple[int, int]


def recognized() -> list[tuple[str, Level]]:
    """The sentences of the tests that have a sign, and where each belongs by its file.

    Some of those that belong to the panel come first when alone, by the second voice; that may
    drown, what they belong to may not.
    """
    lines = [
        (line.strip(), belongs)
        for name, belongs in (("front", Level.CRISIS), ("crisis", Level.PANEL))
        for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    return [line for line in lines if read_signs(line[0]).signs != _BARE_DENIAL]


def fallen(
    phrases: list[tuple[str, Level]], pairs: Iterable[Pair], joints_each: int
) -> Iterator[str]:
    """The joined texts that come to less than the graver of their two sentences."""
    for turn, (a, b) in enumerate(sorted(pairs)):
        (first, level), (second, other) = phrases[a], phrases[b]
        expected = max(GRAVITY[level], GRAVITY[other])
        for joint in range(joints_each):
            text = first.removesuffix(".") + JOINTS[(turn + joint) % len(JOINTS)] + second
            if GRAVITY[read_signs(text).level] < expected:
                yield text


def pairs_an_idiom_could_span(phrases: list[tuple[str, Level]]) -> set[Pair]:
    """Pairs with all words of an idiom, its first in one sentence and its last in the other."""
    rules = patterns()
    idioms = list(rules.idioms)
    words = [set(read(phrase, rules).words) for phrase, _ in phrases]
    starts = [{i for i, idiom in enumerate(idioms) if idiom.steps[0].words & w} for w in words]
    ends = [{i for i, idiom in enumerate(idioms) if idiom.steps[-1].words & w} for w in words]
    return {
        (a, b)
        for a, first in enumerate(words)
        for b, second in enumerate(words)
        if any(
            all(step & first or step & second for step in idioms[i].required)
            for i in starts[a] & ends[b]
        )
    }


def main() -> int:
    """Try every pair with every joint; 1 if a level falls."""
    phrases = recognized()
    every = ((a, b) for a in range(len(phrases)) for b in range(len(phrases)))
    texts = list(fallen(phrases, every, joints_each=len(JOINTS)))
    print("\n".join(texts))
    print(f"{len(phrases)} sentences, {len(phrases) ** 2 * len(JOINTS)} texts: {len(texts)} fall")
    return 1 if texts else 0


if __name__ == "__main__":
    sys.exit(main())
