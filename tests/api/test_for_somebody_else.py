"""Somebody asks for somebody else: on the form, on the phone and at the desk."""

from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Submit, a_request, attempt, claim_next
from .test_request_answered import book

PHONE = "212-555-0123"
WRITER, PATIENT = "Ben Writer", "Ann Patient"
FOR_ANN = {"name": WRITER, "on_behalf_of": PATIENT, "phone": PHONE}


@pytest.fixture(autouse=True)
def _published(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")


def queue(desk: Caller) -> list[Any]:
    listed: list[Any] = desk.get("/locations/new-york/queue").json["entries"]
    return listed


def found(desk: Caller) -> list[Any]:
    people: list[Any] = desk.post("/people/search", {"phone": PHONE}).json["people"]
    return people


def timeline(desk: Caller, person_id: str) -> list[Any]:
    entries: list[Any] = desk.get(f"/people/{person_id}/timeline").json["entries"]
    return entries


def log_call(desk: Caller, **changes: Any) -> Any:
    said = {"phone": PHONE, "reason": "wants a consultation", **changes}
    reply = desk.post("/locations/new-york/incoming-calls", said)
    assert reply.status == 201, reply.text
    return reply.json


class TestOnTheForm:
    def test_the_call_is_owed_for_who_would_come_in_and_says_who_asked(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(**FOR_ANN)
        (line,) = queue(desk)
        (person,) = line["people"]
        assert (line["first_name"], person["first_name"], person["asker"]) == ("Ann", "Ann", "Ben")
        assert person["by_another"]
        card = claim_next(desk)
        (person,) = card["people"]
        assert (card["name"], person["name"], person["asked_by"]) == (PATIENT, PATIENT, [WRITER])
        (request,) = card["requests"]
        assert (request["name"], request["on_behalf_of"]) == (WRITER, PATIENT)

    def test_it_is_the_person_s_page_that_has_it_and_it_says_who_asked(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(**FOR_ANN)
        (person,) = found(desk)
        assert person["first_name"] == "Ann"
        lines = timeline(desk, person["person_id"])
        (opened,) = [line for line in lines if line["what"] == "opened"]
        assert (opened["details"]["asked_by"], opened["details"]["by_another"]) == (WRITER, True)

    def test_what_was_stated_on_their_page_is_their_name_and_says_who_asked(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(**FOR_ANN)
        (person,) = found(desk)
        (told,) = desk.get(f"/people/{person['person_id']}/filed").json["stated"]
        assert (told["name"], told["asked_by"]) == (PATIENT, WRITER)

    def test_who_asks_for_themselves_is_asked_for_by_nobody(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(name=PATIENT, phone=PHONE)
        assert not queue(desk)[0]["people"][0]["by_another"]
        (person,) = claim_next(desk)["people"]
        assert (person["by_another"], person["asked_by"]) == (False, [])

    def test_whoever_names_themselves_once_more_asks_for_themselves(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(name=PATIENT, on_behalf_of="PATIENT, Ann", phone=PHONE)
        (person,) = claim_next(desk)["people"]
        assert (person["name"], person["by_another"]) == (PATIENT, False)

    def test_somebody_s_own_form_and_one_for_them_are_one_person_s(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        """Each is answered by the ways given with it, and each says by itself who asked."""
        submit(name=PATIENT, phone=PHONE, email="ann@example.com", may_leave_voicemail=True)
        clock.forward(minutes=1)
        submit(**FOR_ANN, email="ben@example.com")
        (person,) = claim_next(desk)["people"]
        assert person["asked_by"] == [WRITER]
        assert [each.get("asked_by") for each in person["occasions"]] == [None, WRITER]
        emails = [each["email"] for each in person["occasions"]]
        assert emails == ["ann@example.com", "ben@example.com"]
        assert not person["may_leave_voicemail"], "Ben did not allow it"

    def test_of_somebody_s_own_crisis_nobody_else_is_shown_as_who_told_of_it(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        """Anybody can type a name and number, with their own as the one who asks."""
        submit(name=PATIENT, phone=PHONE, thinking_of_self_harm=True)
        clock.forward(minutes=1)
        submit(**FOR_ANN)
        (line,) = queue(desk)
        (person,) = line["people"]
        assert (person["urgency"], person["by_another"], person["asker"]) == ("crisis", False, "")
        (person,) = claim_next(desk)["people"]
        assert not person["by_another"]
        assert [each.get("asked_by") for each in person["occasions"]] == [None, WRITER]

    def test_it_changes_nobody_s_profile(self, submit: Submit, desk: Caller) -> None:
        log_call(desk, name=PATIENT)
        (before,) = found(desk)
        submit(**FOR_ANN, email="ben@example.com")
        (after,) = found(desk)
        profile = desk.get(f"/people/{after['person_id']}").json["person"]
        assert (after["person_id"], profile["name"]) == (before["person_id"], PATIENT)
        assert "email" not in profile

    def test_to_reach_who_asked_proves_nothing_of_who_would_come_in(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**FOR_ANN)
        attempt(desk, claim_next(desk), "reached")
        assert [each["proven"] for each in found(desk)] == [False]
        clock.forward(minutes=1)
        submit(name=PATIENT, phone=PHONE)
        attempt(desk, claim_next(desk), "reached")
        assert [each["proven"] for each in found(desk)] == [True]

    def test_its_token_answers_it_when_who_would_come_in_is_booked(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        book(visitor, submit(**FOR_ANN), name=PATIENT)
        assert queue(desk) == []

    def test_its_token_does_not_answer_it_when_somebody_else_is_booked(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        book(visitor, submit(**FOR_ANN), name=WRITER)
        (line,) = queue(desk)
        assert line["booked_meanwhile"]

    def test_the_receipt_and_the_visitor_s_view_show_what_was_typed(
        self, submit: Submit, visitor: Caller
    ) -> None:
        receipt = submit(**FOR_ANN)
        assert receipt["on_behalf_of"] == PATIENT
        path = f"/requests/{receipt['request_id']}"
        view = visitor.get(path, Visitor_Token=receipt["visitor_token"]).json
        assert (view["name"], view["on_behalf_of"]) == (WRITER, PATIENT)

    def test_its_reference_finds_it_under_the_name_of_who_would_come_in(
        self, submit: Submit, desk: Caller
    ) -> None:
        receipt = submit(**FOR_ANN)
        (request,) = desk.post("/find", {"text": receipt["reference"]}).json["requests"]
        assert (request["first_name"], request["last_initial"]) == ("Ann", "P")

    def test_set_aside_as_spam_it_is_listed_and_queued_for_who_would_come_in(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(**FOR_ANN, leave_blank="filled in")
        (entry,) = desk.get("/locations/new-york/spam").json["entries"]
        assert entry["first_name"] == "Ann"
        assert desk.post(f"/staff/requests/{entry['request_id']}/queue").status == 200
        (line,) = queue(desk)
        (person,) = line["people"]
        assert (person["first_name"], person["asker"]) == ("Ann", "Ben")

    def test_whom_it_is_for_has_a_name_if_somebody_else_is_meant(self, visitor: Caller) -> None:
        asked = {"name": WRITER, "phone": PHONE, "for_someone_else": True}
        reply = visitor.post("/requests", a_request(**asked, on_behalf_of=" "))
        assert reply.status == 422
        assert [error["field"] for error in reply.json["errors"]] == ["on_behalf_of"]

    def test_the_box_beside_the_name_makes_no_other_request(self, visitor: Caller) -> None:
        """Without script the box may be left, with script it is checked: sent again, it is one."""
        sent = a_request(**FOR_ANN)
        replies = [
            visitor.post("/requests", {**sent, **box}, Idempotency_Key="the same")
            for box in ({}, {"for_someone_else": True})
        ]
        assert [reply.status for reply in replies] == [201, 201]
        assert replies[0].json == replies[1].json


class TestBookedByStaff:
    """Whoever asked for somebody else is on the line: that proves nothing of who would come in."""

    def book(self, desk: Caller, path: str = "appointments", **changes: Any) -> None:
        where = {"service_id": "ketamine-infusion", "name": PATIENT, "phone": PHONE}
        when = {"starts_at": "2026-11-25T15:00:00Z"}
        body = {**where, **(when if path == "appointments" else {}), **changes}
        reply = desk.post(f"/locations/new-york/{path}", body)
        assert reply.status == 201, reply.text

    def test_from_the_card_it_answers_the_call_and_proves_nobody(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(**FOR_ANN, screening=["pregnancy"])
        card = claim_next(desk)
        self.book(desk, callback_id=card["callback_id"], email="ben@example.com")
        assert queue(desk) == []
        (person,) = found(desk)
        assert not person["proven"]
        assert "email" not in desk.get(f"/people/{person['person_id']}").json["person"]

    def test_neither_does_a_whole_series(self, submit: Submit, desk: Caller) -> None:
        submit(**FOR_ANN)
        card = claim_next(desk)
        wish = {"earliest_day": "2026-11-25", "within_days": 3, "count": 2, "least_days_between": 2}
        self.book(desk, "series", callback_id=card["callback_id"], wish=wish)
        assert queue(desk) == []
        assert [each["proven"] for each in found(desk)] == [False]

    def test_nor_one_under_a_name_that_staff_corrected(self, submit: Submit, desk: Caller) -> None:
        submit(**FOR_ANN)
        card = claim_next(desk)
        self.book(desk, callback_id=card["callback_id"], name="Anna Patient")
        assert queue(desk) == []
        assert {each["proven"] for each in found(desk)} == {False}

    def test_nor_one_while_another_was_asked_for_as_well(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**FOR_ANN)
        clock.forward(minutes=1)
        submit(**{**FOR_ANN, "on_behalf_of": "Carl Patient"})
        card = claim_next(desk)
        self.book(desk, callback_id=card["callback_id"])
        assert [each["first_name"] for each in queue(desk)[0]["people"]] == ["Carl"]
        assert {each["proven"] for each in found(desk)} == {False}

    def test_nor_one_that_names_no_call(self, desk: Caller) -> None:
        log_call(desk, name=WRITER, on_behalf_of=PATIENT)
        self.book(desk)
        assert queue(desk) == []
        assert [each["proven"] for each in found(desk)] == [False]

    def test_nor_one_with_a_number_at_which_nobody_was_called(
        self, submit: Submit, desk: Caller
    ) -> None:
        """It was said on the line, or is a slip of the finger."""
        submit(name=PATIENT, phone=PHONE)
        card = claim_next(desk)
        self.book(desk, callback_id=card["callback_id"], phone="212-555-0199")
        (there,) = desk.post("/people/search", {"phone": "212-555-0199"}).json["people"]
        assert not there["proven"]

    def test_whoever_asked_for_themselves_as_well_is_proven(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**FOR_ANN)
        clock.forward(minutes=1)
        submit(name=PATIENT, phone=PHONE)
        card = claim_next(desk)
        self.book(desk, callback_id=card["callback_id"])
        assert [each["proven"] for each in found(desk)] == [True]

    def test_a_proof_of_before_stays(self, submit: Submit, desk: Caller, clock: FixedClock) -> None:
        submit(name=PATIENT, phone=PHONE)
        attempt(desk, claim_next(desk), "reached")
        clock.forward(minutes=1)
        submit(**FOR_ANN)
        self.book(desk, callback_id=claim_next(desk)["callback_id"])
        assert [each["proven"] for each in found(desk)] == [True]


class TestOnTheLine:
    def test_a_call_for_somebody_else_is_owed_to_them_and_says_who_called(
        self, desk: Caller
    ) -> None:
        logged = log_call(desk, name=WRITER, on_behalf_of=PATIENT, claim=True)
        (person,) = logged["claimed"]["people"]
        assert (person["name"], person["asked_by"]) == (PATIENT, [WRITER])
        (known,) = found(desk)
        assert known["first_name"] == "Ann"

    def test_a_caller_who_gives_no_name_asked_all_the_same(self, desk: Caller) -> None:
        log_call(desk, on_behalf_of=PATIENT)
        (person,) = queue(desk)[0]["people"]
        assert (person["first_name"], person["by_another"], person["asker"]) == ("Ann", True, "")

    def test_the_caller_s_address_is_not_taken_for_the_person_s(self, desk: Caller) -> None:
        log_call(desk, name=WRITER, on_behalf_of=PATIENT, email="ben@example.com")
        (person,) = found(desk)
        assert "email" not in desk.get(f"/people/{person['person_id']}").json["person"]

    def test_a_nameless_voicemail_afterwards_is_not_taken_for_theirs(
        self, desk: Caller, clock: FixedClock
    ) -> None:
        """It may be whoever called for them."""
        log_call(desk, name=WRITER, on_behalf_of=PATIENT)
        clock.forward(minutes=1)
        log_call(desk, source="voicemail")
        people = claim_next(desk)["people"]
        assert [each["name"] for each in people if each.get("name")] == [PATIENT]
        assert len(people) == 2


class TestAtTheDesk:
    @pytest.fixture
    def booked(self, desk: Caller) -> Any:
        """Ann's appointment."""
        where = {"service_id": "ketamine-infusion", "starts_at": "2026-11-25T15:00:00Z"}
        body = {**where, "name": PATIENT, "phone": PHONE, "escort_name": "Kim Example"}
        reply = desk.post("/locations/new-york/appointments", body)
        assert reply.status == 201, reply.text
        return reply.json

    @pytest.mark.parametrize(
        ("verb", "body", "what"),
        [
            ("cancel", {}, "cancelled"),
            ("reschedule", {"starts_at": "2026-11-27T15:00:00Z"}, "rescheduled"),
            ("escort", {"name": WRITER}, "escort-confirmed"),
        ],
    )
    def test_a_spouse_s_change_is_on_record(
        self, desk: Caller, booked: Any, verb: str, body: Any, what: str
    ) -> None:
        path = f"/staff/appointments/{booked['appointment_id']}/{verb}"
        reply = desk.post(path, {**body, "asked_by": WRITER})
        assert reply.status == 200, reply.text
        newest = timeline(desk, booked["person_id"])
        (line,) = [each for each in newest if each["what"] == what]
        assert line["details"]["asked_by"] == WRITER

    def test_a_spouse_cancels_the_rest_of_a_series(self, desk: Caller) -> None:
        wish = {"earliest_day": "2026-11-25", "within_days": 3, "count": 2, "least_days_between": 2}
        body = {"service_id": "ketamine-infusion", "wish": wish, "name": PATIENT, "phone": PHONE}
        series = desk.post("/locations/new-york/series", body).json
        path = f"/series/{series['series_id']}/cancel"
        assert desk.post(path, {"asked_by": WRITER}).status == 200
        lines = timeline(desk, series["person_id"])
        cancelled = [each["details"]["asked_by"] for each in lines if each["what"] == "cancelled"]
        assert cancelled == [WRITER, WRITER]

    def test_what_the_patient_asked_for_says_nothing_of_it(self, desk: Caller, booked: Any) -> None:
        path = f"/staff/appointments/{booked['appointment_id']}/cancel"
        assert desk.post(path, {"asked_by": " "}).status == 200
        (line,) = [
            each for each in timeline(desk, booked["person_id"]) if each["what"] == "cancelled"
        ]
        assert "asked_by" not in line["details"]

    def test_no_visitor_may_say_so(self, submit: Submit, visitor: Caller) -> None:
        made = book(visitor, submit(name=PATIENT, phone=PHONE), name=PATIENT)
        path = f"/appointments/{made['appointment_id']}/cancel"
        reply = visitor.post(path, {"asked_by": WRITER}, Manage_Token=made["manage_token"])
        assert reply.status == 422
