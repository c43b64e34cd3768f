"""The desk plans and books an induction: six infusions, all or none."""

from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from tests.conftest import RoundTrips
from tests.published import publish_days

from .conftest import Caller, Submit, claim_next

WISH = {
    "count": 3,
    "earliest_day": "2026-11-30",
    "weekdays": ["monday", "wednesday", "friday"],
    "earliest_time": "09:00",
    "latest_time": "12:00",
    "within_days": 12,
}
PATIENT = {"name": "Robin Example", "phone": "212-555-0123"}
SERIES = "/locations/new-york/series"


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's schedule of two weeks is published."""
    publish_days(run, "new-york", "2026-11-30", "2026-12-09")


def asked(**changes: Any) -> dict[str, Any]:
    return {"service_id": "ketamine-infusion", "wish": {**WISH, **changes}}


def book(desk: Caller, **changes: Any) -> Any:
    reply = desk.post(SERIES, {**asked(**changes), **PATIENT})
    assert reply.status == 201, reply.text
    return reply.json


def starts(series: Any) -> list[str]:
    return [appointment["starts_local"] for appointment in series["appointments"]]


def test_a_plan_can_be_seen_before_anything_is_kept(desk: Caller, dynamodb: Any) -> None:
    before = dynamodb.scan(TableName="frontdesk-test")["Count"]
    planned = desk.post(f"{SERIES}/plan", asked()).json["starts"]
    assert [start["starts_local"] for start in planned] == [
        "2026-11-30T10:00:00-05:00",
        "2026-12-02T10:00:00-05:00",
        "2026-12-04T10:00:00-05:00",
    ]
    assert dynamodb.scan(TableName="frontdesk-test")["Count"] == before


def test_booking_books_every_infusion_of_it(desk: Caller) -> None:
    series = book(desk)
    assert starts(series)[0] == "2026-11-30T10:00:00-05:00"
    assert {appointment["status"] for appointment in series["appointments"]} == {"booked"}
    assert {appointment["series_id"] for appointment in series["appointments"]} == {
        series["series_id"]
    }
    assert desk.get(f"/series/{series['series_id']}").json == series


def test_booking_takes_three_round_trips(desk: Caller, round_trips: RoundTrips) -> None:
    sent = round_trips.during(lambda: book(desk))
    assert sent == ["Query", "Query", "TransactWriteItems"]  # the answer is what was written


def test_sent_again_with_its_key_it_is_the_same_series(desk: Caller) -> None:
    body = {**asked(), **PATIENT}
    first = desk.post(SERIES, body, Idempotency_Key="k")
    second = desk.post(SERIES, body, Idempotency_Key="k")
    assert first.json == second.json


def test_what_cannot_be_had_names_the_limit_and_the_nearest_offer(
    desk: Caller, dynamodb: Any
) -> None:
    before = dynamodb.scan(TableName="frontdesk-test")["Count"]
    reply = desk.post(SERIES, {**asked(earliest_time="20:00", latest_time="21:00"), **PATIENT})
    assert reply.status == 409
    assert reply.json["type"] == "urn:frontdesk:problem:series-impossible"
    assert reply.json["in_the_way"] == "time_of_day"
    assert len(reply.json["nearest_plan"]["plan"]["starts"]) == 3
    assert dynamodb.scan(TableName="frontdesk-test")["Count"] == before


def test_a_contradictory_wish_is_named(desk: Caller) -> None:
    reply = desk.post(SERIES, {**asked(least_days_between=5, most_days_between=4), **PATIENT})
    assert [error["field"] for error in reply.json["errors"]] == ["wish.most_days_between"]


def test_days_on_which_the_patient_has_another_visit_are_planned_around(desk: Caller) -> None:
    appointment = {
        "service_id": "ketamine-infusion",
        "starts_at": "2026-11-30T15:00:00Z",
        **PATIENT,
    }
    assert desk.post("/locations/new-york/appointments", appointment).status == 201
    assert "2026-11-30T10:00:00-05:00" not in starts(book(desk))


def test_what_somebody_booked_online_in_their_name_is_not_planned_around_but_shown(
    desk: Caller, visitor: Caller
) -> None:
    """Anybody can type a name and a number, and would else keep an induction from its times."""
    held = visitor.post(
        "/holds",
        {
            "location_id": "new-york",
            "service_id": "ketamine-infusion",
            "starts_at": "2026-11-30T15:00:00Z",
        },
    )
    body = {"hold_token": held.json["hold_token"], **PATIENT}
    assert visitor.post("/appointments", body).status == 201
    series = book(desk)
    assert starts(series)[0] == "2026-11-30T10:00:00-05:00"
    assert [each["also_booked"] for each in series["appointments"]] == [True, False, False]
    assert desk.get(f"/series/{series['series_id']}").json == series


def test_the_callback_that_was_owed_is_closed_as_booked(desk: Caller, submit: Submit) -> None:
    submit()
    book(desk)
    assert claim_next(desk) is None


def test_one_visit_of_it_can_be_called_off_alone(desk: Caller) -> None:
    series = book(desk)
    second = series["appointments"][1]["appointment_id"]
    desk.post(f"/staff/appointments/{second}/cancel", {"reason": "ill"})
    now = desk.get(f"/series/{series['series_id']}").json
    assert [appointment["status"] for appointment in now["appointments"]] == [
        "booked",
        "cancelled",
        "booked",
    ]


def test_the_rest_of_it_can_be_called_off(desk: Caller) -> None:
    series = book(desk)
    body = {"from_time": "2026-12-01T00:00:00Z", "reason": "moves away"}
    for _ in range(2):  # again is no harm
        now = desk.post(f"/series/{series['series_id']}/cancel", body).json
        statuses = [appointment["status"] for appointment in now["appointments"]]
        assert statuses == ["booked", "cancelled", "cancelled"]


def test_a_series_that_does_not_exist_is_not_found(desk: Caller) -> None:
    assert desk.get(f"/series/{'0' * 26}").status == 404
