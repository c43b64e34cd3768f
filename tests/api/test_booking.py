"""Visitors hold and book a time; the desk books, moves and calls off."""

from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.clock import told_text
from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller, Submit, claim_next, write

WEDNESDAY_10 = "2026-11-25T15:00:00Z"
"""10:00 in New York: four chairs for infusions."""
WEDNESDAY_1130 = "2026-11-25T16:30:00Z"
PERSON = {"name": "Robin Example", "phone": "212-555-0123"}


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's schedule of the next days is published."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")


def hold(visitor: Caller, starts_at: str = WEDNESDAY_10, **changes: Any) -> Any:
    wish = {"location_id": "new-york", "service_id": "ketamine-infusion", "starts_at": starts_at}
    headers = {name: changes.pop(name) for name in list(changes) if name[0].isupper()}
    return visitor.post("/holds", {**wish, **changes}, **headers)


def book(visitor: Caller, starts_at: str = WEDNESDAY_10, **changes: Any) -> Any:
    held = hold(visitor, starts_at)
    assert held.status == 201, held.text
    body = {"hold_token": held.json["hold_token"], **PERSON, **changes}
    reply = visitor.post("/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


def left(visitor: Caller, starts_at: str = WEDNESDAY_10) -> int:
    path = "/availability?location=new-york&service=ketamine-infusion&from=2026-11-25&to=2026-11-25"
    times = visitor.get(path).json["times"]
    return next((time["left"] for time in times if time["starts_at"] == starts_at), 0)


def kind(reply: Any) -> str:
    return str(reply.json["type"]).rpartition(":")[2]


class TestHolding:
    def test_keeps_one_bay_for_ten_minutes(self, visitor: Caller, clock: FixedClock) -> None:
        before = left(visitor)
        reply = hold(visitor)
        assert reply.status == 201
        assert reply.json["held_until"] == "2026-11-23T15:10:00Z"
        assert reply.json["starts_local"].startswith("2026-11-25T10:00")
        assert left(visitor) == before - 1
        clock.forward(minutes=10)
        assert left(visitor) == before

    def test_the_same_key_is_the_same_hold(self, visitor: Caller) -> None:
        before = left(visitor)
        first = hold(visitor, Idempotency_Key="k")
        second = hold(visitor, Idempotency_Key="k")
        assert first.json == second.json
        assert left(visitor) == before - 1

    def test_takes_two_round_trips(self, visitor: Caller, round_trips: RoundTrips) -> None:
        assert round_trips.during(lambda: hold(visitor)) == ["Query", "TransactWriteItems"]

    def test_when_all_bays_are_taken_it_says_so(self, visitor: Caller, clinic: Clinic) -> None:
        for number in range(left(visitor)):
            book(visitor, phone=f"212-555-010{number}")
        assert kind(hold(visitor)) == "time-taken"

    def test_one_visitor_cannot_keep_the_whole_calendar(
        self, visitor: Caller, clinic: Clinic, clock: FixedClock
    ) -> None:
        starts = ["13:30Z", "15:00Z", "16:30Z", "18:00Z", "19:30Z", "21:00Z"]
        replies = [hold(visitor, f"2026-11-25T{start}") for start in starts]
        most = clinic.scheduling.most_holds_per_visitor
        statuses = [reply.status for reply in replies]
        assert statuses == [201] * min(most, 6) + [429] * max(0, 6 - most)
        assert most < 6
        clock.forward(minutes=clinic.scheduling.hold_minutes)
        assert hold(visitor).status == 201

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"location_id": "atlantis"}, "location_id"),
            ({"service_id": "haircut"}, "service_id"),
            ({"starts_at": "2026-11-25T15:00"}, "starts_at"),
            ({"starts_at": "2026-11-25T15:00:30Z"}, "starts_at"),
            ({"starts_at": "soon"}, "starts_at"),
        ],
    )
    def test_what_is_wrong_is_named(
        self, visitor: Caller, changes: dict[str, str], field: str
    ) -> None:
        reply = visitor.post(
            "/holds",
            {
                "location_id": "new-york",
                "service_id": "ketamine-infusion",
                "starts_at": WEDNESDAY_10,
                **changes,
            },
        )
        assert reply.status == 422
        assert [error["field"] for error in reply.json["errors"]] == [field]

    @pytest.mark.parametrize(
        "starts_at",
        [
            "2026-11-25T15:07:00Z",  # no such start
            "2026-11-20T15:00:00Z",  # past
            "2026-11-23T15:01:00Z",  # too soon
            "2027-11-23T15:00:00Z",  # beyond the horizon
            "2026-11-26T15:00:00Z",  # Thanksgiving
        ],
    )
    def test_a_time_that_is_not_on_offer_is_refused(self, visitor: Caller, starts_at: str) -> None:
        reply = hold(visitor, starts_at)
        assert (reply.status, kind(reply)) == (409, "time-not-bookable")


