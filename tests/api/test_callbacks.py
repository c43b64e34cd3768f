"""The desk works the queue of everybody who is owed a call."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.clock import parse_instant
from tests.conftest import FixedClock, RoundTrips

from .conftest import Caller, Submit, attempt, claim_next, write

QUEUE = "/locations/new-york/queue"


def entries(desk: Caller) -> list[dict[str, Any]]:
    return list(desk.get(QUEUE).json["entries"])


class TestTheQueue:
    def test_shows_the_earliest_promise_first(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        first = submit(phone="212-555-0101")
        clock.forward(minutes=5)
        second = submit(phone="212-555-0102")
        shown = [entry["respond_by"] for entry in entries(desk)]
        assert shown == [first["respond_by"], second["respond_by"]]

    def test_shows_little_of_each(self, submit: Submit, desk: Caller) -> None:
        submit(message="private", email="robin@example.com")
        (entry,) = entries(desk)
        assert (entry["first_name"], entry["last_initial"]) == ("Robin", "E")
        shown = json.dumps(entry)
        assert not [word for word in ("Example", "private", "555", "@") if word in shown]

    def test_shows_each_name_that_was_given_with_a_number(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(name="Robin Example")
        submit(name="Kim Example")
        (entry,) = entries(desk)
        assert (entry["first_name"], entry["last_initial"]) == ("Robin", "E")
        assert [each["first_name"] for each in entry["people"]] == ["Robin", "Kim"]

    def test_is_the_locations_own(self, submit: Submit, desk: Caller) -> None:
        submit(location_id="chicago")
        assert entries(desk) == []
        assert claim_next(desk) is None
        assert claim_next(desk, "chicago") is not None

    def test_says_which_promises_are_overdue(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit()
        assert not entries(desk)[0]["overdue"]
        clock.forward(hours=4)
        assert entries(desk)[0]["overdue"]

    def test_is_read_page_by_page(self, submit: Submit, desk: Caller, clock: FixedClock) -> None:
        for number in range(5):
            submit(phone=f"212-555-010{number}")
            clock.forward(minutes=1)
        seen, path = [], f"{QUEUE}?limit=2"
        while path:
            page = desk.get(path).json
            seen += [entry["respond_by"] for entry in page["entries"]]
            cursor = page.get("next_cursor")
            path = f"{QUEUE}?limit=2&cursor={cursor}" if cursor else ""
        assert len(seen) == 5
        assert seen == sorted(seen)

    def test_is_sent_again_only_when_it_has_changed(
        self, submit: Submit, desk: Caller, colleague: Caller, clock: FixedClock
    ) -> None:
        """A desk asks every few seconds: while nothing happens, it is answered with nothing."""
        submit()
        known = desk.get(QUEUE).headers["etag"]
        again = desk.get(QUEUE, If_None_Match=known)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["cache-control"] == "no-store"
        claim_next(colleague)
        claimed = desk.get(QUEUE, If_None_Match=known)
        assert (claimed.status, claimed.json["entries"][0]["state"]) == (200, "claimed")

    def test_is_sent_again_when_time_alone_has_changed_it(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit()
        known = desk.get(QUEUE).headers["etag"]
        clock.forward(hours=4)
        assert desk.get(QUEUE, If_None_Match=known).json["entries"][0]["overdue"]

    def test_a_cursor_of_another_location_is_refused(self, submit: Submit, desk: Caller) -> None:
        for number in range(3):
            submit(phone=f"212-555-010{number}")
        cursor = desk.get(f"{QUEUE}?limit=1").json["next_cursor"]
        reply = desk.get(f"/locations/chicago/queue?limit=1&cursor={cursor}")
        assert reply.status == 422
        assert reply.json["errors"][0]["field"] == "cursor"

    def test_of_a_location_that_does_not_exist_is_not_found(self, desk: Caller) -> None:
        assert desk.get("/locations/atlantis/queue").status == 404


class TestTakingACall:
    def test_brings_all_that_they_wrote_the_oldest_first(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(message="First I wrote this.")
        clock.forward(minutes=1)
        submit(message="Then this.")
        taken = claim_next(desk)
        said = [request["message"] for request in taken["requests"]]
        assert said == ["First I wrote this.", "Then this."]
        assert [event["what"] for event in taken["history"]][-1] == "claimed"
        again = desk.post(f"/callbacks/{taken['callback_id']}/claim").json
        assert (again["requests"], again["history"]) == (taken["requests"], taken["history"])

    def test_that_came_in_by_phone_brings_no_words(self, desk: Caller) -> None:
        call = {"name": "Robin Example", "phone": "212-555-0123", "reason": "other"}
        assert desk.post("/locations/new-york/incoming-calls", call).status == 201
        assert claim_next(desk)["requests"] == []


class TestOneOpenCallback:
    def test_per_contact_and_location(self, submit: Submit, desk: Caller) -> None:
        here = [submit()["request_id"] for _ in range(3)]
        submit(location_id="chicago")
        assert len(entries(desk)) == 1
        assert claim_next(desk)["occasions"] == here
        assert len(claim_next(desk, "chicago")["occasions"]) == 1

    def test_a_further_request_keeps_the_earlier_promise(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        first = submit()
        clock.forward(minutes=30)
        submit()
        assert entries(desk)[0]["respond_by"] == first["respond_by"]

    def test_a_further_request_brings_new_flags_and_an_address_for_its_own(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(screening=["pregnancy"])
        submit(screening=["substance-use"], email="r@example.com")
        card = claim_next(desk)
        assert card["flags"] == ["pregnancy", "substance-use"]
        assert (card["name"], card["email"]) == ("Robin Example", "r@example.com")
        given = [each.get("email") for each in card["people"][0]["occasions"]]
        assert given == [None, "r@example.com"]

    def test_a_crisis_that_merges_takes_the_whole_to_the_front(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(phone="212-555-0101")
        clock.forward(minutes=1)
        submit(phone="212-555-0102")
        submit(phone="212-555-0102", thinking_of_self_harm=True)
        card = claim_next(desk)
        assert (card["phone"], card["urgency"]) == ("+12125550102", "crisis")

    def test_a_crisis_that_merges_into_a_call_that_is_nearly_due_leads_all_the_same(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        """Its own promise is later than the call's: of the promise, nothing has to move."""
        submit(phone="212-555-0101")
        clock.forward(seconds=1)
        first = submit(phone="212-555-0102")
        clock.now = parse_instant(first["respond_by"]) - timedelta(minutes=1)
        crisis = submit(phone="212-555-0102", thinking_of_self_harm=True)
        assert crisis["respond_by"] > first["respond_by"]
        card = claim_next(desk)
        assert (card["phone"], card["urgency"]) == ("+12125550102", "crisis")
        assert card["respond_by"] == first["respond_by"]

    def test_once_it_is_closed_a_new_request_opens_a_new_one(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit()
        card = claim_next(desk)
        attempt(desk, card, "reached")
        submit()
        assert claim_next(desk)["callback_id"] != card["callback_id"]

    def test_asking_again_after_a_failed_attempt_is_not_left_to_wait_for_the_next_one(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit()
        for _ in range(3):  # by now the back-off is a day or more
            card = claim_next(desk)
            after = attempt(desk, card, "no-answer")
            clock.now = max(clock.now, parse_instant(after["respond_by"]))
        card = claim_next(desk)
        later = attempt(desk, card, "no-answer")["respond_by"]
        receipt = submit()
        assert receipt["respond_by"] < later
        assert entries(desk)[0]["respond_by"] == receipt["respond_by"]
        assert claim_next(desk) is not None

    def test_a_further_request_ends_a_snooze_at_the_time_just_promised_and_keeps_its_reason(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit()
        card = claim_next(desk)
        write(desk, card, "snooze", until="2026-11-25T15:00:00Z", note="away until Wednesday")
        receipt = submit()
        assert receipt["respond_by"] < "2026-11-25T15:00:00Z"
        assert claim_next(desk) is None
        clock.now = parse_instant(receipt["respond_by"])
        assert claim_next(desk)["snooze_note"] == "away until Wednesday"

    def test_but_by_a_crisis_it_is(self, submit: Submit, desk: Caller) -> None:
        submit()
        card = claim_next(desk)
        write(desk, card, "snooze", until="2026-11-25T15:00:00Z")
        submit(thinking_of_self_harm=True)
        assert claim_next(desk)["callback_id"] == card["callback_id"]


class TestClaiming:
    def test_the_next_gives_the_earliest_promise_with_the_number_to_call(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(phone="212-555-0101", may_leave_voicemail=True)
        clock.forward(minutes=1)
        submit(phone="212-555-0102")
        card = claim_next(desk)
        assert (card["phone"], card["may_leave_voicemail"]) == ("+12125550101", True)
        assert card["claim"]["fence"] == 1

    def test_two_colleagues_never_hold_the_same_caller(
        self, submit: Submit, desk: Caller, colleague: Caller
    ) -> None:
        submit()
        mine = claim_next(desk)
        assert claim_next(colleague) is None
        reply = colleague.post(f"/callbacks/{mine['callback_id']}/claim")
        assert reply.status == 409
        assert reply.json["type"] == "urn:frontdesk:problem:already-claimed"

    def test_a_chosen_one_can_be_claimed_out_of_turn(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(phone="212-555-0101")
        clock.forward(minutes=1)
        submit(phone="212-555-0102")
        chosen = entries(desk)[1]["callback_id"]
        reply = desk.post(f"/callbacks/{chosen}/claim")
        assert reply.json["phone"] == "+12125550102"

    def test_claiming_what_i_hold_gives_the_same_claim(self, submit: Submit, desk: Caller) -> None:
        submit()
        card = claim_next(desk)
        again = desk.post(f"/callbacks/{card['callback_id']}/claim").json
        assert again["claim"] == card["claim"]

    def test_a_lost_answer_does_not_cost_the_caller(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(phone="212-555-0101")
        clock.forward(minutes=1)
        submit(phone="212-555-0102")
        first = claim_next(desk, Idempotency_Key="one press")
        again = claim_next(desk, Idempotency_Key="one press")
        assert again == first
        assert claim_next(desk, Idempotency_Key="another")["phone"] == "+12125550102"

    def test_an_empty_queue_has_nothing_to_claim(self, desk: Caller) -> None:
        assert desk.post(f"{QUEUE}/claim").status == 204

    def test_a_callback_that_does_not_exist_is_not_found(self, desk: Caller) -> None:
        assert desk.post(f"/callbacks/{'0' * 26}/claim").status == 404

    def test_a_closed_one_cannot_be_claimed(self, submit: Submit, desk: Caller) -> None:
        submit()
        card = claim_next(desk)
        attempt(desk, card, "declined")
        reply = desk.post(f"/callbacks/{card['callback_id']}/claim")
        assert reply.json["type"] == "urn:frontdesk:problem:callback-closed"


class TestPassedOver:
    """Not yet callable: the wished window, legal hours at the caller's, a snooze."""

    def test_who_wished_to_be_called_in_the_afternoon(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(phone="212-555-0101", call_from="15:00", call_until="17:00")
        clock.forward(minutes=1)
        submit(phone="212-555-0102")
        assert claim_next(desk)["phone"] == "+12125550102"
        clock.forward(hours=5)
        assert claim_next(desk)["phone"] == "+12125550101"

    def test_who_lives_where_it_is_before_eight(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(phone="808-555-0101")  # Honolulu, 5 am
        assert claim_next(desk) is None
        clock.forward(hours=3)
        assert claim_next(desk) is not None

    def test_but_never_somebody_in_danger(self, submit: Submit, desk: Caller) -> None:
        submit(phone="808-555-0101", call_from="15:00", call_until="17:00", message="i want to die")
        assert claim_next(desk) is not None

    def test_who_was_snoozed_until_their_time(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit()
        after = write(desk, claim_next(desk), "snooze", until="2026-11-23T16:00:00Z").json
        assert (after["state"], after["respond_by"]) == ("waiting", "2026-11-23T16:00:00Z")
        assert claim_next(desk) is None
        clock.forward(hours=1)
        assert claim_next(desk) is not None

    def test_a_snooze_into_the_past_or_next_year_is_refused(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit()
        card = claim_next(desk)
        for until in ("2026-11-23T14:00:00Z", "2027-11-23T14:00:00Z"):
            reply = write(desk, card, "snooze", until=until)
            assert (reply.status, reply.json["errors"][0]["field"]) == (422, "until")


VERBS: dict[str, dict[str, str]] = {
    "renew": {},
    "hand-back": {},
    "attempts": {"disposition": "reached"},
    "snooze": {"until": "2026-11-23T18:00:00Z"},
    "notes": {"note": "rang twice"},
    "close": {"reason": "resolved"},
}


class TestTheFence:
    @pytest.mark.parametrize("verb", VERBS)
    def test_refuses_whoever_let_the_claim_run_out(
        self, submit: Submit, desk: Caller, colleague: Caller, clock: FixedClock, verb: str
    ) -> None:
        submit()
        stale = claim_next(desk)
        clock.forward(minutes=10)
        fresh = claim_next(colleague)
        reply = write(desk, stale, verb, **VERBS[verb])
        assert (reply.status, reply.json["type"]) == (409, "urn:frontdesk:problem:claim-lost")
        assert fresh["claim"]["fence"] == 2
        assert write(colleague, fresh, "notes", note="still mine").status == 204

    @pytest.mark.parametrize("verb", VERBS)
    def test_refuses_a_lease_that_ran_out_though_nobody_took_it(
        self, submit: Submit, desk: Caller, clock: FixedClock, verb: str
    ) -> None:
        submit()
        stale = claim_next(desk)
        clock.forward(minutes=10)
        assert write(desk, stale, verb, **VERBS[verb]).status == 409

    @pytest.mark.parametrize("verb", VERBS)
    def test_refuses_an_older_claim_of_ones_own(
        self, submit: Submit, desk: Caller, clock: FixedClock, verb: str
    ) -> None:
        submit()
        old = claim_next(desk)
        clock.forward(minutes=10)
        claim_next(desk)
        assert write(desk, old, verb, **VERBS[verb]).status == 409

    @pytest.mark.parametrize("verb", VERBS)
    def test_refuses_a_colleagues_token(
        self, submit: Submit, desk: Caller, colleague: Caller, verb: str
    ) -> None:
        submit()
        card = claim_next(desk)
        reply = write(colleague, card, verb, **VERBS[verb])
        assert (reply.status, reply.json["type"]) == (422, "urn:frontdesk:problem:token")

    @pytest.mark.parametrize("verb", VERBS)
    def test_refuses_a_token_that_was_altered(
        self, submit: Submit, desk: Caller, verb: str
    ) -> None:
        submit()
        card = claim_next(desk)
        card["claim"]["token"] = "e30" + card["claim"]["token"][3:]
        assert write(desk, card, verb, **VERBS[verb]).status == 422

    @pytest.mark.parametrize("verb", VERBS)
    def test_refuses_any_write_once_it_is_closed(
        self, submit: Submit, desk: Caller, verb: str
    ) -> None:
        submit()
        card = claim_next(desk)
        write(desk, card, "close", reason="declined")
        reply = write(desk, card, verb, **VERBS[verb])
        assert (reply.status, reply.json["type"]) == (409, "urn:frontdesk:problem:callback-closed")


class TestRenewing:
    def test_keeps_the_claim_alive_and_its_fence(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit()
        card = claim_next(desk)
        for _ in range(3):
            clock.forward(minutes=9)
            card = write(desk, card, "renew").json
        assert card["claim"]["fence"] == 1
        assert attempt(desk, card, "reached")["state"] == "closed"

    def test_shows_what_came_in_meanwhile(self, submit: Submit, desk: Caller) -> None:
        submit()
        card = claim_next(desk)
        submit(thinking_of_self_harm=True)
        assert write(desk, card, "renew").json["urgency"] == "crisis"


class TestHandingBack:
    def test_puts_the_caller_where_they_were(
        self, submit: Submit, desk: Caller, colleague: Caller, clock: FixedClock
    ) -> None:
        submit(phone="212-555-0101")
        clock.forward(minutes=1)
        submit(phone="212-555-0102")
        card = claim_next(desk)
        assert write(desk, card, "hand-back", note="needs a clinician").status == 200
        assert claim_next(colleague)["callback_id"] == card["callback_id"]

    def test_puts_them_to_the_front_if_a_crisis_came_in_meanwhile(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(phone="212-555-0101")
        clock.forward(minutes=1)
        submit(phone="212-555-0102")
        other = desk.post(f"/callbacks/{entries(desk)[1]['callback_id']}/claim").json
        submit(phone="212-555-0102", thinking_of_self_harm=True)
        write(desk, other, "hand-back")
        assert claim_next(desk)["callback_id"] == other["callback_id"]


class TestAnAttemptThatFailed:
    @pytest.mark.parametrize("disposition", ["voicemail-left", "no-answer", "busy"])
    def test_is_tried_again_after_the_back_off(
        self, submit: Submit, desk: Caller, clock: FixedClock, disposition: str
    ) -> None:
        submit()
        after = attempt(desk, claim_next(desk), disposition)
        assert (after["state"], after["attempts"]) == ("waiting", 1)
        assert claim_next(desk) is None
        clock.now = parse_instant(after["not_before"])
        assert claim_next(desk)["attempts"] == 1

    def test_is_tried_again_within_the_callers_wished_window(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(call_from="10:00", call_until="10:30", call_days=["monday", "tuesday"])
        after = attempt(desk, claim_next(desk), "no-answer")
        assert after["not_before"] == "2026-11-24T15:00:00Z"

    def test_closes_as_unreachable_after_the_last_one_and_a_message_says_how_to_reach_us(
        self, submit: Submit, desk: Caller, clock: FixedClock, clinic: Clinic, dynamodb: Any
    ) -> None:
        submit()
        after = {"state": "waiting"}
        tried = 0
        while after["state"] == "waiting":
            card = claim_next(desk)
            after = attempt(desk, card, "no-answer")
            tried += 1
            clock.now = parse_instant(after.get("not_before", "2026-11-23T15:00:00Z"))
        assert tried == clinic.callbacks.most_attempts
        assert after["outcome"] == "unreachable"
        assert entries(desk) == []
        (message,) = [
            item
            for item in dynamodb.scan(TableName="frontdesk-test")["Items"]
            if item["pk"]["S"].startswith("MESSAGE#")
        ]
        assert message["kind"]["S"] == "unreachable"
        assert message["point_id"]["S"] == card["point_id"]
        assert message["due_pk"]["S"] == "message#new-york"

    def test_takes_a_crisis_into_account_that_came_in_meanwhile(
        self, submit: Submit, desk: Caller, clock: FixedClock, clinic: Clinic
    ) -> None:
        submit()
        card = claim_next(desk)
        submit(message="i want to kill myself")
        attempt(desk, card, "no-answer")
        clock.forward(minutes=clinic.callbacks.crisis_retry_minutes)
        assert claim_next(desk)["urgency"] == "crisis"


class TestAnAttemptThatEndsIt:
    @pytest.mark.parametrize(
        "disposition", ["reached", "booked", "wrong-number", "declined", "do-not-contact"]
    )
    def test_closes_the_callback_with_that_outcome(
        self, submit: Submit, desk: Caller, disposition: str
    ) -> None:
        submit()
        card = claim_next(desk)
        after = attempt(desk, card, disposition)
        assert (after["state"], after["outcome"]) == ("closed", disposition)
        assert entries(desk) == []
        contact = desk.get(f"/people/{card['person_id']}").json
        assert contact["open_callbacks"] == {}

    def test_do_not_contact_is_kept_with_the_contact(self, submit: Submit, desk: Caller) -> None:
        submit()
        card = claim_next(desk)
        attempt(desk, card, "do-not-contact")
        found = desk.post("/people/search", {"phone": "212 555 0123"}).json["people"]
        assert found[0]["do_not_contact"]

    def test_a_form_lifts_it_from_nobody(self, submit: Submit, desk: Caller) -> None:
        submit()
        attempt(desk, claim_next(desk), "do-not-contact")
        submit()
        found = desk.post("/people/search", {"phone": "212 555 0123"}).json["people"]
        assert found[0]["do_not_contact"]

    def test_is_refused_once_if_something_new_came_in_since_the_claim(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit()
        card = claim_next(desk)
        submit(message="one more thing")
        reply = write(desk, card, "attempts", disposition="reached")
        assert reply.json["type"] == "urn:frontdesk:problem:callback-changed"
        renewed = write(desk, card, "renew").json
        assert attempt(desk, renewed, "reached")["state"] == "closed"

    def test_sent_twice_is_recorded_once(self, submit: Submit, desk: Caller) -> None:
        submit()
        card = claim_next(desk)
        first = attempt(desk, card, "no-answer", note="rang out")
        second = attempt(desk, card, "no-answer", note="rang out")
        assert first == second
        history = desk.get(f"/callbacks/{card['callback_id']}").json["history"]
        assert [event["what"] for event in history].count("attempted") == 1

    def test_an_unknown_disposition_is_named(self, submit: Submit, desk: Caller) -> None:
        submit()
        reply = write(desk, claim_next(desk), "attempts", disposition="ghosted")
        assert (reply.status, reply.json["errors"][0]["field"]) == (422, "disposition")


class TestClosing:
    @pytest.mark.parametrize("reason", ["booked", "declined", "resolved"])
    def test_without_a_call_of_ones_own(self, submit: Submit, desk: Caller, reason: str) -> None:
        submit()
        after = write(desk, claim_next(desk), "close", reason=reason, note="rang us")
        assert (after.json["state"], after.json["outcome"]) == ("closed", reason)


class TestHistory:
    def test_tells_who_did_what_and_when(
        self, submit: Submit, desk: Caller, colleague: Caller, clock: FixedClock
    ) -> None:
        submit()
        card = claim_next(desk)
        clock.forward(minutes=1)
        write(desk, card, "notes", note="asks for a Tuesday")
        clock.forward(minutes=1)
        attempt(desk, card, "voicemail-left", note="will try later")
        clock.forward(minutes=1)
        history = colleague.get(f"/callbacks/{card['callback_id']}").json["history"]
        told = [(event["what"], event["by"]) for event in history]
        assert told == [
            ("opened", "visitor"),
            ("claimed", "staff-ana"),
            ("noted", "staff-ana"),
            ("attempted", "staff-ana"),
            ("viewed", "staff-ben"),
        ]
        assert history[2]["details"] == {"note": "asks for a Tuesday"}

    def test_messages_of_a_callback_can_be_read_and_the_look_is_recorded(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(message="first")
        submit(message="second")
        callback_id = claim_next(desk)["callback_id"]
        shown = desk.get(f"/callbacks/{callback_id}/requests").json["requests"]
        assert [request["message"] for request in shown] == ["first", "second"]
        history = desk.get(f"/callbacks/{callback_id}").json["history"]
        assert [event["what"] for event in history].count("viewed") == 2


class TestTheQueueSaysWhyNotNow:
    def told(self, desk: Caller) -> tuple[bool, str | None, str | None]:
        (entry,) = entries(desk)
        return entry["callable"], entry.get("held_back_by"), entry.get("callable_from")

    def test_nothing_of_who_may_be_called_now(self, submit: Submit, desk: Caller) -> None:
        submit()
        assert self.told(desk) == (True, None, None)

    def test_the_callers_wish(self, submit: Submit, desk: Caller) -> None:
        submit(call_from="15:00", call_until="17:00")
        assert self.told(desk) == (False, "wished-window", "2026-11-23T20:00:00Z")

    def test_the_hour_where_they_live(self, submit: Submit, desk: Caller) -> None:
        submit(phone="808-555-0101")  # Honolulu, 5 am
        assert self.told(desk) == (False, "legal-hours", "2026-11-23T18:00:00Z")

    def test_a_snooze(self, submit: Submit, desk: Caller) -> None:
        submit()
        write(desk, claim_next(desk), "snooze", until="2026-11-23T19:30:00Z")
        assert self.told(desk) == (False, "snooze", "2026-11-23T19:30:00Z")

    def test_the_wait_after_an_attempt(self, submit: Submit, desk: Caller) -> None:
        submit()
        after = attempt(desk, claim_next(desk), "no-answer")
        assert self.told(desk) == (False, "next-attempt", after["not_before"])


class TestLoggingAnIncomingCall:
    CALL: ClassVar = {"phone": "212-555-0177", "name": "Sam Sample", "reason": "asks about prices"}

    def log(self, desk: Caller, **changes: object) -> Any:
        reply = desk.post("/locations/new-york/incoming-calls", {**self.CALL, **changes})
        assert reply.status == 201, reply.text
        return reply.json

    def test_opens_a_callback_with_its_own_promise(self, desk: Caller) -> None:
        logged = self.log(desk)
        assert not logged["merged"]
        (entry,) = entries(desk)
        assert entry["source"] == "incoming-call"
        assert entry["reason"] == "asks about prices"

    @pytest.mark.parametrize("source", ["escort-unconfirmed", "no-show", "booster-due"])
    def test_what_follows_from_visits_is_no_call_that_came_in(
        self, desk: Caller, source: str
    ) -> None:
        reply = desk.post("/locations/new-york/incoming-calls", {**self.CALL, "source": source})
        assert reply.status == 422
        assert [error["field"] for error in reply.json["errors"]] == ["source"]

    def test_merges_into_the_callback_that_is_open(self, submit: Submit, desk: Caller) -> None:
        submit(phone="212-555-0177")
        assert self.log(desk)["merged"]
        assert len(entries(desk)) == 1

    def test_can_be_claimed_at_once_by_who_has_the_caller_on_the_line(self, desk: Caller) -> None:
        card = self.log(desk, claim=True)["claimed"]
        assert attempt(desk, card, "booked")["outcome"] == "booked"

    def test_while_a_colleague_holds_it_is_logged_all_the_same(
        self, submit: Submit, desk: Caller, colleague: Caller
    ) -> None:
        submit(phone="212-555-0177")
        claim_next(colleague)
        logged = self.log(desk, claim=True)
        assert logged["merged"]
        assert "claimed" not in logged

    def test_an_urgent_one_comes_before_routine_ones(self, submit: Submit, desk: Caller) -> None:
        submit()
        self.log(desk, urgency="urgent")
        assert entries(desk)[0]["urgency"] == "urgent"

    def test_a_crisis_on_the_phone_comes_before_all(self, submit: Submit, desk: Caller) -> None:
        submit()
        self.log(desk, urgency="crisis")
        assert claim_next(desk)["urgency"] == "crisis"

    def test_sent_twice_with_one_key_is_logged_once(self, desk: Caller) -> None:
        path = "/locations/new-york/incoming-calls"
        first = desk.post(path, self.CALL, Idempotency_Key="call 7")
        second = desk.post(path, self.CALL, Idempotency_Key="call 7")
        assert first.json == second.json
        card = desk.get(f"/callbacks/{first.json['callback_id']}").json
        assert card["occasions"] == [first.json["call_id"]]

    def test_without_a_number_it_cannot_be_returned(self, desk: Caller) -> None:
        reply = desk.post("/locations/new-york/incoming-calls", {"reason": "hung up"})
        assert (reply.status, reply.json["errors"][0]["field"]) == (422, "phone")


class TestAnAbandonedClaim:
    def test_is_free_at_once_though_no_job_ran(
        self, submit: Submit, desk: Caller, colleague: Caller, clock: FixedClock
    ) -> None:
        submit()
        card = claim_next(desk)
        clock.forward(minutes=9, seconds=59)
        assert claim_next(colleague) is None
        clock.forward(seconds=1)
        assert claim_next(colleague)["callback_id"] == card["callback_id"]

    def test_keeps_its_turn_before_those_who_came_later(
        self, submit: Submit, desk: Caller, colleague: Caller, clock: FixedClock
    ) -> None:
        submit(phone="212-555-0101")
        abandoned = claim_next(desk)
        clock.forward(minutes=10)
        submit(phone="212-555-0102")
        assert claim_next(colleague)["callback_id"] == abandoned["callback_id"]

    def test_is_returned_by_the_job_which_says_so_in_its_history(
        self, submit: Submit, desk: Caller, clock: FixedClock, lease_job: Callable[[], Any]
    ) -> None:
        submit()
        card = claim_next(desk)
        assert lease_job()["due"] == 0
        clock.forward(minutes=10)
        report = lease_job()
        assert (report["due"], report["done"], report["failed"]) == (1, 1, 0)
        clock.forward(minutes=1)
        shown = desk.get(f"/callbacks/{card['callback_id']}").json
        assert shown["state"] == "waiting"
        last = shown["history"][-2]
        assert (last["what"], last["by"]) == ("claim-ran-out", "return-stale-claims")
        assert lease_job()["due"] == 0

    def test_an_idle_job_reads_four_short_queries_per_location_and_writes_its_report(
        self, submit: Submit, round_trips: RoundTrips, lease_job: Callable[[], Any], clinic: Clinic
    ) -> None:
        """One finds abandoned claims; three measure who waits longest (measure_waits.py).

        One more for the whole clinic says where crises are.
        """
        submit()
        lease_job()
        idle = ["Query"] * (4 * len(clinic.locations) + 1)
        assert round_trips.during(lease_job) == [*idle, "PutItem"]


class TestRoundTrips:
    def test_claiming_the_next_takes_four_and_brings_its_history_and_their_words(
        self, submit: Submit, desk: Caller, round_trips: RoundTrips
    ) -> None:
        submit()
        steps = ["Query", "TransactWriteItems", "Query", "BatchGetItem"]
        assert round_trips.during(lambda: claim_next(desk)) == steps

    def test_claiming_a_chosen_one_takes_four_with_whom_it_shows_on_record(
        self, submit: Submit, desk: Caller, round_trips: RoundTrips
    ) -> None:
        submit()
        path = f"/callbacks/{entries(desk)[0]['callback_id']}/claim"
        assert round_trips.during(lambda: desk.post(path)) == [
            "UpdateItem",
            "TransactWriteItems",
            "Query",
            "BatchGetItem",
        ]

    def test_recording_an_attempt_takes_one(
        self, submit: Submit, desk: Caller, round_trips: RoundTrips
    ) -> None:
        submit()
        card = claim_next(desk)
        sent = round_trips.during(lambda: attempt(desk, card, "no-answer", note="rang out"))
        assert sent == ["TransactWriteItems"]

    def test_so_does_one_that_closes_it(
        self, submit: Submit, desk: Caller, round_trips: RoundTrips
    ) -> None:
        submit()
        card = claim_next(desk)
        sent = round_trips.during(lambda: attempt(desk, card, "do-not-contact"))
        assert sent == ["TransactWriteItems"]
