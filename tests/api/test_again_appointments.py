"""What is sent again, since no answer came, is known: the first one's answer, and nothing twice."""

from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.history import load_events
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller

AT_10 = "2026-11-25T15:00:00Z"
AT_1130 = "2026-11-25T16:30:00Z"
INFUSION = "ketamine-infusion"
PERSON = {"name": "Robin Example", "phone": "212-555-0123"}
HERE = "/locations/new-york/appointments"
VERBS: dict[str, dict[str, Any]] = {
    "cancel": {"reason": "ill"},
    "reschedule": {"starts_at": AT_1130},
    "check-in": {},
    "no-show": {},
    "escort": {"name": "Sam Example"},
    "note": {"note": "Prefers the window."},
}


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's schedule of Wednesday is published."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-25")


def kind(reply: Any) -> tuple[int, str]:
    return reply.status, str(reply.json["type"]).rpartition(":")[2]


def hold(visitor: Caller, starts_at: str = AT_10, **headers: str) -> Any:
    wish = {"location_id": "new-york", "service_id": INFUSION, "starts_at": starts_at}
    return visitor.post("/holds", wish, **headers)


def book(visitor: Caller, **changes: Any) -> Any:
    token = hold(visitor).json["hold_token"]
    reply = visitor.post("/appointments", {"hold_token": token, **PERSON, **changes})
    assert reply.status == 201, reply.text
    return reply.json


def history(run: Runtime, appointment_id: str) -> list[str]:
    return [event.what for event in load_events(run.table, "APPOINTMENT", appointment_id)]


