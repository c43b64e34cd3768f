"""The clinic that a package brings is the one that its file describes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib.clinic import CLINIC_FILE, ClinicConfigError, load_clinic
from chalicelib.clinic.packaged import PACKAGED, package_clinic, packaged_clinic

ROOT = Path(__file__).parents[3]
DEMO = CLINIC_FILE.read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / CLINIC_FILE.name).write_text(DEMO, "utf-8")
    (tmp_path / PACKAGED).write_bytes(package_clinic(tmp_path))
    return tmp_path


def test_it_says_what_the_file_does_to_the_last_setting(folder: Path) -> None:
    packaged, loaded = packaged_clinic(folder), load_clinic()
    assert packaged == loaded
    assert packaged.model_dump() == loaded.model_dump()
    assert packaged.model_dump_json(by_alias=True) == loaded.model_dump_json(by_alias=True)
    assert repr(packaged) == repr(loaded)


def test_it_is_frozen_like_the_one_that_was_read(folder: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        packaged_clinic(folder).name = "other"  # type: ignore[misc]  # just that is tested


def test_its_file_is_not_read_again(folder: Path) -> None:
    (folder / CLINIC_FILE.name).write_text("is not even TOML", "utf-8")
    assert packaged_clinic(folder) == load_clinic()


def test_where_nothing_is_packaged_the_file_is_read(folder: Path) -> None:
    (folder / PACKAGED).unlink()
    (folder / CLINIC_FILE.name).write_text(DEMO.replace("hold_minutes = 10", "hold_minutes = 11"))
    assert packaged_clinic(folder).scheduling.hold_minutes == 11


def test_a_file_with_a_mistake_is_not_packaged(folder: Path) -> None:
    (folder / CLINIC_FILE.name).write_text(DEMO.replace("hold_minutes = 10", "hold_minutes = 0"))
    with pytest.raises(ClinicConfigError, match="hold_minutes"):
        package_clinic(folder)


_IN_A_FRESH_PROCESS = """
import hashlib
from chalicelib.clinic.packaged import package_clinic
from chalicelib.clinic import CLINIC_FILE
print(hashlib.sha256(package_clinic(CLINIC_FILE.parent)).hexdigest())
"""


def test_the_same_file_makes_the_same_bytes_in_each_process() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    told = {
        subprocess.run(
            [sys.executable, "-c", _IN_A_FRESH_PROCESS],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(3)
    }
    assert len(told) == 1
