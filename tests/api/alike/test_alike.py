"""Whoever types a number, a name or an address learns nothing of the one whose it is."""

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from chalicelib.people.commitments import Ahead
from chalicelib.people.keep_commitments import load_ahead
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments import book
from chalicelib.scheduling.errors import PersonBusyError

from .people import Who, known_to_clinic, stranger, unknown_like
from .sample import SEQUENCES, draw, follow
from .states import STATES
from .steps import STEPS
from .walk import differences, walk
from .walked import Walks, while_in
from .world import World, a_world

TABLE = "frontdesk-test"
EVERY_PAIR = [(state, who) for state in STATES for who in Who]


@pytest.fixture(scope="module")
def world(moto: None) -> Iterator[World]:
    """One table for all; every test leaves it as it was."""
    with a_world(TABLE) as world:
        yield world


@pytest.fixture(scope="module")
def walks(world: World) -> Walks:
    """All sequences of at most three calls, each part of them walked once."""
    return Walks(world)


def short_sequences() -> Iterator[ParameterSet]:
    """Each state, stranger and first call; those of one call share what the unknown are told."""
    for who in Who:
        for first in STEPS:
            together = pytest.mark.xdist_group(f"alike {who} {first}")
            for state in STATES:
                yield pytest.param(state, who, first, id=f"{state}-{who}-{first}", marks=together)


@pytest.mark.parametrize(("state", "who", "first"), list(short_sequences()))
def test_after_at_most_three_calls_a_stranger_is_told_what_the_unknown_are_told(
    walks: Walks, state: str, who: Who, first: str
) -> None:
    found = walks.differences(state, who, first)
    assert not found, f"{len(found)} sequences, the shortest of them:\n{found[0]}"


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_so_they_are_while_the_desk_and_jobs_are_at_work(world: World, seed: int) -> None:
    state, who = EVERY_PAIR[seed % len(EVERY_PAIR)]
    steps, learned = draw(seed), []
    for typed in (unknown_like(who), stranger(who)):
        with while_in(world, state, known_to_clinic(who)):
            learned.append(follow(world, typed, steps))
    unknown, known = learned
    differ = [(one, other) for one, other in zip(unknown, known, strict=True) if one != other]
    assert not differ, f"{state}, {who}: {steps}\n{differ[0][0]}\n{differ[0][1]}"


def test_a_rule_that_refuses_the_busy_is_found_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two calls are enough: hold a time, and book it with a patient's number and name."""

    def load_or_refuse(run: Runtime, point_id: str, person_id: str | None = None) -> Ahead:
        ahead = load_ahead(run, point_id, person_id)
        if ahead.appointments:
            raise PersonBusyError
        return ahead

    who = Who.NUMBER_AND_NAME
    with while_in(world, "has-an-appointment-then", known_to_clinic(who)):
        monkeypatch.setattr(book, "load_ahead", load_or_refuse)
        first = "hold a time"
        unknown, known = (walk(world, typed, first) for typed in (unknown_like(who), stranger(who)))
    found = [each.path for each in differences(unknown, known)]
    assert ("hold a time", "book with a hold") in found
