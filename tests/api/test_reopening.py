"""What was closed can be reopened, and a slip of the key undone."""

from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.clock import parse_instant
from tests.conftest import FixedClock

from .conftest import Caller, Reply, Submit, attempt, claim_next, write

HERE = "/locations/new-york"


def entries(desk: Caller) -> Any:
    return desk.get(f"{HERE}/queue").json["entries"]


def closed_today(desk: Caller) -> Any:
    return desk.get(f"{HERE}/closed-today").json["entries"]


def figures(manager: Caller) -> Any:
    (day,) = manager.get(f"{HERE}/service-level?from=2026-11-23&to=2026-11-23").json["days"]
    return day


def reopen(caller: Caller, closed: Any) -> Reply:
    body = {"closed_at": closed["closed_at"]}
    return caller.post(f"/callbacks/{closed['callback_id']}/reopen", body)


def undo(caller: Caller, card: Any) -> Reply:
    body = {"claim": card["claim"]["token"]}
    return caller.post(f"/callbacks/{card['callback_id']}/undo", body)


def messages(dynamodb: Any) -> list[Any]:
    """The messages that are to be sent."""
    items = dynamodb.scan(TableName="frontdesk-test")["Items"]
    return [item for item in items if item.get("due_pk", {}).get("S") == "message#new-york"]


@pytest.fixture
def closed(submit: Submit, desk: Caller, clock: FixedClock) -> Any:
    """A call that was closed by one wrong key; how it stands."""
    submit()
    after = attempt(desk, claim_next(desk), "declined")
    clock.forward(minutes=5)
    return after


class TestClosedToday:
    def test_lists_little_of_each_the_latest_first(
        self, closed: Any, submit: Submit, desk: Caller
    ) -> None:
        submit(phone="212-555-0102", name="Sam Sample")
        write(desk, claim_next(desk), "close", reason="resolved")
        latest, first = closed_today(desk)
        assert latest["outcome"] == "resolved"
        assert first == {
            "callback_id": closed["callback_id"],
            "first_name": "Robin",
            "reason": "ketamine-consultation",
            "outcome": "declined",
            "closed_at": closed["closed_at"],
            "closed_by": "staff-ana",
            "flags": [],
        }

    def test_is_read_in_pages(self, closed: Any, submit: Submit, desk: Caller) -> None:
        submit(phone="212-555-0102")
        attempt(desk, claim_next(desk), "reached")
        page = desk.get(f"{HERE}/closed-today?limit=1").json
        rest = desk.get(f"{HERE}/closed-today?limit=1&cursor={page['next_cursor']}").json
        assert [each["outcome"] for each in page["entries"]] == ["reached"]
        assert [each["outcome"] for each in rest["entries"]] == ["declined"]

    def test_is_empty_the_next_day_and_elsewhere(
        self, closed: Any, desk: Caller, clock: FixedClock
    ) -> None:
        assert desk.get("/locations/chicago/closed-today").json["entries"] == []
        clock.forward(hours=24)
        assert closed_today(desk) == []

    def test_is_no_part_of_the_queue(self, closed: Any, desk: Caller) -> None:
        assert entries(desk) == []
        assert claim_next(desk) is None


