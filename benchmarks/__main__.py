"""Runs the benchmarks and prints their figures: ``python -m benchmarks [--quick] [NAME …]``.

Writes them as a chart, too. Counts and ratios are of this one run; milliseconds beside them are
this machine's, for orientation. The exit status is 1 when a budget is not met.
"""

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterable

from infra.deploy.paths import BUILD
from tests.conftest import NO_ACCOUNT

from .chart import as_svg
from .figures import Figure, as_table

CHART = BUILD / "benchmarks.svg"


def main() -> int:
    """Each benchmark on its own, as it is done."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the large numbers")
    parser.add_argument("names", nargs="*", help="some of them; all unless told")
    asked = parser.parse_args()
    os.environ.update(NO_ACCOUNT)  # no account is ever reached
    from .engine import running_engine

    found: list[Figure] = []
    with running_engine() as engine:
        for name, figures in _benchmarks(10 if asked.quick else 1).items():
            if asked.names and name not in asked.names:
                continue
            print(f"… {name}", file=sys.stderr, flush=True)
            with contextlib.redirect_stdout(io.StringIO()):  # log lines of what is measured
                found += figures(engine)
    print(as_table(found))
    CHART.parent.mkdir(exist_ok=True)
    CHART.write_text(as_svg(found), "utf-8")
    print(f"\nChart: {CHART.relative_to(BUILD.parent)}")
    return 0 if all(figure.is_met for figure in found) else 1


def _benchmarks(part: int) -> dict[str, Callable[..., Iterable[Figure]]]:
    """By name, in the order in which they run; ``part`` divides what is counted in numbers."""
    from . import availability, bookings, crowds, package, release, round_trips, warm

    return {
        "round-trips": round_trips.figures,
        "availability": lambda engine: availability.figures(engine, 50_000 // part),
        "visitors": crowds.visitors,
        "agents": lambda engine: crowds.agents(engine, 2_000 // part),
        "release": lambda engine: release.figures(engine, 20_000 // part),
        "warm": warm.figures,
        "bookings": bookings.figures,
        "package": package.figures,
    }


if __name__ == "__main__":
    sys.exit(main())
