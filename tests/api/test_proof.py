"""Staff prove a person by reaching them; nothing that comes in does."""

from typing import Any

from tests.conftest import FixedClock

from .conftest import Caller, Submit, attempt, claim_next, write


def people(desk: Caller) -> dict[str, bool]:
    found = desk.post("/people/search", {"phone": "212-555-0123"}).json["people"]
    return {each["first_name"]: each["proven"] for each in found}


def test_a_form_proves_nobody(submit: Submit, desk: Caller) -> None:
    submit()
    assert people(desk) == {"Robin": False}


def test_reached_on_a_number_with_one_person_on_it_both_are_proven(
    submit: Submit, desk: Caller
) -> None:
    submit()
    attempt(desk, claim_next(desk), "reached")
    assert people(desk) == {"Robin": True}


def test_nobody_is_proven_by_a_call_that_nobody_answered(submit: Submit, desk: Caller) -> None:
    submit()
    attempt(desk, claim_next(desk), "no-answer")
    assert people(desk) == {"Robin": False}


def test_of_two_on_a_number_the_one_who_was_spoken_with_is(submit: Submit, desk: Caller) -> None:
    submit()
    submit(name="Alex Other")
    card = claim_next(desk)
    alex = next(each for each in card["people"] if each["first_name"] == "Alex")
    attempt(desk, card, "reached", person_id=alex["person_id"])
    assert people(desk) == {"Robin": False, "Alex": True}


def undo(desk: Caller, card: Any) -> None:
    assert write(desk, card, "undo").status == 200


def test_undone_the_proof_is_taken_back(submit: Submit, desk: Caller) -> None:
    submit()
    card = claim_next(desk)
    attempt(desk, card, "reached")
    undo(desk, card)
    assert people(desk) == {"Robin": False}


def test_a_proof_of_before_stays_when_a_later_outcome_is_undone(
    submit: Submit, desk: Caller, clock: FixedClock
) -> None:
    submit()
    attempt(desk, claim_next(desk), "reached")
    clock.forward(minutes=1)
    submit()
    card = claim_next(desk)
    attempt(desk, card, "reached")
    undo(desk, card)
    assert people(desk) == {"Robin": True}


def test_both_on_a_number_have_the_call_in_their_timeline_with_their_own_lines_once(
    submit: Submit, desk: Caller
) -> None:
    submit()
    submit(name="Alex Other")
    submit(name="Alex Other")
    found = desk.post("/people/search", {"phone": "212-555-0123"}).json["people"]
    told = {}
    for each in found:
        entries = desk.get(f"/people/{each['person_id']}/timeline").json["entries"]
        lines = [entry["what"] for entry in entries if entry["kind"] == "callback"]
        told[each["first_name"]] = sorted(lines)
    assert told == {"Robin": ["opened"], "Alex": ["merged", "merged"]}


def test_the_address_that_staff_took_down_is_the_persons(desk: Caller) -> None:
    said = {"phone": "212-555-0123", "name": "Robin Example", "email": "robin@example.com"}
    desk.post("/locations/new-york/incoming-calls", {**said, "reason": "wants to begin"})
    (found,) = desk.post("/people/search", {"phone": "212-555-0123"}).json["people"]
    assert desk.get(f"/people/{found['person_id']}").json["person"]["email"] == "robin@example.com"


def test_an_address_in_a_form_is_not(submit: Submit, desk: Caller) -> None:
    submit(email="stranger@example.com")
    (found,) = desk.post("/people/search", {"phone": "212-555-0123"}).json["people"]
    assert "email" not in desk.get(f"/people/{found['person_id']}").json["person"]
