"""A visitor types who they are, then the code from their email, and sees what is theirs."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.settings import Settings
from chalicelib.platform.storage.references import reference_of
from chalicelib.sending.send_messages import send_messages
from tests.api.mailbox import Mailbox, text_of
from tests.conftest import FixedClock, make_runtime

from .axe import assert_accessible
from .conftest import Visitor
from .desks import Colleague
from .lost_answers import BROKEN, BUSY, CUT, answer_first
from .visitors import OpenForm, open_at_the_servers_time, press, publish_next_weeks

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROBIN = {"name": "Robin Example", "email": "robin@example.com"}
INFUSION = "ketamine-infusion"
WEDNESDAY_10 = "2026-11-25T15:00:00Z"
HERE = "locations/new-york"
REQUEST = {
    "location_id": "new-york",
    "service_id": INFUSION,
    "consent": True,
    "started_at": "2026-11-23T13:00:00Z",
    **ROBIN,
}

OpenMine = Callable[..., Visitor]


@pytest.fixture
def mailbox() -> Mailbox:
    """The mailbox that all mail goes to."""
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on, and leads to the pages."""
    settings = Settings.model_validate({"FRONTDESK_ENDPOINT_URL": "https://frontdesk.example/"})
    world = replace(make_runtime(dynamodb, clock, clinic), email=mailbox, settings=settings)
    with using(world) as runtime:
        yield runtime


@pytest.fixture
def open_mine(open_form: OpenForm, clock: FixedClock, site: str) -> OpenMine:
    """Open the page in a browser of its own."""

    def open_with(query: str = "", **options: Any) -> Visitor:
        visitor = open_at_the_servers_time(open_form, clock, **options)
        visitor.page.goto(f"{site}mine{query}")
        visitor.page.wait_for_selector("#own-name")
        return visitor

    return open_with


def ask(visitor: Visitor, name: str = ROBIN["name"], email: str = ROBIN["email"]) -> None:
    """Fill in who they are, and press the button."""
    visitor.page.fill("#own-name", name)
    visitor.page.fill("#own-email", email)
    visitor.page.click("#mine .first")


def ask_for_link(visitor: Visitor, reference: str, email: str = ROBIN["email"]) -> None:
    """Fill in the reference and the address, and press the button."""
    visitor.page.fill("#link-reference", reference)
    visitor.page.fill("#link-email", email)
    press(visitor.page, "Send me the link")


def code_sent(run: Runtime, mailbox: Mailbox) -> str:
    """The code in the newest mail, once what is due went out."""
    send_messages(run, lambda: 60.0)
    texts = [
        text_of(mail) for mail in mailbox.mails if re.search("code|código", str(mail["Subject"]))
    ]
    found = re.search(r"\d{3} \d{3}", texts[-1])
    assert found
    return found.group()


def type_code(page: "Page", code: str) -> None:
    page.fill("#own-code", code)
    page.click("#mine .first")


def prove(visitor: Visitor, run: Runtime, mailbox: Mailbox, **who: str) -> None:
    ask(visitor, **who)
    visitor.page.wait_for_selector("#own-code")
    type_code(visitor.page, code_sent(run, mailbox))
    visitor.page.wait_for_selector("text=Everything you have with us")


def wrong(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 1_000_000:06}"


@pytest.fixture
def known(run: Runtime, site: str) -> None:
    """Robin has an appointment, a place on the waitlist, and a request that nobody answered."""
    publish_next_weeks(run)
    desk = Colleague(site)
    booking = {"service_id": INFUSION, "starts_at": WEDNESDAY_10, **ROBIN}
    desk.post(f"{HERE}/appointments", booking)
    desk.post("requests", REQUEST)
    wish = {"first_day": "2026-11-30", "last_day": "2026-12-04"}
    desk.post(f"{HERE}/waitlist", {"service_id": INFUSION, "wish": wish, **ROBIN})


