"""A service for adults: whoever asks for it says that who comes in is 18 or over."""

from typing import Any

import pytest

from chalicelib.clinic import Clinic, load_clinic
from chalicelib.platform.languages import LANGUAGES, words_of
from chalicelib.platform.runtime import Runtime
from tests.conftest import RoundTrips, open_to_anyone, with_services
from tests.published import publish_days

from .conftest import Caller, Reply, a_request, claim_next
from .invited import AT_10, booked, held, invite, somebody
from .waiters import BOOKED, cancel, joining, kind, see

INFUSION, FOLLOW_UP = "ketamine-infusion", "follow-up"
HERE = "/locations/new-york/appointments"


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """Open to anyone, with infusions for adults alone."""
    return with_services(open_to_anyone(load_clinic()), INFUSION, adults_only=True)


@pytest.fixture(autouse=True)
def days(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-25", "2026-11-25")


def hold(visitor: Caller) -> str:
    wish = {"location_id": "new-york", "service_id": INFUSION, "starts_at": AT_10}
    return str(visitor.post("/holds", wish).json["hold_token"])


def names_the_field(reply: Reply) -> bool:
    found = [(each["field"], each["code"]) for each in reply.json.get("errors", [])]
    return reply.status == 422 and found == [("is_adult", "missing")]


class TestTheForm:
    def test_that_does_not_say_so_is_refused_and_names_the_field(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(service_id=INFUSION))
        assert names_the_field(reply)
        said = a_request(service_id=INFUSION, is_adult=True)
        assert visitor.post("/requests", said).status == 201

    def test_of_another_service_is_not_asked(self, visitor: Caller) -> None:
        assert visitor.post("/requests", a_request(service_id=FOLLOW_UP)).status == 201

    def test_for_somebody_else_says_it_of_them(self, visitor: Caller) -> None:
        for_them = a_request(service_id=INFUSION, for_someone_else=True, on_behalf_of="Sam Sample")
        assert names_the_field(visitor.post("/requests", for_them))
        assert visitor.post("/requests", {**for_them, "is_adult": True}).status == 201

    def test_shows_staff_that_it_was_said(self, visitor: Caller, desk: Caller) -> None:
        sent = visitor.post("/requests", a_request(service_id=INFUSION, is_adult=True)).json
        seen = desk.get(f"/staff/requests/{sent['request_id']}")
        assert seen.json["is_adult"] is True


class TestBookingOnline:
    def test_without_saying_so_is_refused_and_the_time_stays_held(
        self, visitor: Caller, desk: Caller
    ) -> None:
        taking = {"hold_token": hold(visitor), **BOOKED}
        assert names_the_field(visitor.post("/appointments", taking))
        made = visitor.post("/appointments", {**taking, "is_adult": True})
        assert made.status == 201, made.text
        seen = desk.get(f"/staff/appointments/{made.json['appointment_id']}").json
        assert seen["is_adult"] is True

    def test_by_invitation_is_asked_too(self, visitor: Caller, desk: Caller) -> None:
        person = somebody(visitor, desk, service_id=FOLLOW_UP)
        invitation = invite(desk, person)
        token = held(visitor, invitation).json["hold_token"]
        assert names_the_field(booked(visitor, invitation, token))
        assert booked(visitor, invitation, token, is_adult=True).status == 201

    def test_to_wait_for_a_time_is_asked_too(self, visitor: Caller) -> None:
        assert names_the_field(visitor.post("/waitlist", joining()))
        assert visitor.post("/waitlist", joining(is_adult=True)).status == 201

    def test_an_offered_time_is_taken_with_what_was_said_when_joining(
        self, visitor: Caller, desk: Caller, rest: Any
    ) -> None:
        entry = visitor.post("/waitlist", joining(is_adult=True)).json
        others = [desk.post(HERE, staff_wish(phone=f"212-555-018{n}")).json for n in range(4)]
        cancel(desk, others[0])
        rest()
        path, token = f"/waitlist/{entry['entry_id']}/take", entry["token"]
        offer = see(visitor, entry)["offer"]["hold_token"]
        made = visitor.post(path, {"hold_token": offer}, Manage_Token=token)
        assert made.status == 201, made.text
        seen = desk.get(f"/staff/appointments/{made.json['appointment_id']}").json
        assert seen["is_adult"] is True


def staff_wish(**changes: Any) -> dict[str, Any]:
    return {"service_id": INFUSION, "starts_at": AT_10, **BOOKED, **changes}


class TestStaff:
    @pytest.fixture
    def minor(self, visitor: Caller, desk: Caller) -> str:
        """Somebody who turns 18 the day after the appointment, by what staff noted."""
        return self._born(visitor, desk, "2008-11-26")

    def _born(self, visitor: Caller, desk: Caller, on: str) -> str:
        visitor.post("/requests", a_request(service_id=FOLLOW_UP, email=None, **BOOKED))
        person = str(claim_next(desk)["person_id"])
        reply = desk.post(f"/people/{person}/correct", {"date_of_birth": on})
        assert reply.status == 200, reply.text
        return person

    def test_are_not_refused_where_nobody_knows(self, desk: Caller) -> None:
        assert desk.post(HERE, staff_wish()).status == 201

    def test_are_asked_about_somebody_known_to_be_under_18_that_day(
        self, minor: str, desk: Caller
    ) -> None:
        reply = desk.post(HERE, staff_wish())
        assert (reply.status, kind(reply)) == (409, "under-age")
        made = desk.post(HERE, staff_wish(despite_age=True))
        assert made.status == 201
        entries = desk.get(f"/people/{minor}/timeline").json["entries"]
        said = {each["of"]: each["details"].get("despite_age") for each in entries}
        assert said[made.json["appointment_id"]] == "yes"

    def test_a_reason_for_another_question_answers_not_this_one(
        self, minor: str, desk: Caller
    ) -> None:
        assert kind(desk.post(HERE, staff_wish(override="They want both"))) == "under-age"

    def test_are_not_asked_about_whoever_turns_18_that_day(
        self, visitor: Caller, desk: Caller
    ) -> None:
        self._born(visitor, desk, "2008-11-25")
        assert desk.post(HERE, staff_wish()).status == 201

    def test_are_not_asked_for_a_service_that_is_for_all(self, minor: str, desk: Caller) -> None:
        talk = staff_wish(service_id=FOLLOW_UP, starts_at="2026-11-25T18:00:00Z")
        assert desk.post(HERE, talk).status == 201

    def test_are_asked_about_a_series_too(self, minor: str, desk: Caller) -> None:
        wish = {"count": 1, "earliest_day": "2026-11-25"}
        body = {"service_id": INFUSION, "wish": wish, **BOOKED}
        assert kind(desk.post("/locations/new-york/series", body)) == "under-age"
        again = {**body, "despite_age": True}
        assert desk.post("/locations/new-york/series", again).status == 201

    def test_a_visitor_never_learns_what_the_clinic_knows(
        self, minor: str, visitor: Caller
    ) -> None:
        taking = {"hold_token": hold(visitor), **BOOKED, "is_adult": True}
        assert visitor.post("/appointments", taking).status == 201

    def test_it_takes_no_further_look(self, desk: Caller, round_trips: RoundTrips) -> None:
        adults = round_trips.during(lambda: desk.post(HERE, staff_wish()))
        at_1_pm = {"starts_at": "2026-11-25T18:00:00Z", "phone": "212-555-0177"}
        talk = staff_wish(service_id=FOLLOW_UP, **at_1_pm)
        assert adults == round_trips.during(lambda: desk.post(HERE, talk))


def test_the_form_has_the_box_in_both_languages_for_these_services(
    run: Runtime, visitor: Caller
) -> None:
    for language in LANGUAGES:
        page = visitor.get(f"/?lang={language}").text
        for words in ("form.adult", "form.adult_other"):
            assert words_of(language).said(words) in page.replace("&#x27;", "'")
        assert 'name="is_adult"' in page
        options = [line for line in page.split("<option") if "data-adults" in line]
        assert len(options) == 1
        assert f'value="{INFUSION}"' in options[0]
