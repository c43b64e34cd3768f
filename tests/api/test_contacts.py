"""The desk finds a person, and what passed between them and the clinic."""

from datetime import date
from typing import Any

from tests.conftest import FixedClock

from .conftest import Caller, Submit, attempt, claim_next
from .schedules import publish


def find(desk: Caller, **query: str) -> list[dict[str, Any]]:
    return list(desk.post("/people/search", query).json["people"])


def test_by_number_however_it_is_typed(submit: Submit, desk: Caller) -> None:
    submit(phone="(212) 555-0123")
    assert [contact["first_name"] for contact in find(desk, phone="+1 212.555.0123")] == ["Robin"]


def test_by_address_though_filed_under_the_number(submit: Submit, desk: Caller) -> None:
    submit(email="robin@example.com")
    by_number, by_address = find(desk, phone="2125550123"), find(desk, email="ROBIN@example.com")
    assert by_number == by_address != []


def test_everybody_who_shares_an_address_is_found(submit: Submit, desk: Caller) -> None:
    submit(email="family@example.com", name="Ann", phone="212-555-0101")
    submit(email="family@example.com", name="Bob", phone="212-555-0102")
    submit(email="family@example.com", name="Cleo", phone=None)
    names = {contact["first_name"] for contact in find(desk, email="family@example.com")}
    assert names == {"Ann", "Bob", "Cleo"}


def test_nobody_is_an_empty_list(desk: Caller) -> None:
    assert find(desk, phone="212-555-0123") == []


def test_a_number_that_is_none_is_named(desk: Caller) -> None:
    reply = desk.post("/people/search", {"phone": "abc"})
    assert (reply.status, reply.json["errors"][0]["field"]) == (422, "phone")


def test_a_search_for_nothing_is_refused(desk: Caller) -> None:
    assert desk.post("/people/search", {}).status == 422


def test_opening_a_contact_shows_them_and_is_on_record(submit: Submit, desk: Caller) -> None:
    submit(email="robin@example.com", may_leave_voicemail=True)
    card = claim_next(desk)
    shown = desk.get(f"/people/{card['person_id']}").json
    assert shown["person"]["phone"] == "+12125550123"
    assert shown["open_callbacks"] == {"new-york": card["callback_id"]}
    timeline = desk.get(f"/people/{card['person_id']}/timeline").json["entries"]
    looks = [entry for entry in timeline if entry["what"] == "viewed"]
    assert [look["by"] for look in looks] == ["staff-ana"]


def test_the_timeline_tells_all_that_passed_newest_first(
    submit: Submit, desk: Caller, clock: FixedClock
) -> None:
    submit()
    clock.forward(minutes=1)
    card = claim_next(desk)
    clock.forward(minutes=1)
    attempt(desk, card, "voicemail-left", note="left word")
    clock.forward(minutes=1)
    submit(location_id="chicago")
    clock.forward(minutes=1)
    entries = desk.get(f"/people/{card['person_id']}/timeline").json["entries"]
    told = {(entry["kind"], entry["what"]) for entry in entries}
    assert {
        ("consultation-request", "received"),
        ("callback", "opened"),
        ("callback", "attempted"),
    } <= told
    times = [entry["at"] for entry in entries]
    assert times == sorted(times, reverse=True)
    assert len([entry for entry in entries if entry["what"] == "opened"]) == 2


def test_a_long_timeline_comes_in_pages(submit: Submit, desk: Caller, clock: FixedClock) -> None:
    for _ in range(25):
        submit()
        clock.forward(minutes=1)
    person_id = find(desk, phone="2125550123")[0]["person_id"]
    received, path = 0, f"/people/{person_id}/timeline"
    pages = 0
    while path:
        page = desk.get(path).json
        received += [entry["what"] for entry in page["entries"]].count("received")
        cursor = page.get("next_cursor")
        path = f"/people/{person_id}/timeline?cursor={cursor}" if cursor else ""
        pages += 1
    assert received == 25
    assert pages > 1


def test_a_contact_that_does_not_exist_is_not_found(desk: Caller) -> None:
    assert desk.get(f"/people/{'0' * 26}").status == 404
    assert desk.get("/people/robin").status == 404
    assert desk.get(f"/people/{'0' * 26}/timeline").status == 404


def test_spam_makes_no_contact(submit: Submit, desk: Caller) -> None:
    submit(leave_blank="x")
    assert find(desk, phone="2125550123") == []


def test_the_card_shows_the_visits_ahead_at_whatever_location(
    submit: Submit, desk: Caller, manager: Caller, clock: FixedClock
) -> None:
    starts = {"new-york": "2026-11-24T15:00:00Z", "chicago": "2026-11-25T15:00:00Z"}
    person = {"name": "Robin Example", "phone": "212-555-0123", "service_id": "ketamine-infusion"}
    for location, starts_at in reversed(starts.items()):
        publish(manager, date.fromisoformat(starts_at[:10]), at=location)
        wish = {**person, "starts_at": starts_at}
        assert desk.post(f"/locations/{location}/appointments", wish).status == 201
    (found,) = find(desk, phone="212-555-0123")
    path = f"/people/{found['person_id']}"
    first, second = desk.get(path).json["appointments_ahead"]
    assert (first["location_id"], second["location_id"]) == ("new-york", "chicago")
    assert first["service_id"] == "ketamine-infusion"
    assert desk.post(f"/staff/appointments/{first['appointment_id']}/cancel").status == 200
    assert desk.get(path).json["appointments_ahead"] == [second]
    clock.forward(days=3)
    assert desk.get(path).json["appointments_ahead"] == []


def test_a_location_that_the_clinic_does_not_have_is_not_found_and_nobody_was_looked_at(
    submit: Submit, desk: Caller
) -> None:
    submit()
    path = f"/people/{find(desk, phone='2125550123')[0]['person_id']}"
    assert desk.get(f"{path}?location_id=atlantis").status == 404
    entries = desk.get(f"{path}/timeline").json["entries"]
    assert "viewed" not in [entry["what"] for entry in entries]
