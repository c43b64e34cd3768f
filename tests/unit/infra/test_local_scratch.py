"""Where the functions of the local cloud are unpacked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.scratch import keep_for, make_scratch


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    folder = tmp_path / "memory"
    folder.mkdir()
    return folder


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def of_a_process_that_ended() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_they_are_unpacked_in_memory_where_there_is_plenty(state: Path, memory: Path) -> None:
    scratch = make_scratch(state, memory, plenty=1)
    assert scratch.parent == memory
    assert scratch.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("where", ["memory", "no such folder"])
def test_else_beside_the_state_and_from_nothing(state: Path, memory: Path, where: str) -> None:
    before = make_scratch(state, memory.with_name(where), plenty=2**60)
    (before / "left").touch()
    assert make_scratch(state, memory.with_name(where), plenty=2**60) == before
    assert before.is_relative_to(state)
    assert not (before / "left").exists()
    assert list(memory.iterdir()) == []


def test_what_a_killed_cloud_left_in_memory_is_deleted_by_the_next_one(
    state: Path, memory: Path
) -> None:
    abandoned = make_scratch(state, memory, plenty=1)
    (abandoned / "function").mkdir()
    keep_for(of_a_process_that_ended(), abandoned)
    following = make_scratch(state, memory, plenty=1)
    assert list(memory.iterdir()) == [following]


def test_what_one_that_runs_needs_stays_and_so_does_what_is_somebody_elses(
    state: Path, memory: Path
) -> None:
    of_another_run = make_scratch(state, memory, plenty=1)
    keep_for(os.getpid(), of_another_run)
    being_made = memory / "frontdesk-cloud-begun"
    being_made.mkdir()
    not_ours = memory / "something-else"
    not_ours.mkdir()
    (not_ours / "pid").write_text(str(of_a_process_that_ended()), "utf-8")
    make_scratch(state, memory, plenty=1)
    assert all(folder.is_dir() for folder in (of_another_run, being_made, not_ours))
