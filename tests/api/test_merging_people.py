"""Staff note that two names or numbers are one person, and take it back."""

from datetime import date
from typing import Any

from .conftest import Caller, Submit
from .schedules import publish

WEDNESDAY_10 = "2026-11-25T15:00:00Z"
BY_PHONE = {"name": "Robin Example", "phone": "212-555-0123"}
BY_EMAIL = {"name": "Robin Example", "email": "robin@example.com"}


def person(desk: Caller, **by: str) -> Any:
    (found,) = desk.post("/people/search", by).json["people"]
    return found["person_id"]


def book(desk: Caller, **who: str) -> Any:
    wish = {"service_id": "ketamine-consultation", "starts_at": WEDNESDAY_10, **who}
    return desk.post("/locations/new-york/appointments", wish)


def both(submit: Submit, desk: Caller) -> tuple[str, str]:
    """Robin, once by a number and once by an address alone: two people as far as is known."""
    submit(**BY_PHONE)
    submit(phone=None, **BY_EMAIL)
    return person(desk, phone="212-555-0123"), person(desk, email="robin@example.com")


def merge(desk: Caller, one: str, other: str, verb: str = "merge") -> Any:
    reply = desk.post(f"/people/{one}/{verb}", {"person_id": other})
    assert reply.status == 200, reply.text
    return reply.json


def test_staff_are_asked_before_one_person_is_booked_twice_under_two_contact_points(
    submit: Submit, desk: Caller, manager: Caller
) -> None:
    publish(manager, date(2026, 11, 25))
    merge(desk, *both(submit, desk))
    assert book(desk, **BY_PHONE).status == 201
    reply = book(desk, **BY_EMAIL)
    assert (reply.status, reply.json["type"]) == (409, "urn:frontdesk:problem:person-busy")
    assert book(desk, override="she wants both", **BY_EMAIL).status == 201


def test_those_who_are_not_known_to_be_one_are_booked_without_a_question(
    submit: Submit, desk: Caller, manager: Caller
) -> None:
    publish(manager, date(2026, 11, 25))
    both(submit, desk)
    assert [book(desk, **who).status for who in (BY_PHONE, BY_EMAIL)] == [201, 201]


def test_either_card_shows_the_other_and_what_lies_ahead_under_it(
    submit: Submit, desk: Caller, manager: Caller
) -> None:
    publish(manager, date(2026, 11, 25))
    one, other = both(submit, desk)
    booked = book(desk, **BY_EMAIL).json
    assert merge(desk, one, other)["linked"] == [other]
    card = desk.get(f"/people/{one}").json
    assert [each["person_id"] for each in card["linked"]] == [other]
    assert [each["appointment_id"] for each in card["appointments_ahead"]] == [
        booked["appointment_id"]
    ]
    assert [each["person_id"] for each in desk.get(f"/people/{other}").json["linked"]] == [one]


def test_split_again_all_is_as_it_was(submit: Submit, desk: Caller) -> None:
    one, other = both(submit, desk)
    before = [desk.get(f"/people/{each}").json for each in (one, other)]
    merge(desk, one, other)
    merge(desk, one, other, "split")
    assert [desk.get(f"/people/{each}").json for each in (one, other)] == before


def test_said_twice_it_is_one_line_of_history(submit: Submit, desk: Caller) -> None:
    one, other = both(submit, desk)
    assert merge(desk, one, other) == merge(desk, one, other)
    entries = desk.get(f"/people/{one}/timeline").json["entries"]
    assert [each["what"] for each in entries].count("merged") == 1


def test_three_are_one_and_the_one_in_the_middle_taken_out_leaves_what_else_was_said(
    submit: Submit, desk: Caller
) -> None:
    one, other = both(submit, desk)
    submit(name="Robin Exampel", phone="212-555-0188")
    third = person(desk, phone="212-555-0188")
    merge(desk, one, other)
    assert set(merge(desk, other, third)["linked"]) == {one, third}
    assert {each["person_id"] for each in desk.get(f"/people/{one}").json["linked"]} == {
        other,
        third,
    }
    merge(desk, one, other, "split")
    assert desk.get(f"/people/{one}").json["linked"] == []
    assert [each["person_id"] for each in desk.get(f"/people/{third}").json["linked"]] == [other]


def test_others_on_the_number_are_shown_and_said_to_be_probably_the_same(
    submit: Submit, desk: Caller
) -> None:
    submit(**BY_PHONE)
    submit(name="Robin Exampel", phone="212-555-0123")
    submit(name="Alex Other", phone="212-555-0123")
    found = desk.post("/people/search", {"phone": "212-555-0123"}).json["people"]
    robin = found[0]["person_id"]
    beside = desk.get(f"/people/{robin}").json["same_point"]
    assert [each["last_initial"] for each in beside] == ["E", "O"]
    assert [each["alike"] for each in beside] == [True, False]


def test_nobody_is_merged_with_themselves_or_with_nobody(submit: Submit, desk: Caller) -> None:
    one, _ = both(submit, desk)
    assert desk.post(f"/people/{one}/merge", {"person_id": one}).status == 422
    assert desk.post(f"/people/{one}/merge", {"person_id": "0" * 26}).status == 404
