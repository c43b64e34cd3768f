"""A person's page: visits and requests with their flags, notes, and what was said of them."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.people.list_parts import MOST_LISTED
from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller, Submit, attempt, claim_next
from .test_booking import book

HERE = "new-york"
ROBIN = {"name": "Robin Example", "phone": "212-555-0123"}


@pytest.fixture
def published(run: Runtime) -> None:
    """New York's schedule of the next days is published."""
    publish_days(run, HERE, "2026-11-25", "2026-11-27")


def person_on(desk: Caller, phone: str) -> str:
    (found,) = desk.post("/people/search", {"phone": phone}).json["people"]
    return str(found["person_id"])


def robin(desk: Caller) -> str:
    return person_on(desk, ROBIN["phone"])


def filed(desk: Caller, person_id: str, cursor: str | None = None) -> Any:
    query = f"?cursor={cursor}" if cursor else ""
    reply = desk.get(f"/people/{person_id}/filed{query}")
    assert reply.status == 200, reply.text
    return reply.json


def log(desk: Caller, **changes: Any) -> Any:
    body = {**ROBIN, "reason": "asks about prices", **changes}
    reply = desk.post(f"/locations/{HERE}/incoming-calls", body)
    assert reply.status == 201, reply.text
    return reply.json


class TestWhatIsFiled:
    def test_appointments_past_and_ahead_are_listed_with_how_they_stand(
        self, published: None, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        past = book(visitor)["appointment_id"]
        ahead = book(visitor, "2026-11-27T15:00:00Z")["appointment_id"]
        clock.now += timedelta(days=3)
        listed = filed(desk, robin(desk))["appointments"]
        assert [each["appointment_id"] for each in listed] == [ahead, past]
        assert {each["status"] for each in listed} == {"booked"}

    def test_a_canceled_one_stays_in_the_list(
        self, published: None, visitor: Caller, desk: Caller
    ) -> None:
        booked = book(visitor)["appointment_id"]
        desk.post(f"/staff/appointments/{booked}/cancel", {})
        (listed,) = filed(desk, robin(desk))["appointments"]
        assert (listed["appointment_id"], listed["status"]) == (booked, "cancelled")

    def test_requests_are_listed_with_their_screening_flags(
        self, submit: Submit, desk: Caller
    ) -> None:
        receipt = submit(screening=["pregnancy", "substance-use"])
        (request,) = filed(desk, robin(desk))["requests"]
        assert request["reference"] == receipt["reference"]
        assert request["screening"] == ["pregnancy", "substance-use"]

    def test_flags_stay_in_sight_once_the_call_is_closed(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(screening=["pregnancy"])
        attempt(desk, claim_next(desk), "reached")
        (request,) = filed(desk, robin(desk))["requests"]
        assert request["screening"] == ["pregnancy"]

    def test_what_was_stated_is_told_with_the_occasion_that_it_came_with(
        self, submit: Submit, desk: Caller
    ) -> None:
        receipt = submit(email="robin@example.com", may_leave_voicemail=True)
        log(desk)
        call, form = filed(desk, robin(desk))["stated"]
        assert (form["source"], form["of"]) == ("consultation-request", receipt["request_id"])
        assert (form["email"], form["may_leave_voicemail"]) == ("robin@example.com", True)
        assert form["by_visitor"]
        assert (call["source"], call["name"]) == ("incoming-call", "Robin Example")
        assert not call["by_visitor"]

    def test_what_others_on_the_number_said_is_not_among_it(
        self, submit: Submit, desk: Caller
    ) -> None:
        log(desk)
        person_id = robin(desk)
        log(desk, name="Kim Sample")
        assert {each["name"] for each in filed(desk, person_id)["stated"]} == {"Robin Example"}

    def test_what_came_under_another_of_their_names_is_listed_too(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit()
        submit(phone="212-555-0155")
        one, other = robin(desk), person_on(desk, "212-555-0155")
        assert len(filed(desk, one)["requests"]) == 1
        desk.post(f"/people/{one}/merge", {"person_id": other})
        assert len(filed(desk, one)["requests"]) == len(filed(desk, other)["requests"]) == 2
        desk.post(f"/people/{one}/split", {"person_id": other})
        assert len(filed(desk, one)["requests"]) == 1

    def test_a_long_list_comes_in_pages_that_leave_nothing_out(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        sent = set()
        for number in range(MOST_LISTED + 5):
            phone = ROBIN["phone"] if number % 2 else "212-555-0155"
            sent.add(submit(phone=phone, message=f"Message {number}")["request_id"])
            clock.now += timedelta(minutes=1)
        one, other = robin(desk), person_on(desk, "212-555-0155")
        desk.post(f"/people/{one}/merge", {"person_id": other})
        first = filed(desk, one)
        second = filed(desk, one, first["next_cursor"])
        listed = [each["request_id"] for page in (first, second) for each in page["requests"]]
        assert "next_cursor" not in second
        assert (set(listed), len(listed)) == (sent, len(sent))

    def test_the_look_is_on_record_once_however_many_pages(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit()
        person_id = robin(desk)
        filed(desk, person_id)
        entries = desk.get(f"/people/{person_id}/timeline").json["entries"]
        looks = [(each["what"], each["by"]) for each in entries if each["what"] == "filed-viewed"]
        assert looks == [("filed-viewed", "staff-ana")]

    def test_it_takes_one_round_trip_for_each_kind_of_thing(
        self,
        published: None,
        submit: Submit,
        visitor: Caller,
        desk: Caller,
        round_trips: RoundTrips,
    ) -> None:
        submit()
        book(visitor)
        person_id = robin(desk)
        sent = round_trips.during(lambda: filed(desk, person_id))
        look = ["GetItem", "TransactWriteItems"]
        reads = ["BatchGetItem", "Query", *["BatchGetItem"] * 3]
        assert sent == [*look, *reads]

    def test_nobody_is_not_found_and_a_visitor_may_not(self, desk: Caller, visitor: Caller) -> None:
        assert desk.get(f"/people/{'0' * 26}/filed").status == 404
        assert visitor.get(f"/people/{'0' * 26}/filed").status == 401


class TestNotes:
    def test_a_note_is_written_read_and_in_the_history(self, submit: Submit, desk: Caller) -> None:
        submit()
        person_id = robin(desk)
        reply = desk.post(f"/people/{person_id}/notes", {"note": "Prefers mornings."})
        assert reply.status == 201
        (note,) = desk.get(f"/people/{person_id}").json["notes"]
        assert (note["note"], note["by"]) == ("Prefers mornings.", "staff-ana")
        assert note == reply.json
        entries = desk.get(f"/people/{person_id}/timeline").json["entries"]
        assert [e["details"]["note"] for e in entries if e["what"] == "noted"] == [note["note"]]

    def test_notes_that_were_imported_stand_there_too(self, manager: Caller, desk: Caller) -> None:
        ann = {"name": "Ann Example", "phone": "212-555-0101", "notes": "Allergic to latex."}
        for _ in range(2):
            manager.post("/people/import", {"people": [ann]})
        (note,) = desk.get(f"/people/{person_on(desk, '212-555-0101')}").json["notes"]
        assert (note["note"], note["imported"]) == ("Allergic to latex.", True)

    def test_sent_again_with_its_key_it_is_one_note(self, submit: Submit, desk: Caller) -> None:
        submit()
        path = f"/people/{robin(desk)}/notes"
        first, again = (desk.post(path, {"note": "x"}, Idempotency_Key="k") for _ in range(2))
        other = desk.post(path, {"note": "y"}, Idempotency_Key="k")
        assert (first.json, other.status) == (again.json, 409)
        assert len(desk.get(f"/people/{robin(desk)}").json["notes"]) == 1

    def test_those_under_their_other_names_are_shown_the_newest_first(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit()
        submit(phone="212-555-0155")
        one, other = robin(desk), person_on(desk, "212-555-0155")
        for person_id, note in ((one, "first"), (other, "second")):
            desk.post(f"/people/{person_id}/notes", {"note": note})
            clock.now += timedelta(minutes=1)
        desk.post(f"/people/{one}/merge", {"person_id": other})
        assert [e["note"] for e in desk.get(f"/people/{one}").json["notes"]] == ["second", "first"]

    def test_of_many_the_newest_are_shown_and_it_says_that_there_are_more(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit()
        for number in range(21):
            desk.post(f"/people/{robin(desk)}/notes", {"note": f"note {number}"})
            clock.now += timedelta(minutes=1)
        card = desk.get(f"/people/{robin(desk)}").json
        assert (len(card["notes"]), card["more_notes"]) == (20, True)
        assert card["notes"][0]["note"] == "note 20"

    def test_nobody_is_not_found_and_a_visitor_may_not(self, desk: Caller, visitor: Caller) -> None:
        path = f"/people/{'0' * 26}/notes"
        assert desk.post(path, {"note": "x"}).status == 404
        assert visitor.post(path, {"note": "x"}).status == 401


class TestDateOfBirth:
    def test_it_says_who_found_it_out_and_when(self, submit: Submit, desk: Caller) -> None:
        submit()
        desk.post(f"/people/{robin(desk)}/correct", {"date_of_birth": "1980-03-14"})
        shown = desk.get(f"/people/{robin(desk)}").json["person"]
        assert shown["date_of_birth_by"] == "staff-ana"
        assert shown["date_of_birth_at"] == "2026-11-23T15:00:00Z"

    def test_an_imported_one_says_who_imported_it(self, manager: Caller, desk: Caller) -> None:
        ann = {"name": "Ann Example", "phone": "212-555-0101", "date_of_birth": "1980-03-14"}
        manager.post("/people/import", {"people": [ann]})
        shown = desk.get(f"/people/{person_on(desk, '212-555-0101')}").json["person"]
        assert (shown["date_of_birth"], shown["date_of_birth_by"]) == ("1980-03-14", "staff-mia")
