"""A ticket given after an offer was made neither shows nor declines it."""

from collections.abc import Iterator

import pytest

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Rest
from .waiters import book, cancel, check_offers, decline, join, state


@pytest.fixture(autouse=True)
def published(run: Runtime) -> Iterator[None]:
    """New York's schedule is published; in the end offers and slots agree."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")
    yield
    check_offers(run)


def test_declines_nothing(visitor: Caller, desk: Caller, rest: Rest, clock: FixedClock) -> None:
    appointment = book(desk)
    owner = join(visitor, 1)
    cancel(desk, appointment)
    rest()
    clock.forward(minutes=1)
    stranger = join(visitor, 1)
    assert state(visitor, stranger) == "waiting"
    assert decline(visitor, stranger).status == 409
    assert state(visitor, owner) == "offered"