class TestBooking:
    def test_with_a_hold_gives_the_visit_and_its_own_token(self, visitor: Caller) -> None:
        booked = book(visitor)
        path = f"/appointments/{booked['appointment_id']}"
        seen = visitor.get(path, Manage_Token=booked["manage_token"])
        assert seen.json["status"] == "booked"
        assert seen.headers["etag"] == '"1"'
        assert "manage_token" not in seen.json

    def test_takes_two_round_trips(self, visitor: Caller, round_trips: RoundTrips) -> None:
        token = hold(visitor).json["hold_token"]
        body = {"hold_token": token, **PERSON}
        sent = round_trips.during(lambda: visitor.post("/appointments", body))
        assert sent == ["Query", "TransactWriteItems"]

    def test_sent_again_it_is_the_same_visit(self, visitor: Caller, clock: FixedClock) -> None:
        body = {"hold_token": hold(visitor).json["hold_token"], **PERSON}
        first = visitor.post("/appointments", body)
        clock.forward(minutes=30)
        second = visitor.post("/appointments", body)
        assert first.json == second.json

    def test_a_hold_that_ran_out_has_to_be_made_again(
        self, visitor: Caller, clock: FixedClock
    ) -> None:
        token = hold(visitor).json["hold_token"]
        clock.forward(minutes=10)
        reply = visitor.post("/appointments", {"hold_token": token, **PERSON})
        assert (reply.status, kind(reply)) == (409, "hold-lost")
        assert hold(visitor).status == 201

    def test_an_old_hold_takes_nothing_from_whoever_holds_the_time_now(
        self, visitor: Caller, clock: FixedClock
    ) -> None:
        for number in range(left(visitor) - 1):
            book(visitor, phone=f"212-555-010{number}")
        old = hold(visitor).json["hold_token"]
        clock.forward(minutes=10)
        new = hold(visitor).json["hold_token"]
        late = visitor.post("/appointments", {"hold_token": old, **PERSON})
        assert (late.status, kind(late)) == (409, "hold-lost")
        body = {"hold_token": new, "name": "Kim Example", "phone": "212-555-0177"}
        assert visitor.post("/appointments", body).status == 201

    def test_a_token_that_is_none_is_named(self, visitor: Caller) -> None:
        reply = visitor.post("/appointments", {"hold_token": "abc.def", **PERSON})
        assert [error["field"] for error in reply.json["errors"]] == ["hold_token"]

    def test_frees_the_visitors_place_for_another_hold(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        starts = [
            f"2026-11-2{day}T{time}:00Z" for day in (5, 7) for time in ("15:00", "16:30", "18:00")
        ]
        assert len(starts) > clinic.scheduling.most_holds_per_visitor
        for start in starts:
            book(visitor, start)

    def test_by_anybody_with_this_name_and_number_is_shown_and_leaves_the_call(
        self, visitor: Caller, desk: Caller, submit: Submit
    ) -> None:
        """Whoever knows a name and a number can book with them: that answers nobody's request."""
        submit()
        (before,) = desk.get("/locations/new-york/queue").json["entries"]
        booked = book(visitor)
        (entry,) = desk.get("/locations/new-york/queue").json["entries"]
        assert entry == before | {"booked_meanwhile": True}
        card = claim_next(desk)
        assert card["booked_meanwhile"] == booked["appointment_id"]
        seen = desk.get(f"/staff/appointments/{booked['appointment_id']}").json
        assert seen["callback_id"] == card["callback_id"]

    def test_by_the_desk_closes_the_callback_that_was_owed_as_booked(
        self, desk: Caller, submit: Submit
    ) -> None:
        submit()
        callback_id = desk.get("/locations/new-york/queue").json["entries"][0]["callback_id"]
        body = {"service_id": "ketamine-infusion", "starts_at": WEDNESDAY_10, **PERSON}
        assert desk.post("/locations/new-york/appointments", body).status == 201
        assert claim_next(desk) is None
        assert desk.get(f"/callbacks/{callback_id}").json["outcome"] == "booked"

    def test_by_somebody_in_danger_leaves_the_call_that_they_are_owed_at_once(
        self, visitor: Caller, desk: Caller, submit: Submit
    ) -> None:
        submit(thinking_of_self_harm=True)
        book(visitor)
        card = claim_next(desk)
        assert (card["name"], card["urgency"]) == ("Robin Example", "crisis")

    def test_by_the_desk_from_their_card_closes_it_since_they_are_on_the_line(
        self, desk: Caller, submit: Submit
    ) -> None:
        submit(screening=["pregnancy"])
        card = claim_next(desk)
        body = {"service_id": "ketamine-infusion", "starts_at": WEDNESDAY_10, **PERSON}
        body["callback_id"] = card["callback_id"]
        assert desk.post("/locations/new-york/appointments", body).status == 201
        assert desk.get(f"/callbacks/{card['callback_id']}").json["outcome"] == "booked"

    def test_by_the_desk_from_the_card_of_somebody_in_danger_leaves_that_call_owed(
        self, desk: Caller, submit: Submit
    ) -> None:
        submit(thinking_of_self_harm=True)
        card = claim_next(desk)
        body = {"service_id": "ketamine-infusion", "starts_at": WEDNESDAY_10, **PERSON}
        body["callback_id"] = card["callback_id"]
        booked = desk.post("/locations/new-york/appointments", body)
        after = desk.get(f"/callbacks/{card['callback_id']}").json
        assert (booked.status, after.get("outcome"), after["urgency"]) == (201, None, "crisis")
        assert after["booked_meanwhile"] == booked.json["appointment_id"]

    @pytest.mark.parametrize(
        "grave", [{"thinking_of_self_harm": True}, {"screening": ["pregnancy"]}]
    )
    @pytest.mark.parametrize("other", [{}, {"callback_id": "0" * 26}])
    def test_by_the_desk_for_another_on_the_same_number_leaves_a_call_that_must_stay(
        self, desk: Caller, submit: Submit, grave: dict[str, Any], other: dict[str, str]
    ) -> None:
        submit(**grave)
        body = {"service_id": "ketamine-infusion", "starts_at": WEDNESDAY_10, **PERSON}
        body |= {"name": "Somebody Else", **other}
        assert desk.post("/locations/new-york/appointments", body).status == 201
        assert claim_next(desk)["name"] == "Robin Example"

    @pytest.mark.parametrize("screening", [["pregnancy"], ["pregnancy", "substance-use"]])
    def test_by_somebody_with_flags_leaves_their_call_with_flags_and_words(
        self, visitor: Caller, desk: Caller, submit: Submit, screening: list[str]
    ) -> None:
        request = submit(screening=screening, message="I stopped my pills last week.")
        booked = book(visitor, request_id=request["request_id"])
        card = claim_next(desk)
        assert (card["name"], card["flags"]) == ("Robin Example", screening)
        (asked,) = desk.get(f"/callbacks/{card['callback_id']}/requests").json["requests"]
        assert asked["message"] == "I stopped my pills last week."
        seen = desk.get(f"/staff/appointments/{booked['appointment_id']}").json
        assert seen["callback_id"] == card["callback_id"]

    def test_by_somebody_whose_later_form_had_flags_leaves_the_call_too(
        self, visitor: Caller, desk: Caller, submit: Submit
    ) -> None:
        submit()
        submit(screening=["pregnancy"])
        book(visitor)
        assert claim_next(desk)["flags"] == ["pregnancy"]

    def test_a_call_that_stays_is_held_by_its_colleague_still(
        self, visitor: Caller, desk: Caller, submit: Submit
    ) -> None:
        submit(screening=["pregnancy"])
        card = claim_next(desk)
        book(visitor)
        assert write(desk, card, "notes", note="no answer yet").status == 204

    def test_whoever_holds_that_callback_finds_it_closed(
        self, desk: Caller, colleague: Caller, submit: Submit
    ) -> None:
        submit()
        card = claim_next(desk)
        body = {"service_id": "ketamine-infusion", "starts_at": WEDNESDAY_10, **PERSON}
        colleague.post("/locations/new-york/appointments", body)
        reply = write(desk, card, "notes", note="no answer yet")
        assert kind(reply) == "callback-closed"

    def test_by_the_desk_needs_no_hold(self, desk: Caller) -> None:
        body = {"service_id": "ketamine-infusion", "starts_at": WEDNESDAY_10, **PERSON}
        reply = desk.post("/locations/new-york/appointments", body, Idempotency_Key="k")
        again = desk.post("/locations/new-york/appointments", body, Idempotency_Key="k")
        assert (reply.status, again.status) == (201, 201)
        assert reply.json == again.json
        assert reply.json["booked_by"] == "staff-ana"

    def test_by_the_desk_may_be_forced_with_a_reason(self, desk: Caller) -> None:
        body = {"service_id": "ketamine-infusion", "starts_at": WEDNESDAY_10, **PERSON}
        desk.post("/locations/new-york/appointments", body)
        assert kind(desk.post("/locations/new-york/appointments", body)) == "person-busy"
        forced = {**body, "override": "a couple that shares a phone"}
        assert desk.post("/locations/new-york/appointments", forced).status == 201


class TestChanging:
    def test_cancelling_frees_the_time_after_some_minutes(
        self, visitor: Caller, clock: FixedClock
    ) -> None:
        before = left(visitor)
        booked = book(visitor)
        path = f"/appointments/{booked['appointment_id']}/cancel"
        reply = visitor.post(path, {"reason": "ill"}, Manage_Token=booked["manage_token"])
        assert reply.json["status"] == "cancelled"
        again = visitor.post(path, {"reason": "ill"}, Manage_Token=booked["manage_token"])
        assert again.json == reply.json
        assert left(visitor) == before - 1  # staff can undo it, and nobody else has it
        clock.forward(minutes=14)  # also where no job has offered it
        assert left(visitor) == before

    def test_moving_keeps_the_visit_and_gives_the_old_time_up(
        self, visitor: Caller, clock: FixedClock
    ) -> None:
        before = left(visitor), left(visitor, WEDNESDAY_1130)
        booked = book(visitor)
        moved = visitor.post(
            f"/appointments/{booked['appointment_id']}/reschedule",
            {"starts_at": WEDNESDAY_1130},
            Manage_Token=booked["manage_token"],
        )
        assert moved.status == 200, moved.text
        assert moved.json["appointment_id"] == booked["appointment_id"]
        assert moved.json["starts_at"] == WEDNESDAY_1130
        assert (left(visitor), left(visitor, WEDNESDAY_1130)) == (before[0] - 1, before[1] - 1)
        clock.forward(minutes=14)
        assert (left(visitor), left(visitor, WEDNESDAY_1130)) == (before[0], before[1] - 1)

    def test_staff_undo_a_move_while_the_old_time_rests_and_a_visitor_cannot(
        self, visitor: Caller, desk: Caller
    ) -> None:
        for number in range(left(visitor) - 1):
            book(visitor, phone=f"212-555-010{number}")
        booked = book(visitor)
        path = f"/appointments/{booked['appointment_id']}"
        staff_sees = desk.get(f"/staff{path}").json
        there, back = {"starts_at": WEDNESDAY_1130}, {"starts_at": WEDNESDAY_10}
        opened = {"Manage_Token": booked["manage_token"]}
        assert visitor.post(f"{path}/reschedule", there, **opened).status == 200
        assert kind(visitor.post(f"{path}/reschedule", back, **opened)) == "time-taken"
        undone = desk.post(f"/staff{path}/reschedule", back)
        assert (undone.status, undone.json["bay"]) == (200, staff_sees["bay"])

    def test_staff_leave_what_somebody_else_gave_up_for_the_last(
        self, visitor: Caller, desk: Caller
    ) -> None:
        theirs = book(visitor, phone="212-555-0101")
        path = f"/appointments/{theirs['appointment_id']}"
        bay = desk.get(f"/staff{path}").json["bay"]
        visitor.post(f"{path}/cancel", {}, Manage_Token=theirs["manage_token"])
        bays = []
        for number in range(2, 6):
            body = {"service_id": "ketamine-infusion", "starts_at": WEDNESDAY_10, "name": "Kim"}
            given = {**body, "phone": f"212-555-010{number}"}
            bays.append(desk.post("/locations/new-york/appointments", given).json["bay"])
        assert bays[-1] == bay
        assert len(set(bays)) == 4

    def test_moving_to_a_time_that_is_taken_changes_nothing(self, visitor: Caller) -> None:
        booked = book(visitor)
        for number in range(left(visitor, WEDNESDAY_1130)):
            book(visitor, WEDNESDAY_1130, phone=f"212-555-010{number}")
        reply = visitor.post(
            f"/appointments/{booked['appointment_id']}/reschedule",
            {"starts_at": WEDNESDAY_1130},
            Manage_Token=booked["manage_token"],
        )
        assert kind(reply) == "time-taken"
        path = f"/appointments/{booked['appointment_id']}"
        assert visitor.get(path, Manage_Token=booked["manage_token"]).json["version"] == 1

    def test_within_the_notice_period_the_visitor_has_to_call_but_the_desk_can(
        self, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        booked = book(visitor, "2026-11-27T15:00:00Z")
        clock.forward(hours=95)
        path = f"/appointments/{booked['appointment_id']}/cancel"
        late = visitor.post(path, {}, Manage_Token=booked["manage_token"])
        assert (late.status, kind(late)) == (409, "too-late")
        assert desk.post(f"/staff{path}", {"reason": "rang"}).status == 200

    def test_a_version_that_was_not_seen_is_not_overwritten(
        self, visitor: Caller, desk: Caller
    ) -> None:
        booked = book(visitor)
        path = f"/staff/appointments/{booked['appointment_id']}"
        assert desk.post(f"{path}/reschedule", {"starts_at": WEDNESDAY_1130}).status == 200
        stale = desk.post(f"{path}/cancel", {}, If_Match='"1"')
        assert (stale.status, kind(stale)) == (412, "version")
        assert desk.post(f"{path}/cancel", {}, If_Match='"2"').status == 200

    def test_check_in_and_fulfil(self, visitor: Caller, desk: Caller, clock: FixedClock) -> None:
        path = f"/staff/appointments/{book(visitor)['appointment_id']}"
        clock.forward(hours=48)
        assert kind(desk.post(f"{path}/fulfil")) == "appointment-state"
        assert desk.post(f"{path}/check-in").json["status"] == "arrived"
        home = {"escort": {"name": "Sam Example"}}
        assert desk.post(f"{path}/fulfil", home).json["status"] == "fulfilled"
        assert kind(desk.post(f"{path}/cancel", {})) == "appointment-state"

    def test_a_no_show_may_still_come(
        self, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        path = f"/staff/appointments/{book(visitor)['appointment_id']}"
        clock.forward(hours=48, minutes=30)
        assert desk.post(f"{path}/no-show").json["status"] == "noshow"
        assert desk.post(f"{path}/check-in").json["status"] == "arrived"

    def test_an_infusion_needs_an_escort_who_can_be_confirmed(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        booked = book(visitor)
        assert "confirmed_at" not in booked["escort"]
        reply = visitor.post(
            f"/appointments/{booked['appointment_id']}/escort",
            {"name": "Sam Example"},
            Manage_Token=booked["manage_token"],
        )
        assert reply.json["escort"]["name"] == "Sam Example"
        assert reply.json["escort"]["confirmed_at"] == told_text(FixedClock().now)

    def test_anothers_token_opens_nothing(self, visitor: Caller) -> None:
        mine, theirs = book(visitor), book(visitor, phone="212-555-0199")
        path = f"/appointments/{theirs['appointment_id']}"
        assert visitor.get(path, Manage_Token=mine["manage_token"]).status == 404
        assert visitor.get(path).status == 401

    def test_the_timeline_tells_of_it(self, visitor: Caller, desk: Caller) -> None:
        booked = book(visitor)
        desk.post(f"/staff/appointments/{booked['appointment_id']}/cancel", {"reason": "ill"})
        person_id = desk.post("/people/search", {"phone": "2125550123"}).json["people"][0][
            "person_id"
        ]
        entries = desk.get(f"/people/{person_id}/timeline").json["entries"]
        told = {(entry["kind"], entry["what"]) for entry in entries}
        assert {("appointment", "booked"), ("appointment", "cancelled")} <= told
