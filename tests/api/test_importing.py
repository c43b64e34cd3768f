"""A clinic's own list comes in: people who are known from day one, and appointments ahead."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from chalicelib.clinic import load_clinic
from chalicelib.platform.csv_text import csv_text
from infra.import_lists.call_api import ApiError
from infra.import_lists.look import Look, Wishes, look_at
from infra.import_lists.send import DIFFERS, Sent, send_appointments, send_people
from tests.conftest import FixedClock

from .conftest import Caller, Submit
from .schedules import publish

ANN = {
    "name": "Ann Example",
    "phone": "(212) 555-0101",
    "email": "ann@example.com",
    "date_of_birth": "1985-03-04",
    "notes": "Prefers mornings.",
}


def imported(manager: Caller, *people: dict[str, Any]) -> list[dict[str, Any]]:
    reply = manager.post("/people/import", {"people": list(people)})
    assert reply.status == 200, reply.text
    return list(reply.json["people"])


def found(desk: Caller, **query: str) -> list[str]:
    return [each["person_id"] for each in desk.post("/people/search", query).json["people"]]


def profile(desk: Caller, person_id: str) -> dict[str, Any]:
    return dict(desk.get(f"/people/{person_id}").json["person"])


class TestPeople:
    def test_are_found_and_known_from_day_one(self, manager: Caller, desk: Caller) -> None:
        (ann,) = imported(manager, ANN)
        assert found(desk, phone="212-555-0101") == [ann["person_id"]]
        assert found(desk, email="ann@example.com") == [ann["person_id"]]
        shown = profile(desk, ann["person_id"])
        assert (shown["name"], shown["date_of_birth"]) == ("Ann Example", "1985-03-04")
        assert shown["email"] == "ann@example.com"
        assert "proven_at" not in shown

    def test_have_their_notes_in_their_history(self, manager: Caller, desk: Caller) -> None:
        (ann,) = imported(manager, ANN)
        told = desk.get(f"/people/{ann['person_id']}/timeline").json["entries"]
        (line,) = [each for each in told if each["what"] == "imported"]
        assert (line["by"], line["details"]["note"]) == ("staff-mia", "Prefers mornings.")

    @pytest.mark.parametrize("typed", ["Prefers \u202emornings.", " Prefers mornings.\r\n"])
    def test_have_notes_without_marks_that_nobody_sees(
        self, manager: Caller, desk: Caller, typed: str
    ) -> None:
        (ann,) = imported(manager, {**ANN, "notes": typed})
        told = desk.get(f"/people/{ann['person_id']}/timeline").json["entries"]
        (line,) = [each for each in told if each["what"] == "imported"]
        assert line["details"]["note"] == "Prefers mornings."

    def test_sent_again_change_nothing(self, manager: Caller, desk: Caller) -> None:
        first = imported(manager, ANN)
        assert imported(manager, ANN) == first
        told = desk.get(f"/people/{first[0]['person_id']}/timeline").json["entries"]
        assert len([each for each in told if each["what"] == "imported"]) == 1

    def test_who_are_known_are_filled_up_and_never_written_over(
        self, submit: Submit, manager: Caller, desk: Caller
    ) -> None:
        submit(name="Ann EXAMPLE", phone="212-555-0101", email=None)
        (ann,) = imported(manager, ANN)
        shown = profile(desk, ann["person_id"])
        assert (shown["name"], shown["date_of_birth"]) == ("Ann EXAMPLE", "1985-03-04")

    def test_are_not_changed_by_a_form_that_comes_later(
        self, submit: Submit, manager: Caller, desk: Caller
    ) -> None:
        (ann,) = imported(manager, ANN)
        before = profile(desk, ann["person_id"])
        submit(name="Ann Example", phone="212-555-0101", email="other@example.com")
        after = profile(desk, ann["person_id"])
        assert {**after, "last_seen_at": ""} == {**before, "last_seen_at": ""}

    def test_of_whom_another_date_of_birth_is_known_are_left_as_they_are(
        self, manager: Caller, desk: Caller
    ) -> None:
        imported(manager, ANN)
        (again,) = imported(manager, {**ANN, "date_of_birth": "1990-01-01"})
        assert again["outcome"] == "differs"
        assert profile(desk, again["person_id"])["date_of_birth"] == "1985-03-04"

    def test_on_one_number_are_two_by_their_names(self, manager: Caller, desk: Caller) -> None:
        imported(manager, ANN, {**ANN, "name": "Bob Example"})
        assert len(found(desk, phone="212-555-0101")) == 2

    def test_that_cannot_be_reached_are_refused_before_anything_is_stored(
        self, manager: Caller, desk: Caller
    ) -> None:
        reply = manager.post("/people/import", {"people": [ANN, {"name": "Bob Example"}]})
        assert reply.status == 422
        assert [error["field"] for error in reply.json["errors"]] == ["people.1.phone"]
        assert found(desk, phone="212-555-0101") == []

    @pytest.mark.parametrize("born", ["1899-12-31", "2026-12-01", "0001-01-01", "9999-12-31"])
    def test_born_before_all_who_live_or_not_yet_are_refused(
        self, manager: Caller, born: str
    ) -> None:
        reply = manager.post("/people/import", {"people": [{**ANN, "date_of_birth": born}]})
        assert reply.status == 422
        assert [error["field"] for error in reply.json["errors"]] == ["people.0.date_of_birth"]

    def test_are_imported_by_a_manager_alone(self, desk: Caller, visitor: Caller) -> None:
        assert desk.post("/people/import", {"people": [ANN]}).status == 403
        assert visitor.post("/people/import", {"people": [ANN]}).status == 401


def calling(caller: Caller) -> Any:
    """Calls as the tool sends them, to the application in this process."""

    def call(path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Any:
        named = {name.replace("-", "_"): value for name, value in headers.items()}
        reply = caller.post(f"/{path}", body, **named)
        if reply.status >= 400:
            raise ApiError(reply.status, reply.json["detail"])
        return reply.json

    return call


@pytest.fixture
def look(clock: FixedClock) -> Any:
    def look_with(kind: Any, *rows: list[str]) -> Look:
        header, *others = rows
        data = csv_text(header, others).encode()
        return look_at(kind, data, Wishes(), load_clinic(), clock())

    return look_with


class TestAList:
    HEADER = ("Name", "Phone", "DOB")

    def test_of_people_is_stored_whole_and_again(
        self, look: Any, manager: Caller, desk: Caller
    ) -> None:
        rows = [[f"Ann Example {'abcdefghij'[n % 10]}{n}", "212-555-0101", ""] for n in range(45)]
        read = look("people", [*self.HEADER], *rows).people.rows
        assert send_people(calling(manager), read) == Sent(45)
        assert send_people(calling(manager), read) == Sent(45)
        assert len(found(desk, phone="212-555-0101")) == 45

    def test_tells_the_line_of_whoever_was_left_as_they_were(
        self, look: Any, manager: Caller
    ) -> None:
        imported(manager, ANN)
        rows = [["Bob Example", "212-555-0102", ""], ["Ann Example", "212-555-0101", "1/1/1990"]]
        sent = send_people(calling(manager), look("people", [*self.HEADER], *rows).people.rows)
        assert [(each.line, each.message) for each in sent.problems] == [(3, DIFFERS)]
        assert sent.stored == 1

    def test_of_appointments_is_booked_once_however_often_it_is_sent(
        self, look: Any, manager: Caller
    ) -> None:
        publish(manager, date(2026, 11, 25))
        header = ["Name", "Phone", "Date", "Time", "Service", "Location"]
        at_ten = ["11/25/2026", "10:00 AM", "Ketamine consultation", "new-york"]
        rows = [["Ann Example", "212-555-0101", *at_ten], ["Bob Example", "212-555-0102", *at_ten]]
        read = look("appointments", header, *rows).appointments.rows
        assert send_appointments(calling(manager), read) == Sent(2)
        assert send_appointments(calling(manager), read) == Sent(2)
        day = manager.get("/locations/new-york/day?date=2026-11-25").json
        assert str(day).count("'first_name': 'Ann'") == 1

    def test_of_appointments_tells_the_line_of_a_time_that_cannot_be_had(
        self, look: Any, manager: Caller
    ) -> None:
        header = ["Name", "Phone", "Date", "Time", "Service", "Location"]
        row = ["Ann Example", "212-555-0101", "11/25/2026", "10:00", "follow-up", "new-york"]
        read = look("appointments", header, row).appointments.rows
        sent = send_appointments(calling(manager), read)
        assert (sent.stored, [each.line for each in sent.problems]) == (0, [2])

    def test_that_nobody_may_send_is_no_problem_of_a_line(self, look: Any, visitor: Caller) -> None:
        header = ["Name", "Phone", "Date", "Time", "Service", "Location"]
        row = ["Ann Example", "212-555-0101", "11/25/2026", "10:00", "follow-up", "new-york"]
        read = look("appointments", header, row).appointments.rows
        with pytest.raises(ApiError):
            send_appointments(calling(visitor), read)
