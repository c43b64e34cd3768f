"""Flags that somebody gave on a form stay in sight, wherever the desk sees that person."""

import csv
import io
import math
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.storage.writes import Delete
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller, Submit, a_request, attempt, claim_next
from .test_people_and_trust import book_online
from .waiters import WEDNESDAY_10, join, join_people
from .whole_table import everything

PHONE = "212-555-0155"
A = {"name": "Alex Example", "phone": PHONE}
B = {"name": "Blair Sample", "phone": PHONE}
ELSEWHERE = {"name": "Alex Example", "phone": "212-555-0199"}
WORDS = "I am in my second month, and I heard voices two years ago."
FLAGS = ["pregnancy", "history-of-psychosis", "uncontrolled-high-blood-pressure"]
SPAM: dict[str, Any] = {**A, "leave_blank": "filled in"}
SPAM_DAYS = 90
FORM: dict[str, Any] = {**A, "screening": FLAGS, "message": WORDS}
WEDNESDAY = date(2026, 11, 25)
DAY = "/locations/new-york/day?date=2026-11-25"


@pytest.fixture(autouse=True)
def wednesday(run: Runtime) -> None:
    """Times that can be booked."""
    publish_days(run, "new-york", str(WEDNESDAY), str(WEDNESDAY))


def on_the_day(desk: Caller) -> dict[str, list[Any]]:
    """Everybody who comes, by first name, with what stands there for the clinician."""
    slots = [slot for bay in desk.get(DAY).json["bays"] for slot in bay["slots"]]
    booked = [slot for slot in slots if slot.get("appointment")]
    return {each["appointment"]["first_name"]: each.get("flags", []) for each in booked}


def names(flags: list[Any]) -> list[str]:
    return sorted(each["flag"] for each in flags)


def person(desk: Caller, who: dict[str, str]) -> Any:
    """The page of whoever has this first name on this number."""
    found = desk.post("/people/search", {"phone": who["phone"]}).json["people"]
    (one,) = [each for each in found if each["first_name"] == who["name"].split()[0]]
    return desk.get(f"/people/{one['person_id']}").json


def forms_of(desk: Caller, appointment: Any) -> Any:
    reply = desk.get(f"/staff/appointments/{appointment['appointment_id']}/forms")
    assert reply.status == 200, reply.text
    return reply.json


def discuss(desk: Caller, flag: Any, verb: str = "discuss") -> Any:
    path = f"/people/{flag['person_id']}/flags/{verb}"
    return desk.post(path, {"flag": flag["flag"], "of": flag["of"]})


def take_away(run: Runtime, clock: FixedClock) -> None:
    """What the table's clock does: items go once they end."""
    for item in everything(run):
        if item.get("expires_at", math.inf) <= clock().timestamp():
            run.table.transact([Delete({"pk": item["pk"], "sk": item["sk"]})])


