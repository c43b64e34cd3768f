"""What a benchmark finds, and how it stands to its budget."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One figure; ``used`` is the share of its budget that it uses up: more than 1 is too much."""

    what: str
    measured: str
    budget: str
    used: float

    @property
    def is_met(self) -> bool:
        """True if it is within the budget."""
        return self.used <= 1


def at_most(what: str, measured: float, budget: float, unit: str = "", note: str = "") -> Figure:
    """A figure that is to be small."""
    return Figure(what, f"{measured:g}{unit}{note}", f"≤ {budget:g}{unit}", measured / budget)


def at_least(what: str, measured: float, budget: float, unit: str = "", note: str = "") -> Figure:
    """A figure that is to be large."""
    return Figure(what, f"{measured:g}{unit}{note}", f"≥ {budget:g}{unit}", budget / measured)


def as_table(figures: Sequence[Figure]) -> str:
    """The figures in columns, those that are over their budget marked."""
    rows = [("", "measured", "budget", "")]
    rows += [(f.what, f.measured, f.budget, "" if f.is_met else "NOT MET") for f in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ("  ".join([*map(str.ljust, row, widths), row[3]]).rstrip() for row in rows)
    return "\n".join(lines)
