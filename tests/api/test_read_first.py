"""A call with a sign of danger too weak for a crisis: urgent, and marked until it is answered."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.callbacks.open_or_merge import owe_call
from chalicelib.callbacks.owed_call_models import OwedCall
from chalicelib.clinic import Source, Urgency
from chalicelib.people.identity import identify
from chalicelib.people.models import Person
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.unit_of_work import VISITOR, UnitOfWork, carry_out
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Submit, a_request, attempt, claim_next

ROBIN = "+12125550123"
WEDNESDAY_10 = "2026-11-25T15:00:00Z"


def owed(run: Runtime, name: str = "Robin Example", urgency: Urgency = Urgency.URGENT) -> str:
    """Owe a call for words in which a sign of danger was read, as a form does; its id."""
    who = identify(run.keyring, ROBIN, None, name)
    of = run.ids.new(run.clock())

    def owing(work: UnitOfWork) -> None:
        person = Person(point_id=who.point_id, person_id=who.person_id, name=name, phone=ROBIN)
        call = OwedCall(
            person=person,
            location_id="new-york",
            source=Source.CONSULTATION_REQUEST,
            urgency=urgency,
            reason="ketamine-consultation",
            read_first=urgency is Urgency.URGENT,
            of=of,
            at=work.now,
        )
        owe_call(work, call)

    carry_out(run, VISITOR, owing)
    return of


def queue(desk: Caller) -> Any:
    return desk.get("/locations/new-york/queue").json["entries"]


class TestTheMark:
    def test_is_in_the_queue_on_the_card_and_with_the_person(
        self, run: Runtime, desk: Caller
    ) -> None:
        owed(run)
        (entry,) = queue(desk)
        assert (entry["urgency"], entry["read_first"]) == ("urgent", True)
        assert [person["read_first"] for person in entry["people"]] == [True]
        card = claim_next(desk)
        assert card["read_first"] is True
        assert [person["read_first"] for person in card["people"]] == [True]

    def test_is_not_on_any_other_call(self, submit: Submit, desk: Caller) -> None:
        submit()
        (entry,) = queue(desk)
        assert entry["read_first"] is False
        assert claim_next(desk)["read_first"] is False

    def test_goes_with_its_occasion_when_that_is_answered(
        self, run: Runtime, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        owed(run, "Sam Example")
        clock.forward(minutes=1)
        submit()  # Robin, on the same number
        card = claim_next(desk)
        by_name = {person["first_name"]: person for person in card["people"]}
        assert (by_name["Sam"]["read_first"], by_name["Robin"]["read_first"]) == (True, False)
        attempt(desk, card, "reached", person_id=by_name["Sam"]["person_id"])
        (entry,) = queue(desk)
        assert (entry["read_first"], entry["urgency"]) == (False, "routine")

    def test_stays_through_a_call_that_nobody_answered(self, run: Runtime, desk: Caller) -> None:
        owed(run)
        attempt(desk, claim_next(desk), "no-answer")
        (entry,) = queue(desk)
        assert (entry["read_first"], entry["urgency"]) == (True, "urgent")


class TestItsPlace:
    def test_is_that_of_its_promise_behind_every_crisis(
        self, run: Runtime, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(phone="212-555-0100")
        clock.forward(minutes=1)
        weak = owed(run)
        clock.forward(minutes=1)
        crisis = submit(phone="212-555-0109", thinking_of_self_harm=True)["request_id"]
        order = [claim_next(desk)["occasions"] for _ in range(2)]
        assert order == [[crisis], [weak]]

    def test_rises_with_a_later_crisis_and_falls_with_nothing(
        self, run: Runtime, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        owed(run)
        clock.forward(minutes=1)
        submit()
        assert [(each["urgency"], each["read_first"]) for each in queue(desk)] == [("urgent", True)]
        clock.forward(minutes=1)
        submit(thinking_of_self_harm=True)
        assert [(each["urgency"], each["read_first"]) for each in queue(desk)] == [("crisis", True)]
        clock.forward(minutes=1)
        submit()
        assert queue(desk)[0]["urgency"] == "crisis"

    def test_a_flood_of_forms_leaves_the_mark_in_sight(
        self, run: Runtime, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        for _ in range(12):
            submit()
            clock.forward(minutes=1)
        owed(run)
        assert [each["read_first"] for each in queue(desk)] == [True]


@pytest.mark.parametrize("alone", [True, False])
def test_its_call_stays_though_its_sender_books_online(
    run: Runtime, submit: Submit, visitor: Caller, desk: Caller, clock: FixedClock, alone: bool
) -> None:
    """Somebody has to read what they wrote, and to speak with them."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")
    if not alone:
        submit()
        clock.forward(minutes=1)
    receipt = submit(message="I feel hopeless about this.")
    _mark(run, desk, receipt["request_id"])
    wish = {"location_id": "new-york", "service_id": "ketamine-consultation"}
    named = {"request_id": receipt["request_id"]}
    sender = {"Request_Token": receipt["visitor_token"]}
    hold = visitor.post("/holds", {**wish, "starts_at": WEDNESDAY_10, **named}, **sender)
    assert hold.status == 201, hold.text
    body = {"hold_token": hold.json["hold_token"], "name": "Robin Example", "phone": ROBIN}
    assert visitor.post("/appointments", {**body, **named}, **sender).status == 201
    (entry,) = queue(desk)
    assert entry["read_first"] is True
    assert entry["booked_meanwhile"] is True


