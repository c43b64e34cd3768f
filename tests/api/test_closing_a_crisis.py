"""A call of somebody who may be in danger: how it ends and is put off, and what all see of it."""

from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.clock import instant_text, parse_instant, told_text
from tests.conftest import FixedClock

from .conftest import Caller, Reply, Submit, attempt, claim_next, write

CRISIS = {"thinking_of_self_harm": True}
ENDINGS = [
    *(("attempts", {"disposition": each}) for each in ("reached", "booked", "wrong-number")),
    *(("attempts", {"disposition": each}) for each in ("declined", "do-not-contact")),
    *(("close", {"reason": each}) for each in ("resolved", "declined", "booked")),
]


@pytest.fixture
def card(submit: Submit, desk: Caller) -> Any:
    submit(**CRISIS)
    return claim_next(desk)


def opened(desk: Caller, card: Any) -> Any:
    return desk.get(f"/callbacks/{card['callback_id']}").json


def fields(reply: Reply) -> list[list[str]]:
    return [each["loc"] for each in reply.json["errors"]]


@pytest.mark.parametrize(("verb", "how"), ENDINGS)
def test_nothing_ends_it_that_does_not_say_what_was_done(
    card: Any, desk: Caller, verb: str, how: dict[str, str]
) -> None:
    refused = write(desk, card, verb, **how)
    assert refused.status == 422
    assert "done" in refused.text
    assert opened(desk, card)["state"] == "claimed"
    assert write(desk, card, verb, **how, done="emergency-called").json["state"] == "closed"


def test_what_was_done_is_in_its_history_among_what_was_closed_and_on_the_person_s_page(
    card: Any, desk: Caller
) -> None:
    attempt(desk, card, "reached", done="handed-to-988")
    history = opened(desk, card)["history"]
    (line,) = [each["details"] for each in history if each["what"] == "attempted"]
    assert (line["disposition"], line["done"]) == ("reached", "handed-to-988")
    (closed,) = desk.get("/locations/new-york/closed-today").json["entries"]
    assert (closed["outcome"], closed["done"]) == ("reached", "handed-to-988")
    timeline = desk.get(f"/people/{card['person_id']}/timeline").text
    assert "handed-to-988" in timeline


def test_something_else_that_was_done_is_said_in_a_note(card: Any, desk: Caller) -> None:
    refused = write(desk, card, "close", reason="resolved", done="other")
    assert (refused.status, "note" in refused.text) == (422, True)
    assert write(desk, card, "close", reason="resolved", done="other", note="With her sister")


def test_nobody_spoke_with_them_where_the_number_was_wrong(card: Any, desk: Caller) -> None:
    refused = write(desk, card, "attempts", disposition="wrong-number", done="spoke-not-in-danger")
    assert refused.status == 422


def test_a_letter_does_not_end_it_either(submit: Submit, desk: Caller) -> None:
    submit(**CRISIS, phone=None, email="robin@example.com")
    letter = {"letter": "letter-call-us", "language": "en"}
    assert write(desk, claim_next(desk), "letters", **letter).status in (409, 422)


def test_somebody_else_on_the_number_is_answered_as_ever(submit: Submit, desk: Caller) -> None:
    submit(name="Alex Example", **CRISIS)
    submit(name="Blair Sample")
    card = claim_next(desk)
    blair = next(each for each in card["people"] if each["name"] == "Blair Sample")
    after = attempt(desk, card, "reached", person_id=blair["person_id"])
    assert (after["state"], opened(desk, card)["urgency"]) == ("claimed", "crisis")
    refused = write(desk, card | {"claim": after["claim"]}, "attempts", disposition="reached")
    assert refused.status == 422


def test_undone_and_closed_anew_it_has_to_be_said_again(card: Any, desk: Caller) -> None:
    attempt(desk, card, "reached", done="spoke-not-in-danger")
    body = {"claim": card["claim"]["token"]}
    assert desk.post(f"/callbacks/{card['callback_id']}/undo", body).status == 200
    again = desk.post(f"/callbacks/{card['callback_id']}/claim").json
    assert write(desk, again, "attempts", disposition="reached").status == 422
    assert "done" not in str(opened(desk, again).get("answers", ""))


