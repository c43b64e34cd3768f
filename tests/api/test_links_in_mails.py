"""Links in mails: they open what the mail tells of, whoever typed the address."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.settings import Settings
from tests.conftest import FixedClock, make_runtime

from .conftest import Caller, Submit
from .mailbox import Mailbox, html_of, text_of

HERE = "/locations/new-york"
INFUSION = "ketamine-infusion"
AT_10, AT_1130 = "2026-11-30T15:00:00Z", "2026-11-30T16:30:00Z"
ROBIN = {"name": "Robin Example", "email": "robin@example.com"}
WISH = {
    "earliest_day": "2026-11-30",
    "weekdays": ["monday", "wednesday", "friday"],
    "earliest_time": "09:00",
    "latest_time": "12:00",
    "within_days": 12,
}
PAGES = "https://frontdesk.example/api/"
LINK = re.compile(rf"{PAGES}(\w+)(?:\?lang=(\w+))?#([0-9a-z]{{26}})\.([\w-]+)")

Send = Callable[[], Any]


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


@pytest.fixture
def published(manager: Caller) -> None:
    days = {"from": "2026-11-30", "to": "2026-12-11"}
    assert manager.post(f"{HERE}/slots/publish", days).status == 200


def book_online(visitor: Caller, starts_at: str = AT_10, **changes: Any) -> Any:
    hold = {"location_id": "new-york", "service_id": INFUSION, "starts_at": starts_at}
    token = visitor.post("/holds", hold).json["hold_token"]
    reply = visitor.post("/appointments", {"hold_token": token, **ROBIN, **changes})
    assert reply.status == 201, reply.text
    return reply.json


def links_in(mail: Any) -> list[tuple[str, ...]]:
    """Page, language, id and token of each link; the same in plain text and in HTML."""
    plain = LINK.findall(text_of(mail))
    assert LINK.findall(html_of(mail)) == plain
    return [tuple(found) for found in plain]


class TestALinkToAnAppointment:
    def test_opens_it_and_is_another_one_than_whoever_booked_it_has(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        booked = book_online(visitor)
        send()
        ((page, language, of, token),) = links_in(mailbox.mails[0])
        assert (page, language, of) == ("manage", "", booked["appointment_id"])
        assert token != booked["manage_token"]
        seen = visitor.get(f"/appointments/{of}", Manage_Token=token)
        assert seen.json["starts_at"] == AT_10

    def test_leads_to_the_page_in_the_language_it_was_booked_in(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        book_online(visitor, language="es")
        send()
        ((_, language, _, _),) = links_in(mailbox.mails[0])
        assert language == "es"

    def test_moves_and_cancels_it_and_the_same_link_is_in_each_mail(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        book_online(visitor)
        send()
        ((_, _, of, token),) = links_in(mailbox.mails[0])
        to = {"starts_at": AT_1130}
        assert visitor.post(f"/appointments/{of}/reschedule", to, Manage_Token=token).status == 200
        send()
        assert visitor.post(f"/appointments/{of}/cancel", {}, Manage_Token=token).status == 200
        send()
        assert [links_in(mail) for mail in mailbox.mails] == [links_in(mailbox.mails[0])] * 3

    def test_is_in_its_reminder(
        self,
        published: None,
        visitor: Caller,
        send: Send,
        mailbox: Mailbox,
        clock: FixedClock,
    ) -> None:
        book_online(visitor)
        send()
        clock.forward(days=5, hours=1)
        send()
        booked, reminder = mailbox.mails
        assert str(reminder["Subject"]).startswith("Reminder")
        assert links_in(reminder) == links_in(booked)

    def test_opens_no_other_appointment_of_the_same_address(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        book_online(visitor)
        other = book_online(visitor, AT_1130)
        send()
        ((_, _, _, token),) = links_in(mailbox.mails[0])
        seen = visitor.get(f"/appointments/{other['appointment_id']}", Manage_Token=token)
        assert seen.status == 404


class TestALinkToARequest:
    def test_opens_it_as_its_receipt_does(
        self, visitor: Caller, submit: Submit, send: Send, mailbox: Mailbox
    ) -> None:
        sent = submit(phone=None, email="robin@example.com")
        send()
        ((page, language, of, token),) = links_in(mailbox.mails[0])
        assert (page, language, of) == ("receipt", "en", sent["request_id"])
        assert token != sent["visitor_token"]
        by_receipt = visitor.get(f"/requests/{of}", Visitor_Token=sent["visitor_token"])
        by_mail = visitor.get(f"/requests/{of}", Visitor_Token=token)
        assert (by_mail.status, by_mail.json) == (200, by_receipt.json)


class TestASeries:
    def test_has_a_link_to_each_of_its_appointments(
        self,
        published: None,
        desk: Caller,
        visitor: Caller,
        send: Send,
        mailbox: Mailbox,
        clock: FixedClock,
    ) -> None:
        body = {"service_id": INFUSION, "wish": {**WISH, "count": 3}, **ROBIN}
        made = desk.post(f"{HERE}/series", body)
        assert made.status == 201, made.text
        clock.forward(minutes=3)
        send()
        links = links_in(mailbox.mails[0])
        seen = [visitor.get(f"/appointments/{of}", Manage_Token=token) for _, _, of, token in links]
        starts = [each["starts_at"] for each in made.json["appointments"]]
        assert [reply.json["starts_at"] for reply in seen] == starts


def test_a_manager_who_has_the_job_run_sends_links_to_where_they_are(
    run: Runtime, manager: Caller, published: None, visitor: Caller, mailbox: Mailbox
) -> None:
    """The function that the gateway calls is not told the gateway's address."""
    with using(replace(run, settings=Settings.model_validate({}))):
        book_online(visitor)
        headers = {"Host": "frontdesk.example", "X_Forwarded_Proto": "https"}
        assert manager.post("/jobs/send-messages", {}, **headers).status == 200
    (mail,) = mailbox.mails
    assert "\nhttps://frontdesk.example/manage#" in text_of(mail)
