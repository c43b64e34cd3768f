"""A mutant is tried: by the tests that run its lines, until one notices."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.copies import ROOT
from tests.mutation.records import LAST_WORD, Record, read_record
from tests.mutation.sites import Site, sites_of
from tests.mutation.trial import tried

NAME = "chalicelib/room/rules.py"
TEXT = "def is_late(minutes):\n    return minutes > 5\n"
TESTS = """
from time import sleep

from chalicelib.room.rules import is_late

def test_far_from_the_edge():
    assert is_late(9) and not is_late(1)

def test_at_the_edge():
    assert not is_late(5)

def test_that_waits_for_ever_on_a_mutant():
    while is_late(5):
        sleep(0.05)
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree of its own, with the plugins in it."""
    for name, text in {
        NAME: TEXT,
        "test_rules.py": TESTS,
        "pyproject.toml": "[tool.pytest]",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    return tmp_path


def the_site() -> Site:
    (site,) = sites_of(NAME, TEXT)
    return site


def asked(*names: str) -> list[Record]:
    return [Record(f"test_rules.py::{name}", 0.1, {}) for name in names]


def test_the_first_to_fail_has_caught_it(tree: Path) -> None:
    outcome = tried(tree, the_site(), asked("test_far_from_the_edge", "test_at_the_edge"), 1)
    assert (outcome.how, outcome.caught_by) == ("failed", "test_rules.py::test_at_the_edge")
    assert (tree / NAME).read_text() == TEXT


def test_it_survives_whoever_does_not_fail(tree: Path) -> None:
    outcome = tried(tree, the_site(), asked("test_far_from_the_edge"), 1)
    assert (outcome.how, outcome.caught_by, outcome.asked) == ("survived", None, 1)


def test_it_survives_when_nobody_can_be_asked(tree: Path) -> None:
    assert tried(tree, the_site(), [], 1).caught_by is None


def with_a_last_word(tree: Path, tests: str) -> str:
    """The file that has it, with these tests."""
    last = LAST_WORD[-1]
    (tree / "tests").unlink()
    (tree / "tests").mkdir()
    (tree / "tests" / "mutation").symlink_to(ROOT / "tests" / "mutation")
    (tree / last).parent.mkdir()
    (tree / last).write_text(tests)
    return last


def test_whoever_has_the_last_word_is_asked_as_a_whole_file(tree: Path) -> None:
    last = with_a_last_word(tree, TESTS.partition("def test_that_waits")[0])
    asked_last = [*asked("test_far_from_the_edge"), Record(last, 1, {})]
    outcome = tried(tree, the_site(), asked_last, 1)
    assert (outcome.how, outcome.caught_by) == ("failed", f"{last}::test_at_the_edge")


def test_whoever_has_the_last_word_may_take_longer_and_has_noticed_nothing_by_that(
    tree: Path,
) -> None:
    last = with_a_last_word(tree, "from time import sleep\n\ndef test_slow():\n    sleep(3)\n")
    outcome = tried(tree, the_site(), [Record(last, 1, {})], 1, most_seconds=2)
    assert (outcome.how, outcome.caught_by) == ("survived", None)


def test_who_never_ends_has_noticed(tree: Path) -> None:
    names = ("test_far_from_the_edge", "test_that_waits_for_ever_on_a_mutant")
    outcome = tried(tree, the_site(), asked(*names), 1, most_seconds=5)
    assert (outcome.how, outcome.caught_by) == ("hung", f"test_rules.py::{names[1]}")


def test_what_each_test_runs_is_recorded_unless_it_fails(tree: Path) -> None:
    (tree / "test_rules.py").write_text(TESTS + "\ndef test_that_fails():\n    assert is_late(1)\n")
    record = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    record += ["-p", "tests.mutation.recorder", "--record-to", "record.json", "test_rules.py"]
    subprocess.run(record, cwd=tree, check=False, capture_output=True)
    recorded = {test.name: test.lines for test in read_record(tree / "record.json")}
    assert set(recorded) == {f"test_rules.py::{name}" for name in _PASSING}
    assert all(2 in lines[NAME] for lines in recorded.values())


_PASSING = (
    "test_far_from_the_edge",
    "test_at_the_edge",
    "test_that_waits_for_ever_on_a_mutant",
)
