"""The desk finds people, appointments and requests by whatever it types."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.people.found_store import load_found
from chalicelib.people.index_people import index_people
from chalicelib.people.link_models import Alias
from chalicelib.people.person_store import do_not_contact_update, facts_update, load_profiles
from chalicelib.platform.runtime import Runtime
from tests.conftest import RoundTrips
from tests.published import publish_days

from .conftest import Caller, Submit, attempt, claim_next
from .test_booking import book
from .whole_table import everything

HERE = "new-york"


def found(desk: Caller, text: str, location_id: str | None = HERE) -> Any:
    body = {"text": text} | ({"location_id": location_id} if location_id else {})
    reply = desk.post("/find", body)
    assert reply.status == 200, reply.text
    return reply.json


def names(desk: Caller, text: str, location_id: str | None = HERE) -> list[str]:
    people = found(desk, text, location_id)["people"]
    return [f"{each['first_name']} {each['last_initial']}".strip() for each in people]


Known = Callable[..., str]


@pytest.fixture
def known(submit: Submit, desk: Caller, job: Callable[[str], Any]) -> Known:
    """Somebody whom the desk has opened, and whom the job has seen to; their id."""

    def opened(name: str, phone: str | None = "212-555-0101", **changes: Any) -> str:
        email = changes.pop("email", None)
        at = changes.pop("at", HERE)
        submit(name=name, phone=phone, email=email)
        people = found(desk, phone or email)["people"]
        opened = [desk.get(f"/people/{each['person_id']}?location_id={at}") for each in people]
        (card,) = [each.json for each in opened if each.json["person"]["name"] == name]
        assert job("index-people")["failed"] == 0
        return str(card["person"]["person_id"])

    return opened


@pytest.fixture
def published(run: Runtime) -> None:
    """New York's schedule of the next days is published."""
    publish_days(run, HERE, "2026-11-25", "2026-11-27")


class TestByName:
    @pytest.mark.parametrize("typed", ["robin", "Exam", "example ROBIN", "ro ex", "r example"])
    def test_any_parts_in_any_order(self, known: Known, desk: Caller, typed: str) -> None:
        known("Robin Example")
        known("Robert Sample", "212-555-0102")
        assert names(desk, typed) == ["Robin E"]

    def test_who_has_the_very_name_comes_first(self, known: Known, desk: Caller) -> None:
        known("Ann Example")
        known("Annabel Example", "212-555-0102")
        assert names(desk, "ann") == ["Ann E", "Annabel E"]

    def test_who_was_never_opened_and_has_no_appointment_is_not_in_it(
        self, submit: Submit, desk: Caller, job: Callable[[str], Any]
    ) -> None:
        submit()
        job("index-people")
        assert names(desk, "robin") == []

    @pytest.mark.parametrize(
        "how", ["reached", "declined", "no-answer", "voicemail-left", "wrong-number"]
    )
    def test_who_was_called_is_however_that_went(
        self, submit: Submit, desk: Caller, job: Callable[[str], Any], how: str
    ) -> None:
        submit(phone="212-555-0101")
        attempt(desk, claim_next(desk), how)
        assert job("index-people")["done"] == 1
        assert (names(desk, "robin"), names(desk, "0101")) == (["Robin E"], ["Robin E"])
        assert [each["proven"] for each in found(desk, "robin")["people"]] == [
            how in ("reached", "declined")
        ]

    def test_everybody_on_a_number_that_was_called_in_vain_is(
        self, submit: Submit, desk: Caller, job: Callable[[str], Any]
    ) -> None:
        submit(phone="212-555-0101")
        submit(name="Kim Sample", phone="212-555-0101")
        attempt(desk, claim_next(desk), "no-answer")
        job("index-people")
        assert (names(desk, "robin"), names(desk, "kim")) == (["Robin E"], ["Kim S"])

    def test_whose_call_was_closed_without_one_is(
        self, submit: Submit, desk: Caller, job: Callable[[str], Any]
    ) -> None:
        submit()
        card = claim_next(desk)
        body = {"claim": card["claim"]["token"], "reason": "resolved"}
        assert desk.post(f"/callbacks/{card['callback_id']}/close", body).status == 200
        job("index-people")
        assert names(desk, "robin") == ["Robin E"]

    def test_whose_call_the_desk_wrote_down_is(
        self, desk: Caller, job: Callable[[str], Any]
    ) -> None:
        call = {"name": "Robin Example", "phone": "212-555-0101", "reason": "a question"}
        assert desk.post(f"/locations/{HERE}/incoming-calls", call).status == 201
        job("index-people")
        assert (names(desk, "robin"), names(desk, "0101")) == (["Robin E"], ["Robin E"])
        assert [each["proven"] for each in found(desk, "robin")["people"]] == [False]

    def test_who_was_opened_is_though_nothing_is_proven(self, known: Known, desk: Caller) -> None:
        known("Robin Example")
        assert [each["proven"] for each in found(desk, "robin")["people"]] == [False]

    def test_who_has_an_appointment_is(
        self, published: None, visitor: Caller, desk: Caller, job: Callable[[str], Any]
    ) -> None:
        book(visitor)
        assert job("index-people")["done"] == 1
        assert names(desk, "exam") == ["Robin E"]

    def test_at_one_location_or_at_all(self, known: Known, desk: Caller) -> None:
        known("Robin Example")
        assert names(desk, "robin", "chicago") == []
        assert names(desk, "robin", None) == ["Robin E"]

    def test_takes_two_round_trips(
        self, known: Known, desk: Caller, round_trips: RoundTrips
    ) -> None:
        known("Robin Example")
        sent = round_trips.during(lambda: found(desk, "exam robin"))
        assert sent == ["Query", "BatchGetItem"]

    def test_of_many_it_finds_some_and_asks_for_more(self, known: Known, desk: Caller) -> None:
        for number in range(31):
            known(f"Robin Example{chr(97 + number % 26) * 3}", f"212-555-02{number:02}")
        many = found(desk, "robin")
        assert (len(many["people"]), many["more"]) == (30, True)
        few = found(desk, "robin exampleccc")
        assert (len(few["people"]), few["more"]) == (2, False)


