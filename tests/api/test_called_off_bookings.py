"""What one number collects by booking online is marked for the desk, with one key to end it."""

from datetime import date
from typing import Any

import pytest

from chalicelib.platform.clock import parse_instant
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments import call_off_booked
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller, Rest, a_request
from .schedules import publish

SERVICE = {"location_id": "new-york", "service_id": "ketamine-infusion"}
ANN = {"name": "Ann Cole", "phone": "212-555-0155"}
TIMES = ("2026-11-25T15:00:00Z", "2026-11-25T18:00:00Z", "2026-11-25T19:30:00Z")


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """The Wednesday is open."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-25")


def book_online(visitor: Caller, starts_at: str, **who: str) -> Any:
    """Book a time as a visitor, each from a browser of its own."""
    browser = {"Browser_Id": f"browser-{starts_at}-{who['name']}"}
    hold = visitor.post("/holds", {**SERVICE, "starts_at": starts_at}, **browser)
    assert hold.status == 201, hold.text
    body = {"hold_token": hold.json["hold_token"], **who}
    reply = visitor.post("/appointments", body, **browser)
    assert reply.status == 201, reply.text
    return reply.json


def book_at_the_desk(desk: Caller, starts_at: str, **who: str) -> Any:
    wish = {"service_id": SERVICE["service_id"], "starts_at": starts_at, **who}
    reply = desk.post("/locations/new-york/appointments", wish)
    assert reply.status == 201, reply.text
    return reply.json


def card(desk: Caller, name: str = "Ann") -> Any:
    found = desk.post("/people/search", {"phone": ANN["phone"]}).json["people"]
    (ann,) = (each for each in found if each["first_name"] == name)
    return desk.get(f"/people/{ann['person_id']}").json


def call_off(desk: Caller, **given: str) -> None:
    reply = desk.post("/staff/booked-online/call-off", given)
    assert reply.status == 204, reply.text


def status(desk: Caller, booked: Any) -> str:
    return str(desk.get(f"/staff/appointments/{booked['appointment_id']}").json["status"])


@pytest.fixture
def collected(visitor: Caller) -> list[Any]:
    """Three appointments that somebody booked online in Ann's name, with her number."""
    return [book_online(visitor, at, **ANN) for at in TIMES]


