"""Links by mail that book: an offer to somebody who waits, an invitation of the desk."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.settings import Settings
from tests.conftest import FixedClock, make_runtime

from .conftest import Caller, Rest, a_request, attempt, claim_next
from .invited import AT_10, booked, held, invite, opened, somebody
from .mailbox import Mailbox, text_of
from .schedules import publish
from .test_links_in_mails import PAGES, links_in
from .waiters import WEDNESDAY_10, book, cancel, join, kind, see, state

Send = Callable[[], Any]
EMAIL = "robin@example.com"
BY_MAIL: dict[str, Any] = {"name": "Robin Example", "email": EMAIL, "phone": None}
DRUGS = ("ketamine", "infusion", "Robin")


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on, and the job knows the address of the pages."""
    settings = Settings.model_validate({"FRONTDESK_ENDPOINT_URL": PAGES})
    world = replace(make_runtime(dynamodb, clock, clinic), email=mailbox, settings=settings)
    with using(world) as runtime:
        yield runtime


@pytest.fixture
def send(job: Callable[[str], Any]) -> Send:
    """Let the job run once."""
    return lambda: job("send-messages")


@pytest.fixture(autouse=True)
def published(manager: Caller) -> None:
    publish(manager, date(2026, 11, 25), date(2026, 11, 27))


def link_in(mailbox: Mailbox, page: str) -> tuple[str, ...]:
    """Page, language, id and token of the one link that leads to a page."""
    (link,) = (each for mail in mailbox.mails for each in links_in(mail) if each[0] == page)
    return link


def proven(desk: Caller) -> list[bool]:
    """Whether each person on the address has shown that they read its mail."""
    found = desk.post("/people/search", {"email": EMAIL}).json["people"]
    cards = [desk.get(f"/people/{each['person_id']}").json for each in found]
    return [card["person"].get("code_proven_at") is not None for card in cards]


class TestAnOffer:
    def test_leads_to_their_place_where_they_take_it(
        self, visitor: Caller, desk: Caller, rest: Rest, send: Send, mailbox: Mailbox
    ) -> None:
        appointment, entry = book(desk), join(visitor, **BY_MAIL, language="es")
        cancel(desk, appointment)
        rest()
        send()
        _, language, entry_id, token = link_in(mailbox, "waitlist")
        assert (language, entry_id) == ("es", entry["entry_id"])
        assert token != entry["token"]
        mailed = {"entry_id": entry_id, "token": token}
        offer = see(visitor, mailed)["offer"]
        assert offer["starts_at"] == WEDNESDAY_10
        path, body = f"/waitlist/{entry_id}/take", {"hold_token": offer["hold_token"]}
        assert visitor.post(path, body, Manage_Token=token).status == 201
        assert state(visitor, mailed) == "booked"
        assert proven(desk) == [True]

    def test_taken_on_the_page_they_joined_on_proves_no_address(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        appointment, entry = book(desk), join(visitor, **BY_MAIL)
        cancel(desk, appointment)
        rest()
        hold = see(visitor, entry)["offer"]["hold_token"]
        path = f"/waitlist/{entry['entry_id']}/take"
        taken = visitor.post(path, {"hold_token": hold}, Manage_Token=entry["token"])
        assert taken.status == 201
        assert proven(desk) == [False]


class TestAnInvitation:
    def test_names_no_service_and_nobody_and_its_link_books(
        self, visitor: Caller, desk: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        person_id = somebody(visitor, desk, phone=None)
        made = invite(desk, person_id, by_email=True, language="en")
        assert made["is_emailed"] is True
        send()
        (mail,) = (each for each in mailbox.mails if "Choose a time" in str(each["Subject"]))
        assert not any(word.lower() in text_of(mail).lower() for word in DRUGS)
        _, language, invitation_id, token = link_in(mailbox, "book")
        assert (language, invitation_id) == ("en", made["invitation_id"])
        assert token != made["token"]
        mailed = {"invitation_id": invitation_id, "token": token}
        assert opened(visitor, mailed).json["first_name"] == "Robin"
        hold = held(visitor, mailed, AT_10).json["hold_token"]
        assert booked(visitor, mailed, hold).status == 201
        assert proven(desk) == [True]
        assert kind(opened(visitor, made)) == "invitation-over"

    def test_told_in_another_way_proves_no_address(self, visitor: Caller, desk: Caller) -> None:
        made = invite(desk, somebody(visitor, desk, phone=None), by_email=True)
        hold = held(visitor, made).json["hold_token"]
        assert booked(visitor, made, hold).status == 201
        assert proven(desk) == [False]

    def test_is_not_mailed_once_it_was_withdrawn(
        self, visitor: Caller, desk: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        made = invite(desk, somebody(visitor, desk, phone=None), by_email=True)
        desk.post(f"/staff/invitations/{made['invitation_id']}/withdraw")
        before = len(mailbox.taken)
        send()
        assert "Choose a time for your appointment" not in mailbox.subjects[before:]

    def test_is_not_mailed_where_no_address_is_known(self, visitor: Caller, desk: Caller) -> None:
        """The address that came with a form is that form's, until somebody proved it."""
        made = invite(desk, somebody(visitor, desk), by_email=True)
        assert made["is_emailed"] is False

    def test_is_not_mailed_to_somebody_who_asked_not_to_be_contacted(
        self, visitor: Caller, desk: Caller
    ) -> None:
        visitor.post("/requests", a_request(email="robin@example.com", phone=None))
        card = claim_next(desk)
        attempt(desk, card, "do-not-contact")
        made = invite(desk, card["person_id"], by_email=True)
        assert made["is_emailed"] is False
