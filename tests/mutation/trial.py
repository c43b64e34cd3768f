"""Tries one mutant: runs the tests that can notice it, until one does."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .copies import changed
from .records import Record
from .sites import Site

FIRST = 25
"""So many tests are asked in a first process: it need not read all the others."""

MOST_SECONDS_OF_A_TEST = 120
"""A test that takes longer hangs, and has so noticed."""

TIMES_FOR_THE_LAST = 8
"""Of those that are asked at last, one test takes minutes by itself, as its own limit says."""


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant."""

    site: Site
    caught_by: str | None
    how: str
    asked: int
    seconds: float


def tried(
    copy: Path,
    site: Site,
    tests: Sequence[Record],
    stamp: int,
    most_seconds: int = MOST_SECONDS_OF_A_TEST,
) -> Outcome:
    """The mutant's outcome; the copy is left as it was."""
    started = time.monotonic()
    file = copy / site.path
    mutant = site.mutated(file.read_text("utf-8"))
    with changed(file, mutant, stamp):
        verdicts = (_asked(copy, part, _most(part, most_seconds)) for part in _parts(tests))
        how, name = next((verdict for verdict in verdicts if verdict), ("survived", None))
    return Outcome(site, name, how, len(tests), time.monotonic() - started)


def _most(part: Sequence[Record], most_seconds: int) -> int:
    return most_seconds * (TIMES_FOR_THE_LAST if part[0].is_last_word else 1)


def _parts(tests: Sequence[Record]) -> Iterator[Sequence[Record]]:
    recorded = [test for test in tests if not test.is_last_word]
    last = [[test] for test in tests if test.is_last_word]
    return (part for part in (recorded[:FIRST], recorded[FIRST:], *last) if part)


def _asked(copy: Path, tests: Sequence[Record], most_seconds: int) -> tuple[str, str] | None:
    """How the first test to notice did so, and its name; None if all of them pass."""
    chosen, verdict = copy / ".chosen.json", copy / ".verdict.json"
    chosen.write_text(json.dumps([test.name for test in tests]), "utf-8")
    verdict.unlink(missing_ok=True)
    shutil.rmtree(copy / ".hypothesis", ignore_errors=True)
    command = [
        *(sys.executable, "-m", "pytest", "-x", "-q", "--hypothesis-seed=0"),
        *("-p", "no:cacheprovider", "-p", "tests.mutation.chosen"),
        *("--chosen", str(chosen), "--verdict", str(verdict)),
        *("-o", f"faulthandler_timeout={most_seconds}"),
        *("-o", "faulthandler_exit_on_timeout=true"),
        *dict.fromkeys(test.file for test in tests),
    ]
    limit = 300 + most_seconds + 10 * sum(test.seconds for test in tests)
    try:
        done = subprocess.run(
            command, cwd=copy, capture_output=True, text=True, check=False, timeout=limit
        )
    except subprocess.TimeoutExpired:
        return "hung", "all of them together"
    return _verdict_of(done, verdict)


def _verdict_of(done: subprocess.CompletedProcess[str], verdict: Path) -> tuple[str, str] | None:
    if done.returncode == 0:
        return None
    if verdict.is_file():
        how, name = json.loads(verdict.read_text("utf-8"))
        return how, name
    if "ImportError while loading conftest" in done.stderr:
        return "failed", "the reading of the code"
    raise RuntimeError(f"the tests could not be run:\n{done.stdout}{done.stderr}")
