"""A visitor waits for a time: joins where none fits, comes back, takes or declines an offer."""

from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments.book import book_as_staff
from chalicelib.scheduling.appointments.cancel import cancel
from chalicelib.scheduling.appointments.load_appointment import Asked
from chalicelib.scheduling.appointments.models import StaffBookIn
from chalicelib.scheduling.slots.models import UNDO_TIME
from chalicelib.scheduling.waitlist.join_waitlist import join_waitlist, waitlist_token
from chalicelib.scheduling.waitlist.models import JoinIn
from chalicelib.scheduling.waitlist.offer_freed_slot import offer_freed_slots
from tests.api.whole_table import everything
from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import Visitor
from .lost_answers import CUT, answer_first
from .visitors import (
    OpenForm,
    open_at_the_servers_time,
    pass_time,
    press,
    publish_next_weeks,
    see_times,
    send_request,
)

PHONE = {"viewport": {"width": 360, "height": 740}}
WEDNESDAY_10 = "2026-11-25T15:00:00Z"
JOINED = "You're on the waitlist"
OFFERED = "A time opened up for you"


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """There are times to choose from."""
    publish_next_weeks(run)


def said(visitor: Visitor) -> str:
    return str(visitor.page.inner_text("main"))


def join_from_form(open_form: OpenForm, clock: FixedClock, **options: Any) -> Visitor:
    """Somebody sends the form, sees the times, and finds none that works for them."""
    visitor = open_at_the_servers_time(open_form, clock, **options)
    send_request(visitor)
    see_times(visitor)
    press(visitor.page, "Join the waitlist")
    visitor.page.wait_for_selector("#wait-until")
    return visitor


def entry_of_somebody(run: Runtime) -> tuple[str, str]:
    """Somebody who waits for an infusion; the id and token of their place."""
    given = {
        "location_id": "new-york",
        "service_id": "ketamine-infusion",
        "name": "Robin Example",
        "phone": "212-555-0123",
        "wish": {"first_day": "2026-11-24", "last_day": "2026-11-30"},
    }
    ticket = join_waitlist(run, "new-york", JoinIn.model_validate(given), "visitor", None)
    return ticket.ticket_id, waitlist_token(run, ticket.ticket_id)


def offer(run: Runtime, clock: FixedClock) -> None:
    """A time was given up, and is offered to the first who waits."""
    body = {"service_id": "ketamine-infusion", "starts_at": WEDNESDAY_10}
    person = {"name": "Kim Example", "phone": "212-555-0177"}
    made = book_as_staff(
        run, "staff-ana", "new-york", StaffBookIn.model_validate({**body, **person}), None
    )
    cancel(run, Asked(made.appointment_id, "staff-ana"), None)
    clock.now += UNDO_TIME
    offer_freed_slots(run, lambda: 60.0)


def open_place(
    open_form: OpenForm, clock: FixedClock, site: str, named: tuple[str, str], **options: Any
) -> Visitor:
    """Open the page of a place on the waitlist."""
    visitor = open_at_the_servers_time(open_form, clock, **options)
    visitor.page.goto(f"{site}waitlist#{'.'.join(named)}")
    visitor.page.wait_for_selector("#visit-title")
    return visitor


@pytest.fixture
def offered(run: Runtime, open_form: OpenForm, clock: FixedClock, site: str) -> Visitor:
    """Somebody sees on their page that a time is kept for them."""
    named = entry_of_somebody(run)
    offer(run, clock)
    visitor = open_place(open_form, clock, site, named)
    visitor.page.wait_for_selector(f"text={OFFERED}")
    return visitor


