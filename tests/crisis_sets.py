"""Measures the crisis rule by the messages in tests/unit/safety/crisis.

`python -m tests.crisis_sets first second` prints, for each set, how much of what is danger reaches
the panel, how much of what belongs at the front reaches it, and what the rule makes of ordinary
messages. "written" are batches that the rule was learned from, "aside" those it was not. `--texts`
prints the messages that went elsewhere than they should: not for the last five sets nor for what
was put aside, by which nothing may be built.
"""

import csv
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from chalicelib.safety.crisis import Level, Reading, read_signs

FOLDER = Path(__file__).parent / "unit" / "safety" / "crisis"
BATCHES = ("written", "aside")
SETS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
NAMES = (*SETS, *BATCHES)
HELD_OUT = frozenset({*SETS[2:], "aside"})


class Row(NamedTuple):
    """A message of a set, where it belongs, and where the rule sends it."""

    expected: str
    kind: str
    text: str
    level: Level
    signs: tuple[str, ...]

    @property
    def mistake(self) -> str | None:
        """Where it went instead of where it belongs; None if it is well where it is."""
        if self.expected == "none":
            return f"ordinary to {self.level}" if self.level is not Level.NONE else None
        if self.level is Level.NONE:
            return "danger not seen"
        if self.expected == "front" and self.level is not Level.CRISIS:
            return "front only to the panel"
        return None


@cache
def rows_of(name: str) -> Sequence[Row]:
    """The messages of a set, or of all batches of a kind, each read by the rule, once."""
    batches = sorted((FOLDER / name).glob("*.tsv"))
    paths = batches if name in BATCHES else [FOLDER / "sets" / f"{name}.tsv"]
    return [row for path in paths for row in rows_in(path)]


def rows_in(path: Path, reader: Callable[[str], Reading] = read_signs) -> Iterator[Row]:
    """The messages of a file, each read by the rule, or by `reader` in its stead."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            reading = reader(row["text"])
            yield Row(row["expected"], row["kind"], row["text"], reading.level, reading.signs)


class Figures(NamedTuple):
    """What the rule does with one set, as shares of the messages that belong somewhere."""

    danger_to_panel: float
    front_to_front: float
    ordinary_to_front: float
    ordinary_to_panel: float


def figures_of(rows: Iterable[Row]) -> Figures:
    """The four figures of a set."""
    rows = list(rows)
    danger = [row.level for row in rows if row.expected != "none"]
    front = [row.level for row in rows if row.expected == "front"]
    ordinary = [row.level for row in rows if row.expected == "none"]
    return Figures(
        _share(danger, Level.PANEL, Level.CRISIS),
        _share(front, Level.CRISIS),
        _share(ordinary, Level.CRISIS),
        _share(ordinary, Level.PANEL),
    )


def _share(levels: Sequence[Level], *those: Level) -> float:
    """The part that is one of those; not a number where a batch has none of that kind."""
    return sum(level in those for level in levels) / len(levels) if levels else math.nan


def in_words(name: str, figures: Figures) -> str:
    """The figures in a line, those that the messages can tell."""
    named = {
        "danger to the panel": figures.danger_to_panel,
        "front to the front": figures.front_to_front,
        "ordinary to the front": figures.ordinary_to_front,
        "ordinary to the panel alone": figures.ordinary_to_panel,
    }
    told = [f"{what} {share:.1%}" for what, share in named.items() if not math.isnan(share)]
    return f"{name}: {', '.join(told)}"


def told(name: str, rows: Sequence[Row]) -> Iterator[str]:
    """The figures of a set in words, and how many of each kind went elsewhere."""
    yield in_words(name, figures_of(rows))
    mistakes = Counter((row.mistake, row.kind) for row in rows if row.mistake)
    for (mistake, kind), times in sorted(mistakes.items()):
        yield f"  {mistake}: {kind} {times}"


def main(arguments: list[str]) -> int:
    """Print the figures of the sets named, or of all; 2 if one is unknown or must not be shown."""
    texts = "--texts" in arguments
    names = [name for name in arguments if name != "--texts"] or list(NAMES)
    if not set(names) <= set(NAMES) or (texts and HELD_OUT & set(names)):
        print(
            f"usage: {', '.join(NAMES)}; --texts for all but {', '.join(sorted(HELD_OUT))}",
            file=sys.stderr,
        )
        return 2
    for name in names:
        rows = rows_of(name)
        print("\n".join(told(name, rows)))
        if texts:
            for row in rows:
                if row.mistake:
                    print(f"  [{row.mistake}] {row.kind}: {row.text} {list(row.signs)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
