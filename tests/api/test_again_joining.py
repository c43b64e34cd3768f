"""Joining sent again after the third offer ran out, before the job noted it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Rest
from .waiters import book, cancel, check_offers, joining, see


@pytest.fixture(autouse=True)
def published(run: Runtime) -> Iterator[None]:
    """New York's schedule is published; in the end offers and slots agree."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")
    yield
    check_offers(run)


def test_is_answered_as_before(
    visitor: Caller, desk: Caller, rest: Rest, clock: FixedClock, job: Callable[[str], Any]
) -> None:
    first = visitor.post("/waitlist", joining(1), Idempotency_Key="k")
    days = "from=2026-11-25&to=2026-11-27"
    path = f"/availability?location=new-york&service=ketamine-infusion&{days}"
    starts = [time["starts_at"] for time in visitor.get(path).json["times"]][-3:]
    for number, start in enumerate(starts):
        cancel(desk, book(desk, start, phone=f"212-555-013{number}"))
        rest()
        assert see(visitor, first.json)["state"] == "offered"
        clock.forward(hours=2)
        if number < 2:
            job("expire-holds")
    assert see(visitor, first.json)["state"] == "unanswered"
    again = visitor.post("/waitlist", joining(1), Idempotency_Key="k")
    assert (again.status, again.json) == (201, first.json)
