"""The walks of visitors and of the desk, through the deployed whole, in a real browser."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import pytest

from tests.deployed.walkers import (
    Walker,
    appointment,
    at_the_desk,
    in_distress,
    publish,
    walker,
)
from tests.deployed.whole import Whole

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE, THERE = "new-york", "chicago"


@pytest.fixture(scope="module", autouse=True)
def published(whole: Whole) -> None:
    """There are times to choose from."""
    publish(whole, HERE)
    publish(whole, THERE)


def send_request(walks: Walker) -> None:
    """Fill in what is needed and send it."""
    page = walks.page
    page.check("input[value=new-york]")
    page.select_option("#service_id", "ketamine-consultation")
    page.fill("#name", "Robin Example")
    page.fill("#phone", "(212) 555-0199")
    page.check("#is_adult")
    page.check("#consent")
    page.click("#send")
    page.wait_for_selector("#booking button")


def choose_in_the_next_week(walks: Walker, which: int) -> None:
    """Turn to the week after this one, and press one of its times."""
    walks.page.wait_for_selector(".turner")
    walks.page.click(".turn >> nth=1")
    walks.page.wait_for_selector(".start")
    walks.page.locator(".start").nth(which).click()


def test_a_visitor_sends_a_request_books_a_time_moves_it_and_calls_it_off(
    whole: Whole, browser: "Browser"
) -> None:
    with walker(browser, whole.deployed.url) as visitor:
        send_request(visitor)
        visitor.page.click("#booking button")
        choose_in_the_next_week(visitor, 0)
        visitor.page.wait_for_selector(".left")
        visitor.page.click("#booking .first")
        visitor.sees("Your appointment is booked")
        address = str(visitor.page.get_attribute("#booking .manage", "href"))
        assert visitor.has_no_complaint

        assert visitor.page.url == urljoin(visitor.page.url, address)
        visitor.page.reload()  # the appointment is there again
        booked = appointment(whole, visitor.page.url)
        visitor.press("Reschedule")
        choose_in_the_next_week(visitor, -1)
        visitor.press("Yes, reschedule")
        visitor.sees("Your appointment has been rescheduled.")
        moved = appointment(whole, visitor.page.url)
        assert moved["appointment_id"] == booked["appointment_id"]
        assert moved["starts_at"] > booked["starts_at"]

        visitor.press("Cancel this appointment")
        visitor.press("Yes, cancel it")
        visitor.sees("This appointment is canceled")
        assert appointment(whole, visitor.page.url)["status"] == "cancelled"
        assert visitor.has_no_complaint


def take_next(desk: Walker) -> str:
    """By its key; the name on the card."""
    desk.page.keyboard.press("n")
    desk.page.wait_for_selector(".call h2")
    return desk.page.inner_text(".call h2")


def book_from_the_card(desk: Walker) -> date:
    """By keys alone, the first free time; its day in New York."""
    desk.page.keyboard.press("b")
    desk.page.wait_for_selector("[data-time]:focus")
    time = str(desk.page.get_attribute("[data-time]:focus", "data-time"))
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector("[type=submit]:focus")
    desk.page.keyboard.press("Enter")
    desk.page.get_by_text("Now record how the call went.").first.wait_for()  # not closed by that
    desk.page.keyboard.press("2")
    desk.press("Spoke with them: not in danger")
    desk.page.wait_for_selector(".call", state="detached")
    return datetime.fromisoformat(time).astimezone(ZoneInfo("America/New_York")).date()


def plan_a_series(desk: Walker) -> None:
    """From the day: six infusions as they usually go."""
    desk.page.keyboard.press("s")
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_text(re.compile("^6 dates,")).wait_for()
    dialog.get_by_label("Name").fill("Toni Example")
    dialog.get_by_label("Phone").fill("(212) 555-0198")
    dialog.get_by_role("button", name=re.compile("^Book 6")).click()
    dialog.get_by_text(re.compile("^Booked: 6")).wait_for()
    dialog.get_by_role("button", name="Done").click()


def test_the_desk_takes_calls_records_books_plans_a_series_and_checks_in(
    whole: Whole, browser: "Browser"
) -> None:
    in_distress(whole, "Alex Example", "(212) 555-0196", HERE)
    in_distress(whole, "Dana Example", "(212) 555-0197", HERE)
    with at_the_desk(browser, whole, "walks") as desk:
        assert "Alex Example" in take_next(desk)
        desk.page.get_by_label("Note", exact=True).fill("Reached, is safe, somebody is with them.")
        desk.page.keyboard.press("Escape")
        desk.page.keyboard.press("1")
        desk.press("Spoke with them: not in danger")  # nobody in danger is let go by one key
        desk.page.wait_for_selector(".call", state="detached")

        assert "Dana Example" in take_next(desk)
        day = book_from_the_card(desk)

        desk.page.goto(f"{whole.deployed.url}desk#/day/{day}")
        slot = desk.page.locator("[data-slot]").filter(has_text="Dana")
        slot.first.click()
        if day == datetime.now(ZoneInfo("America/New_York")).date():
            desk.press("Check in")
            desk.page.locator("[data-slot]").filter(has_text="Arrived").first.wait_for()
        else:  # not before its day
            dialog = desk.page.get_by_role("dialog")
            dialog.get_by_role("button", name="Cancel appointment").wait_for()
            assert dialog.get_by_role("button", name="Check in").is_disabled()
            dialog.get_by_role("button", name="Close").first.click()

        plan_a_series(desk)
        assert desk.has_no_complaint


def test_two_desks_at_once_never_hold_one_caller(whole: Whole, browser: "Browser") -> None:
    callers = ["Kim Example", "Lou Example"]
    for number, name in enumerate(callers):
        in_distress(whole, name, f"(312) 555-019{number}", THERE)
    with (
        at_the_desk(browser, whole, "here") as ana,
        at_the_desk(browser, whole, "there") as ben,
    ):
        for desk in (ana, ben):
            desk.page.get_by_label("Location").select_option(THERE)
            desk.page.locator(".entry").filter(has_text="Kim").wait_for()
        ana.page.keyboard.press("n")
        ben.page.keyboard.press("n")
        held = []
        for desk in (ana, ben):
            desk.page.wait_for_selector(".call h2")
            held.append(desk.page.inner_text(".call h2"))
        assert sorted(name for name in callers for card in held if name in card) == callers
        with_colleague = ben.page.locator(".entry[data-with=colleague]")
        with_colleague.wait_for(timeout=30_000)
        assert with_colleague.count() == 1
        assert ana.has_no_complaint
        assert ben.has_no_complaint