class TestFlagsThenBooksHerself:
    """A visitor checks three boxes, writes it too, and books for herself."""

    def test_they_stand_on_the_day_with_the_date_of_the_form(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        receipt = submit(**FORM)
        book_online(visitor, receipt, **A)
        flags = on_the_day(desk)["Alex"]
        assert names(flags) == sorted(FLAGS)
        assert {(each["at"], each["has_words"]) for each in flags} == {
            (receipt["received_at"], True)
        }

    def test_they_stand_there_too_where_nothing_ties_the_booking_to_the_form(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        submit(**FORM)
        book_online(visitor, **A)
        assert names(on_the_day(desk)["Alex"]) == sorted(FLAGS)

    def test_they_stand_there_where_she_gives_her_name_otherwise_with_the_receipts_token(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        receipt = submit(**FORM)
        book_online(visitor, receipt, name="Al Example", phone=PHONE)
        assert names(on_the_day(desk)["Al"]) == sorted(FLAGS)

    def test_they_stand_there_where_she_sends_the_form_after_she_booked(
        self, submit: Submit, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        book_online(visitor, **A)
        assert on_the_day(desk)["Alex"] == []
        clock.forward(minutes=10)
        submit(**FORM)
        assert names(on_the_day(desk)["Alex"]) == sorted(FLAGS)

    def test_the_appointment_shows_flags_and_words_and_the_look_is_on_record(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        receipt = submit(**FORM)
        booked = book_online(visitor, receipt, **A)
        shown = forms_of(desk, booked)
        assert names(shown["flags"]) == sorted(FLAGS)
        assert [each["message"] for each in shown["forms"]] == [WORDS]
        told = desk.get(f"/people/{person(desk, A)['person']['person_id']}/timeline").json
        assert "forms-viewed" in [each["what"] for each in told["entries"]]

    def test_her_page_shows_them_and_her_profile_has_nothing_of_them(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        book_online(visitor, submit(**FORM), **A)
        page = person(desk, A)
        assert names(page["flags"]) == sorted(FLAGS)
        assert not any(flag in str(page["person"]) for flag in FLAGS)

    def test_the_call_stays_and_shows_them_in_its_line_and_on_its_card(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        book_online(visitor, submit(**FORM), **A)
        (line,) = desk.get("/locations/new-york/queue").json["entries"]
        assert sorted(line["people"][0]["flags"]) == sorted(FLAGS)
        card = claim_next(desk)
        assert sorted(card["flags"]) == names(card["stated_flags"]) == sorted(FLAGS)
        assert card["requests"][0]["message"] == WORDS

    def test_they_stand_among_the_calls_that_were_closed_today(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(**FORM)
        attempt(desk, claim_next(desk), "reached")
        (closed,) = desk.get("/locations/new-york/closed-today").json["entries"]
        assert sorted(closed["flags"]) == sorted(FLAGS)

    def test_a_later_call_about_her_shows_what_the_earlier_form_said(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**FORM)
        attempt(desk, claim_next(desk), "reached")
        clock.forward(minutes=5)
        submit(**A, message="Do you take cards?")
        card = claim_next(desk)
        assert card["flags"] == []
        assert names(card["stated_flags"]) == sorted(FLAGS)

    def test_the_roster_has_the_flags_with_the_forms_date_and_none_of_her_words(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        book_online(visitor, submit(**FORM), **A)
        file = desk.get("/locations/new-york/roster.csv?date=2026-11-25").text
        (row,) = csv.DictReader(io.StringIO(file))
        said = row["Stated on forms, for the clinician"]
        assert "pregnancy (form of 2026-11-23)" in said
        assert "uncontrolled high blood pressure (form of 2026-11-23)" in said
        assert "voices" not in file

    def test_checking_her_in_leaves_them_in_sight(
        self, submit: Submit, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        booked = book_online(visitor, submit(**FORM), **A)
        clock.forward(hours=44)
        path = f"/staff/appointments/{booked['appointment_id']}/check-in"
        assert desk.post(path, {}).status == 200
        assert names(on_the_day(desk)["Alex"]) == sorted(FLAGS)

    def test_they_stand_on_what_staff_book_from_the_call_under_a_name_that_they_corrected(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(**FORM)
        card = claim_next(desk)
        body = {
            "service_id": "ketamine-infusion",
            "starts_at": WEDNESDAY_10,
            "name": "Alexandra Example",
            "phone": PHONE,
            "callback_id": card["callback_id"],
            "request_id": card["requests"][0]["request_id"],
        }
        assert desk.post("/locations/new-york/appointments", body).status == 201
        assert names(on_the_day(desk)["Alexandra"]) == sorted(FLAGS)

    def test_they_stand_on_a_place_on_the_waitlist_and_beside_a_free_time(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        submit(**FORM)
        join(visitor, name=A["name"], phone=PHONE)
        (entry,) = desk.get("/locations/new-york/waitlist").json["entries"]
        assert names(entry["flags"]) == sorted(FLAGS)
        free = desk.get("/locations/new-york/free-slots?date=2026-11-25").json["slots"]
        waiting = [each for slot in free for each in slot["waiting"]]
        assert waiting
        assert all(names(each["flags"]) == sorted(FLAGS) for each in waiting)

    def test_a_form_that_was_set_aside_as_spam_hides_none_of_them(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        receipt = submit(**FORM, leave_blank="filled in")
        booked = book_online(visitor, **A)
        assert names(on_the_day(desk)["Alex"]) == sorted(FLAGS)
        assert [each["message"] for each in forms_of(desk, booked)["forms"]] == [WORDS]
        assert desk.post(f"/staff/requests/{receipt['request_id']}/queue", {}).status == 200
        assert names(claim_next(desk)["stated_flags"]) == sorted(FLAGS)


class TestAFormThatWasSetAside:
    """What was checked on spam is shown as long as the spam is kept, and changes nothing else."""

    def test_its_flags_go_out_of_sight_at_the_instant_at_which_it_ends(
        self, submit: Submit, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        """Whenever the table takes it away; and a later form set aside doesn't keep its flags."""
        submit(**SPAM, screening=["pregnancy"])
        clock.forward(days=1)
        submit(**SPAM, screening=["substance-use"])
        submit(**A)
        person_id = claim_next(desk)["person_id"]
        card = f"/people/{person_id}"
        assert names(desk.get(card).json["flags"]) == ["pregnancy", "substance-use"]
        clock.forward(days=SPAM_DAYS - 1, seconds=-1)
        assert names(desk.get(card).json["flags"]) == ["pregnancy", "substance-use"]
        clock.forward(seconds=1)
        assert names(desk.get(card).json["flags"]) == ["substance-use"]
        clock.forward(days=1)
        assert desk.get(card).json["flags"] == []

    def test_its_flags_stay_that_long_though_what_comes_later_is_kept_for_less(
        self, submit: Submit, desk: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        """The clinic's file may say fewer days by then: that holds for what comes in from then."""
        submit(**SPAM, screening=["pregnancy"])
        submit(**A)
        card = f"/people/{claim_next(desk)['person_id']}"
        clock.forward(days=1)
        retention = run.clinic.retention.model_copy(update={"spam_days": 30})
        clinic = run.clinic.model_copy(update={"retention": retention})
        with using(replace(run, clinic=clinic)):
            submit(**SPAM, screening=["substance-use"])
        (kept,) = [each for each in everything(run) if each["sk"] == "FLAGS#SPAM"]
        assert kept["expires_at"] == (clock() + timedelta(days=SPAM_DAYS - 1)).timestamp()
        clock.forward(days=30)
        assert names(desk.get(card).json["flags"]) == ["pregnancy"]

    def test_changes_nothing_of_what_a_form_that_counts_stated(
        self, submit: Submit, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A, screening=["pregnancy"])
        book_online(visitor, **A)
        discuss(desk, on_the_day(desk)["Alex"][0])
        before = on_the_day(desk)["Alex"]
        clock.forward(minutes=5)
        submit(**SPAM, screening=["pregnancy"])
        assert on_the_day(desk)["Alex"] == before

    def test_its_flag_can_be_discussed_and_is_so_still_once_it_is_queued(
        self, submit: Submit, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        receipt = submit(**SPAM, screening=["pregnancy"])
        book_online(visitor, **A)
        (flag,) = on_the_day(desk)["Alex"]
        assert discuss(desk, flag).status == 200
        assert desk.post(f"/staff/requests/{receipt['request_id']}/queue", {}).status == 200
        clock.forward(days=1)
        (seen,) = on_the_day(desk)["Alex"]
        assert (seen["of"], seen["discussed_by"]) == (receipt["request_id"], "staff-ana")
        assert discuss(desk, seen, "undo-discussed").status == 200
        assert "discussed_at" not in on_the_day(desk)["Alex"][0]

    def test_queued_it_stands_as_if_it_had_been_there_from_the_first(
        self, submit: Submit, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        """A later form that was discussed meanwhile stays the last one, and discussed."""
        spam = submit(**SPAM, screening=["pregnancy", "substance-use"])
        clock.forward(minutes=5)
        later = submit(**A, screening=["pregnancy"])
        book_online(visitor, **A)
        flags = {each["flag"]: each for each in on_the_day(desk)["Alex"]}
        assert flags["pregnancy"]["of"] == later["request_id"]
        discuss(desk, flags["pregnancy"])
        assert desk.post(f"/staff/requests/{spam['request_id']}/queue", {}).status == 200
        flags = {each["flag"]: each for each in on_the_day(desk)["Alex"]}
        assert flags["pregnancy"]["of"] == later["request_id"]
        assert flags["pregnancy"]["first_at"] == spam["received_at"]
        assert flags["pregnancy"]["discussed_by"] == "staff-ana"
        assert flags["substance-use"]["of"] == spam["request_id"]


class TestTwoOnOneNumber:
    def test_flags_show_with_the_one_who_gave_them_and_not_with_the_other(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        submit(**FORM)
        submit(**B)
        book_online(visitor, **A)
        book_online(visitor, **B)
        assert names(on_the_day(desk)["Alex"]) == sorted(FLAGS)
        assert on_the_day(desk)["Blair"] == []
        assert person(desk, B)["flags"] == []

    def test_under_another_number_of_hers_they_show_once_staff_know_it_is_hers(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        submit(**FORM)
        booked = book_online(visitor, **ELSEWHERE)
        assert on_the_day(desk)["Alex"] == []
        join_people(desk, A, ELSEWHERE)
        assert names(on_the_day(desk)["Alex"]) == sorted(FLAGS)
        assert names(person(desk, ELSEWHERE)["flags"]) == sorted(FLAGS)
        assert names(forms_of(desk, booked)["flags"]) == sorted(FLAGS)


class TestAStranger:
    """Anybody can type anybody's name and number: that annotates, and tells them nothing."""

    def test_who_types_her_name_and_number_adds_what_is_shown_as_stated_on_that_form(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        book_online(visitor, **A)
        before = person(desk, A)["person"]
        receipt = submit(**A, screening=["substance-use"])
        (flag,) = on_the_day(desk)["Alex"]
        assert (flag["flag"], flag["of"]) == ("substance-use", receipt["request_id"])
        assert {**person(desk, A)["person"], "last_seen_at": 0} == {**before, "last_seen_at": 0}

    def test_sees_none_of_her_flags_in_what_they_book_or_ask(
        self, submit: Submit, visitor: Caller
    ) -> None:
        submit(**FORM)
        booked = book_online(visitor, **A)
        path = f"/appointments/{booked['appointment_id']}"
        seen = visitor.get(path, Manage_Token=booked["manage_token"]).text
        receipt = submit(**A)
        own = f"/requests/{receipt['request_id']}"
        asked = visitor.get(own, Visitor_Token=receipt["visitor_token"]).text
        assert not any(flag in f"{booked} {seen} {receipt} {asked}" for flag in FLAGS)

    def test_cannot_open_the_forms_or_call_a_flag_discussed(
        self, submit: Submit, visitor: Caller, desk: Caller
    ) -> None:
        booked = book_online(visitor, submit(**FORM), **A)
        path = f"/staff/appointments/{booked['appointment_id']}/forms"
        assert visitor.get(path, Manage_Token=booked["manage_token"]).status == 401
        assert discuss(visitor, on_the_day(desk)["Alex"][0]).status == 401


class TestDiscussing:
    @pytest.fixture
    def flag(self, submit: Submit, visitor: Caller, desk: Caller) -> Any:
        """A flag of somebody who booked, as the Day has it."""
        book_online(visitor, submit(**A, screening=["pregnancy"]), **A)
        (flag,) = on_the_day(desk)["Alex"]
        return flag

    def test_says_who_discussed_it_and_when_and_keeps_it_in_sight(
        self, flag: Any, desk: Caller, clock: FixedClock
    ) -> None:
        clock.forward(minutes=1)
        assert discuss(desk, flag).status == 200
        (seen,) = on_the_day(desk)["Alex"]
        assert seen["flag"] == "pregnancy"
        assert (seen["discussed_by"], seen["discussed_at"]) == ("staff-ana", "2026-11-23T15:01:00Z")

    def test_can_be_taken_back(self, flag: Any, desk: Caller) -> None:
        discuss(desk, flag)
        assert discuss(desk, flag, "undo-discussed").status == 200
        assert on_the_day(desk)["Alex"] == [flag]

    def test_by_a_colleague_too_stays_the_first_ones(
        self, flag: Any, desk: Caller, colleague: Caller
    ) -> None:
        discuss(desk, flag)
        again = discuss(colleague, flag)
        assert (again.status, again.json["discussed_by"]) == (200, "staff-ana")

    def test_ends_once_a_later_form_says_it_again(
        self, flag: Any, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        discuss(desk, flag)
        clock.forward(minutes=5)
        submit(**A, screening=["pregnancy"])
        (seen,) = on_the_day(desk)["Alex"]
        assert "discussed_at" not in seen
        assert seen["first_at"] == flag["at"] < seen["at"]

    def test_is_refused_where_a_later_form_came_that_staff_had_not_seen(
        self, flag: Any, submit: Submit, desk: Caller
    ) -> None:
        submit(**A, screening=["pregnancy"])
        reply = discuss(desk, flag)
        assert (reply.status, reply.json["type"]) == (
            409,
            "urn:frontdesk:problem:flag-stated-again",
        )

    def test_of_what_no_form_said_is_refused(self, flag: Any, desk: Caller) -> None:
        assert discuss(desk, {**flag, "flag": "substance-use"}).status == 404

    def test_stands_in_her_history(self, flag: Any, desk: Caller) -> None:
        discuss(desk, flag)
        discuss(desk, flag, "undo-discussed")
        told = desk.get(f"/people/{flag['person_id']}/timeline").json["entries"]
        whats = [each["what"] for each in told if each["what"].startswith("flag-")]
        assert sorted(whats) == ["flag-discussed", "flag-not-discussed"]


class TestRoundTrips:
    def test_a_form_with_flags_takes_one_as_any_other(
        self, visitor: Caller, round_trips: RoundTrips
    ) -> None:
        sent = round_trips.during(lambda: visitor.post("/requests", a_request(**FORM)))
        assert sent == ["TransactWriteItems"]

    def test_a_booking_looks_at_no_flag(
        self, submit: Submit, visitor: Caller, round_trips: RoundTrips
    ) -> None:
        submit(**FORM)
        wish = {"location_id": "new-york", "service_id": "ketamine-consultation"}
        held = visitor.post("/holds", {**wish, "starts_at": WEDNESDAY_10}).json["hold_token"]
        body = {"hold_token": held, **B}
        assert round_trips.during(lambda: visitor.post("/appointments", body)) == [
            "Query",
            "TransactWriteItems",
        ]

    def test_a_day_of_people_with_other_names_takes_three(
        self, submit: Submit, visitor: Caller, desk: Caller, round_trips: RoundTrips
    ) -> None:
        submit(**FORM)
        book_online(visitor, **ELSEWHERE)
        join_people(desk, A, ELSEWHERE)
        assert round_trips.during(lambda: desk.get(DAY)) == [
            "Query",
            "BatchGetItem",
            "BatchGetItem",
        ]


class TestWhatIsKept:
    def test_no_key_holds_a_flag(self, submit: Submit, visitor: Caller, run: Runtime) -> None:
        book_online(visitor, submit(**FORM), **A)
        page = run.table.client.scan(TableName=run.table.name)
        keys = [f"{item['pk']} {item['sk']} {item.get('due_pk')}" for item in page["Items"]]
        assert keys
        assert not any(flag in key for flag in FLAGS for key in keys)

    def test_no_calendar_of_the_clinic_holds_a_flag(
        self, submit: Submit, visitor: Caller, manager: Caller
    ) -> None:
        book_online(visitor, submit(**FORM), **A)
        made = manager.post("/locations/new-york/calendar-feeds", {"label": "Front desk"})
        assert made.status == 201, made.text
        path = "/locations" + made.json["url"].partition("/locations")[2]
        feed = visitor.get(path).text
        assert "BEGIN:VEVENT" in feed
        assert not any(flag in feed for flag in FLAGS)

    def test_no_line_of_the_log_holds_a_flag_or_a_word_of_hers(
        self,
        submit: Submit,
        visitor: Caller,
        desk: Caller,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        booked = book_online(visitor, submit(**FORM), **A)
        discuss(desk, forms_of(desk, booked)["flags"][0])
        logged = capsys.readouterr().out
        assert "/flags/discuss" in logged
        assert not any(each in logged for each in (*FLAGS, "voices"))