class TestJoining:
    def test_where_no_time_fits_leads_to_a_page_that_survives_a_reload(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        visitor = join_from_form(open_form, clock, **PHONE)
        assert_accessible(visitor.page)
        for day in ("Saturday", "Sunday"):
            visitor.page.uncheck(f"text={day}")
        visitor.page.check("text=Mornings, before noon")
        visitor.page.locator("#booking form .first").click()
        visitor.page.wait_for_selector("#booking .manage")
        assert JOINED in said(visitor)
        assert "/waitlist#" in visitor.page.url
        assert_accessible(visitor.page)
        visitor.page.reload()
        visitor.page.wait_for_selector("#visit-title")
        assert JOINED in said(visitor)
        assert "Mon, Tue, Wed, Thu, Fri" in said(visitor)
        assert "Mornings, before noon" in said(visitor)
        width = visitor.page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["viewport"]["width"]
        assert visitor.complaints == []
        assert_accessible(visitor.page)

    def test_without_a_day_says_so_at_the_days(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        visitor = join_from_form(open_form, clock)
        for box in visitor.page.locator("[name=day]").all():
            box.uncheck()
        visitor.page.locator("#booking form .first").click()
        visitor.page.wait_for_selector("text=Please choose at least one day.")
        assert_accessible(visitor.page)

    def test_sent_again_after_silence_is_one_place(
        self, open_form: OpenForm, clock: FixedClock, run: Runtime
    ) -> None:
        visitor = join_from_form(open_form, clock)
        answer_first(visitor.page, "**/waitlist", CUT)
        visitor.page.locator("#booking form .first").click()
        visitor.page.wait_for_selector("text=You won't be added twice.")
        visitor.page.locator("#booking form .first").click()
        visitor.page.wait_for_selector("#booking .manage")
        waiting = [each for each in everything(run) if each["pk"].startswith("WAITING#")]
        assert len(waiting) == 1


class TestAnOffer:
    def test_is_taken_there_and_then_with_nothing_to_type(self, offered: Visitor) -> None:
        assert "Wednesday, November 25, 10:00 am EST" in said(offered)
        assert_accessible(offered.page)
        press(offered.page, "Book this time")
        offered.page.wait_for_selector("text=Your appointment is booked")
        assert "/manage#" in offered.page.url
        assert offered.focused == "visit-title"
        assert_accessible(offered.page)
        offered.page.reload()
        offered.page.wait_for_selector("text=Hello Robin, here is your appointment.")
        assert offered.complaints == []

    def test_is_booked_once_though_the_answer_was_lost(self, offered: Visitor) -> None:
        answer_first(offered.page, "**/take", CUT)
        press(offered.page, "Book this time")
        offered.page.wait_for_selector("text=We can't tell if that worked")
        press(offered.page, "Try again")
        offered.page.wait_for_selector("text=Your appointment is booked")

    def test_is_declined_and_they_wait_on(self, offered: Visitor) -> None:
        press(offered.page, "I can't make it")
        offered.page.wait_for_selector("text=We'll keep looking for another time.")
        assert JOINED in said(offered)

    def test_that_ran_out_while_the_page_was_open_says_so(
        self, offered: Visitor, clock: FixedClock
    ) -> None:
        pass_time(offered, clock, 4 * 3600)
        offered.page.wait_for_selector("text=We're no longer keeping that time for you.")
        assert JOINED in said(offered)

    def test_taken_a_moment_too_late_says_so(self, offered: Visitor, clock: FixedClock) -> None:
        clock.forward(hours=4)  # this browser's clock is behind
        press(offered.page, "Book this time")
        offered.page.wait_for_selector("text=We're no longer keeping that time for you.")
        assert JOINED in said(offered)


class TestLeaving:
    def test_is_asked_once_more_and_then_done(
        self, run: Runtime, open_form: OpenForm, clock: FixedClock, site: str
    ) -> None:
        visitor = open_place(open_form, clock, site, entry_of_somebody(run))
        press(visitor.page, "Leave the waitlist")
        visitor.page.wait_for_selector("text=Leave the waitlist?")
        press(visitor.page, "Yes, leave")
        visitor.page.wait_for_selector("text=You're not on the waitlist anymore")
        assert_accessible(visitor.page)


@pytest.mark.parametrize(
    ("named", "text"),
    [
        (("", ""), "This link is incomplete"),
        (("0" * 26, "a" * 43), "We can't find this waitlist spot"),
    ],
)
def test_says_what_is_wrong_with_a_link(
    open_form: OpenForm, clock: FixedClock, site: str, named: tuple[str, str], text: str
) -> None:
    visitor = open_place(open_form, clock, site, named)
    assert text in said(visitor)
    assert "(212) 555-0142" in visitor.page.inner_text("body")
    assert_accessible(visitor.page)
