"""The records: which tests run which lines. Made once for a tree, kept in ``.local/mutation``.

Each test file has a record of its own, named by what it depends on: the code, what tests share,
and itself. So a change of one test file makes one record anew, and a run that was broken off goes
on where it was.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from .copies import LOCAL, kept_files

RUNGS = ("tests/unit", "tests/api", "tests/races")
"""What can notice, the quickest first."""

_NOT_RECORDED = ("tests/unit/infra", "tests/unit/mutation", "tests/unit/test_")
"""They test the tools and the tree, and run next to nothing of the subjects."""


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


def load_records(root: Path, copies: list[Path], under: Iterable[str]) -> list[Record]:
    """The records of all tests, made where they are missing; one process for each copy."""
    wanted = {file: _record_of(root, file) for file in _test_files(root, tuple(under))}
    missing = [file for file, record in wanted.items() if not record.is_file()]
    if missing:
        print(f"Recording which lines {len(missing)} test files run", flush=True)
    free = list(copies)

    def record(file: str) -> None:
        copy = free.pop()
        try:
            _make_record(copy, file, wanted[file])
        finally:
            free.append(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        list(pool.map(record, missing))
    return [each for record in wanted.values() for each in read_record(record)]


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


def _make_record(copy: Path, file: str, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    unfinished = to.with_suffix(".part")
    plugin = ["-p", "tests.mutation.recorder", "--record-to", str(unfinished)]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plugin, file]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    if not unfinished.is_file():
        raise RuntimeError(f"{file} could not be recorded:\n{done.stdout}{done.stderr}")
    if done.returncode:
        print(f"  fails without any mutant, and is left out: tests of {file}", flush=True)
    unfinished.rename(to)


def read_record(record: Path) -> Iterator[Record]:
    """The tests of one record."""
    for name, told in json.loads(record.read_text("utf-8")).items():
        yield Record(name, told["seconds"], told["lines"])