class TestWhatOnePersonCollectsByBookingOnline:
    def test_is_marked_on_their_page_beside_what_staff_booked(
        self, visitor: Caller, desk: Caller, collected: list[Any]
    ) -> None:
        book_at_the_desk(desk, "2026-11-25T21:00:00Z", **ANN)
        book_online(visitor, TIMES[0], **{**ANN, "name": "Bob Cole"})
        shown = card(desk)
        assert shown["booked_online"] == {"of_person": 3, "on_point": 4}
        assert [each["is_by_staff"] for each in shown["appointments_ahead"]] == [
            False,
            False,
            False,
            True,
        ]

    def test_is_called_off_in_one_step_and_what_staff_booked_stays(
        self, visitor: Caller, desk: Caller, collected: list[Any], round_trips: RoundTrips
    ) -> None:
        by_staff = book_at_the_desk(desk, "2026-11-25T21:00:00Z", **ANN)
        other = book_online(visitor, TIMES[0], **{**ANN, "name": "Bob Cole"})
        person = card(desk)["person"]
        ids = {"point_id": person["point_id"], "person_id": person["person_id"]}
        made = round_trips.during(lambda: call_off(desk, **ids))
        looks, writes = made.count("Query"), made.count("TransactWriteItems")
        assert (looks, writes) == (1, 1), "nothing is left, so nobody looks again"
        assert [status(desk, each) for each in collected] == ["cancelled"] * 3
        assert [status(desk, each) for each in (by_staff, other)] == ["booked"] * 2
        assert card(desk)["booked_online"] == {"of_person": 0, "on_point": 1}
        call_off(desk, **ids)  # sent again

    def test_of_a_number_under_all_its_names(
        self, visitor: Caller, desk: Caller, collected: list[Any]
    ) -> None:
        other = book_online(visitor, TIMES[0], **{**ANN, "name": "Bob Cole"})
        call_off(desk, point_id=card(desk)["person"]["point_id"])
        assert [status(desk, each) for each in (*collected, other)] == ["cancelled"] * 4

    def test_frees_each_time_three_minutes_later_as_any_cancellation(
        self, desk: Caller, collected: list[Any], rest: Rest
    ) -> None:
        call_off(desk, point_id=card(desk)["person"]["point_id"])
        assert rest().done == 3

    def test_is_called_off_some_at_a_time_where_it_is_very_much(
        self, desk: Caller, collected: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(call_off_booked, "AT_ONCE", 2)
        call_off(desk, point_id=card(desk)["person"]["point_id"])
        assert [status(desk, each) for each in collected] == ["cancelled"] * 3

    def test_with_an_address_fills_no_transaction_beyond_what_one_may_hold(
        self, visitor: Caller, desk: Caller, manager: Caller, dynamodb: Any
    ) -> None:
        """Each is told and reminded of no more, in the step that cancels it."""
        sizes: list[int] = []

        def count(params: Any, **_: Any) -> None:
            sizes.append(len(params["TransactItems"]))

        publish(manager, date(2026, 11, 30), date(2026, 12, 4))
        days = ("2026-11-25", *(f"2026-12-0{day}" for day in range(1, 5)), "2026-11-30")
        times = [f"{day}{at[10:]}" for day in days for at in TIMES][: call_off_booked.AT_ONCE + 2]
        booked = [book_online(visitor, at, **ANN, email="ann@example.com") for at in times]
        dynamodb.meta.events.register("before-parameter-build.dynamodb.TransactWriteItems", count)
        call_off(desk, point_id=card(desk)["person"]["point_id"])
        assert [status(desk, each) for each in booked] == ["cancelled"] * len(times)
        assert max(sizes) == 6 * call_off_booked.AT_ONCE <= 100

    def test_says_in_the_history_that_it_was_called_off(
        self, desk: Caller, collected: list[Any]
    ) -> None:
        person = card(desk)["person"]
        call_off(desk, point_id=person["point_id"])
        told = desk.get(f"/people/{person['person_id']}/timeline").json["entries"]
        found = [each for each in told if each["what"] == "cancelled"]
        assert [each["details"].get("why") for each in found] == ["called-off"] * 3

    def test_that_has_begun_stays(
        self, desk: Caller, collected: list[Any], clock: FixedClock
    ) -> None:
        person = card(desk)["person"]
        clock.now = parse_instant("2026-11-25T15:01:00Z")
        call_off(desk, point_id=person["point_id"])
        assert [status(desk, each) for each in collected] == ["booked", "cancelled", "cancelled"]


def book_after_a_form(visitor: Caller, starts_at: str, **who: str) -> None:
    """Send a form and book what it asks for with it, which answers its call."""
    receipt = visitor.post("/requests", a_request(**who, service_id=SERVICE["service_id"])).json
    hold = visitor.post("/holds", {**SERVICE, "starts_at": starts_at}).json
    body = {"hold_token": hold["hold_token"], **who, "request_id": receipt["request_id"]}
    reply = visitor.post("/appointments", body, Request_Token=receipt["visitor_token"])
    assert reply.status == 201, reply.text


def test_a_call_that_such_a_booking_had_answered_is_owed_again(
    visitor: Caller, desk: Caller
) -> None:
    book_after_a_form(visitor, TIMES[0], **ANN)
    assert desk.get("/locations/new-york/queue").json["entries"] == []
    call_off(desk, point_id=card(desk)["person"]["point_id"])
    assert len(desk.get("/locations/new-york/queue").json["entries"]) == 1


def test_of_two_people_on_a_number_whose_calls_it_had_answered_both_are_owed_again(
    visitor: Caller, desk: Caller
) -> None:
    for starts_at, name in zip(TIMES, ("Ann Cole", "Bob Cole"), strict=False):
        book_after_a_form(visitor, starts_at, **{**ANN, "name": name})
    assert desk.get("/locations/new-york/queue").json["entries"] == []
    call_off(desk, point_id=card(desk)["person"]["point_id"])
    claimed = desk.post("/locations/new-york/queue/claim").json
    assert sorted(each["name"] for each in claimed["requests"]) == ["Ann Cole", "Bob Cole"]