class TestByNumber:
    @pytest.mark.parametrize("typed", ["(212) 555-0101", "+12125550101", "212.555.0101"])
    def test_in_any_format_though_nobody_opened_them(
        self, submit: Submit, desk: Caller, typed: str
    ) -> None:
        submit(phone="2125550101")
        assert names(desk, typed) == ["Robin E"]

    def test_by_its_last_digits(self, known: Known, desk: Caller) -> None:
        known("Robin Example")
        known("Kim Example", "646-556-0101")
        assert sorted(names(desk, "0101")) == ["Kim E", "Robin E"]
        assert names(desk, "555-0101") == ["Robin E"]
        assert names(desk, "9101") == []

    def test_by_address(self, submit: Submit, desk: Caller) -> None:
        submit(email="robin@example.com")
        assert names(desk, "Robin@Example.com") == ["Robin E"]


class TestByDateOfBirth:
    @pytest.mark.parametrize("typed", ["03/14/1980", "1980-03-14", "Mar 14 1980", "3/14/80"])
    def test_in_any_usual_form(self, born: str, desk: Caller, typed: str) -> None:
        assert [each["person_id"] for each in found(desk, typed)["people"]] == [born]
        assert found(desk, typed)["read_as"] == ["date-of-birth"]
        assert found(desk, "03/15/1980")["people"] == []

    def test_a_corrected_one_is_found_and_the_old_one_is_not(
        self, born: str, desk: Caller, job: Callable[[str], Any]
    ) -> None:
        desk.post(f"/people/{born}/correct", {"date_of_birth": "1981-03-14"})
        job("index-people")
        assert found(desk, "03/14/1980")["people"] == []
        assert len(found(desk, "03/14/1981")["people"]) == 1

    def test_of_imported_people(
        self, manager: Caller, desk: Caller, job: Callable[[str], Any]
    ) -> None:
        ann = {"name": "Ann Example", "phone": "212-555-0101", "date_of_birth": "1980-03-14"}
        manager.post("/people/import", {"people": [ann]})
        job("index-people")
        assert names(desk, "Mar 14, 1980") == ["Ann E"]

    def test_takes_two_round_trips(self, born: str, desk: Caller, round_trips: RoundTrips) -> None:
        sent = round_trips.during(lambda: found(desk, "03/14/1980"))
        assert sent == ["Query", "BatchGetItem"]

    def test_no_date_stands_in_a_key(self, born: str, run: Runtime) -> None:
        keys = [item[name] for item in everything(run) for name in ("pk", "sk")]
        assert [key for key in keys if "1980" in key] == []


@pytest.fixture
def born(known: Known, desk: Caller, job: Callable[[str], Any]) -> str:
    """Somebody who told the desk their date of birth; their id."""
    person_id = known("Robin Example")
    known("Kim Sample", "212-555-0102")
    desk.post(f"/people/{person_id}/correct", {"date_of_birth": "1980-03-14"})
    assert job("index-people")["failed"] == 0
    return person_id


