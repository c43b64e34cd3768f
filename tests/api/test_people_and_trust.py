"""A person is not a phone number: what somebody types who knows a number changes nothing of its
owner's.
"""

from typing import Any

import pytest

from chalicelib.platform.clock import parse_instant
from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Submit, attempt, claim_next
from .waiters import WEDNESDAY_10, join

PHONE = "212-555-0155"
A = {"name": "Alex Example", "phone": PHONE}
B = {"name": "Blair Sample", "phone": PHONE}
SERVICE = "ketamine-consultation"


@pytest.fixture(autouse=True)
def wednesday(run: Runtime) -> None:
    """Times that can be booked."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-25")


def row(desk: Caller) -> Any:
    """The one line of the queue."""
    (entry,) = desk.get("/locations/new-york/queue").json["entries"]
    return entry


def opened(desk: Caller) -> Any:
    """The card of the one call in the queue."""
    return desk.get(f"/callbacks/{row(desk)['callback_id']}").json


def owed(desk: Caller) -> list[str]:
    """The names of those who are owed an answer, the gravest first."""
    return [each["name"] for each in opened(desk)["people"] if "outcome" not in each]


def profile(desk: Caller, who: dict[str, str]) -> Any:
    """The profile of whoever has this first name on this number or address."""
    by = {way: who[way] for way in ("phone", "email") if way in who}
    found = desk.post("/people/search", by).json["people"]
    ids = [each["person_id"] for each in found if each["first_name"] in who["name"]]
    return desk.get(f"/people/{ids[0]}").json["person"]


def asked_not_to_be_contacted(submit: Submit, desk: Caller) -> Any:
    """A asked, was called, and wishes to be left alone; the profile."""
    submit(**A, may_leave_voicemail=False)
    attempt(desk, claim_next(desk), "do-not-contact")
    return profile(desk, A)


def book_online(visitor: Caller, receipt: Any = None, **who: str) -> Any:
    """Hold Wednesday's ten o'clock and book it, with the request's token if there is one."""
    proof = {"Request_Token": receipt["visitor_token"]} if receipt else {}
    of = {"request_id": receipt["request_id"]} if receipt else {}
    wish = {"location_id": "new-york", "service_id": SERVICE, "starts_at": WEDNESDAY_10}
    held = visitor.post("/holds", {**wish, **of}, **proof)
    assert held.status == 201, held.text
    booking = {"hold_token": held.json["hold_token"], **who, **of}
    reply = visitor.post("/appointments", booking, **proof)
    assert reply.status == 201, reply.text
    return reply.json


def cancel_online(visitor: Caller, booked: Any) -> None:
    path = f"/appointments/{booked['appointment_id']}/cancel"
    reply = visitor.post(path, {}, Manage_Token=booked["manage_token"])
    assert reply.status == 200, reply.text


def unchanged(before: Any, after: Any) -> bool:
    """True if all that is known of somebody is as it was, but for when they were last seen."""
    aside = {"last_seen_at": None}
    return bool({**before, **aside} == {**after, **aside})


class TestWhoAskedNotToBeContacted:
    def test_keeps_name_address_and_wish_when_a_stranger_sends_a_form_with_the_number(
        self, submit: Submit, desk: Caller
    ) -> None:
        before = asked_not_to_be_contacted(submit, desk)
        submit(**B, email="blair@example.org", may_leave_voicemail=True)
        assert unchanged(before, profile(desk, A))
        assert before["do_not_contact_since"]

    def test_so_do_they_when_a_stranger_gives_the_name_as_well(
        self, submit: Submit, desk: Caller
    ) -> None:
        before = asked_not_to_be_contacted(submit, desk)
        submit(**A, email="elsewhere@example.org", may_leave_voicemail=True)
        assert unchanged(before, profile(desk, A))

    def test_has_the_strangers_form_in_the_queue_all_the_same_and_marked(
        self, submit: Submit, desk: Caller
    ) -> None:
        asked_not_to_be_contacted(submit, desk)
        submit(**B)
        assert row(desk)["do_not_contact"] is True
        assert owed(desk) == ["Blair Sample"]

    @pytest.mark.parametrize("who", [A, B], ids=["with-the-name", "with-another-name"])
    def test_keeps_them_when_a_stranger_books(
        self, submit: Submit, desk: Caller, visitor: Caller, who: dict[str, str]
    ) -> None:
        before = asked_not_to_be_contacted(submit, desk)
        book_online(visitor, **who)
        assert unchanged(before, profile(desk, A))

    @pytest.mark.parametrize("who", [A, B], ids=["with-the-name", "with-another-name"])
    def test_keeps_them_when_a_stranger_joins_the_waitlist(
        self, submit: Submit, desk: Caller, visitor: Caller, who: dict[str, str]
    ) -> None:
        before = asked_not_to_be_contacted(submit, desk)
        join(visitor, name=who["name"], phone=who["phone"])
        assert unchanged(before, profile(desk, A))