def test_it_is_never_given_up_and_comes_back_in_minutes_however_often_it_was_tried(
    submit: Submit, desk: Caller, clock: FixedClock, clinic: Clinic
) -> None:
    submit(**CRISIS)
    submit(phone="212-555-0188", name="Sam Sample")
    most = clinic.callbacks.most_attempts
    for number in range(most + 2):
        card = claim_next(desk)
        assert (card["urgency"], card["attempts"]) == ("crisis", number)
        after = attempt(desk, card, "no-answer", done="welfare-check")
        assert after["state"] == "waiting"
        wait = parse_instant(after["not_before"]) - clock.now
        assert wait.total_seconds() == 60 * clinic.callbacks.crisis_retry_minutes
        clock.now = parse_instant(after["not_before"])
    assert desk.get("/staff/clinic").json["most_attempts"] == most
    first = desk.get("/locations/new-york/queue").json["entries"][0]
    assert (first["urgency"], first["attempts"]) == ("crisis", most + 2)


def test_it_is_put_off_for_half_an_hour_at_most(card: Any, desk: Caller, clock: FixedClock) -> None:
    now = clock.now
    clock.forward(minutes=31)
    too_late = instant_text(clock.now)
    clock.forward(minutes=-1)
    in_time = instant_text(clock.now)
    clock.now = now
    refused = write(desk, card, "snooze", until=too_late)
    assert (refused.status, "until" in refused.text) == (422, True)
    assert write(desk, card, "snooze", until=in_time).status == 200


class TestTheCountOfAllLocations:
    def crises(self, desk: Caller) -> dict[str, Any]:
        return {each["location_id"]: each for each in desk.get("/crises").json["locations"]}

    def test_tells_staff_of_one_location_that_another_s_waits_and_names_nobody(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        since = told_text(clock.now)
        submit(**CRISIS, location_id="chicago")
        clock.forward(hours=12)
        here, there = self.crises(desk)["new-york"], self.crises(desk)["chicago"]
        assert (here["waiting"], there["waiting"], there["since"]) == (0, 1, since)
        assert "Robin" not in desk.get("/crises").text

    def test_counts_who_nobody_is_with_until_they_are_answered(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit()
        submit(**CRISIS, phone="212-555-0188")
        assert self.crises(desk)["new-york"]["waiting"] == 1
        card = claim_next(desk)
        assert self.crises(desk)["new-york"]["waiting"] == 0
        attempt(desk, card, "no-answer")
        assert self.crises(desk)["new-york"]["calls"] == [card["callback_id"]]

    def test_costs_nothing_to_ask_again_while_nothing_changes(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**CRISIS)
        etag = desk.get("/crises").headers["etag"]
        clock.forward(minutes=3)
        assert desk.get("/crises", **{"If-None-Match": etag}).status == 304

    def test_stops_counting_at_some_number(self, submit: Submit, desk: Caller) -> None:
        for number in range(26):
            submit(**CRISIS, phone=f"212-555-01{number:02}")
        here = self.crises(desk)["new-york"]
        assert (here["waiting"], here["more"]) == (25, True)


def test_the_queue_says_since_when_the_crisis_waits_whatever_else_they_asked_before(
    submit: Submit, desk: Caller, clock: FixedClock
) -> None:
    submit()
    clock.forward(hours=2)
    since = told_text(clock.now)
    submit(**CRISIS)
    clock.forward(minutes=12)
    (entry,) = desk.get("/locations/new-york/queue").json["entries"]
    assert (entry["crisis_since"], entry["overdue"]) == (since, True)


def test_on_a_night_it_is_overdue_after_minutes_of_the_clock(
    submit: Submit, desk: Caller, clock: FixedClock
) -> None:
    clock.forward(hours=12)
    submit(**CRISIS)
    clock.forward(minutes=6)
    (entry,) = desk.get("/locations/new-york/queue").json["entries"]
    assert (entry["overdue"], entry["callable"]) == (True, True)


def test_the_report_counts_its_wait_in_minutes_of_the_clock(
    submit: Submit, desk: Caller, clock: FixedClock
) -> None:
    clock.forward(hours=12)
    day = "2026-11-23"
    submit(**CRISIS)
    clock.forward(minutes=20)
    attempt(desk, claim_next(desk), "reached", done="spoke-not-in-danger")
    path = f"/locations/new-york/service-level?from={day}&to={day}"
    days = desk.get(path).json["days"]
    assert (days[0]["broken"], days[0]["median_wait_minutes"]) == (1, 20.0)


def test_a_crisis_whose_claimant_is_gone_is_counted_the_moment_the_claim_runs_out(
    submit: Submit, desk: Caller, clock: FixedClock, clinic: Clinic
) -> None:
    submit(**CRISIS)
    claim_next(desk)
    clock.forward(minutes=clinic.callbacks.lease_minutes, seconds=1)
    here = desk.get("/crises").json["locations"][0]
    assert (here["location_id"], here["waiting"]) == ("new-york", 1)
