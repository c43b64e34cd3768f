"""The desk answers by email, sees what people were told, and learns what did not go."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime, using
from chalicelib.sending.send_messages import send_messages
from tests.api.conftest import Caller, Submit, signed_in
from tests.api.mailbox import Mailbox
from tests.api.schedules import publish
from tests.api.test_messages import book
from tests.conftest import FixedClock, make_runtime

from .axe import assert_accessible
from .test_desk_queue import PHONE, Desk, OpenDesk, Wire
from .test_desk_queue import colleague as colleague
from .test_desk_queue import open_desk as open_desk
from .test_desk_queue import submit as submit
from .test_desk_queue import visitor as visitor

BY_MAIL = {"phone": None, "email": "robin@example.com"}
Send = Callable[[], Any]


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on."""
    with using(replace(make_runtime(dynamodb, clock, clinic), email=mailbox)) as runtime:
        yield runtime


@pytest.fixture
def send(run: Runtime) -> Send:
    """Let the outbox be worked off."""
    return lambda: send_messages(run, lambda: 60.0)


@pytest.fixture
def given_up(submit: Submit, send: Send, mailbox: Mailbox, clock: FixedClock) -> None:
    """A receipt could not be sent, however often it was tried."""
    submit(**BY_MAIL)
    mailbox.failing = "Throttling"
    for _ in range(16):
        clock.forward(hours=1)
        send()
    mailbox.failing = None


def open_person(desk: Desk, person_id: str) -> None:
    """By its address; the page's clock goes on, so that it does what it does once it is shown."""
    desk.page.clock.resume()
    desk.page.goto(f"{desk.page.url.partition('#')[0]}#/find/{person_id}")


class TestAnsweringByEmail:
    def test_is_a_key_a_letter_that_is_read_whole_and_a_way_back(
        self,
        open_desk: OpenDesk,
        submit: Submit,
        colleague: Caller,
        send: Send,
        mailbox: Mailbox,
    ) -> None:
        submit(**BY_MAIL, language="es")
        send()
        desk = open_desk()
        desk.take_next()
        desk.press("a")
        dialog = desk.page.get_by_role("dialog", name="Answer by email")
        letter = dialog.locator(".letter")
        letter.get_by_text("Nos gustaría hablar con usted").wait_for()
        assert "robin@example.com" in dialog.inner_text()
        dialog.get_by_label("Language").select_option("en")
        dialog.get_by_label("What to write").select_option("letter-best-by-phone")
        letter.get_by_text("About your question").wait_for()
        assert "call or text 988" in letter.inner_text()
        desk.page.clock.resume()
        assert_accessible(desk.page)
        dialog.get_by_role("button", name="Send this email").click()
        desk.wait("Answered by email. The callback is closed.")
        assert colleague.get("/locations/new-york/queue").json["entries"] == []
        desk.press("z")
        desk.wait("Undone. This call is with you again.")
        desk.forward(minutes=4)
        send()
        assert len(mailbox.taken) == 1, "the receipt alone"

    def test_goes_once_nobody_takes_it_back_and_tells_the_history(
        self, open_desk: OpenDesk, submit: Submit, send: Send, mailbox: Mailbox
    ) -> None:
        submit(**BY_MAIL)
        send()
        desk = open_desk()
        desk.take_next()
        desk.note.fill("asks about evenings")
        desk.press("Escape", "a")
        dialog = desk.page.get_by_role("dialog", name="Answer by email")
        dialog.get_by_text("We'd like to talk with you").wait_for()
        dialog.get_by_role("button", name="Send this email").click()
        desk.wait("The callback is closed.")
        desk.forward(minutes=4)
        send()
        assert mailbox.subjects[-1] == "About your request"

    def test_is_not_there_where_a_call_was_promised(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit(email="robin@example.com")
        desk = open_desk()
        desk.take_next()
        assert desk.page.get_by_role("button", name="Answer by email").count() == 0


class TestWhatWasTold:
    def test_stands_on_the_person_s_page_and_is_sent_again_from_there(
        self,
        open_desk: OpenDesk,
        site: str,
        colleague: Caller,
        send: Send,
        mailbox: Mailbox,
        clock: FixedClock,
    ) -> None:
        publish(signed_in(Wire(site), "staff-mia", "manager"), date(2026, 11, 30))
        made = book(colleague)
        clock.forward(minutes=3)
        send()
        desk = open_desk()
        open_person(desk, made["person_id"])
        messages = desk.page.get_by_role("region", name="Messages")
        line = messages.get_by_role("listitem").filter(has_text="Appointment booked")
        line.get_by_text("Sent Mon, Nov 23, 10:03 am").wait_for()
        assert "To robin@example.com" in line.inner_text()
        waits = messages.get_by_role("listitem").filter(has_text="Reminder")
        assert "Goes out" in waits.inner_text()
        assert waits.get_by_role("button").count() == 0
        assert_accessible(desk.page)
        line.get_by_role("button", name="Send again").dblclick()
        desk.wait("It goes out again in the next minute.")
        desk.forward(minutes=1)
        send()
        assert len(mailbox.taken) == 2

    def test_that_an_answer_by_email_was_answered_is_noted_there(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller, send: Send, clock: FixedClock
    ) -> None:
        submit(**BY_MAIL)
        card = colleague.post("/locations/new-york/queue/claim").json
        body = {"claim": card["claim"]["token"], "letter": "letter-call-us", "language": "en"}
        path = f"/callbacks/{card['callback_id']}"
        assert colleague.post(f"{path}/letters", body).status == 200
        clock.forward(minutes=3)
        send()
        desk = open_desk()
        open_person(desk, card["person_id"])
        desk.page.get_by_role("button", name="They got back to us").click()
        desk.wait("Noted.")
        assert colleague.get(path).json["outcome"] == "answered"


class TestWhatDidNotGo:
    @pytest.mark.parametrize("options", [{}, PHONE], ids=["desk", "phone"])
    def test_stands_above_the_queue_until_somebody_saw_to_it(
        self, given_up: None, open_desk: OpenDesk, options: Any
    ) -> None:
        desk = open_desk(**options)
        missed = desk.page.get_by_role("region", name="1 email couldn't be sent")
        missed.wait_for()
        assert "Robin E.: Receipt of their request. Not sent" in missed.inner_text()
        desk.page.clock.resume()
        assert_accessible(desk.page)
        missed.get_by_role("link").click()
        desk.page.get_by_role("heading", name="Robin Example").wait_for()
        desk.press("q")
        missed.get_by_role("button", name="Done").click()
        desk.wait("Noted as done.")
        missed.wait_for(state="detached")

    def test_is_sent_again_from_there(
        self, given_up: None, open_desk: OpenDesk, send: Send, mailbox: Mailbox
    ) -> None:
        desk = open_desk()
        missed = desk.page.get_by_role("region", name="1 email couldn't be sent")
        missed.get_by_role("button", name="Send again").click()
        missed.wait_for(state="detached")
        send()
        assert mailbox.subjects == ["We have your request"]
