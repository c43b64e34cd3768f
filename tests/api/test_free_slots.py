"""The desk looks at a day: which chairs are still free, what fits, and whom it could call."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller, Rest
from .waiters import FRIDAY_10, book, cancel, join, leave, listed, put_on, waiter

DAY = "2026-11-27"


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's Friday is published."""
    publish_days(run, "new-york", DAY, DAY)


def chairs(desk: Caller) -> list[dict[str, Any]]:
    reply = desk.get(f"/locations/new-york/free-slots?date={DAY}")
    assert reply.status == 200, reply.text
    return list(reply.json["slots"])


def chair(desk: Caller, bay: str = "chair-1", starts_at: str = FRIDAY_10) -> Any:
    return next((c for c in chairs(desk) if (c["bay"], c["starts_at"]) == (bay, starts_at)), None)


def test_a_free_chair_says_what_fits_it(desk: Caller) -> None:
    free = chair(desk)
    assert (free["status"], free["local_start"]) == ("free", "2026-11-27T10:00:00-05:00")
    assert free["services"] == ["ketamine-infusion", "ketamine-booster"]
    assert (free["waiting_count"], free["waiting"]) == (0, [])


def test_what_is_booked_held_blocked_or_past_is_none(
    visitor: Caller, desk: Caller, clock: FixedClock
) -> None:
    everything = len(chairs(desk))
    taken = book(desk, FRIDAY_10)
    wish = {"location_id": "new-york", "service_id": "ketamine-infusion"}
    assert visitor.post("/holds", {**wish, "starts_at": FRIDAY_10}).status == 201
    block = {"date": DAY, "bay": "suite-1", "reason": "pump is broken"}
    desk.post("/locations/new-york/slots/block", block)
    assert chair(desk, taken["bay"]) is None
    assert chair(desk, "suite-1") is None
    assert len(chairs(desk)) == everything - 2 - 5
    clock.now = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
    assert {c["starts_at"] >= "2026-11-27T18:00:00Z" for c in chairs(desk)} == {True}


def test_what_nobody_booked_in_time_is_released_and_still_there(
    desk: Caller, clock: FixedClock, job: Callable[[str], Any]
) -> None:
    clock.now = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
    job("release-slots")
    assert chair(desk)["status"] == "released"


def test_names_the_first_who_could_use_it_and_counts_them_all(
    visitor: Caller, desk: Caller, clock: FixedClock
) -> None:
    for number in range(1, 8):
        join(visitor, number)
        clock.forward(seconds=1)
    join(visitor, 8, wish={"latest_time": "09:00"})
    join(visitor, 9, service_id="follow-up")
    free = chair(desk)
    assert free["waiting_count"] == 7
    names = [who["first_name"] for who in free["waiting"]]
    assert names == [f"Waiter{number}" for number in range(1, 6)]
    shown = {"entry_id", "point_id", "person_id", "first_name", "service_id", "since", "flags"}
    assert set(free["waiting"][0]) == shown


def test_names_nobody_who_was_offered_a_time_or_left(
    visitor: Caller, desk: Caller, rest: Rest
) -> None:
    appointment = book(desk, FRIDAY_10)
    join(visitor, 1)
    leave(visitor, join(visitor, 2))
    cancel(desk, appointment)
    rest()
    assert {c["waiting_count"] for c in chairs(desk)} == {0}


def test_past_its_cut_off_the_desk_fills_it_with_somebody_who_waits(
    desk: Caller, clock: FixedClock
) -> None:
    entry, appointment = put_on(desk), book(desk, FRIDAY_10)
    clock.now = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
    cancel(desk, appointment)
    free = chair(desk, appointment["bay"])
    assert (free["status"], free["waiting"][0]["entry_id"]) == ("released", entry["entry_id"])
    book(desk, FRIDAY_10, **waiter())
    assert listed(desk, entry) == "gone"


def test_takes_three_round_trips_however_many_wait(
    visitor: Caller, desk: Caller, round_trips: RoundTrips
) -> None:
    for number in range(1, 4):
        join(visitor, number)
    assert round_trips.during(lambda: chairs(desk)) == ["Query", "Query", "BatchGetItem"]


def test_a_day_without_chairs_is_empty_and_one_that_is_none_is_named(desk: Caller) -> None:
    path = "/locations/new-york/free-slots"
    assert desk.get(f"{path}?date=2026-11-29").json["slots"] == []
    assert desk.get(f"{path}?date=someday").status == 422
    assert desk.get(path).status == 422
    assert desk.get(f"/locations/atlantis/free-slots?date={DAY}").status == 404