def _mark(run: Runtime, desk: Caller, request_id: str) -> None:
    """Have the occasion stand as one of a weak sign, whatever the rule makes of its words."""
    (entry,) = queue(desk)
    key = {"pk": {"S": f"CALLBACK#{entry['callback_id']}"}, "sk": {"S": "CALLBACK"}}
    item = run.table.client.get_item(TableName=run.table.name, Key=key)["Item"]
    inside = item["row"]["M"]["inside"]["L"]
    place = next(at for at, each in enumerate(inside) if each["M"]["of"]["S"] == request_id)
    inside[place]["M"]["read_first"] = {"BOOL": True}
    inside[place]["M"]["urgency"] = {"S": "urgent"}
    item["urgency"] = {"S": "urgent"}
    run.table.client.put_item(TableName=run.table.name, Item=item)


def test_who_wrote_hopeless_things_can_wait_no_longer_than_urgent_calls_do(
    run: Runtime, desk: Caller, clock: FixedClock
) -> None:
    owed(run)
    (entry,) = queue(desk)
    allowed = timedelta(
        minutes=run.clinic.promises.allowed_minutes(Source.CONSULTATION_REQUEST, Urgency.URGENT)
    )
    assert entry["respond_by"] == (clock() + allowed).strftime("%Y-%m-%dT%H:%M:%SZ")


WEAK = "I feel hopeless."


class TestAMessageWithAWeakSign:
    """As the rule reads it: enough to lead to help, and too little for a crisis."""

    def test_gets_the_panel_and_is_not_told_that_it_comes_first(self, submit: Submit) -> None:
        receipt = submit(message=WEAK)
        assert "988" in receipt["crisis"]["text"]
        assert "first" not in receipt["crisis"]["text"]
        assert receipt["put_first"] is False
        assert receipt["front_desk"]["is_open"] is True
        assert receipt["promise"].startswith("We'll call you by ")

    def test_is_urgent_and_marked_for_staff_wherever_it_is_read(
        self, submit: Submit, desk: Caller
    ) -> None:
        request_id = submit(message=WEAK)["request_id"]
        card = claim_next(desk)
        assert (card["urgency"], card["read_first"]) == ("urgent", True)
        assert [each["read_first"] for each in card["requests"]] == [True]
        opened = desk.get(f"/staff/requests/{request_id}").json
        assert (opened["read_first"], opened["crisis"]) == (True, False)
        filed = desk.get(f"/people/{card['person_id']}/filed").json
        assert [each["read_first"] for each in filed["requests"]] == [True]

    def test_is_never_set_aside_as_spam(self, submit: Submit, desk: Caller) -> None:
        submit(message=WEAK, leave_blank="x")
        assert claim_next(desk)["read_first"] is True

    def test_gets_the_panel_beside_a_refusal_too(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(message=WEAK, name=None))
        assert "We don't have your form yet" in reply.json["crisis"]["text"]

    def test_with_the_box_checked_is_a_crisis(self, submit: Submit, desk: Caller) -> None:
        receipt = submit(message=WEAK, thinking_of_self_harm=True)
        assert receipt["put_first"] is True
        assert claim_next(desk)["urgency"] == "crisis"


@pytest.mark.parametrize(
    ("language", "them"), [("en", "someone else may be in danger"), ("es", "otra persona")]
)
def test_who_writes_of_somebody_else_is_not_spoken_to_of_themselves_alone(
    submit: Submit, language: str, them: str
) -> None:
    receipt = submit(message="My daughter overdosed", language=language)
    assert receipt["put_first"] is True
    assert them in receipt["crisis"]["text"]