class TestOnePersonOfTwoNames:
    def test_is_found_once_with_the_other_name_beside(self, known: Known, desk: Caller) -> None:
        one, other = known("Robin Example"), known("Robin Sample", "212-555-0102")
        desk.post(f"/people/{one}/merge", {"person_id": other})
        for typed in ("robin", "exam", "sample", "2125550101", "0102"):
            (line,) = found(desk, typed)["people"]
            (beside,) = line["other_names"]
            names = {(each["first_name"], each["last_initial"]) for each in (line, beside)}
            assert names == {("Robin", "E"), ("Robin", "S")}

    def test_leads_by_the_name_that_was_typed(self, known: Known, desk: Caller) -> None:
        one, other = known("Robin Example"), known("Robin Sample", "212-555-0102")
        desk.post(f"/people/{one}/merge", {"person_id": other})
        assert (names(desk, "exam"), names(desk, "sample")) == (["Robin E"], ["Robin S"])

    def test_split_again_it_is_two(self, known: Known, desk: Caller) -> None:
        one, other = known("Robin Example"), known("Robin Sample", "212-555-0102")
        desk.post(f"/people/{one}/merge", {"person_id": other})
        desk.post(f"/people/{one}/split", {"person_id": other})
        assert [each["other_names"] for each in found(desk, "robin")["people"]] == [[], []]

    def test_is_marked_where_they_asked_under_either_not_to_be_contacted(
        self, known: Known, desk: Caller
    ) -> None:
        one, other = known("Robin Example"), known("Robin Sample", "212-555-0102")
        while card := claim_next(desk):
            is_other = card["person_id"] == other
            attempt(desk, card, "do-not-contact" if is_other else "reached")
        desk.post(f"/people/{one}/merge", {"person_id": other})
        (line,) = found(desk, "exam")["people"]
        assert (line["person_id"], line["do_not_contact"]) == (one, True)

    def test_takes_no_further_round_trip_where_all_their_names_were_found(
        self, known: Known, desk: Caller, round_trips: RoundTrips
    ) -> None:
        one, other = known("Robin Example"), known("Robin Sample", "212-555-0102")
        desk.post(f"/people/{one}/merge", {"person_id": other})
        sent = round_trips.during(lambda: found(desk, "robin"))
        assert sent == ["Query", "BatchGetItem"]


class TestByReference:
    def test_that_the_visitor_was_told_to_note(self, submit: Submit, desk: Caller) -> None:
        receipt = submit()
        (request,) = found(desk, receipt["reference"].lower().replace("-", " "))["requests"]
        shown = desk.get(f"/callbacks/{request['callback_id']}/requests").json["requests"]
        assert request["request_id"] == receipt["request_id"]
        assert [each["reference"] for each in shown] == [receipt["reference"]]
        assert {"phone", "email", "message"} & set(request) == set()

    def test_also_of_a_request_that_was_set_aside(self, submit: Submit, desk: Caller) -> None:
        receipt = submit(leave_blank="x")
        (request,) = found(desk, receipt["reference"])["requests"]
        assert request["request_id"] == receipt["request_id"]
        assert request.get("callback_id") is None

    def test_of_an_appointment(self, published: None, visitor: Caller, desk: Caller) -> None:
        booked = book(visitor)["appointment_id"]
        reference = desk.get(f"/staff/appointments/{booked}").json["reference"]
        (appointment,) = found(desk, reference)["appointments"]
        assert (appointment["appointment_id"], appointment["status"]) == (booked, "booked")

    def test_takes_two_round_trips(
        self, submit: Submit, desk: Caller, round_trips: RoundTrips
    ) -> None:
        reference = submit()["reference"]
        assert any(each.isdigit() for each in reference)
        sent = round_trips.during(lambda: found(desk, reference))
        assert sent == ["Query", "BatchGetItem"]
        assert round_trips.during(lambda: found(desk, "0000-0001")) == ["Query", "Query"]


class TestLooking:
    def test_typing_is_not_on_record(self, known: Known, desk: Caller, run: Runtime) -> None:
        person_id = known("Robin Example")
        before = desk.get(f"/people/{person_id}/timeline").json["entries"]
        for typed in ("robin", "2125550101", "0101"):
            found(desk, typed)
        after = desk.get(f"/people/{person_id}/timeline").json["entries"]
        assert [each["what"] for each in after][:1] == ["timeline-viewed"]
        assert len(after) == len(before) + 1

    @pytest.mark.parametrize("typed", ["x", "1", "@", "!!"])
    def test_what_is_too_short_yet_finds_nothing(self, desk: Caller, typed: str) -> None:
        assert found(desk, typed)["people"] == []

    def test_a_location_that_there_is_not_is_not_found(self, desk: Caller) -> None:
        assert desk.post("/find", {"text": "robin", "location_id": "atlantis"}).status == 404

    def test_nothing_typed_is_refused(self, desk: Caller) -> None:
        assert desk.post("/find", {"text": "  "}).status == 422

    def test_is_for_staff_only(self, visitor: Caller) -> None:
        assert visitor.post("/find", {"text": "robin"}).status == 401