class TestSeeingEverything:
    def test_shows_appointments_requests_and_waitlist_and_leads_on(
        self, open_mine: OpenMine, known: None, run: Runtime, mailbox: Mailbox
    ) -> None:
        visitor = open_mine()
        assert_accessible(visitor.page)
        ask(visitor)
        visitor.page.wait_for_selector("#own-code")
        assert "If robin@example.com is the right address" in visitor.page.inner_text("main")
        assert_accessible(visitor.page)
        type_code(visitor.page, code_sent(run, mailbox))
        visitor.page.wait_for_selector("text=Everything you have with us")
        said = visitor.page.inner_text("main")
        assert "Wednesday, November 25, 10:00 am EST" in said
        assert "We'll email you by" in said
        assert "Monday, November 30 to Friday, December 4" in said
        assert_accessible(visitor.page)
        assert visitor.complaints == []
        place = str(visitor.page.get_attribute("a[href*='waitlist#']", "href"))
        request = str(visitor.page.get_attribute("a[href*='receipt#']", "href"))
        visitor.page.click("a[href*='manage#']")
        visitor.page.wait_for_selector("text=Hello Robin, here is your appointment.")
        visitor.page.goto(request)
        visitor.page.wait_for_selector(".typed")
        visitor.page.goto(place)
        visitor.page.wait_for_selector("text=Ketamine infusion")

    def test_stays_through_a_reload_and_can_be_closed(
        self, open_mine: OpenMine, known: None, run: Runtime, mailbox: Mailbox
    ) -> None:
        visitor = open_mine()
        ask(visitor)
        visitor.page.wait_for_selector("#own-code")
        visitor.page.reload()
        visitor.page.wait_for_selector("#own-code")
        type_code(visitor.page, code_sent(run, mailbox))
        visitor.page.wait_for_selector("text=Your appointments")
        visitor.page.reload()
        visitor.page.wait_for_selector("text=Your appointments")
        press(visitor.page, "Close my page")
        visitor.page.wait_for_selector("text=Your page is closed.")
        assert visitor.page.input_value("#own-email") == ""
        visitor.page.reload()
        visitor.page.wait_for_selector("#own-name")
        assert visitor.kept_in_the_tab == 0

    def test_closes_by_itself_after_half_an_hour(
        self, open_mine: OpenMine, known: None, run: Runtime, mailbox: Mailbox
    ) -> None:
        visitor = open_mine()
        prove(visitor, run, mailbox)
        visitor.page.clock.fast_forward(30 * 60 * 1000)
        visitor.page.wait_for_selector("text=we closed your page after half an hour")
        assert "November 25" not in visitor.page.inner_text("main")

    def test_says_that_nothing_was_found_for_another_name(
        self, open_mine: OpenMine, known: None, run: Runtime, mailbox: Mailbox
    ) -> None:
        visitor = open_mine()
        prove(visitor, run, mailbox, name="Kim Sample")
        assert "Nothing is open under this name" in visitor.page.inner_text("main")

    def test_lets_people_be_contacted_again(
        self, open_mine: OpenMine, site: str, run: Runtime, mailbox: Mailbox
    ) -> None:
        desk = Colleague(site, group="front-desk")
        desk.post("requests", REQUEST)
        card = desk.post(f"{HERE}/queue/claim", {})
        wish = {"claim": card["claim"]["token"], "disposition": "do-not-contact"}
        desk.post(f"callbacks/{card['callback_id']}/attempts", wish)
        person = open_mine()
        prove(person, run, mailbox)
        person.page.wait_for_selector("text=You asked us not to contact you")
        assert_accessible(person.page)
        press(person.page, "You may contact me again")
        person.page.wait_for_selector("text=Thank you. We may contact you again.")
        assert "You asked us not to contact you" not in person.page.inner_text("main")