class TestAHold:
    def test_sent_again_with_its_key_takes_up_no_further_place(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        first = hold(visitor, Idempotency_Key="k")
        for _ in range(clinic.scheduling.most_holds_per_visitor + 1):
            again = hold(visitor, Idempotency_Key="k")
            assert (again.status, again.json) == (201, first.json)

    def test_of_another_time_under_the_same_key_is_a_conflict(self, visitor: Caller) -> None:
        hold(visitor, Idempotency_Key="k")
        reply = hold(visitor, AT_1130, Idempotency_Key="k")
        assert kind(reply) == (409, "idempotency-conflict")

    def test_that_ran_out_leaves_its_key_for_another(
        self, visitor: Caller, clock: FixedClock
    ) -> None:
        first = hold(visitor, Idempotency_Key="k").json
        clock.forward(minutes=10)
        second = hold(visitor, Idempotency_Key="k")
        assert second.status == 201
        assert second.json["hold_token"] != first["hold_token"]
        clock.forward(minutes=10)
        assert hold(visitor, AT_1130, Idempotency_Key="k").status == 201

    def test_that_ran_out_is_not_given_again_when_all_is_taken(
        self, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        hold(visitor, Idempotency_Key="k")
        clock.forward(minutes=10)
        for number in range(4):
            body = {"service_id": INFUSION, "starts_at": AT_10, "name": "Kim Example"}
            desk.post(HERE, {**body, "phone": f"212-555-010{number}"})
        assert kind(hold(visitor, Idempotency_Key="k")) == (409, "time-taken")

    def test_under_a_key_that_ran_out_is_booked_beside_what_the_first_one_booked(
        self, visitor: Caller, clock: FixedClock
    ) -> None:
        ids = set()
        for _ in range(2):
            token = hold(visitor, Idempotency_Key="k").json["hold_token"]
            reply = visitor.post("/appointments", {"hold_token": token, **PERSON})
            ids.add(reply.json["appointment_id"])
            clock.forward(minutes=10)
        assert len(ids) == 2

    def test_that_is_booked_by_now_is_still_answered_as_it_was(self, visitor: Caller) -> None:
        first = hold(visitor, Idempotency_Key="k").json
        visitor.post("/appointments", {"hold_token": first["hold_token"], **PERSON})
        assert hold(visitor, Idempotency_Key="k").json == first


class TestABooking:
    def test_with_a_hold_that_others_words_used_is_told_that_the_hold_is_gone(
        self, visitor: Caller
    ) -> None:
        body = {"hold_token": hold(visitor).json["hold_token"], **PERSON}
        assert visitor.post("/appointments", body).status == 201
        other = visitor.post("/appointments", {**body, "name": "Kim Example"})
        assert kind(other) == (409, "hold-lost")

    def test_sent_again_once_it_was_moved_is_answered_as_it_now_stands(
        self, visitor: Caller, desk: Caller
    ) -> None:
        body = {"hold_token": hold(visitor).json["hold_token"], **PERSON}
        first = visitor.post("/appointments", body).json
        path = f"/staff/appointments/{first['appointment_id']}/reschedule"
        desk.post(path, {"starts_at": AT_1130})
        again = visitor.post("/appointments", body)
        assert (again.status, again.json["starts_at"]) == (201, AT_1130)
        assert again.json["manage_token"] == first["manage_token"]

    def test_by_the_desk_under_one_key_for_another_patient_is_a_conflict(
        self, desk: Caller
    ) -> None:
        body = {"service_id": INFUSION, "starts_at": AT_10, **PERSON}
        assert desk.post(HERE, body, Idempotency_Key="k").status == 201
        other = {**body, "name": "Kim Example", "phone": "212-555-0124"}
        assert kind(desk.post(HERE, other, Idempotency_Key="k")) == (409, "idempotency-conflict")

    def test_by_the_desk_sent_again_once_the_time_is_past_is_the_same(
        self, desk: Caller, clock: FixedClock
    ) -> None:
        body = {"service_id": INFUSION, "starts_at": AT_10, **PERSON}
        first = desk.post(HERE, body, Idempotency_Key="k")
        clock.forward(hours=72)
        again = desk.post(HERE, body, Idempotency_Key="k")
        assert (again.status, again.json) == (201, first.json)

    def test_by_another_colleague_under_the_same_key_is_another(
        self, desk: Caller, colleague: Caller
    ) -> None:
        body = {"service_id": INFUSION, "starts_at": AT_10, **PERSON}
        mine = desk.post(HERE, body, Idempotency_Key="k")
        theirs = colleague.post(HERE, {**body, "override": "a couple"}, Idempotency_Key="k")
        assert theirs.status == 201
        assert theirs.json["appointment_id"] != mine.json["appointment_id"]


class TestAChange:
    @pytest.mark.parametrize("verb", VERBS)
    def test_sent_again_by_staff_with_the_version_they_saw_is_done(
        self, visitor: Caller, desk: Caller, run: Runtime, clock: FixedClock, verb: str
    ) -> None:
        appointment_id = book(visitor)["appointment_id"]
        clock.forward(hours=48, minutes=30)
        path = f"/staff/appointments/{appointment_id}/{verb}"
        first = desk.post(path, VERBS[verb], If_Match='"1"')
        again = desk.post(path, VERBS[verb], If_Match='"1"')
        assert (first.status, again.status) == (200, 200)
        assert again.json == first.json
        assert again.headers["etag"] == '"2"'
        assert len(history(run, appointment_id)) == 2

    def test_to_fulfilled_sent_again_is_done(
        self, visitor: Caller, desk: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        appointment_id = book(visitor)["appointment_id"]
        clock.forward(hours=48)
        path = f"/staff/appointments/{appointment_id}"
        desk.post(f"{path}/check-in")
        home = {"escort": {"name": "Sam Example"}}
        replies = [desk.post(f"{path}/fulfil", home, If_Match='"2"') for _ in range(2)]
        assert [reply.status for reply in replies] == [200, 200]
        assert history(run, appointment_id).count("fulfilled") == 1

    @pytest.mark.parametrize("verb", ["cancel", "reschedule", "escort"])
    def test_sent_again_by_the_visitor_is_done(
        self, visitor: Caller, run: Runtime, clock: FixedClock, verb: str
    ) -> None:
        booked = book(visitor)
        path = f"/appointments/{booked['appointment_id']}/{verb}"
        given = {"Manage_Token": booked["manage_token"], "If_Match": '"1"'}
        first = visitor.post(path, VERBS[verb], **given)
        clock.forward(hours=47)  # by now it is too late to change anything
        again = visitor.post(path, VERBS[verb], **given)
        assert (first.status, again.status) == (200, 200)
        assert again.json == first.json
        assert len(history(run, booked["appointment_id"])) == 2

    @pytest.mark.parametrize("verb", VERBS)
    def test_that_a_colleague_made_meanwhile_is_told_to_whoever_saw_it_before(
        self,
        visitor: Caller,
        desk: Caller,
        colleague: Caller,
        clock: FixedClock,
        verb: str,
    ) -> None:
        path = f"/staff/appointments/{book(visitor)['appointment_id']}/{verb}"
        clock.forward(hours=48, minutes=30)
        assert colleague.post(path, VERBS[verb], If_Match='"1"').status == 200
        assert kind(desk.post(path, VERBS[verb], If_Match='"1"')) == (412, "version")
        assert desk.post(path, VERBS[verb]).status == 200

    def test_that_a_colleague_has_undone_since_is_not_made_again(
        self, visitor: Caller, desk: Caller, colleague: Caller
    ) -> None:
        path = f"/staff/appointments/{book(visitor)['appointment_id']}/reschedule"
        assert desk.post(path, {"starts_at": AT_1130}, If_Match='"1"').status == 200
        assert colleague.post(path, {"starts_at": AT_10}, If_Match='"2"').status == 200
        again = desk.post(path, {"starts_at": AT_1130}, If_Match='"1"')
        assert kind(again) == (412, "version")
