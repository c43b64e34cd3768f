"""An online cancellation may say why, is shown to the desk on that day, and is final."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.platform.clock import parse_instant
from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller, Submit, claim_next

HERE = "/locations/new-york"
MONDAY = "2026-11-23"
AT_10 = "2026-11-25T15:00:00Z"
AT_1130 = "2026-11-25T16:30:00Z"
ROBIN = {"name": "Robin Example", "phone": "212-555-0123"}
HOPELESS = {"reason": "I feel hopeless."}
WHY = {"cause": "no-ride", "reason": "My sister can't drive that day."}
WEAK = "I feel like a burden to my family."


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")


def book(visitor: Caller, starts_at: str = AT_10, sent: Any = None) -> Any:
    service = "ketamine-consultation" if sent else "ketamine-infusion"
    wish = {"location_id": "new-york", "service_id": service, "starts_at": starts_at}
    token = visitor.post("/holds", wish).json["hold_token"]
    body = {"hold_token": token, **ROBIN}
    proof = {}
    if sent is not None:
        body["request_id"], proof = sent["request_id"], {"Request_Token": sent["visitor_token"]}
    reply = visitor.post("/appointments", body, **proof)
    assert reply.status == 201, reply.text
    return reply.json


def cancel(visitor: Caller, booked: Any, body: Any = None) -> Any:
    path = f"/appointments/{booked['appointment_id']}/cancel"
    return visitor.post(path, body or {}, Manage_Token=booked["manage_token"])


def canceled(desk: Caller, day: str = MONDAY) -> Any:
    return desk.get(f"{HERE}/day?date={day}").json["canceled_online"]


class TestCanceledOnline:
    def test_is_on_the_day_on_which_it_was_canceled_with_why(
        self, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        booked = book(visitor)
        clock.forward(hours=1)
        assert cancel(visitor, booked, WHY).status == 200
        (line,) = canceled(desk)
        assert line == {
            "appointment_id": booked["appointment_id"],
            "canceled_at": "2026-11-23T16:00:00Z",
            "starts_at": AT_10,
            "service_id": "ketamine-infusion",
            "first_name": "Robin",
            "last_initial": "E",
            **WHY,
            "read_first": False,
        }
        assert canceled(desk, "2026-11-25") == []

    def test_its_day_is_the_location_s_own(
        self, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        booked = book(visitor)
        clock.now = clock.now.replace(day=24, hour=4, minute=30)  # half past eleven at night there
        cancel(visitor, booked)
        assert len(canceled(desk)) == 1

    def test_the_latest_is_first_and_none_has_to_say_why(
        self, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        for starts_at in (AT_10, AT_1130):
            cancel(visitor, book(visitor, starts_at))
            clock.forward(minutes=5)
        assert [line["starts_at"] for line in canceled(desk)] == [AT_1130, AT_10]
        assert not [line for line in canceled(desk) if "cause" in line or "reason" in line]

    def test_the_desk_sees_why_on_the_appointment_and_no_visitor_does(
        self, visitor: Caller, desk: Caller
    ) -> None:
        booked = book(visitor)
        told = cancel(visitor, booked, WHY)
        path = f"/appointments/{booked['appointment_id']}"
        again = visitor.get(path, Manage_Token=booked["manage_token"])
        assert WHY["reason"] not in told.text + again.text
        assert WHY["cause"] not in told.text + again.text
        seen = desk.get(f"/staff{path}").json
        assert (seen["cancel_cause"], seen["cancel_reason"]) == (WHY["cause"], WHY["reason"])

    def test_words_with_a_sign_of_danger_are_to_be_read_first(
        self, visitor: Caller, desk: Caller
    ) -> None:
        words = {"reason": "There's no point, I want to kill myself."}
        assert cancel(visitor, book(visitor), words).json["shows_help"]
        (line,) = canceled(desk)
        assert line["read_first"]
        (call,) = desk.get(f"{HERE}/queue").json["entries"]
        assert call["urgency"] == "crisis"
        card = claim_next(desk)
        notes = [each.get("details", {}).get("note") for each in card["history"]]
        assert words["reason"] in notes

    def test_help_is_shown_for_them_also_where_it_is_too_late_to_cancel(
        self, visitor: Caller, clock: FixedClock
    ) -> None:
        booked = book(visitor)
        clock.now = parse_instant(booked["change_until"]) + timedelta(minutes=1)
        for words, is_shown in (({"reason": WEAK}, True), ({"reason": "My car broke down"}, None)):
            refused = cancel(visitor, booked, words)
            assert refused.status == 409
            assert refused.json.get("shows_help") is is_shown

    def test_who_is_in_danger_is_called_at_once_also_where_a_request_had_been_answered(
        self, visitor: Caller, desk: Caller, submit: Submit
    ) -> None:
        submit(name=ROBIN["name"], phone=ROBIN["phone"])
        booked = book(visitor)

        cancel(visitor, booked, {"reason": "I want to kill myself"})
        (call,) = desk.get(f"{HERE}/queue").json["entries"]
        assert call["urgency"] == "crisis"

    def test_a_weak_sign_is_read_first_also_where_a_request_had_been_answered(
        self, visitor: Caller, desk: Caller, submit: Submit
    ) -> None:
        sent = submit(name=ROBIN["name"], phone=ROBIN["phone"])
        booked = book(visitor, sent=sent)
        assert desk.get(f"{HERE}/queue").json["entries"] == []

        told = cancel(visitor, booked, {"reason": WEAK})
        assert told.json["shows_help"]
        (call,) = desk.get(f"{HERE}/queue").json["entries"]
        assert (call["urgency"], call["read_first"]) == ("urgent", True)
        notes = [each.get("details", {}).get("note") for each in claim_next(desk)["history"]]
        assert WEAK in notes

    def test_a_weak_sign_keeps_its_call_though_they_book_again(
        self, visitor: Caller, desk: Caller
    ) -> None:
        cancel(visitor, book(visitor), {"reason": WEAK})
        again = {"service_id": "ketamine-infusion", "starts_at": AT_1130, **ROBIN}
        assert desk.post(f"{HERE}/appointments", again).status == 201
        (call,) = desk.get(f"{HERE}/queue").json["entries"]
        assert call["read_first"]

    def test_is_final(self, visitor: Caller) -> None:
        booked = book(visitor)
        cancel(visitor, booked, WHY)
        path = f"/appointments/{booked['appointment_id']}/reschedule"
        moved = visitor.post(path, {"starts_at": AT_1130}, Manage_Token=booked["manage_token"])
        assert (moved.status, moved.json["type"].rpartition(":")[2]) == (409, "appointment-state")

    def test_again_is_one_line(self, visitor: Caller, desk: Caller) -> None:
        booked = book(visitor)
        assert cancel(visitor, booked, WHY).json == cancel(visitor, booked, WHY).json
        assert len(canceled(desk)) == 1

    def test_takes_three_round_trips_however_much_is_said(
        self, visitor: Caller, round_trips: RoundTrips
    ) -> None:
        booked = book(visitor)
        sent = round_trips.during(lambda: cancel(visitor, booked, WHY))
        assert sent == ["GetItem", "GetItem", "TransactWriteItems"]

    @pytest.mark.parametrize(
        ("body", "field"), [({"cause": "bored"}, "cause"), ({"reason": "x" * 501}, "reason")]
    )
    def test_what_cannot_be_taken_is_named(
        self, visitor: Caller, desk: Caller, body: Any, field: str
    ) -> None:
        booked = book(visitor)
        refused = cancel(visitor, booked, body)
        assert (refused.status, refused.json["errors"][0]["field"]) == (422, field)
        assert canceled(desk) == []

    def test_by_the_desk_is_not_told_to_the_desk(self, visitor: Caller, desk: Caller) -> None:
        booked = book(visitor)
        path = f"/staff/appointments/{booked['appointment_id']}/cancel"
        assert desk.post(path, {"reason": "rang"}).status == 200
        assert canceled(desk) == []

    def test_the_day_is_still_one_query(
        self, visitor: Caller, desk: Caller, round_trips: RoundTrips
    ) -> None:
        cancel(visitor, book(visitor), WHY)
        assert round_trips.during(lambda: canceled(desk)) == ["Query"]


class TestAWeakSignInWhatTheyWrote:
    def test_owes_a_call_that_is_marked(self, visitor: Caller, desk: Caller) -> None:
        cancel(visitor, book(visitor), HOPELESS)
        (call,) = desk.get(f"{HERE}/queue").json["entries"]
        assert (call["urgency"], call["read_first"]) == ("urgent", True)

    def test_does_so_where_the_appointment_answers_nothing_of_an_open_call(
        self, visitor: Caller, desk: Caller, submit: Submit
    ) -> None:
        submit(name=ROBIN["name"], phone=ROBIN["phone"])
        cancel(visitor, book(visitor), HOPELESS)
        (call,) = desk.get(f"{HERE}/queue").json["entries"]
        assert (call["urgency"], call["read_first"]) == ("urgent", True)

    def test_does_so_where_a_request_had_been_answered(
        self, visitor: Caller, desk: Caller, submit: Submit
    ) -> None:
        receipt = submit(name=ROBIN["name"], phone=ROBIN["phone"])
        named = {"request_id": receipt["request_id"]}
        sender = {"Request_Token": receipt["visitor_token"]}
        wish = {"location_id": "new-york", "service_id": "ketamine-consultation"}
        at = {"starts_at": AT_10}
        held = visitor.post("/holds", {**wish, **at, **named}, **sender)
        assert held.status == 201, held.text
        body = {"hold_token": held.json["hold_token"], **ROBIN, **named}
        booked = visitor.post("/appointments", body, **sender)
        assert booked.status == 201, booked.text
        assert desk.get(f"{HERE}/queue").json["entries"] == []
        cancel(visitor, booked.json, HOPELESS)
        (call,) = desk.get(f"{HERE}/queue").json["entries"]
        assert (call["urgency"], call["read_first"]) == ("urgent", True)