class TestACrisisAndAnothersForm:
    """A in danger, then B who asks for Botox, from one phone."""

    @pytest.fixture(autouse=True)
    def both(self, submit: Submit, clock: FixedClock) -> None:
        submit(**A, thinking_of_self_harm=True)
        clock.forward(minutes=1)
        submit(**B, service_id="botox")

    def test_are_one_row_with_two_people_where_the_crisis_leads_and_is_its_own_senders(
        self, desk: Caller
    ) -> None:
        assert (row(desk)["first_name"], row(desk)["urgency"]) == ("Alex", "crisis")
        told = [(each["name"], each["urgency"]) for each in opened(desk)["people"]]
        assert told == [("Alex Example", "crisis"), ("Blair Sample", "routine")]

    def test_leave_the_crisis_owed_when_the_other_books_online(
        self, desk: Caller, visitor: Caller
    ) -> None:
        promise = row(desk)["respond_by"]
        book_online(visitor, **B)
        assert (row(desk)["urgency"], row(desk)["respond_by"]) == ("crisis", promise)
        assert "Alex Example" in owed(desk)


def test_two_people_with_one_phone_are_both_booked_for_one_hour(desk: Caller) -> None:
    wish = {"service_id": SERVICE, "starts_at": WEDNESDAY_10}
    path = "/locations/new-york/appointments"
    assert [desk.post(path, {**wish, **who}).status for who in (A, B)] == [201, 201]


def test_who_knows_number_and_name_and_books_and_cancels_leaves_the_call_owed_as_it_was(
    submit: Submit, desk: Caller, visitor: Caller, clock: FixedClock
) -> None:
    submit(**A)
    before = row(desk)
    clock.forward(minutes=5)
    booked = book_online(visitor, submit(**A), **A)
    clock.forward(minutes=5)
    cancel_online(visitor, booked)
    after = row(desk)
    for name in ("callback_id", "respond_by", "requested_at", "urgency", "callable"):
        assert after[name] == before[name], name
    assert owed(desk) == ["Alex Example"]


class TestAStrangersPhoneWithAnothersAddress:
    """A stranger's form gives the stranger's phone with A's name and address; A writes later."""

    ADDRESS = "alex@example.com"

    @pytest.fixture(autouse=True)
    def both(self, submit: Submit, clock: FixedClock) -> None:
        submit(name="Alex Example", phone="212-555-0188", email=self.ADDRESS)
        clock.forward(minutes=1)
        submit(name="Alex Example", phone=None, email=self.ADDRESS)

    def test_is_not_rung_about_what_was_written_by_email_alone(self, desk: Caller) -> None:
        cards = [
            desk.get(f"/callbacks/{each['callback_id']}").json
            for each in desk.get("/locations/new-york/queue").json["entries"]
        ]
        assert sorted((card.get("phone", ""), len(card["occasions"])) for card in cards) == [
            ("", 1),
            ("+12125550188", 1),
        ]

    def test_is_shown_to_share_the_address_and_joined_by_one_key(self, desk: Caller) -> None:
        (by_address,) = [
            each
            for each in desk.post("/people/search", {"email": self.ADDRESS}).json["people"]
            if desk.get(f"/people/{each['person_id']}").json["person"].get("phone") is None
        ]
        card = desk.get(f"/people/{by_address['person_id']}").json
        (sharing,) = card["same_point"]
        path = f"/people/{by_address['person_id']}/merge"
        reply = desk.post(path, {"person_id": sharing["person_id"]})
        assert reply.json["linked"] == [sharing["person_id"]]


