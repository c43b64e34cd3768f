"""Whoever types a number, a name or an address learns nothing of the one whose it is."""

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from chalicelib.people.commitments import Ahead
from chalicelib.people.keep_commitments import load_ahead
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments import book
from chalicelib.scheduling.errors import PersonBusyError

from .memory import Memory
from .people import Who, known_to_clinic, stranger, unknown_like
from .remembered import Outcomes
from .sample import SEQUENCES, draw, follow
from .states import STATES
from .steps import STEPS
from .walk import walk
from .walked import Walks, while_in
from .world import AT_10, SERVICE, World, a_world

TABLE = "frontdesk-test"
A_BOOKING = {
    "service_id": SERVICE,
    "starts_at": AT_10,
    "name": "Sam Otherwise",
    "phone": "+12125550166",
}
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
            together = pytest.mark.xdist_group(f"alike {unknown_like(who)} {first}")
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

    monkeypatch.setattr(book, "load_ahead", load_or_refuse)
    walked_anew = Walks(world)
    found = walked_anew.differences("has-an-appointment-then", Who.NUMBER_AND_NAME, "hold a time")
    assert ("hold a time", "book with a hold") in [each.path for each in found]


def test_who_walks_from_memory_is_told_what_is_told_to_who_makes_each_call(world: World) -> None:
    state, first, walks = "in-crisis", "join the waitlist", Walks(world)
    known, typed = known_to_clinic(Who.ADDRESS), stranger(Who.ADDRESS)
    assert walks.differences(state, Who.ADDRESS, first) == []
    assert walks.outcomes.times_used > 50
    with while_in(world, state, known):
        assert walks.walked(state, known, typed, first) == walk(world, typed, first)


def test_a_call_is_made_again_once_what_it_looked_at_has_changed(world: World) -> None:
    outcomes = Outcomes()

    def free() -> str:
        world.begin_call(1)
        done = STEPS["look at what is free"].act(world, Memory(), stranger(Who.ADDRESS))
        assert done is not None
        return done[1][0].text

    with world.calls.keeping(outcomes), while_in(world, None, stranger(Who.ADDRESS)):
        before = [free(), free()]
        assert (before[0], outcomes.times_used) == (before[1], 1)
        world.by_desk("/locations/new-york/appointments", **A_BOOKING)
        assert (free() != before[0], outcomes.times_used) == (True, 1)
    with world.calls.keeping(outcomes):
        assert (free(), outcomes.times_used) == (before[0], 2)
