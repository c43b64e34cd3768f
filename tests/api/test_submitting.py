"""A visitor sends a consultation request."""

import json
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.hooks import HierarchicalEmitter

from chalicelib.clinic import Clinic
from chalicelib.platform.clock import instant_text
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.storage.table import Table
from tests.conftest import MONDAY_MORNING, FixedClock, RoundTrips

from .conftest import Caller, Submit, a_request, claim_next


def stored_items(dynamodb: Any) -> list[dict[str, Any]]:
    return list(dynamodb.scan(TableName="frontdesk-test")["Items"])


class TestWhatIsWrongIsSaidAndNothingIsKept:
    def test_every_field_that_is_missing_is_named_at_once(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", {})
        assert reply.status == 422
        fields = {error["field"] for error in reply.json["errors"]}
        assert fields == {"location_id", "service_id", "name", "phone", "consent"}

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("phone", "call me maybe"),
            ("phone", "123"),
            ("phone", "+1 012 555 0123"),
            ("email", "robin at example"),
            ("email", "robin@"),
            ("name", "   "),
            ("name", "x" * 101),
            ("message", "x" * 4001),
            ("screening", ["astrology"]),
            ("screening", "pregnancy"),
            ("consent", False),
            ("call_days", ["someday"]),
            ("call_from", "25:00"),
            ("location_id", "atlantis"),
            ("service_id", "haircut"),
            ("thinking_of_self_harm", "perhaps"),
            ("started_at", "yesterday"),
            ("language", "xx"),
            ("shoe_size", 42),
        ],
    )
    def test_a_field_that_is_wrong_is_named_and_nothing_is_stored(
        self, visitor: Caller, dynamodb: Any, field: str, value: object
    ) -> None:
        reply = visitor.post("/requests", a_request(**{field: value}))
        assert reply.status == 422
        assert {error["field"].split(".")[0] for error in reply.json["errors"]} == {field}
        assert stored_items(dynamodb) == []

    def test_neither_phone_nor_email_is_a_problem_of_the_phone_field(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(phone=None))
        assert [error["field"] for error in reply.json["errors"]] == ["phone"]

    def test_half_a_time_window_names_the_missing_half(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(call_from="13:00"))
        assert [error["field"] for error in reply.json["errors"]] == ["call_until"]

    def test_a_window_that_ends_before_it_starts_is_refused(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(call_from="13:00", call_until="12:00"))
        assert [error["field"] for error in reply.json["errors"]] == ["call_until"]

    def test_a_service_that_this_location_does_not_offer_is_refused(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        elsewhere = [
            service.id for service in clinic.services if not service.is_available_at("chicago")
        ]
        assert elsewhere, "the demo clinic has a service that Chicago lacks"
        reply = visitor.post("/requests", a_request(location_id="chicago", service_id=elsewhere[0]))
        assert [error["field"] for error in reply.json["errors"]] == ["service_id"]

    def test_what_was_typed_is_not_quoted_in_the_problem(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(phone="my secret 12"))
        assert "secret" not in reply.text


class TestReadingNumbersAndAddresses:
    @pytest.mark.parametrize(
        "typed",
        ["(212) 555-0123", "212.555.0123", "+1 212 555 0123", "1-212-555-0123", "2125550123"],
    )
    def test_a_number_is_the_same_person_however_it_is_typed(
        self, submit: Submit, desk: Caller, typed: str
    ) -> None:
        submit(phone=typed)
        assert claim_next(desk)["phone"] == "+12125550123"

    def test_an_extension_is_kept_for_whoever_calls(self, submit: Submit, desk: Caller) -> None:
        submit(phone="212-555-0123 ext. 44")
        card = claim_next(desk)
        assert (card["phone"], card["phone_extension"]) == ("+12125550123", "44")

    def test_a_number_of_an_area_code_too_new_for_the_tables_is_accepted(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(phone="+1 221 555 0123")
        assert claim_next(desk)["phone"] == "+12215550123"

    @pytest.mark.parametrize(
        ("typed", "number"),
        [
            ("+52 1 55 1234 5678", "+525512345678"),
            ("011 52 1 55 1234 5678", "+525512345678"),
            ("00 44 20 7183 8750", "+442071838750"),
            ("\u202a+1 (212) 555\u20110142\u202c", "+12125550142"),
        ],
        ids=ascii,
    )
    def test_is_called_at_the_number_that_was_meant_however_it_is_dialed_elsewhere(
        self, submit: Submit, desk: Caller, typed: str, number: str
    ) -> None:
        receipt = submit(phone=typed)
        assert receipt["phone_understood"] == number
        assert claim_next(desk)["phone"] == number

    def test_a_digit_too_many_is_said_and_not_read_as_another_number(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(phone="123-123-12321"))
        assert [error["field"] for error in reply.json["errors"]] == ["phone"]

    @pytest.mark.parametrize("empty", ["", " ", "\u200b"], ids=ascii)
    def test_of_two_ways_one_may_be_left_empty(
        self, visitor: Caller, desk: Caller, empty: str
    ) -> None:
        receipt = visitor.post("/requests", a_request(email=empty)).json
        assert receipt["phone_understood"] == "+12125550123"
        letter = a_request(phone=empty, email="robin@example.com")
        assert "phone_understood" not in visitor.post("/requests", letter).json
        neither = visitor.post("/requests", a_request(phone=empty, email=empty))
        assert [error["field"] for error in neither.json["errors"]] == ["phone"]

    @pytest.mark.parametrize(
        ("typed", "kind"),
        [
            ("+1 900 555 0142", "premium-rate"),
            ("+881 612 345 678", "satellite"),
            ("212-555-0142", None),
        ],
    )
    def test_the_desk_is_told_of_a_number_that_is_dear_to_call(
        self, submit: Submit, desk: Caller, typed: str, kind: str | None
    ) -> None:
        submit(phone=typed)
        assert claim_next(desk).get("phone_kind") == kind

    def test_an_address_is_the_same_person_in_capitals(self, submit: Submit, desk: Caller) -> None:
        submit(phone=None, email="Robin@Example.com")
        submit(phone=None, email="robin@EXAMPLE.com")
        card = claim_next(desk)
        assert card["email"] == "robin@example.com"
        assert len(card["occasions"]) == 2


class TestTheReceipt:
    def test_says_by_when_the_clinic_calls_in_the_locations_own_time(self, submit: Submit) -> None:
        receipt = submit()
        assert receipt["respond_by"] == "2026-11-23T17:00:00Z"
        assert receipt["respond_by_local"] == "Monday 12:00 pm EST"
        assert receipt["promise"] == "We'll call you by Monday 12:00 pm EST."

    def test_counts_opening_minutes_over_the_lunch_break(
        self, submit: Submit, clock: FixedClock
    ) -> None:
        clock.forward(minutes=60)  # 11:00, an hour before the break
        assert submit()["respond_by_local"] == "Monday 2:00 pm EST"

    def test_is_in_chicagos_time_for_chicago(self, submit: Submit) -> None:
        assert submit(location_id="chicago")["respond_by_local"] == "Monday 11:00 am CST"

    def test_promises_a_letter_to_whoever_left_no_number(self, submit: Submit) -> None:
        receipt = submit(phone=None, email="robin@example.com")
        assert receipt["promise"] == "We'll email you by Monday 12:00 pm EST."

    def test_names_a_reference_that_can_be_read_out(self, submit: Submit) -> None:
        reference = submit()["reference"]
        assert len(reference) == 9
        assert not set(reference) & set("ILOU")

    def test_carries_no_crisis_panel_when_there_is_no_crisis(self, submit: Submit) -> None:
        assert "crisis" not in submit()


class TestSendingAgain:
    def test_the_same_key_and_form_give_the_same_receipt_later_too(
        self, visitor: Caller, clock: FixedClock
    ) -> None:
        first = visitor.post("/requests", a_request(), Idempotency_Key="abc")
        clock.forward(hours=3)
        second = visitor.post("/requests", a_request(), Idempotency_Key="abc")
        assert (first.status, first.body) == (second.status, second.body)

    def test_it_is_stored_once_and_queued_once(
        self, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        for _ in range(3):
            visitor.post("/requests", a_request(), Idempotency_Key="abc")
        assert len(claim_next(desk)["occasions"]) == 1

    def test_the_same_key_with_another_form_is_a_conflict(self, visitor: Caller) -> None:
        visitor.post("/requests", a_request(), Idempotency_Key="abc")
        reply = visitor.post("/requests", a_request(name="Sam"), Idempotency_Key="abc")
        assert reply.status == 409
        assert reply.json["type"] == "urn:frontdesk:problem:idempotency-conflict"

    def test_a_form_can_carry_its_key_in_a_field(self, visitor: Caller) -> None:
        form = a_request(idempotency_key="from-the-form")
        receipts = [visitor.post("/requests", form).json for _ in range(2)]
        assert receipts[0] == receipts[1]

    def test_when_the_form_was_shown_makes_no_difference(self, visitor: Caller) -> None:
        shown = [instant_text(MONDAY_MORNING - timedelta(minutes=age)) for age in (5, 6)]
        bodies = [
            visitor.post("/requests", a_request(started_at=at), Idempotency_Key="abc").body
            for at in shown
        ]
        assert bodies[0] == bodies[1]

    def test_spam_sent_again_gets_its_receipt_again(self, visitor: Caller) -> None:
        spam = a_request(leave_blank="https://spam.example")
        bodies = [visitor.post("/requests", spam, Idempotency_Key="k").body for _ in range(2)]
        assert bodies[0] == bodies[1]

    def test_without_a_key_two_forms_are_two_requests(self, submit: Submit) -> None:
        assert submit()["request_id"] != submit()["request_id"]


class TestSpam:
    def test_is_answered_like_any_request(self, visitor: Caller) -> None:
        honest = visitor.post("/requests", a_request(phone="212-555-0100"))
        spam = visitor.post("/requests", a_request(leave_blank="x"))
        assert spam.status == honest.status == 201
        assert set(spam.json) == set(honest.json)
        assert spam.json["promise"] == honest.json["promise"]

    def test_is_kept_aside_where_staff_see_it_and_never_queued(
        self, submit: Submit, desk: Caller
    ) -> None:
        request_id = submit(leave_blank="x")["request_id"]
        assert claim_next(desk) is None
        (entry,) = desk.get("/locations/new-york/spam").json["entries"]
        assert entry["request_id"] == request_id
        assert entry["spam"] == "hidden-field-filled"
        assert "phone" not in entry

    def test_a_form_filled_in_within_a_second_is_set_aside(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(started_at=instant_text(MONDAY_MORNING - timedelta(seconds=1)))
        (entry,) = desk.get("/locations/new-york/spam").json["entries"]
        assert entry["spam"] == "filled-in-too-fast"

    @pytest.mark.parametrize("seconds", [3, 60, -5])
    def test_a_slow_form_or_a_wrong_clock_is_no_spam(
        self, submit: Submit, desk: Caller, seconds: int
    ) -> None:
        submit(started_at=instant_text(MONDAY_MORNING - timedelta(seconds=seconds)))
        assert claim_next(desk) is not None

    def test_staff_can_queue_a_person_who_was_taken_for_spam(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        request_id = submit(leave_blank="autofilled")["request_id"]
        clock.forward(minutes=30)
        queued = desk.post(f"/staff/requests/{request_id}/queue")
        assert queued.status == 200
        assert queued.json["respond_by"] == "2026-11-23T18:30:00Z"
        assert claim_next(desk)["occasions"] == [request_id]
        assert desk.get("/locations/new-york/spam").json["entries"] == []

    def test_it_is_queued_once_and_a_colleague_is_told(
        self, submit: Submit, desk: Caller, manager: Caller, clock: FixedClock
    ) -> None:
        """Whoever did it and heard nothing may ask again."""
        request_id = submit(leave_blank="autofilled")["request_id"]
        queued = desk.post(f"/staff/requests/{request_id}/queue")
        clock.forward(minutes=30)
        assert desk.post(f"/staff/requests/{request_id}/queue").json == queued.json
        assert manager.post(f"/staff/requests/{request_id}/queue").status == 409


class TestCrisis:
    def test_whoever_ticks_the_box_gets_the_panel(self, submit: Submit) -> None:
        panel = submit(thinking_of_self_harm=True)["crisis"]
        links = {line["href"] for line in panel["lines"]}
        assert {"tel:988", "sms:988", "https://988lifeline.org/chat/", "tel:911"} <= links
        assert {"tel:988,1", "sms:838255"} <= links

    def test_a_message_that_reads_so_gets_it_too(self, submit: Submit) -> None:
        assert "crisis" in submit(message="i dont want to be alive anymore")

    def test_it_may_stand_in_any_field_that_they_write_in(
        self, submit: Submit, desk: Caller
    ) -> None:
        """Asked what they take, people say what they mean to take."""
        receipt = submit(
            message="Please call me.",
            screening=["current-medication"],
            current_medication="Lithium. I want to end my life with it.",
        )
        assert "crisis" in receipt
        assert claim_next(desk)["urgency"] == "crisis"

    def test_they_are_called_before_everybody_who_waited_longer(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        for number in range(3):
            submit(phone=f"212-555-010{number}")
        clock.forward(hours=30)  # all of those promises are long overdue
        crisis = submit(phone="212-555-0109", thinking_of_self_harm=True)
        assert claim_next(desk)["occasions"] == [crisis["request_id"]]

    def test_they_are_never_taken_for_spam(self, submit: Submit, desk: Caller) -> None:
        submit(
            leave_blank="x",
            started_at=instant_text(MONDAY_MORNING),
            message="I want to end my life",
        )
        assert claim_next(desk)["urgency"] == "crisis"

    def test_the_request_itself_is_kept_whole(self, submit: Submit, desk: Caller) -> None:
        receipt = submit(message="I want to end my life", thinking_of_self_harm=True)
        kept = desk.get(f"/staff/requests/{receipt['request_id']}").json
        assert kept["message"] == "I want to end my life"
        assert kept["crisis"]

    def test_the_promise_made_to_them_lies_ahead(self, submit: Submit) -> None:
        receipt = submit(thinking_of_self_harm=True)
        assert receipt["respond_by"] > receipt["received_at"]


class TestScreening:
    def test_answers_are_flags_for_the_clinician_and_decide_nothing(
        self, submit: Submit, desk: Caller
    ) -> None:
        flags = ["pregnancy", "history-of-psychosis", "substance-use"]
        receipt = submit(screening=flags, current_medication="a blood thinner")
        card = claim_next(desk)
        assert card["flags"] == flags
        assert card["urgency"] == "routine"
        assert receipt["respond_by"] == "2026-11-23T17:00:00Z"


MESSAGES = [
    "plain",
    "two\r\nlines\n\nand a tab\t",
    "  spaces around  ",
    "Ünïcödé ß 漢字 עברית العربية ไทย हिन्दी",
    "👩‍👩‍👧‍👦🏳️‍🌈🇺🇸 ❤️",
    "\u202egnp.exe\u202c and \u200b zero width",
    "<script>alert('x')</script> & \"quotes\"",
    "é and é are not the same bytes",
    "漢" * 4000,
    "😀" * 4000,
    "\x00\x01 control",
]


class TestWhatWasWritten:
    @pytest.mark.parametrize("message", MESSAGES)
    def test_comes_back_byte_for_byte(
        self, submit: Submit, visitor: Caller, desk: Caller, message: str
    ) -> None:
        receipt = submit(message=message)
        path = f"/requests/{receipt['request_id']}"
        seen = visitor.get(path, Visitor_Token=receipt["visitor_token"]).json
        assert seen["message"].encode() == message.encode()
        assert desk.get(f"/staff{path}").json["message"].encode() == message.encode()

    @pytest.mark.parametrize("message", [text for text in MESSAGES if text.strip()])
    def test_comes_back_byte_for_byte_from_a_plain_form_too(
        self, visitor: Caller, message: str
    ) -> None:
        fields = a_request(message=message, consent="on")
        receipt = visitor.post_form("/requests", fields).json
        seen = visitor.get(
            f"/requests/{receipt['request_id']}", Visitor_Token=receipt["visitor_token"]
        ).json
        assert seen["message"].encode() == message.encode()

    def test_the_number_is_shown_to_its_owner_as_they_typed_it(
        self, submit: Submit, visitor: Caller
    ) -> None:
        receipt = submit(phone="(212) 555-0123")
        path = f"/requests/{receipt['request_id']}"
        seen = visitor.get(path, Visitor_Token=receipt["visitor_token"]).json
        assert seen["phone"] == "(212) 555-0123"

    def test_they_are_shown_the_number_as_it_was_understood_too(
        self, submit: Submit, visitor: Caller
    ) -> None:
        receipt = submit(phone="1 212 555 0123")
        assert receipt["phone_understood"] == "+12125550123"
        path = f"/requests/{receipt['request_id']}"
        seen = visitor.get(path, Visitor_Token=receipt["visitor_token"]).json
        assert seen["phone_understood"] == "+12125550123"

    def test_medication_is_counted_alike_with_and_without_script(self, visitor: Caller) -> None:
        """Browsers send a line end as two characters; people type one."""
        lines = "\r\n".join(["x" * 9] * 100)
        assert len(lines.replace("\r\n", "\n")) == 999
        sent = a_request(current_medication=lines, consent="on")
        assert visitor.post_form("/requests", sent).status == 201
        reply = visitor.post_form("/requests", {**sent, "current_medication": lines + "xx"})
        (error,) = reply.json["errors"]
        assert (error["field"], error["code"], error["limit"]) == (
            "current_medication",
            "too-long",
            1000,
        )


class TestTheVisitorsOwnToken:
    def test_opens_the_request(self, submit: Submit, visitor: Caller) -> None:
        receipt = submit()
        path = f"/requests/{receipt['request_id']}"
        seen = visitor.get(path, Visitor_Token=receipt["visitor_token"])
        assert seen.status == 200
        assert seen.json["respond_by_local"] == receipt["respond_by_local"]

    def test_none_is_not_enough(self, submit: Submit, visitor: Caller) -> None:
        reply = visitor.get(f"/requests/{submit()['request_id']}")
        assert reply.status == 401

    def test_anothers_tells_no_more_than_a_request_that_does_not_exist(
        self, submit: Submit, visitor: Caller
    ) -> None:
        mine, theirs = submit(), submit(phone="212-555-0199")
        token = mine["visitor_token"]
        refused = visitor.get(f"/requests/{theirs['request_id']}", Visitor_Token=token)
        absent = visitor.get(f"/requests/{'0' * 26}", Visitor_Token=token)
        assert refused.status == absent.status == 404
        assert refused.json == absent.json

    def test_is_nowhere_in_the_table(self, submit: Submit, dynamodb: Any) -> None:
        token = submit()["visitor_token"]
        assert token not in json.dumps(stored_items(dynamodb))


class TestAPlainForm:
    def test_sends_the_same_route(self, visitor: Caller, desk: Caller) -> None:
        fields = a_request(
            consent="on",
            screening=["pregnancy", "substance-use"],
            call_days=["monday"],
            call_from="13:00",
            call_until="17:00",
            email="",
            leave_blank="",
            may_leave_voicemail="on",
        )
        reply = visitor.post_form("/requests", fields)
        assert reply.status == 201, reply.text
        (entry,) = desk.get("/locations/new-york/queue").json["entries"]
        assert entry["first_name"] == "Robin"
        assert not entry["callable"]  # wished for the afternoon

    def test_a_box_left_unticked_is_named(self, visitor: Caller) -> None:
        reply = visitor.post_form("/requests", a_request(consent=None))
        assert [error["field"] for error in reply.json["errors"]] == ["consent"]


class TestRoundTripsOfSubmitting:
    def test_a_first_request_takes_one(self, submit: Submit, round_trips: RoundTrips) -> None:
        assert round_trips.during(submit) == ["TransactWriteItems"]

    def test_one_that_merges_takes_two(self, submit: Submit, round_trips: RoundTrips) -> None:
        submit()
        assert round_trips.during(submit) == ["TransactWriteItems"] * 2


def test_keys_hold_no_personal_data(submit: Submit, dynamodb: Any) -> None:
    submit(name="Robin Example", phone="212-555-0123", email="robin@example.com")
    names = ("pk", "sk", "due_pk", "due_at", "open_pk", "open_sk")
    keys = [item[name]["S"] for item in stored_items(dynamodb) for name in names if name in item]
    told = ("robin", "example", "5550123", "555-0123", "@")
    assert not [key for key in keys for word in told if word in key.lower()]


class TestHelpBesideARefusal:
    """A forgotten field must not keep the crisis panel from whoever needs it."""

    def test_comes_with_the_fields_that_are_wrong(self, visitor: Caller) -> None:
        form = a_request(name=None, message="i want to end my life")
        reply = visitor.post("/requests", form)
        assert [error["field"] for error in reply.json["errors"]] == ["name"]
        assert reply.json["crisis"]["lines"][0]["href"] == "tel:988"

    def test_comes_when_the_box_was_ticked(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(phone=None, thinking_of_self_harm=True))
        assert "crisis" in reply.json

    def test_comes_though_the_body_is_broken_or_far_too_large(self, visitor: Caller) -> None:
        for body in (b'{"message": "i want to end my life', b"i want to end my life. " * 9999):
            reply = visitor.post_raw("/requests", body, Content_Type="application/json")
            assert reply.status in (400, 413)
            assert "crisis" in reply.json

    def test_does_not_come_with_just_any_refusal(self, visitor: Caller) -> None:
        for body in (b"{", b"[]", b'"text"', b'{"message": 4}', b"\xff\xfe"):
            reply = visitor.post_raw("/requests", body, Content_Type="application/json")
            assert reply.status in (400, 422)
            assert "crisis" not in reply.json


class TestLineBreaks:
    def test_count_once_however_the_browser_sends_them(self, visitor: Caller) -> None:
        message = "\r\n".join(["x"] * 2000)  # 3,999 characters as people count
        assert visitor.post("/requests", a_request(message=message)).status == 201

    def test_make_no_other_request_of_a_form_sent_again_with_script(self, visitor: Caller) -> None:
        form = a_request(message="one\r\ntwo", consent="on", idempotency_key="k")
        plain = visitor.post_form("/requests", form)
        scripted = visitor.post("/requests", {**form, "message": "one\ntwo", "consent": True})
        assert plain.json == scripted.json


def test_no_way_to_be_reached_is_named_together_with_all_else(visitor: Caller) -> None:
    reply = visitor.post("/requests", a_request(phone=None, name=None))
    assert {error["field"] for error in reply.json["errors"]} == {"phone", "name"}


class _Broken:
    """A table that fails in a way that nobody foresaw."""

    meta = SimpleNamespace(events=HierarchicalEmitter())

    def transact_write_items(self, **_: Any) -> None:
        raise RuntimeError("broken")


class _Silent:
    """A table that gives no answer."""

    meta = SimpleNamespace(events=HierarchicalEmitter())

    def transact_write_items(self, **_: Any) -> None:
        raise EndpointConnectionError(endpoint_url="https://dynamodb.invalid")


IN_DANGER = {"thinking_of_self_harm": True}


class TestHelpWhenNothingIsStored:
    """Who is in danger relies on what the panel says: no call is promised that nobody knows of."""

    @pytest.mark.parametrize(
        "changes", [{"name": None}, {"location_id": "atlantis"}, {"call_from": "13:00"}]
    )
    def test_a_refused_form_is_never_said_to_come_first(
        self, visitor: Caller, changes: dict[str, Any]
    ) -> None:
        reply = visitor.post("/requests", a_request(**IN_DANGER, **changes))
        assert reply.status == 422
        text = reply.json["crisis"]["text"]
        assert "We don't have your form yet" in text
        assert "988" in text
        assert "put your request first" not in text
        assert "we'll call you" not in text

    def test_it_says_so_in_spanish(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(**IN_DANGER, name=None, language="es"))
        text = reply.json["crisis"]["text"]
        assert "Aún no tenemos su formulario" in text
        assert "primer lugar" not in text
        assert "le llamaremos" not in text

    @pytest.mark.parametrize(("table", "status"), [(_Broken(), 500), (_Silent(), 503)])
    def test_a_failure_says_that_the_form_may_not_have_arrived(
        self, run: Runtime, visitor: Caller, table: Any, status: int
    ) -> None:
        with using(replace(run, table=Table(lambda: table, "away"))):
            reply = visitor.post("/requests", a_request(**IN_DANGER))
        assert reply.status == status
        text = reply.json["crisis"]["text"]
        assert "Your form may not have reached us" in text
        assert "put your request first" not in text

    def test_a_second_version_is_not_said_to_be_the_first_to_arrive(self, visitor: Caller) -> None:
        visitor.post("/requests", a_request(), Idempotency_Key="k")
        reply = visitor.post("/requests", a_request(**IN_DANGER), Idempotency_Key="k")
        assert reply.status == 409
        assert "Your form may not have reached us" in reply.json["crisis"]["text"]

    def test_the_chosen_locations_number_stands_among_the_ways(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(**IN_DANGER, name=None))
        lines = reply.json["crisis"]["lines"]
        assert {"tel:988", "sms:988", "tel:911"} <= {line["href"] for line in lines}
        assert lines[-1] == {
            "label": "Harbor Light New York: (212) 555-0142",
            "href": "tel:+12125550142",
        }

    def test_with_no_location_chosen_every_number_does(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        reply = visitor.post("/requests", a_request(**IN_DANGER, location_id=None))
        links = {line["href"] for line in reply.json["crisis"]["lines"]}
        assert {f"tel:{location.phone}" for location in clinic.locations} <= links

    def test_a_stored_request_keeps_its_words(self, submit: Submit) -> None:
        panel = submit(**IN_DANGER)["crisis"]
        assert "We've put your request first" in panel["text"]
        assert "tel:+12125550142" not in {line["href"] for line in panel["lines"]}

    def test_a_box_sent_in_a_way_that_is_refused_counts_as_ticked(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(thinking_of_self_harm="yes, please help"))
        assert reply.status == 422
        assert "crisis" in reply.json

    @pytest.mark.parametrize("unticked", [False, "false", "off", "0", "", 0])
    def test_a_box_that_was_not_ticked_does_not(self, visitor: Caller, unticked: object) -> None:
        form = a_request(name=None, thinking_of_self_harm=unticked)
        assert "crisis" not in visitor.post("/requests", form).json


class TestTheBrowsersZone:
    """Whatever the browser names, the request is kept."""

    @pytest.mark.parametrize(
        "zone", ["UTC", "GMT", "EST5EDT", "Etc/GMT+5", "US/Eastern", "CET", "EST", "Mars/Olympus"]
    )
    def test_with_a_day_chosen_loses_no_request(
        self, visitor: Caller, desk: Caller, zone: str
    ) -> None:
        form = a_request(time_zone=zone, call_days=["monday"], call_from="09:00")
        reply = visitor.post("/requests", {**form, "call_until": "17:00"})
        assert reply.status == 201, reply.text
        (entry,) = desk.get("/locations/new-york/queue").json["entries"]
        assert entry["first_name"] == "Robin"

    def test_that_tells_no_place_leaves_times_those_of_the_location(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(time_zone="UTC", call_days=["monday"], call_from="09:00", call_until="17:00")
        assert claim_next(desk)["window"]["zone"] == "America/New_York"