class TestARequest:
    def test_is_answered_and_its_call_closed_when_it_is_booked_with_its_token(
        self, submit: Submit, desk: Caller, visitor: Caller
    ) -> None:
        book_online(visitor, submit(**A), **A)
        assert desk.get("/locations/new-york/queue").json["entries"] == []
        assert len(desk.get("/locations/new-york/closed-today").json["entries"]) == 1

    def test_stays_owed_and_is_marked_when_it_is_booked_without(
        self, submit: Submit, desk: Caller, visitor: Caller
    ) -> None:
        submit(**A)
        before = row(desk)
        booked = book_online(visitor, **A)
        assert row(desk)["respond_by"] == before["respond_by"]
        assert row(desk)["booked_meanwhile"] is True
        assert opened(desk)["booked_meanwhile"] == booked["appointment_id"]

    def test_is_owed_again_with_a_new_promise_when_its_appointment_is_canceled_online(
        self, submit: Submit, desk: Caller, visitor: Caller, clock: FixedClock
    ) -> None:
        receipt = submit(**A)
        booked = book_online(visitor, receipt, **A)
        assert desk.get("/locations/new-york/queue").json["entries"] == []
        clock.forward(hours=1)
        cancel_online(visitor, booked)
        assert parse_instant(row(desk)["respond_by"]) > parse_instant(receipt["respond_by"])
        assert owed(desk) == ["Alex Example"]


class TestAStrangersHours:
    def test_and_time_zone_change_nothing_about_when_the_owner_may_be_called(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A)
        before = row(desk)
        clock.forward(minutes=1)
        narrow = {"call_days": ["tuesday"], "call_from": "09:00", "call_until": "09:30"}
        submit(**B, **narrow, time_zone="Pacific/Honolulu")
        after = row(desk)
        assert after["callable"] is before["callable"] is True
        assert after["respond_by"] == before["respond_by"]
        assert claim_next(desk)["callback_id"] == before["callback_id"]

    def test_do_not_hinder_a_call_when_they_come_with_the_owners_name(
        self, submit: Submit, desk: Caller, clock: FixedClock
    ) -> None:
        submit(**A)
        clock.forward(minutes=1)
        narrow = {"call_days": ["tuesday"], "call_from": "09:00", "call_until": "09:30"}
        submit(**A, **narrow, time_zone="Pacific/Honolulu")
        assert row(desk)["callable"] is True


def test_a_form_a_minute_does_not_have_somebody_rung_again_and_again(
    submit: Submit, desk: Caller, clock: FixedClock
) -> None:
    submit(**A)
    rung = 0
    for _ in range(10):
        card = claim_next(desk)
        if card is not None:
            attempt(desk, card, "no-answer")
            rung += 1
        clock.forward(minutes=1)
        submit(**B)
    assert 1 <= rung <= 2, "once, and once more for something new; more only on another day"


def test_who_is_found_by_email_and_has_an_appointment_then_under_their_phone_is_asked_about(
    submit: Submit, desk: Caller
) -> None:
    by_phone = {**A}
    by_email = {"name": "Alex Example", "email": "alex@example.com"}
    submit(**by_phone)
    submit(phone=None, **by_email)
    ids = [profile(desk, who)["person_id"] for who in (by_phone, by_email)]
    assert desk.post(f"/people/{ids[0]}/merge", {"person_id": ids[1]}).status == 200
    wish = {"service_id": SERVICE, "starts_at": WEDNESDAY_10}
    path = "/locations/new-york/appointments"
    assert desk.post(path, {**wish, **by_phone}).status == 201
    asked = desk.post(path, {**wish, **by_email})
    assert (asked.status, asked.json["type"]) == (409, "urn:frontdesk:problem:person-busy")
    assert desk.post(path, {**wish, **by_email, "override": "a second chair"}).status == 201
