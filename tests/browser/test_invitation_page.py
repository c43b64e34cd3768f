"""Somebody opens the link that the clinic gave them, chooses a time, and books it: once."""

from datetime import timedelta

import pytest

from chalicelib.clinic import Clinic, OnlineBooking, load_clinic
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments.book import book_as_staff
from chalicelib.scheduling.appointments.models import StaffBookIn
from chalicelib.scheduling.invitations.invite_person import invitation_token, invite_person
from chalicelib.scheduling.invitations.models import InviteIn
from chalicelib.scheduling.invitations.withdraw_invitation import withdraw_invitation
from tests.conftest import FixedClock, open_to_anyone

from .axe import assert_accessible
from .conftest import Visitor
from .lost_answers import CUT, answer_first
from .visitors import OpenForm, open_at_the_servers_time, press, publish_next_weeks

SERVICE = "ketamine-infusion"
PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """The packaged clinic, where infusions are for the invited."""
    usual = open_to_anyone(load_clinic())
    invited = {"online": OnlineBooking.INVITED}
    services = [e.model_copy(update=invited) if e.id == SERVICE else e for e in usual.services]
    return usual.model_copy(update={"services": tuple(services)})


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """There are times to choose from."""
    publish_next_weeks(run)


@pytest.fixture
def named(run: Runtime) -> tuple[str, str]:
    """The id and token of an invitation of somebody who has been here before."""
    body = {"service_id": "ketamine-consultation", "starts_at": "2026-11-30T15:00:00Z"}
    person = {"name": "Robin Example", "phone": "212-555-0123"}
    given = StaffBookIn.model_validate({**body, **person})
    here = book_as_staff(run, "staff-ana", "new-york", given, None)
    to = InviteIn(location_id="new-york", service_id=SERVICE)
    made = invite_person(run, "staff-ana", here.person_id, to, None)
    return made.invitation_id, invitation_token(run, made.invitation_id)


@pytest.fixture
def open_link(
    open_form: OpenForm, clock: FixedClock, site: str, named: tuple[str, str]
) -> OpenForm:
    """Open the link of the invitation, or another one."""

    def open_with(fragment: str | None = None, **options: object) -> Visitor:
        visitor = open_at_the_servers_time(open_form, clock, **options)
        visitor.page.goto(f"{site}book#{'.'.join(named) if fragment is None else fragment}")
        visitor.page.wait_for_selector("#visit-title")
        return visitor

    return open_with


def said(visitor: Visitor) -> str:
    return str(visitor.page.inner_text("main"))


def keep_a_time(visitor: Visitor) -> None:
    visitor.page.wait_for_selector(".start")
    visitor.page.locator(".start").first.click()
    visitor.page.wait_for_selector(".left")


def press_book(visitor: Visitor) -> None:
    visitor.page.locator(".book > .first").click()


def test_shows_the_times_of_a_service_for_the_invited_and_books_one(
    open_link: OpenForm,
) -> None:
    visitor = open_link(**PHONE)
    visitor.page.wait_for_selector(".start")
    assert "Hello Robin, please choose a time that works for you." in said(visitor)
    assert "Ketamine infusion" in said(visitor)
    assert "Example" not in said(visitor).replace("100 Example Pier", "")
    assert_accessible(visitor.page)
    keep_a_time(visitor)
    visitor.page.fill("#escort", "Kim Example")
    assert_accessible(visitor.page)
    press_book(visitor)
    visitor.page.wait_for_selector("text=Your appointment is booked")
    assert "/manage#" in visitor.page.url
    width = visitor.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["viewport"]["width"]
    assert_accessible(visitor.page)
    visitor.page.reload()
    visitor.page.wait_for_selector("text=Hello Robin, here is your appointment.")
    assert "Kim Example" in said(visitor)
    assert visitor.complaints == []


def test_never_puts_id_or_token_into_an_address_that_is_sent(
    open_link: OpenForm, named: tuple[str, str]
) -> None:
    visitor = open_link()
    asked: list[str] = []
    visitor.page.on("request", lambda call: asked.append(call.url))
    visitor.page.reload()
    visitor.page.wait_for_selector(".start")
    assert not [url for url in asked if named[1] in url.partition("#")[0]]


def test_is_booked_once_though_the_answer_was_lost(open_link: OpenForm) -> None:
    visitor = open_link()
    keep_a_time(visitor)
    answer_first(visitor.page, "**/book", CUT)
    press_book(visitor)
    visitor.page.wait_for_selector("text=You won't be booked twice.")
    press(visitor.page, "Try again")
    visitor.page.wait_for_selector("text=Your appointment is booked")


def test_opened_again_once_it_was_used_says_whom_to_call(
    open_link: OpenForm, named: tuple[str, str]
) -> None:
    visitor = open_link()
    keep_a_time(visitor)
    press_book(visitor)
    visitor.page.wait_for_selector("text=Your appointment is booked")
    another = open_link()
    assert "This link can't be used anymore" in said(another)
    assert "(212) 555-0142" in another.page.inner_text("body")
    assert_accessible(another.page)


def test_withdrawn_while_a_time_was_chosen_says_whom_to_call(
    run: Runtime, open_link: OpenForm, named: tuple[str, str]
) -> None:
    visitor = open_link()
    keep_a_time(visitor)
    withdraw_invitation(run, "staff-ana", named[0])
    press_book(visitor)
    visitor.page.wait_for_selector("text=This link can't be used anymore")
    assert_accessible(visitor.page)


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("", "This link is incomplete"),
        (f"{'0' * 26}.{'a' * 43}", "This link can't be used anymore"),
    ],
)
def test_says_what_is_wrong_with_a_link(open_link: OpenForm, fragment: str, text: str) -> None:
    visitor = open_link(fragment)
    assert text in said(visitor)
    assert_accessible(visitor.page)


def test_is_too_old_after_14_days(
    open_link: OpenForm, clock: FixedClock, named: tuple[str, str]
) -> None:
    clock.now += timedelta(days=14)
    assert "This link can't be used anymore" in said(open_link())
