"""Whoever gave a time up is not offered it, whoever was asked in between.

Of those whom staff book and put on the list. For others see test_waitlist_and_strangers.py.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Rest
from .waiters import (
    book,
    cancel,
    check_offers,
    decline,
    join,
    leave,
    left,
    listed,
    put_on,
    state,
    waiter,
)

TEN = {"earliest_time": "09:45", "latest_time": "10:15"}
"""A wish for just the time that is given up."""


def out_and_back(desk: Caller, appointment: Any) -> None:
    """The desk blocks the appointment's bay on Wednesday, and takes that back at once."""
    for verb, more in (("block", {"reason": "snow"}), ("unblock", {})):
        body = {"date": "2026-11-25", "bay": appointment["bay"], **more}
        reply = desk.post(f"/locations/new-york/slots/{verb}", body)
        assert reply.status == 200, reply.text


@pytest.fixture(autouse=True)
def published(run: Runtime) -> Iterator[None]:
    """New York's schedule is published; in the end offers and slots agree."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")
    yield
    check_offers(run)


def test_declined_in_between(visitor: Caller, desk: Caller, rest: Rest) -> None:
    appointment = book(desk, **waiter(2))
    first, giver = join(visitor, 1), put_on(desk, 2)
    cancel(desk, appointment)
    rest()
    assert state(visitor, first) == "offered"
    assert decline(visitor, first).status == 200
    rest()
    assert listed(desk, giver) == "waiting"
    assert left(visitor) == 4


def test_blocked_in_between(visitor: Caller, desk: Caller, rest: Rest) -> None:
    appointment = book(desk, **waiter(2))
    giver = put_on(desk, 2, wish=TEN)
    cancel(desk, appointment)
    out_and_back(desk, appointment)
    rest()
    assert listed(desk, giver) == "waiting"
    assert left(visitor) == 4


def test_blocked_after_it_was_offered_to_another(visitor: Caller, desk: Caller, rest: Rest) -> None:
    appointment = book(desk, **waiter(2))
    first, giver = join(visitor, 1), put_on(desk, 2, wish=TEN)
    cancel(desk, appointment)
    rest()
    assert state(visitor, first) == "offered"
    assert leave(visitor, first).status == 200
    out_and_back(desk, appointment)
    rest()
    assert listed(desk, giver) == "waiting"


def test_run_out_in_between(
    visitor: Caller, desk: Caller, rest: Rest, clock: FixedClock, job: Callable[[str], Any]
) -> None:
    appointment = book(desk, **waiter(2))
    first, giver = join(visitor, 1), put_on(desk, 2)
    cancel(desk, appointment)
    rest()
    assert state(visitor, first) == "offered"
    clock.forward(hours=2)
    job("expire-holds")
    assert listed(desk, giver) == "waiting"