class TestWhatGoesWrong:
    def test_each_field_says_what_it_needs(self, open_mine: OpenMine) -> None:
        visitor = open_mine()
        visitor.page.click("#mine .first")
        assert visitor.page.inner_text("#own-name-error") == "Please enter your name."
        assert visitor.focused == "own-name"
        assert_accessible(visitor.page)
        ask(visitor, email="robin@")
        visitor.page.wait_for_selector("text=This doesn't look like an email address.")
        assert visitor.page.input_value("#own-name") == "Robin Example"
        assert visitor.focused == "own-email"

    def test_a_wrong_code_is_told_in_the_same_words_as_one_that_was_never_sent(
        self, open_mine: OpenMine, run: Runtime, mailbox: Mailbox
    ) -> None:
        visitor = open_mine()
        ask(visitor)
        visitor.page.wait_for_selector("#own-code")
        type_code(visitor.page, "000 000")
        visitor.page.wait_for_selector("text=This code isn't right, or it has expired.")
        before = visitor.page.inner_text("main")
        code = code_sent(run, mailbox)
        type_code(visitor.page, wrong(code))
        visitor.page.wait_for_function("document.querySelector('#own-code').value !== '000 000'")
        visitor.page.wait_for_selector("#mine .first:not([disabled])")
        assert visitor.page.inner_text("main") == before
        assert visitor.focused == "own-code"
        assert_accessible(visitor.page)
        type_code(visitor.page, "12345")
        visitor.page.wait_for_selector("text=Please type all six digits.")
        type_code(visitor.page, f" {code.replace(' ', '-')} ")
        visitor.page.wait_for_selector("text=Everything you have with us")

    def test_after_ten_minutes_a_new_one_is_asked_for(
        self, open_mine: OpenMine, run: Runtime, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        visitor = open_mine()
        ask(visitor)
        visitor.page.wait_for_selector("#own-code")
        code = code_sent(run, mailbox)
        clock.forward(minutes=10)
        visitor.page.clock.fast_forward(10 * 60 * 1000)
        type_code(visitor.page, code)
        visitor.page.wait_for_selector("text=Your code has expired. Please get a new one.")
        assert visitor.page.input_value("#own-email") == "robin@example.com"
        visitor.page.click("#mine .first")
        visitor.page.wait_for_selector("#own-code")
        type_code(visitor.page, code_sent(run, mailbox))
        visitor.page.wait_for_selector("text=Everything you have with us")

    def test_asking_too_often_says_when_to_try_again_and_whom_to_call(
        self, open_mine: OpenMine, clinic: Clinic
    ) -> None:
        visitor = open_mine()
        for number in range(clinic.messages.most_codes_per_visitor):
            ask(visitor, email=f"robin{number}@example.com")
            visitor.page.wait_for_selector("#own-code")
            press(visitor.page, "Get a new code")
        ask(visitor)
        visitor.page.wait_for_selector("text=That's as many tries as we take from here for now.")
        assert "(212) 555-0142" in visitor.page.inner_text("#told")
        assert_accessible(visitor.page)

    @pytest.mark.parametrize("how", [CUT, BROKEN, BUSY])
    def test_without_an_answer_the_same_code_is_asked_for_again(
        self, open_mine: OpenMine, how: str, run: Runtime, mailbox: Mailbox
    ) -> None:
        visitor = open_mine()
        writes = answer_first(visitor.page, "**/proofs", how)
        ask(visitor)
        visitor.page.wait_for_selector("#told")
        assert visitor.page.input_value("#own-name") == "Robin Example"
        assert_accessible(visitor.page)
        visitor.page.click("#mine .first")
        visitor.page.wait_for_selector("#own-code")
        assert writes.keys[0] == writes.keys[1]
        typed = answer_first(visitor.page, "**/code", how)
        code = code_sent(run, mailbox)
        type_code(visitor.page, code)
        visitor.page.wait_for_selector("#told")
        assert visitor.page.input_value("#own-code") == code
        visitor.page.click("#mine .first")
        visitor.page.wait_for_selector("text=Everything you have with us")
        assert len(typed.sent) == 2

    def test_without_mail_it_says_to_call(
        self, open_form: OpenForm, site: str, dynamodb: Any, clock: FixedClock, clinic: Clinic
    ) -> None:
        with using(make_runtime(dynamodb, clock, clinic)):
            page = open_form().page
            page.goto(f"{site}mine")
            page.wait_for_selector("text=We can't send email right now")
            assert page.query_selector("main input") is None
            assert "(212) 555-0142" in page.inner_text("body")

    def test_without_script_it_says_to_call(self, open_form: OpenForm, site: str) -> None:
        page = open_form(java_script_enabled=False).page
        page.goto(f"{site}mine")
        assert "This page needs JavaScript" in page.inner_text("main")


class TestTheLinkByAReference:
    def test_comes_by_email_and_opens_the_appointment(
        self, open_mine: OpenMine, site: str, run: Runtime, mailbox: Mailbox
    ) -> None:
        publish_next_weeks(run)
        booking = {"service_id": INFUSION, "starts_at": WEDNESDAY_10, **ROBIN}
        made = Colleague(site).post(f"{HERE}/appointments", booking)
        visitor = open_mine()
        ask_for_link(visitor, reference_of(made["appointment_id"]).lower().replace("-", " "))
        visitor.page.wait_for_selector("text=If this reference number and this email address go")
        assert_accessible(visitor.page)
        send_messages(run, lambda: 60.0)
        (mail,) = [each for each in mailbox.mails if "link" in str(each["Subject"])]
        link = re.search(r"manage\S*#\S+", text_of(mail))
        assert link
        visitor.page.goto(f"{site}{link.group()}")
        visitor.page.wait_for_selector("text=Hello Robin, here is your appointment.")
        assert visitor.complaints == []

    def test_is_said_to_be_sent_in_the_same_words_to_whoever_asks(
        self, open_mine: OpenMine, run: Runtime, mailbox: Mailbox
    ) -> None:
        visitor = open_mine()
        ask_for_link(visitor, "7K3M-Q2PX", "nobody@example.net")
        visitor.page.wait_for_selector("text=If this reference number and this email address go")
        send_messages(run, lambda: 60.0)
        assert mailbox.taken == []

    def test_says_what_each_field_needs_and_to_call_with_a_phone_number(
        self, open_mine: OpenMine
    ) -> None:
        visitor = open_mine()
        ask_for_link(visitor, "", "(212) 555-0123")
        assert "Please enter your reference number." in visitor.page.inner_text("main")
        assert "If you gave us a phone number, please call us." in visitor.page.inner_text("main")
        assert visitor.focused == "link-reference"
        ask_for_link(visitor, "7K3M")
        visitor.page.wait_for_selector("text=A reference number has eight letters and digits")
        assert_accessible(visitor.page)

    @pytest.mark.parametrize("how", [CUT, BROKEN])
    def test_without_an_answer_is_asked_for_again_as_it_was(
        self, open_mine: OpenMine, how: str
    ) -> None:
        visitor = open_mine()
        writes = answer_first(visitor.page, "**/links", how)
        ask_for_link(visitor, "7K3M-Q2PX")
        visitor.page.wait_for_selector("form .told:not(:empty)")
        press(visitor.page, "Send me the link")
        visitor.page.wait_for_selector("text=If this reference number and this email address go")
        assert writes.keys[0] == writes.keys[1]


class TestForEverybody:
    def test_it_is_there_in_spanish_on_a_narrow_phone(
        self, open_mine: OpenMine, known: None, run: Runtime, mailbox: Mailbox
    ) -> None:
        visitor = open_mine("?lang=es", viewport={"width": 320, "height": 640})
        assert "Vea todo lo que tiene con nosotros" in visitor.page.inner_text("main")
        ask(visitor)
        visitor.page.wait_for_selector("#own-code")
        code = code_sent(run, mailbox)
        assert "Su código" in mailbox.subjects
        type_code(visitor.page, code)
        visitor.page.wait_for_selector("text=Sus citas")
        assert "iércoles, 25 de noviembre" in visitor.page.inner_text("main")
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert "lang=es" in str(visitor.page.get_attribute("a[href*='manage']", "href"))
        assert_accessible(visitor.page)
        assert visitor.complaints == []

    def test_the_phone_offers_the_code_and_the_keyboard_alone_is_enough(
        self, open_mine: OpenMine, run: Runtime, mailbox: Mailbox
    ) -> None:
        visitor = open_mine()
        visitor.page.fill("#own-name", ROBIN["name"])
        visitor.page.fill("#own-email", ROBIN["email"])
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_selector("#own-code")
        field = visitor.page.locator("#own-code")
        assert field.get_attribute("autocomplete") == "one-time-code"
        assert field.get_attribute("inputmode") == "numeric"
        field.focus()
        visitor.page.keyboard.type(code_sent(run, mailbox))
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_selector("text=Everything you have with us")

    def test_the_form_the_receipt_and_the_appointment_lead_there(
        self, open_form: OpenForm, site: str
    ) -> None:
        page = open_form().page
        for path in ("", "receipt", "manage"):
            page.goto(f"{site}{path}")
            page.wait_for_selector("main a[href='/mine']")
