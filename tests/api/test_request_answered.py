"""A request's token proves who sent that request: booking with it answers that request alone."""

from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.writes import Update
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Submit, attempt, claim_next
from .whole_table import everything

WEDNESDAY_10 = "2026-11-25T15:00:00Z"
PATIENT = {"name": "Robin Example", "phone": "212-555-0123"}
CONSULTATION = "ketamine-consultation"


@pytest.fixture(autouse=True)
def _published(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")


def book(visitor: Caller, receipt: Any = None, service: str = CONSULTATION, **who: Any) -> Any:
    """Hold and book, as the sender of a request if its receipt is given."""
    wish = {"location_id": "new-york", "service_id": service, "starts_at": WEDNESDAY_10}
    sender = {"Request_Token": receipt["visitor_token"]} if receipt else {}
    named = {"request_id": receipt["request_id"]} if receipt else {}
    held = visitor.post("/holds", {**wish, **named}, **sender)
    assert held.status == 201, held.text
    body = {"hold_token": held.json["hold_token"], **PATIENT, **who, **named}
    reply = visitor.post("/appointments", body, **sender)
    assert reply.status == 201, reply.text
    return reply.json


def cancel(visitor: Caller, booked: Any) -> None:
    path = f"/appointments/{booked['appointment_id']}/cancel"
    reply = visitor.post(path, {}, Manage_Token=booked["manage_token"])
    assert reply.status == 200, reply.text


def queue(desk: Caller) -> Any:
    return desk.get("/locations/new-york/queue").json["entries"]


def test_booked_with_the_token_it_is_answered_and_the_call_is_closed(
    submit: Submit, visitor: Caller, desk: Caller
) -> None:
    book(visitor, submit(**PATIENT))
    assert queue(desk) == []


def test_booked_without_it_the_call_stays_and_shows_it(
    submit: Submit, visitor: Caller, desk: Caller
) -> None:
    submit(**PATIENT)
    (before,) = queue(desk)
    booked = book(visitor)
    (after,) = queue(desk)
    assert after["respond_by"] == before["respond_by"]
    assert after["booked_meanwhile"]
    assert claim_next(desk)["booked_meanwhile"] == booked["appointment_id"]


def test_who_booked_for_one_of_two_requests_is_shown_to_have_booked_while_the_other_is_owed(
    submit: Submit, visitor: Caller, desk: Caller
) -> None:
    submit(**PATIENT)
    booked = book(visitor, submit(**PATIENT))
    (row,) = queue(desk)
    assert row["booked_meanwhile"]
    assert claim_next(desk)["booked_meanwhile"] == booked["appointment_id"]


def test_once_that_one_is_canceled_it_is_not_shown_any_more(
    submit: Submit, visitor: Caller, desk: Caller
) -> None:
    submit(**PATIENT)
    cancel(visitor, book(visitor, submit(**PATIENT)))
    (row,) = queue(desk)
    assert not row["booked_meanwhile"]


def test_what_another_on_the_number_booked_is_not_shown_of_whom_is_left(
    submit: Submit, visitor: Caller, desk: Caller
) -> None:
    submit(**{**PATIENT, "name": "Kim Sample"})
    book(visitor, submit(**PATIENT))
    (row,) = queue(desk)
    assert [each["first_name"] for each in row["people"]] == ["Kim"]
    assert not row["booked_meanwhile"]


def test_a_request_that_is_named_without_its_token_is_nowhere_shown(
    submit: Submit, visitor: Caller, desk: Caller, run: Runtime
) -> None:
    """Else staff would take a stranger's appointment, or entry, for that of the one who asked."""
    receipt = submit(**PATIENT)
    named = {"request_id": receipt["request_id"]}
    wish = {"first_day": "2026-11-25", "last_day": "2026-11-27"}
    joining = {"location_id": "new-york", "service_id": CONSULTATION, "wish": wish, **PATIENT}
    tokens = (("", None), ("forged", None), (receipt["visitor_token"], receipt["request_id"]))
    for number, (token, kept) in enumerate(tokens):
        sender = {"Request_Token": token} if token else {}
        where = {"location_id": "new-york", "service_id": CONSULTATION}
        starts_at = f"2026-11-{(25, 27, 27)[number]}T15:00:00Z"
        held = visitor.post("/holds", {**where, "starts_at": starts_at})
        body = {"hold_token": held.json["hold_token"], **PATIENT, **named}
        booked = visitor.post("/appointments", body, **sender).json
        seen = desk.get(f"/staff/appointments/{booked['appointment_id']}").json
        assert seen.get("request_id") == kept
        entry = visitor.post("/waitlist", {**joining, **named}, **sender).json
        (stored,) = [
            item
            for item in everything(run)
            if item["pk"].startswith("WAITING#") and item["entry_id"] == entry["entry_id"]
        ]
        assert stored.get("request_id") == kept


@pytest.mark.parametrize(
    "changes",
    [
        {"message": "I want to kill myself"},
        {"screening": ["pregnancy"]},
    ],
)
def test_a_crisis_and_flags_keep_their_call_whatever_was_booked(
    submit: Submit, visitor: Caller, desk: Caller, changes: Any
) -> None:
    book(visitor, submit(**PATIENT, **changes))
    assert len(queue(desk)) == 1


def test_a_service_that_was_not_asked_for_answers_nothing(
    submit: Submit, visitor: Caller, desk: Caller
) -> None:
    book(visitor, submit(**PATIENT, service_id="botox"))
    assert len(queue(desk)) == 1


def test_a_consultation_answers_who_asked_for_an_infusion(
    submit: Submit, visitor: Caller, desk: Caller
) -> None:
    book(visitor, submit(**PATIENT, service_id="ketamine-infusion"))
    assert queue(desk) == []


def test_under_another_name_it_is_not_theirs(submit: Submit, visitor: Caller, desk: Caller) -> None:
    book(visitor, submit(**PATIENT), name="Alex Other")
    assert len(queue(desk)) == 1


def test_canceled_online_the_call_is_back_with_a_new_promise(
    submit: Submit, visitor: Caller, desk: Caller, clock: FixedClock
) -> None:
    receipt = submit(**PATIENT)
    booked = book(visitor, receipt)
    clock.forward(hours=5)
    cancel(visitor, booked)
    (entry,) = queue(desk)
    assert entry["first_name"] == "Robin"
    assert entry["respond_by"] > receipt["respond_by"]
    assert claim_next(desk)["occasions"] == [receipt["request_id"]]


def test_canceled_while_another_call_is_open_it_joins_that(
    submit: Submit, visitor: Caller, desk: Caller
) -> None:
    first = submit(**PATIENT)
    booked = book(visitor, first)
    second = submit(**PATIENT, message="one more thing")
    cancel(visitor, booked)
    (entry,) = queue(desk)
    card = claim_next(desk)
    assert set(card["occasions"]) == {first["request_id"], second["request_id"]}
    assert entry["callback_id"] == card["callback_id"]


def test_what_was_answered_by_a_call_is_not_given_back(
    submit: Submit, visitor: Caller, desk: Caller
) -> None:
    submit(**PATIENT)
    booked = book(visitor)
    attempt(desk, claim_next(desk), "reached")
    cancel(visitor, booked)
    assert queue(desk) == []


@pytest.mark.parametrize("owed", [True, False])
def test_staff_who_cancel_say_if_the_call_is_owed_again(
    submit: Submit, visitor: Caller, desk: Caller, owed: bool
) -> None:
    booked = book(visitor, submit(**PATIENT))
    path = f"/staff/appointments/{booked['appointment_id']}/cancel"
    assert desk.post(path, {"owe_call": owed}).status == 200
    assert len(queue(desk)) == owed


def test_a_stranger_with_number_and_name_books_and_cancels_and_the_call_is_owed_as_before(
    submit: Submit, visitor: Caller, desk: Caller
) -> None:
    patient = submit(**PATIENT)
    (before,) = queue(desk)
    stranger = submit(**PATIENT, message="not the patient")
    booked = book(visitor, stranger)
    (meanwhile,) = queue(desk)
    cancel(visitor, booked)
    (after,) = queue(desk)
    for entry in (meanwhile, after):
        assert entry["callback_id"] == before["callback_id"]
        assert entry["respond_by"] == before["respond_by"]
    card = claim_next(desk)
    assert set(card["occasions"]) == {patient["request_id"], stranger["request_id"]}
    assert len(card["people"]) == 1


def test_a_call_that_staff_answered_by_booking_is_owed_again_when_they_cancel_and_say_so(
    desk: Caller,
) -> None:
    said = {**PATIENT, "reason": "wants to begin", "claim": True}
    card = desk.post("/locations/new-york/incoming-calls", said).json["claimed"]
    wish = {"service_id": CONSULTATION, "starts_at": WEDNESDAY_10, **PATIENT}
    body = {**wish, "callback_id": card["callback_id"]}
    booked = desk.post("/locations/new-york/appointments", body).json
    assert queue(desk) == []
    path = f"/staff/appointments/{booked['appointment_id']}/cancel"
    assert desk.post(path, {"owe_call": True}).status == 200
    assert [entry["first_name"] for entry in queue(desk)] == ["Robin"]


def test_staff_book_for_a_call_of_which_its_contact_point_knows_nothing_kept(
    submit: Submit, desk: Caller, run: Runtime
) -> None:
    submit(**PATIENT)
    (known,) = [each for each in everything(run) if each["sk"].startswith("OPEN#CALLBACK#")]
    key = {"pk": known["pk"], "sk": known["sk"]}
    run.table.update(Update(key, set={"standing.kept": 0}))
    wish = {"service_id": CONSULTATION, "starts_at": WEDNESDAY_10, **PATIENT}
    assert desk.post("/locations/new-york/appointments", wish).status == 201
    assert queue(desk) == []