class TestReopening:
    def test_puts_the_caller_back_at_the_place_they_had(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        first = submit()
        clock.forward(minutes=1)
        submit(phone="212-555-0102")
        closed = attempt(desk, claim_next(desk), "declined")
        clock.forward(minutes=1)
        told = reopen(desk, closed)
        assert (told.status, told.json["joined"]) == (200, False)
        assert told.json["respond_by"] == first["respond_by"]
        assert entries(desk)[0]["callback_id"] == closed["callback_id"]
        assert closed_today(desk) == []
        assert claim_next(desk)["callback_id"] == closed["callback_id"]

    def test_promises_anew_when_the_promise_is_past(
        self, closed: Any, desk: Caller, clock: FixedClock
    ) -> None:
        clock.forward(hours=3)
        assert parse_instant(reopen(desk, closed).json["respond_by"]) > clock.now

    def test_asked_twice_is_done_once_and_answered_alike(
        self, closed: Any, desk: Caller, clock: FixedClock
    ) -> None:
        told = reopen(desk, closed).json
        clock.forward(minutes=1)
        assert reopen(desk, closed).json == told
        history = desk.get(f"/callbacks/{closed['callback_id']}").json["history"]
        assert [event["what"] for event in history].count("reopened") == 1

    def test_asked_again_late_does_not_reopen_what_was_closed_since(
        self, closed: Any, desk: Caller
    ) -> None:
        told = reopen(desk, closed).json
        attempt(desk, claim_next(desk), "reached")
        assert reopen(desk, closed).json == told
        assert entries(desk) == []

    def test_by_a_colleague_who_was_slower_is_refused(
        self, closed: Any, desk: Caller, colleague: Caller
    ) -> None:
        reopen(desk, closed)
        assert reopen(colleague, closed).json["type"] == "urn:frontdesk:problem:callback-open"

    def test_a_call_that_nobody_knows_is_not_found(self, closed: Any, desk: Caller) -> None:
        unknown = {**closed, "callback_id": "0" * 26}
        assert reopen(desk, unknown).status == 404

    def test_a_further_request_then_merges_into_it(
        self, closed: Any, submit: Submit, desk: Caller
    ) -> None:
        reopen(desk, closed)
        submit()
        assert len(entries(desk)) == 1
        assert len(claim_next(desk)["occasions"]) == 2

    def test_takes_back_a_wish_that_was_noted_by_a_slip(self, submit: Submit, desk: Caller) -> None:
        submit()
        reopen(desk, attempt(desk, claim_next(desk), "do-not-contact"))
        found = desk.post("/people/search", {"phone": "212 555 0123"}).json["people"]
        assert not found[0]["do_not_contact"]

    def test_calls_off_the_message_that_nobody_could_be_reached(
        self, submit: Submit, desk: Caller, clock: FixedClock, clinic: Clinic, dynamodb: Any
    ) -> None:
        submit()
        for _ in range(clinic.callbacks.most_attempts):
            after = attempt(desk, claim_next(desk), "no-answer")
            clock.now = parse_instant(after.get("not_before") or after["closed_at"])
        assert len(messages(dynamodb)) == 1
        assert reopen(desk, after).status == 200
        assert messages(dynamodb) == []


class TestReopeningBesideACallThatIsOpenByThen:
    def test_joins_it_with_its_requests_flags_and_gravity(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        grave = submit(thinking_of_self_harm=True, screening=["pregnancy"])
        closed = attempt(desk, claim_next(desk), "reached", done="spoke-not-in-danger")
        clock.forward(minutes=5)
        later = submit(screening=["substance-use"])
        told = reopen(desk, closed).json
        (entry,) = entries(desk)
        assert (told["joined"], told["callback_id"]) == (True, entry["callback_id"])
        card = claim_next(desk)
        assert card["urgency"] == "crisis"
        assert sorted(card["flags"]) == ["pregnancy", "substance-use"]
        assert sorted(card["occasions"]) == sorted([grave["request_id"], later["request_id"]])
        assert card["callback_id"] != closed["callback_id"]

    def test_is_told_alike_again_and_listed_as_closed_no_more(
        self, closed: Any, submit: Submit, desk: Caller
    ) -> None:
        submit()
        told = reopen(desk, closed).json
        assert reopen(desk, closed).json == told
        assert closed_today(desk) == []
        history = desk.get(f"/callbacks/{told['callback_id']}").json["history"]
        assert "reopened" in [event["what"] for event in history]

    def test_by_a_colleague_as_well_asks_nobody_to_call_twice(
        self, closed: Any, submit: Submit, desk: Caller, colleague: Caller
    ) -> None:
        """What joined it stays with it, while that one waits and once it was answered."""
        submit()
        reopen(desk, closed)
        slower = reopen(colleague, closed)
        assert slower.json["type"] == "urn:frontdesk:problem:callback-open"
        card = claim_next(desk)
        assert len(card["occasions"]) == 2
        attempt(desk, card, "reached")
        assert reopen(colleague, closed).json["type"] == "urn:frontdesk:problem:callback-open"
        assert entries(desk) == []

    def test_whoever_holds_that_one_has_to_look_before_they_close_it(
        self, closed: Any, submit: Submit, desk: Caller
    ) -> None:
        submit()
        card = claim_next(desk)
        reopen(desk, closed)
        reply = write(desk, card, "attempts", disposition="reached")
        assert reply.json["type"] == "urn:frontdesk:problem:callback-changed"


class TestTheServiceLevel:
    def test_a_reopened_close_without_a_call_was_no_response(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        submit()
        closed = write(desk, claim_next(desk), "close", reason="resolved").json
        assert figures(manager)["kept"] == 1
        reopen(desk, closed)
        assert (figures(manager)["kept"], figures(manager)["pending"]) == (0, 1)

    def test_an_attempt_that_stays_is_a_response(
        self, closed: Any, desk: Caller, manager: Caller
    ) -> None:
        reopen(desk, closed)
        assert figures(manager)["kept"] == 1

    def test_an_attempt_that_is_undone_is_none(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        submit()
        card = claim_next(desk)
        attempt(desk, card, "no-answer")
        undo(desk, card)
        day = figures(manager)
        assert (day["kept"], day["pending"], day["attempts_per_contact"]) == (0, 1, 0)

    def test_what_joins_another_call_is_one_promise_with_it(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        submit()
        closed = write(desk, claim_next(desk), "close", reason="resolved").json
        submit()
        reopen(desk, closed)
        assert (figures(manager)["promised"], figures(manager)["pending"]) == (1, 1)


class TestUndo:
    @pytest.mark.parametrize("disposition", ["no-answer", "voicemail-left", "reached", "declined"])
    def test_gives_the_call_back_as_it_was_in_hand(
        self, submit: Submit, desk: Caller, clock: FixedClock, disposition: str
    ) -> None:
        receipt = submit()
        card = claim_next(desk)
        attempt(desk, card, disposition)
        clock.forward(seconds=8)
        told = undo(desk, card)
        assert (told.status, told.json["claimed"], told.json["joined"]) == (200, True, False)
        again = desk.post(f"/callbacks/{card['callback_id']}/claim").json
        assert (again["state"], again["attempts"]) == ("claimed", 0)
        assert again["respond_by"] == receipt["respond_by"]
        assert "not_before" not in again
        assert [event["what"] for event in again["history"]].count("undone") == 1
        assert attempt(desk, again, "reached")["state"] == "closed"

    def test_of_a_snooze_or_a_close(self, submit: Submit, desk: Caller) -> None:
        submit()
        card = claim_next(desk)
        write(desk, card, "snooze", until="2026-11-25T15:00:00Z")
        undo(desk, card)
        card = desk.post(f"/callbacks/{card['callback_id']}/claim").json
        assert "snoozed_until" not in card
        write(desk, card, "close", reason="resolved")
        assert undo(desk, card).json["claimed"]
        assert entries(desk)[0]["claimed_by"] == "staff-ana"

    def test_asked_twice_is_done_once(self, submit: Submit, desk: Caller) -> None:
        submit()
        card = claim_next(desk)
        attempt(desk, card, "no-answer")
        assert undo(desk, card).json == undo(desk, card).json

    def test_is_over_after_three_minutes(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit()
        card = claim_next(desk)
        attempt(desk, card, "no-answer")
        clock.forward(minutes=3, seconds=1)
        refused = undo(desk, card).json
        assert refused["type"] == "urn:frontdesk:problem:undo-over"
        assert refused["detail"].startswith("It's too late to undo this.")

    def test_is_over_once_a_colleague_took_the_call(
        self, submit: Submit, desk: Caller, colleague: Caller
    ) -> None:
        submit()
        card = claim_next(desk)
        attempt(desk, card, "no-answer")
        colleague.post(f"/callbacks/{card['callback_id']}/claim")
        refused = undo(desk, card)
        assert refused.status == 409
        assert refused.json["detail"].startswith("A colleague took this call since")

    def test_is_not_a_colleagues_to_ask_for(
        self, submit: Submit, desk: Caller, colleague: Caller
    ) -> None:
        submit()
        card = claim_next(desk)
        attempt(desk, card, "no-answer")
        assert undo(colleague, card).json["type"] == "urn:frontdesk:problem:token"

    def test_does_not_reopen_what_a_booking_closed_since(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        submit()
        card = claim_next(desk)
        attempt(desk, card, "no-answer")
        days = {"from": "2026-11-25", "to": "2026-11-25"}
        assert manager.post(f"{HERE}/slots/publish", days).status < 300
        body = {
            "service_id": "ketamine-infusion",
            "starts_at": "2026-11-25T15:00Z",
            "name": "Robin Example",
            "phone": "212-555-0123",
        }
        assert desk.post(f"{HERE}/appointments", body).status == 201
        assert undo(desk, card).status == 409
        assert [each["outcome"] for each in closed_today(desk)] == ["booked"]

    def test_beside_a_call_that_is_open_by_then_joins_it(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit()
        card = claim_next(desk)
        attempt(desk, card, "reached")
        submit()
        told = undo(desk, card).json
        assert (told["joined"], told["claimed"]) == (True, False)
        assert len(entries(desk)) == 1