class TestTheJob:
    def test_run_twice_it_has_nothing_left(self, known: Known, run: Runtime, desk: Caller) -> None:
        known("Robin Example")
        assert index_people(run, lambda: 60.0).due == 0
        assert names(desk, "robin") == ["Robin E"]

    def test_what_it_has_no_time_for_is_left_to_the_next_run(
        self, submit: Submit, desk: Caller, run: Runtime
    ) -> None:
        for number in range(3):
            submit(phone=f"212-555-010{number}")
            (person,) = found(desk, f"212-555-010{number}")["people"]
            desk.get(f"/people/{person['person_id']}?location_id={HERE}")
        seconds = iter([60.0, 0.0, 60.0])
        first = index_people(run, lambda: next(seconds))
        assert (first.done, first.left) == (1, True)
        assert index_people(run, lambda: 60.0).done == 2
        assert len(names(desk, "robin")) == 3

    def test_killed_after_its_write_it_is_done_again_to_the_same_end(
        self, known: Known, run: Runtime, desk: Caller
    ) -> None:
        """The transaction is all or nothing: before it nothing stands, after it nothing is due."""
        person_id = known("Robin Example")
        before = everything(run)
        desk.get(f"/people/{person_id}?location_id={HERE}")
        assert index_people(run, lambda: 60.0).done == 1
        entries = [each for each in everything(run) if each["pk"].startswith("FIND#")]
        assert entries == [each for each in before if each["pk"].startswith("FIND#")]

    def test_what_is_asked_for_while_it_works_is_not_lost(
        self, known: Known, run: Runtime, desk: Caller
    ) -> None:
        person_id = known("Robin Example")
        desk.get(f"/people/{person_id}?location_id={HERE}")
        meanwhile: list[Callable[[], Any]] = [
            lambda: run.table.update(facts_update(person_id, {"name": "Kim Sample"})),
            lambda: desk.get(f"/people/{person_id}?location_id={HERE}"),
        ]

        def interrupt(**_: Any) -> None:
            while meanwhile:
                meanwhile.pop(0)()

        event = "before-call.dynamodb.TransactWriteItems"
        run.table.client.meta.events.register(event, interrupt)
        index_people(run, lambda: 60.0)
        assert (names(desk, "sample"), names(desk, "exam")) == (["Kim S"], [])

    def test_a_name_that_staff_corrected_is_found_and_the_old_one_is_not(
        self, known: Known, run: Runtime, desk: Caller
    ) -> None:
        person_id = known("Robin Example")
        assert desk.post(f"/people/{person_id}/correct", {"name": "Robin Sample"}).status == 200
        index_people(run, lambda: 60.0)
        assert (names(desk, "sample"), names(desk, "exam")) == (["Robin S"], [])

    def test_an_idle_one_reads_one_empty_query_for_each_location(
        self, run: Runtime, round_trips: RoundTrips
    ) -> None:
        sent = round_trips.during(lambda: index_people(run, lambda: 60.0))
        assert sent == ["Query"] * len(run.clinic.locations)


def test_no_name_number_or_reference_stands_in_a_key(
    known: Known, submit: Submit, run: Runtime, visitor: Caller, published: None
) -> None:
    known("Robin Example", email="robin@example.com")
    reference = submit()["reference"].replace("-", "")
    book(visitor)
    index_people(run, lambda: 60.0)
    keyed = ("pk", "sk", "due_pk", "due_at", "open_pk", "open_sk")
    items = everything(run)
    keys = [item[name].lower() for item in items for name in keyed if name in item]
    plain = ("robin", "exam", "@", "2125550101", "2125550123", "5550101")
    assert [key for key in keys if any(each in key for each in plain)] == []
    pieces = {piece for key in keys for piece in key.split("#")}
    assert pieces & {"ro", "rob", "ex", "exa", "0101", "0123"} == set()
    refs = [key for key in keys if key.startswith("reference#")]
    assert refs
    assert [key for key in refs if reference.lower() in key.split("#")[1]] == []
    found_under = [item for item in items if item["pk"].startswith("FIND#")]
    assert found_under
    assert {name for item in found_under for name in item} == {
        *("pk", "sk", "person_id", "point_id", "tags")
    }


def test_a_wish_alone_makes_nobody_known(run: Runtime) -> None:
    """A wish can be noted of somebody who never came by themselves: nothing else is on record."""
    run.table.update(do_not_contact_update("unseen", run.clock()))
    assert load_profiles(run.table, ["unseen"]) == []
    assert load_found(run.table, [Alias(point_id="nobody's", person_id="unseen")]) == []
