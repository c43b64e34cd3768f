"""The manager sees how well promises are kept."""

from typing import Any

from tests.conftest import FixedClock

from .conftest import Caller, Submit, attempt, claim_next

DAY = "/locations/new-york/service-level?from=2026-11-23&to=2026-11-23"


def figures(manager: Caller, path: str = DAY) -> Any:
    (day,) = manager.get(path).json["days"]
    return day


def test_a_day_without_promises_has_no_share(manager: Caller) -> None:
    day = figures(manager)
    assert day["promised"] == 0
    assert "share_kept" not in day


def test_share_of_promises_kept_median_wait_and_attempts(
    submit: Submit, desk: Caller, manager: Caller, clock: FixedClock
) -> None:
    for number in range(4):
        submit(phone=f"212-555-010{number}")
    for minutes in (10, 20):
        clock.forward(minutes=minutes)
        attempt(desk, claim_next(desk), "reached")
    clock.forward(hours=3)  # the promise was 120 opening minutes
    attempt(desk, claim_next(desk), "no-answer")
    day = figures(manager)
    assert (day["promised"], day["kept"], day["broken"], day["pending"]) == (4, 2, 2, 0)
    assert day["share_kept"] == 0.5
    assert day["median_wait_minutes"] == 30.0
    assert day["attempts_per_contact"] == 0.75


def test_waits_count_opening_minutes_alone(
    submit: Submit, desk: Caller, manager: Caller, clock: FixedClock
) -> None:
    clock.forward(minutes=110)  # 11:50, ten minutes before the break
    submit()
    clock.forward(minutes=80)  # 13:10, ten minutes after it
    attempt(desk, claim_next(desk), "reached")
    assert figures(manager)["median_wait_minutes"] == 20.0


def test_the_oldest_promise_without_a_response_is_named(
    submit: Submit, manager: Caller, clock: FixedClock
) -> None:
    first = submit(phone="212-555-0101")
    clock.forward(minutes=5)
    submit(phone="212-555-0102")
    assert figures(manager)["oldest_promise"] == first["respond_by"]


def test_a_promise_not_yet_due_is_pending_and_then_broken(
    submit: Submit, manager: Caller, clock: FixedClock
) -> None:
    submit()
    assert figures(manager)["pending"] == 1
    clock.forward(hours=3)
    assert figures(manager)["broken"] == 1


def test_spam_is_no_promise(submit: Submit, manager: Caller) -> None:
    submit(leave_blank="x")
    assert figures(manager)["promised"] == 0


def test_each_location_and_day_has_its_own(submit: Submit, manager: Caller) -> None:
    submit(location_id="chicago")
    assert figures(manager)["promised"] == 0
    reply = manager.get("/locations/chicago/service-level?from=2026-11-22&to=2026-11-24").json
    assert [day["promised"] for day in reply["days"]] == [0, 1, 0]


def test_days_that_make_no_sense_are_refused(manager: Caller) -> None:
    for days in ("from=2026-11-24&to=2026-11-23", "from=2026-01-01&to=2026-12-31", "from=today"):
        reply = manager.get(f"/locations/new-york/service-level?{days}")
        assert reply.status == 422
