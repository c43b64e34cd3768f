"""Whoever asks for somebody else learns as little, whichever of the two names is known."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.api.conftest import a_request

from .answers import Names, told
from .memory import Memory
from .people import Typed, Who, known_to_clinic, stranger, unknown_like
from .states import STATES
from .steps import STEPS, Done
from .walked import while_in
from .world import SERVICE, World, a_world

TABLE = "frontdesk-test"

OTHER = "Pat Writer"
"""A name that nobody here has."""

AFTERWARDS = (
    "hold a time",
    "book with a hold and the request's token",
    "cancel",
    "view one's requests",
)


@pytest.fixture(scope="module")
def world(moto: None) -> Iterator[World]:
    """One table for all; every test leaves it as it was."""
    with a_world(TABLE) as world:
        yield world


def ask(world: World, typed: Typed, *, for_them: bool) -> Done:
    """Send the form for the one of this name, or as them for another."""
    names = {"name": OTHER, "on_behalf_of": typed.name}
    if not for_them:
        names = {"name": typed.name, "on_behalf_of": OTHER}
    form = a_request(service_id=SERVICE, phone=None) | typed.fields | names
    reply = world.visitor.post("/requests", form)
    assert reply.status == 201, reply.text
    return Memory().with_receipt(reply.json), [reply]


def learned(world: World, typed: Typed, *, for_them: bool) -> list[tuple[str, ...]]:
    """All that this stranger is told, from the form on, step by step."""
    world.begin_call(1)
    done = ask(world, typed, for_them=for_them)
    comes_in = typed if for_them else replace(typed, name=OTHER)
    names: Names = {}
    said: list[tuple[str, ...]] = []
    for turn, step in enumerate(AFTERWARDS, start=2):
        assert done, step
        memory, replies = done
        said.append(told(replies, typed, names))
        world.begin_call(turn)
        done = STEPS[step].act(world, memory, comes_in)
    assert done
    return [*said, told(done[1], typed, names)]


@pytest.mark.parametrize("for_them", [True, False], ids=["for-them", "as-them"])
@pytest.mark.parametrize("state", STATES)
def test_who_asks_for_somebody_else_is_told_what_the_unknown_are_told(
    world: World, state: str, for_them: bool
) -> None:
    who = Who.NUMBER_AND_NAME
    known, typed = known_to_clinic(who), (unknown_like(who), stranger(who))
    answers = []
    for each in typed:
        with while_in(world, state, known):
            answers.append(learned(world, each, for_them=for_them))
    assert answers[0] == answers[1]
