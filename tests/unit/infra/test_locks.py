"""Every dependency is locked: one release, with the hashes that its files may have."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.deploy.paths import PROJECT

NAMES = ("", "-deploy", "-dev", "-cloud", "-uv", "-audit")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def lock_of(name: str) -> Path:
    return PROJECT / f"requirements{name}.txt"


def locked(name: str) -> Iterator[tuple[str, str, list[str]]]:
    """Each dependency of a lock: ``name==version``, the marker, the hashes."""
    text = lock_of(name).read_text("utf-8").replace("\\\n", " ")
    for line in filter(None, (line.partition("#")[0].strip() for line in text.splitlines())):
        what, *hashes = re.split(r"\s+--hash=", line)
        pin, _, marker = what.partition(";")
        yield pin.strip(), marker.strip(), hashes


def wanted(source: Path) -> Iterator[str]:
    """The names that a source asks for, those of the sources that it takes in included."""
    for line in source.read_text("utf-8").splitlines():
        if line.startswith("-r "):
            yield from wanted(source.with_name(line.removeprefix("-r ").strip()))
        elif found := NAME.match(line):
            yield normal(found[0])


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_names_one_release_of_each_with_its_hashes_and_no_address(name: str) -> None:
    assert "://" not in lock_of(name).read_text("utf-8")
    for pin, _, hashes in locked(name):
        assert re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[\w.!+]+", pin), pin
        assert hashes, pin
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes), pin


@pytest.mark.parametrize("name", NAMES)
def test_what_a_source_asks_for_is_in_its_lock(name: str) -> None:
    names = {normal(pin.partition("==")[0].partition("[")[0]) for pin, _, _ in locked(name)}
    assert set(wanted(lock_of(name).with_suffix(".in"))) <= names


def test_what_is_tested_is_what_is_deployed() -> None:
    """Lambda's lock is a part of the one that packages, and that a part of the one that tests."""
    run, deploy, dev = (
        {pin.lower(): hashes for pin, _, hashes in locked(name)} for name in ("", "-deploy", "-dev")
    )
    assert run.items() <= deploy.items()
    assert deploy.items() <= dev.items()


def test_what_lambda_gets_does_not_depend_on_the_machine_that_packages() -> None:
    assert {marker for _, marker, _ in locked("")} == {""}
