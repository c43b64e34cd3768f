"""The records: which tests run which lines. Made once for a tree, kept in ``.local/mutation``.

Each test file has a record of its own, named by what it depends on: the code, what tests share,
and itself. So a change of one test file makes one record anew. Some files are recorded by each
process, which need not read the application for each of them, and a run that was broken off goes on
with the next of those parts.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .copies import LOCAL, kept_files

RUNGS = ("tests/unit", "tests/api", "tests/races")
"""What can notice, the quickest first."""

_NOT_RECORDED = ("tests/unit/infra", "tests/unit/mutation", "tests/unit/test_")
"""They test the tools and the tree, and run next to nothing of the subjects."""

LAST_WORD = (
    "tests/api/alike/test_alike.py",
    "tests/races/test_booking_interleavings.py",
    "tests/races/test_faults.py",
    "tests/races/test_interleavings.py",
    "tests/races/test_release_job.py",
)
"""They take minutes and run nearly everything: not recorded, but asked as they are, once all others
have passed."""

_A_LONG_FILE = 300.0
"""Seconds that one of those may take, roughly."""

_FILES_AT_ONCE = 16
"""How many files one process records."""


@dataclass(frozen=True)
class Record:
    """What one test runs."""

    name: str
    seconds: float
    lines: dict[str, list[int]]

    @property
    def file(self) -> str:
        """The file that the test stands in."""
        return self.name.partition("::")[0]

    @property
    def is_last_word(self) -> bool:
        """True for a whole file that is asked last, whatever it runs."""
        return self.name in LAST_WORD


def load_records(root: Path, copies: list[Path], under: Iterable[str]) -> list[Record]:
    """The records of all tests, made where they are missing; one process for each copy."""
    files = _test_files(root, tuple(under))
    wanted = {file: _record_of(root, file) for file in files if file not in LAST_WORD}
    missing = [file for file, record in wanted.items() if not record.is_file()]
    if missing:
        print(f"Recording which lines {len(missing)} test files run", flush=True)
    free = list(copies)

    def record(part: list[str]) -> None:
        copy = free.pop()
        try:
            _make_records(copy, {file: wanted[file] for file in part})
        finally:
            free.append(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        list(pool.map(record, _parts(missing)))
    last = [Record(file, _A_LONG_FILE, {}) for file in files if file in LAST_WORD]
    return [each for record in wanted.values() for each in read_record(record)] + last


def _parts(files: list[str]) -> list[list[str]]:
    """So many files in each, by their rungs, the slowest first: few parts start an engine."""
    slowest_first = files[::-1]
    starts = range(0, len(files), _FILES_AT_ONCE)
    return [slowest_first[start : start + _FILES_AT_ONCE] for start in starts]


def _test_files(root: Path, under: tuple[str, ...]) -> list[str]:
    files = [path.as_posix() for path in kept_files(root) if path.match("test_*.py")]
    tests = [file for rung in RUNGS for file in files if file.startswith(f"{rung}/")]
    return [file for file in tests if file.startswith(under) and not file.startswith(_NOT_RECORDED)]


def _record_of(root: Path, file: str) -> Path:
    """Where a test file's record is kept, by the content of all that it depends on."""
    shared = (path for path in kept_files(root) if _is_shared(path.as_posix()))
    digest = hashlib.sha256()
    for path in [*shared, Path(file)]:
        digest.update(path.as_posix().encode() + b"\0" + (root / path).read_bytes() + b"\0")
    return root / LOCAL / "mutation" / f"{digest.hexdigest()[:32]}.json"


def _is_shared(path: str) -> bool:
    if path.startswith("tests/"):
        return not path.startswith("tests/mutation/") and "/test_" not in path
    return path.startswith(("chalicelib/", "infra/")) or path == "app.py"


def _make_records(copy: Path, records: dict[str, Path]) -> None:
    made = copy / ".records.json"
    made.unlink(missing_ok=True)
    plugin = ["-p", "tests.mutation.recorder", "--record-to", str(made)]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plugin, *records]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    if not made.is_file():
        raise RuntimeError(f"could not be recorded: {records}\n{done.stdout}{done.stderr}")
    if done.returncode:
        print(f"  fail without any mutant, and are left out:\n{done.stdout[-2000:]}", flush=True)
    of_file: dict[str, dict[str, Any]] = {file: {} for file in records}
    for test, told in json.loads(made.read_text("utf-8")).items():
        of_file[test.partition("::")[0]][test] = told
    for file, record in records.items():
        _write_whole(record, json.dumps(of_file[file], separators=(",", ":")))


def _write_whole(file: Path, text: str) -> None:
    """A record is there as a whole, or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".part")
    unfinished.write_text(text, "utf-8")
    unfinished.rename(file)


def read_record(record: Path) -> Iterator[Record]:
    """The tests of one record."""
    for name, told in json.loads(record.read_text("utf-8")).items():
        yield Record(name, told["seconds"], told["lines"])
