"""How to reach everybody who comes on a day: for the printed list, and on record."""

from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.history import load_events
from tests.conftest import RoundTrips
from tests.published import publish_days

from .conftest import Caller

HERE = "/locations/new-york"
WEDNESDAY = "2026-11-25"
CONTACTS = f"{HERE}/day/contacts?date={WEDNESDAY}"
AT_10 = "2026-11-25T15:00:00Z"
AT_1 = "2026-11-25T18:00:00Z"


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's Wednesday and Friday are published."""
    publish_days(run, "new-york", WEDNESDAY, "2026-11-27")


def book(desk: Caller, name: str, starts_at: str = AT_10, **who: Any) -> Any:
    body = {"service_id": "ketamine-infusion", "starts_at": starts_at, "name": name, **who}
    reply = desk.post(f"{HERE}/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


def who_was_told(run: Runtime, day: str = WEDNESDAY) -> list[tuple[str, str]]:
    events = load_events(run.table, "DAYCONTACTS", f"new-york#{day}")
    return [(event.what, event.by) for event in events]


def test_are_full_names_and_phones_in_order_of_time(desk: Caller) -> None:
    later = book(desk, "Kim Example", AT_1, phone="2125550124")
    first = book(desk, "Robin Example", phone="2125550123", email="robin@example.org")
    by_email = book(desk, "Toni Example", "2026-11-25T19:30:00Z", email="toni@example.org")
    book(desk, "Alex Example", "2026-11-27T15:00:00Z", phone="2125550125")
    path = f"/staff/appointments/{first['appointment_id']}/escort"
    assert desk.post(path, {"name": "Sam Example"}).status == 200
    assert desk.get(CONTACTS).json == {
        "location_id": "new-york",
        "date": WEDNESDAY,
        "contacts": [
            {
                "appointment_id": first["appointment_id"],
                "name": "Robin Example",
                "phone": "+12125550123",
                "escort_name": "Sam Example",
            },
            {
                "appointment_id": later["appointment_id"],
                "name": "Kim Example",
                "phone": "+12125550124",
            },
            {
                "appointment_id": by_email["appointment_id"],
                "name": "Toni Example",
                "email": "toni@example.org",
            },
        ],
    }


def test_whoever_called_off_is_not_among_them(desk: Caller) -> None:
    gone = book(desk, "Robin Example", phone="2125550123")
    assert desk.post(f"/staff/appointments/{gone['appointment_id']}/cancel", {}).status == 200
    assert desk.get(CONTACTS).json["contacts"] == []


def test_that_they_were_given_is_on_record_with_who_asked(run: Runtime, desk: Caller) -> None:
    book(desk, "Robin Example", phone="2125550123")
    book(desk, "Kim Example", AT_1, phone="2125550124")
    assert who_was_told(run) == []
    desk.get(CONTACTS)
    ((what, by),) = who_was_told(run)
    assert what == "contacts-viewed"
    assert by.startswith("staff-")


def test_a_day_on_which_nobody_comes_leaves_no_trace(run: Runtime, desk: Caller) -> None:
    assert desk.get(f"{HERE}/day/contacts?date=2026-11-27").json["contacts"] == []
    assert who_was_told(run, "2026-11-27") == []


def test_cost_three_round_trips_however_many_come(desk: Caller, round_trips: RoundTrips) -> None:
    for number in range(2):
        book(desk, "Robin Example", AT_10, phone=f"212555012{number}")
    sent = round_trips.during(lambda: desk.get(CONTACTS))
    assert sent == ["Query", "BatchGetItem", "TransactWriteItems"]


def test_are_for_staff(visitor: Caller) -> None:
    assert visitor.get(CONTACTS).status == 401
    assert visitor.get(CONTACTS.replace("new-york", "nowhere")).status == 401


def test_of_a_location_that_is_not_there_is_said(desk: Caller) -> None:
    reply = desk.get("/locations/nowhere/day/contacts?date=2026-11-25")
    assert (reply.status, reply.json["type"].rpartition(":")[2]) == (404, "unknown-location")
