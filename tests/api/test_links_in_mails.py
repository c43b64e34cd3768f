"""Links in mails: they open what the mail tells of, whoever typed the address."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.settings import Settings
from chalicelib.platform.storage.keys import item_key
from chalicelib.platform.storage.writes import Update
from chalicelib.proof.code import code_of
from tests.conftest import FixedClock, make_runtime
from tests.published import publish_days

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
def published(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-30", "2026-12-11")


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
        by_receipt = visitor.get(f"/requests/{of}", Visitor_Token=sent["visitor_token"]).json
        by_mail = visitor.get(f"/requests/{of}", Visitor_Token=token).json
        more = {"address_proof": "not-yet", "visitor_token": sent["visitor_token"]}
        assert by_mail == {**by_receipt, **more}


def prove(visitor: Caller, mail: Any, **headers: str) -> Any:
    """Press the button of the page that the mail's first link opens."""
    page, _, of, token = links_in(mail)[0]
    link = {"opens": {"receipt": "request", "manage": "appointment"}[page], "thing_id": of}
    return visitor.post("/proofs/link", link, Mailed_Token=token, **headers)


def things(visitor: Caller, proven: Any) -> Any:
    tokens = {"Code_Token": proven["code_token"], "Proof_Token": proven["proof_token"]}
    return visitor.get(f"/proofs/{proven['proof_id']}/things", **tokens).json


class TestAButtonOnTheLinksPage:
    def test_proves_the_address_and_opens_what_was_given_with_it_and_the_name(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        own = [book_online(visitor, start)["appointment_id"] for start in (AT_10, AT_1130)]
        book_online(visitor, "2026-11-30T18:00:00Z", name="Kim Sample")
        send()
        mail = next(each for each in mailbox.mails if links_in(each)[0][2] == own[0])
        proven = prove(visitor, mail)
        assert proven.status == 201, proven.text
        shown = things(visitor, proven.json)["appointments"]
        assert [each["appointment_id"] for each in shown] == own

    def test_proves_by_the_link_of_a_receipt_as_well(
        self, visitor: Caller, submit: Submit, send: Send, mailbox: Mailbox
    ) -> None:
        submit(phone=None, email="robin@example.com")
        send()
        assert prove(visitor, mailbox.mails[0]).status == 201

    def test_is_on_the_page_until_it_was_pressed_once(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        """Whoever looks at the page, as scanners of mail do, proves nothing."""
        book_online(visitor)
        send()
        ((_, _, of, token),) = links_in(mailbox.mails[0])
        looks = [visitor.get(f"/appointments/{of}", Manage_Token=token).json for _ in range(2)]
        assert [each["address_proof"] for each in looks] == ["not-yet", "not-yet"]
        prove(visitor, mailbox.mails[0])
        after = visitor.get(f"/appointments/{of}", Manage_Token=token).json
        assert after["address_proof"] == "proven"

    def test_is_never_on_the_page_of_whoever_typed_the_address_nor_told_there(
        self, published: None, visitor: Caller, submit: Submit, send: Send, mailbox: Mailbox
    ) -> None:
        booked, sent = book_online(visitor), submit(phone=None, email="robin@example.com")
        send()
        appointment, request = (
            f"/appointments/{booked['appointment_id']}",
            f"/requests/{sent['request_id']}",
        )
        own = {"Manage_Token": booked["manage_token"], "Visitor_Token": sent["visitor_token"]}
        before = [visitor.get(path, **own).json for path in (appointment, request)]
        prove(visitor, mailbox.mails[0])
        after = [visitor.get(path, **own).json for path in (appointment, request)]
        assert before == after
        assert not any("address_proof" in each for each in after)

    def test_does_nothing_with_the_token_of_whoever_booked(
        self, published: None, visitor: Caller
    ) -> None:
        booked = book_online(visitor)
        link = {"opens": "appointment", "thing_id": booked["appointment_id"]}
        assert visitor.post("/proofs/link", link).status == 401
        reply = visitor.post("/proofs/link", link, Mailed_Token=booked["manage_token"])
        assert reply.status == 404

    def test_does_nothing_once_staff_took_another_address_down(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox, run: Runtime
    ) -> None:
        """The link holds for the address that the appointment now has."""
        booked = book_online(visitor)
        send()
        run.table.update(
            Update(
                item_key("APPOINTMENT", booked["appointment_id"]), set={"email": "kim@example.com"}
            )
        )
        assert prove(visitor, mailbox.mails[0]).status == 404

    def test_pressed_again_is_the_same_proof(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        book_online(visitor)
        send()
        first, again = (
            prove(visitor, mailbox.mails[0], Idempotency_Key="of-the-page") for _ in range(2)
        )
        assert first.json == again.json

    def test_is_not_blocked_by_a_stranger_who_asked_for_codes_and_typed_them(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        book_online(visitor)
        send()
        ask = {"location_id": "new-york", **ROBIN}
        while (asked := visitor.post("/proofs", ask)).status == 201:
            path, token = f"/proofs/{asked.json['proof_id']}/code", asked.json["code_token"]
            visitor.post(path, {"code": "000000"}, Code_Token=token)
        assert prove(visitor, mailbox.mails[0]).status == 201

    def test_lets_no_code_be_guessed_at(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox, run: Runtime
    ) -> None:
        book_online(visitor)
        send()
        proven = prove(visitor, mailbox.mails[0]).json
        path, token = f"/proofs/{proven['proof_id']}/code", proven["code_token"]
        code = {"code": code_of(run, proven["proof_id"])}
        assert visitor.post(path, code, Code_Token=token).status == 409

    def test_lets_the_link_be_passed_on_without_the_power_to_prove(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        booked = book_online(visitor)
        send()
        ((_, _, of, token),) = links_in(mailbox.mails[0])
        seen = visitor.get(f"/appointments/{of}", Manage_Token=token).json
        assert seen["manage_token"] == booked["manage_token"]


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


def test_an_answer_goes_to_the_location_s_mailbox_and_finds_what_it_is_about(
    run: Runtime, published: None, visitor: Caller, desk: Caller, send: Send, mailbox: Mailbox
) -> None:
    first, *others = run.clinic.locations
    read = first.model_copy(update={"reply_to": "frontdesk@clinic.example"})
    clinic = run.clinic.model_copy(update={"locations": (read, *others)})
    with using(replace(run, clinic=clinic)):
        booked = book_online(visitor)
        send()
    address = str(mailbox.mails[0]["Reply-To"])
    assert address.startswith("frontdesk+")
    tag = address.partition("+")[2].partition("@")[0]
    found = desk.post("/find", {"text": tag}).json
    assert booked["appointment_id"] in str(found)
