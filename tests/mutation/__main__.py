"""Mutates rules, stores, use cases and the unit of work, and looks which tests notice.

So many sites are drawn, each as likely as any other, the same ones for the same seed. Each mutant
is made in a copy of the tree; the tests that run its lines are asked, the quickest kind first,
until one fails. Which lines a test runs is recorded once, and kept in .local/mutation; a few files
that take minutes are asked as they are once all others have passed. A test that takes longer than
two minutes (one of those few files, sixteen) hangs, and has so noticed.

Operators:
  dropped condition   an operand of &, and, or; only_if of a write; the guard of an if, a
                      comprehension, a case (one that leaves never does, any other passes all)
  shifted comparison  < <= > >= == != and lt lte gt gte eq ne of Attr and Key
  removed write       an element of a list of writes; a statement that adds, appends, records, or
                      is given the work
  swapped branch      if and else, also of an expression; and for or

Docstrings, types and what is logged are left alone. The exit status is 1 when fewer than 24 of 25
are caught.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from .choice import who_can_notice
from .copies import ROOT, copied
from .records import RUNGS, Record, load_records
from .sites import Site, all_sites, drawn
from .trial import Outcome, tried

WORKERS = 2
ENOUGH = 24 / 25


def main() -> int:
    """Draws, tries and reports."""
    asked = _arguments()
    sites = all_sites(ROOT)
    sample = drawn(sites, asked.seed, asked.count)
    print(f"{len(sample)} of {len(sites)} sites, seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder).resolve() / str(number) for number in range(WORKERS)]
        copies = [copied(ROOT, place) for place in places]
        records = load_records(ROOT, copies, asked.tests or RUNGS)
        outcomes: list[Outcome] = []
        for number, outcome in enumerate(_tried(copies, sample, records), 1):
            print(f"{number:3} {_line(outcome)}", flush=True)
            outcomes.append(outcome)
    return _summed_up(outcomes)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="tests.mutation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--seed", type=int, required=True, help="what is drawn")
    parser.add_argument("--count", type=int, default=25, help="how many mutants; 25 unless told")
    parser.add_argument("tests", nargs="*", help="ask only the tests under these; all unless told")
    return parser.parse_args()


def _tried(
    copies: Sequence[Path], sample: Sequence[Site], records: Sequence[Record]
) -> Iterator[Outcome]:
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def try_one(stamp: int, site: Site) -> Outcome:
        copy = free.get()
        try:
            return tried(copy, site, who_can_notice(site, records), stamp)
        finally:
            free.put(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        yield from pool.map(try_one, range(1, len(sample) + 1), sample)


def _line(outcome: Outcome) -> str:
    site, took = outcome.site, f"{outcome.seconds:.0f} s"
    if outcome.caught_by:
        return f"caught    {site} – {outcome.how}: {outcome.caught_by} ({took})"
    diff = site.diff((ROOT / site.path).read_text("utf-8"))
    asked = f"{outcome.asked} tests asked" if outcome.asked else "no test runs this"
    return f"SURVIVED  {site} – {asked} ({took})\n{diff}"


def _summed_up(outcomes: Sequence[Outcome]) -> int:
    survivors = [outcome for outcome in outcomes if not outcome.caught_by]
    caught = len(outcomes) - len(survivors)
    print(f"\n{caught} of {len(outcomes)} caught")
    for outcome in survivors:
        print(f"  survived: {outcome.site}")
    return 0 if caught >= ENOUGH * len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
