"""Fits the weights of chalicelib/safety/crisis_weights.txt to messages written for this project.

`python -m tests.crisis_weights` prints how the second voice does on messages that it was not fitted
to, one batch at a time, or with a number in so many parts; `--write` fits it to all and writes the
file. The same messages make the same file. What is kept aside, and the third set and those after
it, are not read.
"""

import csv
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from chalicelib.safety import crisis_likeness
from chalicelib.safety.crisis import read_by
from chalicelib.safety.crisis_likeness import Bounds, Likeness, Weights, features_of, share_of_each
from chalicelib.safety.crisis_patterns import patterns
from chalicelib.safety.read_message import read
from tests.crisis_sets import Row, figures_of, in_words, rows_in

FOLDER = Path(__file__).parent / "unit" / "safety" / "crisis"
TARGET = Path(crisis_likeness.__file__).with_name("crisis_weights.txt")
GROUPS = FOLDER / "groups.txt"
LISTS = {
    "crisis": "panel",
    "front": "front",
    "held_out_crisis": "panel",
    "harmless": "none",
    "held_out_harmless": "none",
}
FITTED_ONLY = "w4"
"""From this batch on, phrases were written for none: they say how the rule does on new words."""
ROUNDS, PENALTY, STEP, LEAST_TIMES = 20, 0.005, 0.3, 5
ORDERS = 3
"""What is learned depends a little on the order of the messages: the mean of so many counts."""
LEAST_WEIGHT, MOST_WEIGHT, MOST_DOUBT = 0.1, 1.5, 0.6
"""No one word or pair may speak against danger as much as it may speak for it."""
GREETINGS = frozenset(
    {"hello", "hi", "hey", "hola", "dear", "thanks", "thank", "gracias", "regards"}
)
"""Nobody is in less danger for being polite."""
HEAD = """\
# The weights of words, of pairs of neighbors ("a_b"), of groups ("@pills") and of pairs of groups
# near each other, as tests/crisis_weights.py fitted them, for danger of any kind and for what comes
# first, in tenths. Not edited by hand: the groups stand in tests/unit/safety/crisis/groups.txt.
"""


class Example(NamedTuple):
    """The words of a message, where it belongs, and where it stands."""

    words: list[str]
    features: frozenset[str]
    expected: str
    source: str


def examples() -> Iterator[Example]:
    """All that may be learned from."""
    rules, group_of = patterns(), groups()
    for text, expected, source in texts():
        words = read(text, rules).words
        yield Example(words, frozenset(features_of(words, group_of)), expected, source)


def texts() -> Iterator[tuple[str, str, str]]:
    """Each message that may be learned from, where it belongs, and where it stands."""
    for name, expected in LISTS.items():
        for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield line, expected, name
    sets = [FOLDER / "sets" / f"{name}.tsv" for name in ("first", "second")]
    for path in [*sets, *sorted((FOLDER / "written").glob("*.tsv"))]:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield row["text"], row["expected"], path.stem


