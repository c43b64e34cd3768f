"""Two people on one phone: one row in the queue, and each is answered by themselves."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.callbacks.close_when_booked import Booked, ProvenRequest, answer_as_booked
from chalicelib.callbacks.merge_rules import MOST_OCCASIONS
from chalicelib.intake.models import ConsultationRequestIn
from chalicelib.intake.submit_request import submit_request
from chalicelib.people.commitments import CallOwed
from chalicelib.people.keep_commitments import load_ahead
from chalicelib.platform.clock import parse_instant
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.unit_of_work import VISITOR, UnitOfWork, carry_out
from tests.conftest import FixedClock
from tests.races import snapshot

from .conftest import Caller, Submit, a_request, attempt, claim_next, ring_twice, write
from .killer import whenever

PHONE = "212-555-0155"
A = {"name": "Alex Example", "phone": PHONE}
B = {"name": "Blair Example", "phone": PHONE}


@pytest.fixture
def both(submit: Submit, clock: FixedClock) -> tuple[Any, Any]:
    """A asked first, B a minute later, from one phone; their receipts."""
    first = submit(**A)
    clock.forward(minutes=1)
    return first, submit(**B, service_id="botox")


def entries(desk: Caller, location_id: str = "new-york") -> list[Any]:
    """The lines of the queue."""
    listed: list[Any] = desk.get(f"/locations/{location_id}/queue").json["entries"]
    return listed


def opened(desk: Caller, card: Any) -> Any:
    """The callback as it now stands."""
    return desk.get(f"/callbacks/{card['callback_id']}").json


def person(card: Any, name: str) -> str:
    """The id of a person in a call."""
    ids = {each["name"]: str(each["person_id"]) for each in card["people"]}
    return ids[name]


def owed(card: Any) -> list[str]:
    """The names of those who are owed an answer, in order."""
    return [each["name"] for each in card["people"] if "outcome" not in each]


def undo(desk: Caller, card: Any) -> Any:
    """Take the last outcome back."""
    path = f"/callbacks/{card['callback_id']}/undo"
    return desk.post(path, {"claim": card["claim"]["token"]})


class TestOneRow:
    def test_a_crisis_of_one_leads_and_is_hers_alone(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A, thinking_of_self_harm=True, screening=["pregnancy"])
        clock.forward(minutes=1)
        submit(**B, service_id="botox")
        (entry,) = entries(desk)
        assert (entry["first_name"], entry["urgency"]) == ("Alex", "crisis")
        card = claim_next(desk)
        assert card["name"] == "Alex Example"
        told = [(each["name"], each["urgency"], each["flags"]) for each in card["people"]]
        assert told == [
            ("Alex Example", "crisis", ["pregnancy"]),
            ("Blair Example", "routine", []),
        ]
        assert [each["reason"] for each in card["people"]] == ["ketamine-consultation", "botox"]

    def test_a_later_crisis_leads_too(self, both: Any, submit: Submit, desk: Caller) -> None:
        submit(**B, thinking_of_self_harm=True)
        card = claim_next(desk)
        assert (card["name"], card["urgency"]) == ("Blair Example", "crisis")

    def test_shows_four_people_and_counts_the_others(self, submit: Submit, desk: Caller) -> None:
        for name in ("Ada", "Bo", "Cy", "Di", "Ed", "Flo"):
            submit(phone=PHONE, name=f"{name} Example")
        (entry,) = entries(desk)
        assert [each["first_name"] for each in entry["people"]] == ["Ada", "Bo", "Cy", "Di"]
        assert entry["more"] == 2

    def test_a_call_without_a_name_counts_as_the_only_one_whose_name_was_taken_down(
        self, desk: Caller
    ) -> None:
        for name in ("Alex Example", None):
            call = {"phone": PHONE, "name": name, "reason": "rang back"}
            assert desk.post("/locations/new-york/incoming-calls", call).status == 201
        card = claim_next(desk)
        assert owed(card) == ["Alex Example"]
        assert attempt(desk, card, "reached")["state"] == "closed"

    def test_never_grows_without_bound(self, submit: Submit, desk: Caller, run: Runtime) -> None:
        for number in range(45):
            name = f"Guest {'abcdefghij'[number % 10]}{'abcde'[number // 10]}"
            form = ConsultationRequestIn.model_validate(a_request(phone=PHONE, name=name))
            submit_request(run, form, None, f"203.0.113.{number // 8}")
        submit(**A, thinking_of_self_harm=True)
        card = claim_next(desk)
        assert (len(card["occasions"]), card["beyond"]) == (41, 5)
        assert (card["name"], card["urgency"]) == ("Alex Example", "crisis")

    def test_carries_a_flag_once_though_another_form_brings_it_meanwhile(
        self, submit: Submit, run: Runtime
    ) -> None:
        """Whichever of the calls of the one the other comes in before."""
        for _ in range(MOST_OCCASIONS):
            submit(**A)

        def flagged() -> None:
            submit(**B, screening=["pregnancy"])

        for at in whenever(run, flagged, flagged, more_than=1):
            assert snapshot.read(run.table).only_open.flags == ["pregnancy"], at


class TestAStrangersForm:
    def test_changes_neither_name_nor_ways_nor_hours_of_whom_it_joins(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(**A, email="alex@example.com")
        before = claim_next(desk)
        write(desk, before, "hand-back")
        submit(
            phone=f"{PHONE} ext. 7",
            name="Somebody Else",
            email="else@example.com",
            may_leave_voicemail=True,
            language="es",
            time_zone="Pacific/Auckland",
            call_days=["monday"],
            call_from="10:00",
            call_until="10:30",
        )
        after = claim_next(desk)
        same = ("name", "email", "may_leave_voicemail", "language", "caller_zones", "windows")
        assert {each: after.get(each) for each in same} == {each: before.get(each) for each in same}
        assert after.get("phone_extension") is None
        (stranger,) = [each for each in after["people"] if each["name"] == "Somebody Else"]
        assert stranger["email"] == "else@example.com"

    def test_may_be_called_within_the_hours_of_either(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        zone = {"time_zone": "America/New_York"}
        submit(**A, **zone, call_from="15:00", call_until="15:30")
        submit(**B, **zone, call_from="11:00", call_until="11:30")
        times = {}
        for hour in ("14:30", "16:10", "18:00", "20:10"):
            clock.now = parse_instant(f"2026-11-23T{hour}:00Z")
            times[hour] = entries(desk)[0]["callable"]
        assert times == {"14:30": False, "16:10": True, "18:00": False, "20:10": True}

    def test_wakes_a_snoozed_call_when_it_was_promised_and_its_reason_stays(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A)
        write(desk, claim_next(desk), "snooze", until="2026-12-01T15:00:00Z", note="after her trip")
        receipt = submit(**B)
        assert claim_next(desk) is None
        clock.now = parse_instant(receipt["respond_by"])
        assert claim_next(desk)["snooze_note"] == "after her trip"

    def test_a_form_a_minute_does_not_have_her_rung_again_and_again(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A)
        ring_twice(desk, clock)
        attempt(desk, claim_next(desk), "no-answer")
        rung = 0
        for number in range(20):
            clock.forward(minutes=1)
            submit(phone=PHONE, name=f"Stranger {'abcdefghij'[number % 10]}{number // 10}x")
            if card := claim_next(desk):
                attempt(desk, card, "no-answer")
                rung += 1
        assert rung == 1

    def test_shortens_the_wait_once_a_day_and_a_crisis_always(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A)
        ring_twice(desk, clock)
        attempt(desk, claim_next(desk), "no-answer")
        submit(**A)
        attempt(desk, claim_next(desk), "no-answer")
        submit(**A)
        assert claim_next(desk) is None
        submit(**A, thinking_of_self_harm=True)
        assert claim_next(desk)["urgency"] == "crisis"

    def test_is_promised_the_same_whatever_is_stored(self, submit: Submit, desk: Caller) -> None:
        submit(**A)
        write(desk, claim_next(desk), "snooze", until="2026-12-01T15:00:00Z")
        known, unknown = submit(**A), submit(phone="212-555-0199")
        assert known["respond_by"] == unknown["respond_by"]


class TestAnswering:
    @pytest.mark.parametrize("disposition", ["reached", "booked", "declined", "do-not-contact"])
    def test_one_keeps_the_claim_and_the_other_in_it(
        self, both: Any, desk: Caller, disposition: str
    ) -> None:
        card = claim_next(desk)
        after = attempt(desk, card, disposition, person_id=person(card, "Alex Example"))
        assert (after["state"], after["answered"]) == ("claimed", person(card, "Alex Example"))
        assert owed(opened(desk, card)) == ["Blair Example"]
        assert [each["first_name"] for each in entries(desk)[0]["people"]] == ["Blair"]
        last = attempt(desk, card | {"claim": after["claim"]}, "reached")
        assert (last["state"], last["outcome"]) == ("closed", "reached")

    def test_goes_on_with_the_claim_of_before(self, both: Any, desk: Caller) -> None:
        card = claim_next(desk)
        attempt(desk, card, "reached", person_id=person(card, "Alex Example"))
        last = attempt(desk, card, "declined", person_id=person(card, "Blair Example"))
        assert last["outcome"] == "declined"

    def test_of_several_needs_the_name(self, both: Any, desk: Caller) -> None:
        card = claim_next(desk)
        for verb, what in (("attempts", "disposition"), ("close", "reason")):
            reply = write(desk, card, verb, **{what: "declined"})
            assert reply.status == 422
            assert "person_id" in reply.text

    def test_nobody_is_answered_twice(self, both: Any, desk: Caller) -> None:
        card = claim_next(desk)
        alex = person(card, "Alex Example")
        attempt(desk, card, "reached", person_id=alex)
        reply = write(desk, card, "close", reason="declined", person_id=alex)
        assert reply.status == 422

    @pytest.mark.parametrize("disposition", ["voicemail-left", "no-answer", "busy"])
    def test_what_is_about_the_number_concerns_everybody(
        self, both: Any, desk: Caller, disposition: str
    ) -> None:
        card = claim_next(desk)
        assert attempt(desk, card, disposition)["state"] == "waiting"
        assert owed(opened(desk, card)) == ["Alex Example", "Blair Example"]

    def test_a_wrong_number_ends_it_for_everybody(self, both: Any, desk: Caller) -> None:
        card = claim_next(desk)
        assert attempt(desk, card, "wrong-number")["state"] == "closed"

    def test_leaves_the_gravity_and_the_promise_of_whoever_is_left(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A, thinking_of_self_harm=True, screening=["pregnancy"])
        clock.forward(minutes=5)
        receipt = submit(**B)
        card = claim_next(desk)
        alex = person(card, "Alex Example")
        after = attempt(desk, card, "reached", person_id=alex, done="handed-to-988")
        write(desk, card | {"claim": after["claim"]}, "hand-back")
        (entry,) = entries(desk)
        assert (entry["urgency"], entry["respond_by"]) == ("routine", receipt["respond_by"])
        assert opened(desk, card)["flags"] == []

    def test_what_comes_in_meanwhile_has_to_be_seen_first(
        self, both: Any, submit: Submit, desk: Caller
    ) -> None:
        card = claim_next(desk)
        submit(**A)
        reply = write(
            desk, card, "close", reason="declined", person_id=person(card, "Alex Example")
        )
        assert reply.status == 409


class TestUndo:
    def test_takes_back_the_last_answer_and_no_other(self, both: Any, desk: Caller) -> None:
        card = claim_next(desk)
        attempt(desk, card, "reached", person_id=person(card, "Alex Example"))
        attempt(desk, card, "booked", person_id=person(card, "Blair Example"))
        assert undo(desk, card).json["claimed"]
        assert owed(opened(desk, card)) == ["Blair Example"]

    def test_of_one_answer_is_exact(self, submit: Submit, desk: Caller, clock: FixedClock) -> None:
        submit(**A, thinking_of_self_harm=True, screening=["pregnancy"])
        submit(**B)
        card = claim_next(desk)
        kept = ("people", "urgency", "flags", "respond_by", "attempts", "do_not_contact")
        before = {each: card.get(each) for each in kept}
        alex = person(card, "Alex Example")
        attempt(desk, card, "do-not-contact", person_id=alex, done="spoke-not-in-danger")
        assert opened(desk, card)["do_not_contact"]
        assert undo(desk, card).status == 200
        after = opened(desk, card)
        assert {each: after.get(each) for each in kept} == before
        assert after["state"] == "claimed"

    def test_of_a_second_snooze_brings_the_first_ones_reason_back(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A)
        write(desk, claim_next(desk), "snooze", until="2026-11-23T20:00:00Z", note="in a meeting")
        clock.now = parse_instant("2026-11-23T20:00:00Z")
        card = claim_next(desk)
        write(desk, card, "snooze", until="2026-11-24T20:00:00Z", note="another")
        assert undo(desk, card).status == 200
        assert opened(desk, card)["snooze_note"] == "in a meeting"

    def test_counts_what_came_in_since(self, submit: Submit, desk: Caller) -> None:
        submit(**A)
        card = claim_next(desk)
        write(desk, card, "snooze", until="2026-12-01T20:00:00Z")
        submit(**B, thinking_of_self_harm=True)
        assert undo(desk, card).status == 200
        after = opened(desk, card)
        assert (after["name"], after["urgency"]) == ("Blair Example", "crisis")

    def test_reopening_owes_everybody_again(self, both: Any, desk: Caller) -> None:
        card = claim_next(desk)
        after = attempt(desk, card, "reached", person_id=person(card, "Alex Example"))
        closed = attempt(desk, card | {"claim": after["claim"]}, "booked")
        path = f"/callbacks/{card['callback_id']}/reopen"
        assert desk.post(path, {"closed_at": closed["closed_at"]}).status == 200
        assert owed(opened(desk, card)) == ["Alex Example", "Blair Example"]


class TestDoNotContact:
    def test_stays_and_a_form_is_queued_and_marked_everywhere(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(**A)
        card = claim_next(desk)
        attempt(desk, card, "do-not-contact")
        for location_id in ("new-york", "chicago"):
            submit(**B, location_id=location_id)
            (entry,) = entries(desk, location_id)
            assert (entry["first_name"], entry["do_not_contact"]) == ("Blair", True)
            assert opened(desk, entry)["do_not_contact"]

    def test_outlives_the_calls_that_follow(self, submit: Submit, desk: Caller) -> None:
        submit(**A)
        attempt(desk, claim_next(desk), "do-not-contact")
        for _ in range(3):
            submit(**A)
            card = claim_next(desk)
            assert card["people"][0]["do_not_contact"]
            attempt(desk, card, "reached")

    def test_of_one_is_shown_for_whoever_else_is_in_the_call(self, both: Any, desk: Caller) -> None:
        card = claim_next(desk)
        attempt(desk, card, "do-not-contact", person_id=person(card, "Alex Example"))
        (entry,) = entries(desk)
        assert (entry["first_name"], entry["do_not_contact"]) == ("Blair", True)

    def test_marks_the_calls_that_are_open_at_other_locations_at_once(
        self, submit: Submit, desk: Caller, colleague: Caller
    ) -> None:
        submit(**A)
        submit(**B, location_id="chicago")
        held = claim_next(colleague, "chicago")
        attempt(desk, claim_next(desk), "do-not-contact")
        (entry,) = entries(desk, "chicago")
        assert entry["do_not_contact"]
        assert opened(desk, held)["not_to_be_contacted"]
        # whoever holds that call is told so, before they say how it went
        reply = write(colleague, held, "attempts", disposition="reached")
        assert (reply.status, reply.json["type"]) == (409, "urn:frontdesk:problem:callback-changed")

    def test_that_is_undone_leaves_no_mark_at_other_locations(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(**A)
        submit(**A, location_id="chicago")
        submit(**B, location_id="chicago")
        card = claim_next(desk)
        attempt(desk, card, "do-not-contact")
        assert entries(desk, "chicago")[0]["do_not_contact"]
        undo(desk, card)
        (entry,) = entries(desk, "chicago")
        assert not entry["do_not_contact"]
        assert not opened(desk, entry)["not_to_be_contacted"]

    def test_undone_here_stays_where_it_was_said_again(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A)
        submit(**A, location_id="chicago")
        submit(**B, location_id="chicago")
        card = claim_next(desk)
        attempt(desk, card, "do-not-contact")
        clock.forward(minutes=1)
        there = claim_next(desk, "chicago")
        attempt(desk, there, "do-not-contact", person_id=person(there, "Alex Example"))
        undo(desk, card)
        (entry,) = entries(desk, "chicago")
        assert entry["do_not_contact"]

    def test_said_twice_and_undone_once_is_still_a_wish(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A)
        attempt(desk, claim_next(desk), "do-not-contact")
        clock.forward(minutes=1)
        submit(**A)
        again = claim_next(desk)
        page = f"/people/{again['person_id']}"
        before = desk.get(page).json["person"]
        assert before["do_not_contact_since"]
        attempt(desk, again, "do-not-contact")
        undo(desk, again)
        assert desk.get(page).json["person"] == before
        assert opened(desk, again)["not_to_be_contacted"] == [again["person_id"]]
        assert entries(desk)[0]["do_not_contact"]
        submit(**A, location_id="chicago")
        assert entries(desk, "chicago")[0]["do_not_contact"]

    def test_said_twice_the_first_one_undone_leaves_the_second(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A)
        submit(**A, location_id="chicago")
        card = claim_next(desk)
        attempt(desk, card, "do-not-contact")
        clock.forward(minutes=1)
        attempt(desk, claim_next(desk, "chicago"), "do-not-contact")
        undo(desk, card)
        assert entries(desk)[0]["do_not_contact"]
        assert desk.get(f"/people/{card['person_id']}").json["person"]["do_not_contact_since"]

    def test_said_twice_and_lifted_by_staff_is_no_wish_any_more(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        for _ in range(2):
            submit(**A)
            card = claim_next(desk)
            attempt(desk, card, "do-not-contact")
            clock.forward(minutes=1)
        path = f"/people/{card['person_id']}/correct"
        assert desk.post(path, {"may_be_contacted": True}).status == 200
        submit(**A)
        assert not entries(desk)[0]["do_not_contact"]

    def test_that_is_undone_was_none(self, submit: Submit, desk: Caller) -> None:
        submit(**A)
        card = claim_next(desk)
        attempt(desk, card, "do-not-contact")
        undo(desk, card)
        attempt(desk, claimed_again(desk, card), "reached")
        submit(**A)
        (entry,) = entries(desk)
        assert not entry["do_not_contact"]

    def test_that_is_undone_was_none_of_whom_staff_had_reached_before(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A)
        attempt(desk, claim_next(desk), "reached")
        clock.forward(minutes=30)
        submit(**A)
        card = claim_next(desk)
        page = f"/people/{card['person_id']}"
        before = desk.get(page).json["person"]
        attempt(desk, card, "do-not-contact")
        undo(desk, card)
        assert desk.get(page).json["person"] == before

    def test_that_is_lifted_is_marked_in_no_open_call_any_more(
        self, both: Any, submit: Submit, desk: Caller, colleague: Caller
    ) -> None:
        """Neither where it was said, with somebody else waiting still, nor elsewhere."""
        submit(**A, location_id="chicago")
        held = claim_next(colleague, "chicago")
        card = claim_next(desk)
        alex = person(card, "Alex Example")
        attempt(desk, card, "do-not-contact", person_id=alex)
        lift = {"may_be_contacted": True}
        replies = [desk.post(f"/people/{alex}/correct", lift) for _ in range(2)]
        assert replies[0].json == replies[1].json
        for location_id in ("new-york", "chicago"):
            (entry,) = entries(desk, location_id)
            assert not entry["do_not_contact"]
            assert not opened(desk, entry)["not_to_be_contacted"]
        reply = write(colleague, held, "attempts", disposition="reached")
        assert (reply.status, reply.json["type"]) == (409, "urn:frontdesk:problem:callback-changed")

    def test_that_is_lifted_leaves_the_mark_of_others(
        self, both: Any, submit: Submit, desk: Caller
    ) -> None:
        card = claim_next(desk)
        alex, blair = (person(card, f"{name} Example") for name in ("Alex", "Blair"))
        submit(**A, location_id="chicago")
        after = attempt(desk, card, "do-not-contact", person_id=alex)
        attempt(desk, card | {"claim": after["claim"]}, "do-not-contact", person_id=blair)
        assert desk.post(f"/people/{alex}/correct", {"may_be_contacted": True}).status == 200
        (entry,) = entries(desk, "chicago")
        assert opened(desk, entry)["not_to_be_contacted"] == [blair]


class TestABookingWithTheRequestsToken:
    @pytest.fixture
    def book(self, run: Runtime, both: Any) -> Any:
        """Answer a request by a booking, as if its token had been shown."""
        return lambda receipt, card, name: carry_out(
            run, VISITOR, booked_for(run, receipt, card, name)
        )

    def test_answers_that_request_and_no_other(self, both: Any, desk: Caller, book: Any) -> None:
        first, second = both
        card = opened(desk, entries(desk)[0])
        book(second, card, "Blair Example")
        assert owed(opened(desk, card)) == ["Alex Example"]
        book(first, card, "Alex Example")
        assert opened(desk, card)["outcome"] == "booked"

    @pytest.mark.parametrize(
        "grave", [{"thinking_of_self_harm": True}, {"screening": ["pregnancy"]}]
    )
    def test_leaves_what_must_stay_and_is_shown(
        self, submit: Submit, desk: Caller, run: Runtime, grave: dict[str, Any]
    ) -> None:
        receipt = submit(**A, **grave)
        card = opened(desk, entries(desk)[0])
        carry_out(run, VISITOR, booked_for(run, receipt, card, "Alex Example"))
        after = opened(desk, card)
        assert (owed(after), "outcome" in after) == (["Alex Example"], False)
        assert after["booked_meanwhile"]

    def test_closes_a_call_that_is_owed_for_nothing_else_unread(
        self, submit: Submit, desk: Caller, run: Runtime
    ) -> None:
        receipt = submit(**A)
        card = opened(desk, entries(desk)[0])
        told: list[bool] = []

        def story(work: UnitOfWork) -> None:
            told.append(True)
            booked_for(run, receipt, card, "Alex Example")(work)

        carry_out(run, VISITOR, story)
        assert (len(told), opened(desk, card)["outcome"]) == (1, "booked")


def booked_for(run: Runtime, receipt: Any, card: Any, name: str) -> Any:
    """A story that answers a person's request by a booking."""
    services = {"ketamine-consultation", "botox"}
    proven = ProvenRequest(receipt["request_id"], person(card, name), services)
    point_id = card["point_id"]

    def story(work: UnitOfWork) -> None:
        call = load_ahead(run, point_id).calls.get("new-york")
        assert isinstance(call, CallOwed)
        made = Booked(call, point_id, "new-york", run.ids.new(work.now))
        answer_as_booked(work, made, proven)

    return story


def claimed_again(desk: Caller, card: Any) -> Any:
    """The card of a call that staff hold, with its claim."""
    return desk.post(f"/callbacks/{card['callback_id']}/claim").json


def test_a_lease_runs_anew_when_somebody_in_the_call_is_answered(
    both: Any, desk: Caller, clock: FixedClock
) -> None:
    card = claim_next(desk)
    clock.forward(minutes=4)
    after = attempt(desk, card, "reached", person_id=person(card, "Alex Example"))
    clock.now += timedelta(minutes=4)
    assert write(desk, card | {"claim": after["claim"]}, "notes", note="and now B").status == 204


def test_the_history_of_one_on_a_number_has_no_lines_of_another_and_those_of_all(
    submit: Submit, desk: Caller
) -> None:
    submit(**A)
    submit(**B)
    card = claim_next(desk)
    attempt(desk, card, "no-answer")
    alex, blair = (person(card, f"{name} Example") for name in ("Alex", "Blair"))
    for own, other in ((alex, blair), (blair, alex)):
        entries = desk.get(f"/people/{own}/timeline").json["entries"]
        of = [each["details"].get("person") for each in entries if each["kind"] == "callback"]
        assert own in of
        assert other not in of
        assert "attempted" in [each["what"] for each in entries]
