"""The manager sees how well promises are kept."""

from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock, RoundTrips

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


def test_each_way_in_has_its_own_share(submit: Submit, desk: Caller, manager: Caller) -> None:
    submit()
    call = {"name": "Kim Example", "phone": "2125550124", "reason": "Prices", "source": "voicemail"}
    assert desk.post("/locations/new-york/incoming-calls", call).status == 201
    promised = {
        source: figures(manager, f"{DAY}&source={source}")["promised"]
        for source in ("consultation-request", "voicemail", "missed-call")
    }
    assert promised == {"consultation-request": 1, "voicemail": 1, "missed-call": 0}
    assert figures(manager)["promised"] == 2


def test_who_comes_in_another_way_too_is_counted_by_the_first(
    submit: Submit, desk: Caller, manager: Caller
) -> None:
    submit()
    call = {"name": "Robin Example", "phone": "2125550123", "reason": "Prices"}
    assert desk.post("/locations/new-york/incoming-calls", call).status == 201
    assert figures(manager, f"{DAY}&source=consultation-request")["promised"] == 1
    assert figures(manager, f"{DAY}&source=incoming-call")["promised"] == 0


def test_a_promise_made_before_its_way_in_was_noted_counts_among_all(
    submit: Submit, manager: Caller, run: Runtime
) -> None:
    submit()
    items = run.table.client.scan(TableName=run.table.name)["Items"]
    (promise,) = [item for item in items if item["pk"]["S"].startswith("PROMISES#")]
    assert promise.pop("source") == {"S": "consultation-request"}
    run.table.client.put_item(TableName=run.table.name, Item=promise)
    assert figures(manager)["promised"] == 1
    assert figures(manager, f"{DAY}&source=consultation-request")["promised"] == 0


def test_a_month_of_one_way_in_is_a_query_a_day(manager: Caller, round_trips: RoundTrips) -> None:
    month = "/locations/new-york/service-level?from=2026-11-01&to=2026-12-01&source=voicemail"
    assert round_trips.during(lambda: manager.get(month)) == ["Query"] * 31


@pytest.mark.parametrize("report", ["service-level", "figures"])
@pytest.mark.parametrize(
    ("days", "field", "says"),
    [
        ("from=2026-11-24&to=2026-11-23", "to", "The last day is before the first."),
        ("from=9999-12-31&to=2026-11-23", "from", None),
        ("from=2026-11-01&to=2026-12-02", "to", "Please choose a range of 1 to 31 days."),
        ("from=2026-11-01&to=2099-12-31", "to", "Please choose a range of 1 to 31 days."),
        ("from=2026-11-01&to=9999-12-31", "to", None),
        ("from=2026-02-30&to=2026-03-01", "from", None),
    ],
)
def test_days_that_make_no_sense_are_named(
    manager: Caller, report: str, days: str, field: str, says: str | None
) -> None:
    reply = manager.get(f"/locations/new-york/{report}?{days}")
    assert reply.status == 422
    (error,) = reply.json["errors"]
    assert error["field"] == field
    assert says in (None, error["message"])


@pytest.mark.parametrize("day", ["1900-01-01", "2099-12-31", "9999-12-31"])
def test_a_day_far_off_is_empty_or_refused_by_name(manager: Caller, day: str) -> None:
    for report in ("service-level", "figures"):
        reply = manager.get(f"/locations/new-york/{report}?from={day}&to={day}")
        assert reply.status in (200, 422), reply.text
        if reply.status == 422:
            assert {error["field"] for error in reply.json["errors"]} <= {"from", "to"}
        else:
            assert [each["date"] for each in reply.json["days"]] == [day]


def test_a_way_in_that_there_is_not_is_named(manager: Caller) -> None:
    reply = manager.get(f"{DAY}&source=carrier-pigeon")
    assert reply.status == 422
    assert [error["field"] for error in reply.json["errors"]] == ["source"]


def test_days_that_make_no_sense_are_refused(manager: Caller) -> None:
    for days in ("from=2026-11-24&to=2026-11-23", "from=2026-01-01&to=2026-12-31", "from=today"):
        reply = manager.get(f"/locations/new-york/service-level?{days}")
        assert reply.status == 422