def groups() -> dict[str, tuple[str, ...]]:
    """The groups that each word belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for line in GROUPS.read_text(encoding="utf-8").splitlines():
        name, *words = line.split()
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


class Scale(NamedTuple):
    """The weights for one question, in tenths, and the sum of an empty window."""

    of: dict[str, int]
    base: float


Lesson = tuple[list[str], float, float]
"""The features of a message that have a weight, 1 for danger, and what each counts for."""


def fitted(learned: Iterable[Example]) -> Scale:
    """Weights that part ordinary messages from the others, by logistic regression held small."""
    learned = list(learned)
    times = Counter(feature for each in learned for feature in each.features)
    of = [
        feature
        for feature in sorted(times)
        if times[feature] >= LEAST_TIMES and GREETINGS.isdisjoint(feature.split("_"))
    ]
    known = frozenset(of)
    data = [
        (
            [feature for feature in sorted(each.features) if feature in known],
            0.0 if each.expected == "none" else 1.0,
            share_of_each(len(each.words)),
        )
        for each in learned
    ]
    runs = [_learned(data, of, order) for order in range(ORDERS)]
    mean = {each: fmean(run[each] for run, _ in runs) for each in of}
    base = fmean(base for _, base in runs)
    return Scale({each: _tenths(mean[each]) for each in of if _tenths(mean[each])}, round(base, 2))


def _learned(
    data: Sequence[Lesson], features_known: Iterable[str], order: int
) -> tuple[dict[str, float], float]:
    """The weights and the base that this order of the messages leads to."""
    of = dict.fromkeys(features_known, 0.0)
    squares = dict.fromkeys(of, 1e-6)
    base, base_squares = 0.0, 1e-6
    chance = random.Random(order)  # noqa: S311 the order of learning, the same each time
    lessons = list(data)
    for _ in range(ROUNDS):
        chance.shuffle(lessons)
        for features, is_danger, share in lessons:
            total = base + share * sum([of[feature] for feature in features])
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - is_danger
            base_squares += error * error
            base -= STEP * error / math.sqrt(base_squares)
            for feature in features:
                slope = share * error + PENALTY * of[feature]
                squares[feature] += slope * slope
                of[feature] -= STEP * slope / math.sqrt(squares[feature])
    return of, base


def _tenths(weight: float) -> int:
    """A weight as the file has it; 0 if it is not worth its place."""
    if abs(weight) < LEAST_WEIGHT:
        return 0
    return round(10 * max(-MOST_DOUBT, min(MOST_WEIGHT, weight)))


SCALES = {"danger": ("panel", "front", "none"), "front": ("front", "none")}


BOUNDS = Bounds(
    panel_from=1.5,
    front_from=1.1,
    part_of_danger_in_front=0.3,
    front_beside_a_sign_from=0.0,
    sentence_from=4.0,
    crisis_doubted_below=0.6,
    front_doubted_below=-0.9,
    crisis_denied_below=-2.0,
    panel_denied_below=0.0,
    front_ordinary_below=-3.4,
    panel_ordinary_below=-2.5,
    around_ordinary_below=0.4,
)


def lines_of(all_of: Sequence[Example]) -> Iterator[str]:
    """The file, what weighs the same on one line."""
    by = weights_of(all_of)
    yield from (f"{name} {bound}" for name, bound in BOUNDS._asdict().items())
    yield from GROUPS.read_text(encoding="utf-8").splitlines()
    yield from (f"base_of_{name} {base}" for name, base in by.base._asdict().items())
    by_weight: dict[tuple[int, int], list[str]] = {}
    for feature, both in by.of.items():
        by_weight.setdefault(both, []).append(feature)
    for (danger, front), features in sorted(by_weight.items()):
        yield f"weigh {danger} {front} {' '.join(sorted(features))}"


def weights_of(learned: Sequence[Example]) -> Weights:
    """All that the second voice needs, fitted to these messages."""
    danger, front = (
        fitted(each for each in learned if each.expected in kinds) for kinds in SCALES.values()
    )
    of = {
        feature: (danger.of.get(feature, 0), front.of.get(feature, 0))
        for feature in danger.of | front.of
    }
    return Weights(of, Likeness(danger.base, front.base), groups(), BOUNDS)


def told(all_of: Sequence[Example], parts: int | None = None) -> Iterator[str]:
    """How the rule does on each of the batches that no phrase was written for, and on all of them.

    Each is read by weights that were fitted without it; or, in so many parts, without its part.
    """
    together: list[Row] = []
    batches = sorted({each.source for each in all_of if each.source >= FITTED_ONLY})
    for part in range(parts or len(batches)):
        left_out = batches[part :: parts or len(batches)]
        by = weights_of([each for each in all_of if each.source not in left_out])
        for batch in left_out:
            rows = list(rows_in(FOLDER / "written" / f"{batch}.tsv", partial(read_by, by)))
            together += rows
            yield in_words(f"{batch}, fitted without it", figures_of(rows))
    yield in_words("all of them", figures_of(together))


def main(arguments: list[str]) -> int:
    """Print how it does on what it has not seen, or write the file."""
    all_of = list(examples())
    if "--write" in arguments:
        text = HEAD + "\n".join(lines_of(all_of)) + "\n"
        TARGET.write_text(text, encoding="utf-8")
        print(f"{len(all_of)} messages, {len(text.encode())} bytes")
        return 0
    for line in told(all_of, int(arguments[0]) if arguments else None):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
