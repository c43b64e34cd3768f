"""The desk's week in a real browser: who comes, what is free, and the way to each day."""

import re

import pytest

from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import AtDesk, OpenDesk
from .desks import Colleague

MONDAY, WEDNESDAY = "2026-11-23", "2026-11-25"
MONDAY_AT_ONE = "2026-11-23T18:00:00Z"
WEDNESDAY_AT_TEN = "2026-11-25T15:00:00Z"
WEDNESDAY_AT_ELEVEN_THIRTY = "2026-11-25T16:30:00Z"

ZOOMED = {"viewport": {"width": 640, "height": 400}}


@pytest.fixture
def colleague(site: str, clock: FixedClock) -> Colleague:
    """Somebody else at work; three days were published, and three people come."""
    colleague = Colleague(site)
    colleague.publish(MONDAY, WEDNESDAY)
    colleague.book(MONDAY_AT_ONE, name="Kim Example", phone="(212) 555-0124")
    colleague.book(WEDNESDAY_AT_ELEVEN_THIRTY, bay="chair-1", name="Alex Example")
    colleague.book(WEDNESDAY_AT_TEN, bay="chair-2", phone="(212) 555-0125")
    return colleague


def open_week(signed_in_desk: OpenDesk, clock: FixedClock, at: str, **how: object) -> AtDesk:
    """The desk at this view; the week's days are read."""
    desk = signed_in_desk(at=at, time=clock(), **how)
    desk.page.wait_for_selector(".one-day .appointments, [data-slot]")
    return desk


def columns(desk: AtDesk) -> list[str]:
    """What each day says, in one line."""
    said = desk.page.locator(".one-day").all_inner_texts()
    return [re.sub(r"\s+", " ", each).strip() for each in said]


def test_the_week_shows_seven_days_with_who_comes_what_is_free_and_why_it_is_closed(
    signed_in_desk: OpenDesk, clock: FixedClock, colleague: Colleague
) -> None:
    desk = open_week(signed_in_desk, clock, f"#/week/{WEDNESDAY}")
    days = columns(desk)
    assert len(days) == 7
    assert days[0].startswith("Sun, Nov 22 Closed on Sundays.")
    assert re.match(r"Mon, Nov 23 today \d+ openings 1:00 pm.*Kim E\. Ketamine inf", days[1])
    wednesday = re.search(r"10:00 am.*Robin E\..*11:30 am.*Alex E\.", days[3])
    assert wednesday, days[3]
    assert days[4] == "Thu, Nov 26 Closed: Thanksgiving."
    assert days[5] == "Fri, Nov 27 Nothing on the schedule."
    assert_accessible(desk.page)
    assert desk.complaints == []


def test_the_week_is_walked_by_keyboard_and_leads_to_each_day(
    signed_in_desk: OpenDesk, clock: FixedClock, colleague: Colleague
) -> None:
    desk = open_week(signed_in_desk, clock, "#/day")
    page = desk.page
    page.keyboard.press("w")
    page.get_by_role("heading", name="Week of Sunday, November 22").wait_for()
    page.wait_for_selector(".one-day .appointments")
    page.keyboard.press("]")
    page.get_by_role("heading", name="Week of Sunday, November 29").wait_for()
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.value") == "2026-11-30"
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.get_by_role("heading", name="Week of Sunday, November 22").wait_for()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts").locator("dl").first
    listed = dict(
        zip(keys.locator("dt").all_inner_texts(), keys.locator("dd").all_inner_texts(), strict=True)
    )
    said = {"[": "Previous week", "]": "Next week", "t": "This week", "c": "Date"}
    assert listed.items() >= said.items()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Wed, Nov 25").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Wednesday, November 25").wait_for()
    page.wait_for_selector("[data-slot]")


def test_much_enlarged_the_week_is_a_list_that_fits_and_a_press_anywhere_leads_to_the_day(
    signed_in_desk: OpenDesk, clock: FixedClock, colleague: Colleague
) -> None:
    desk = open_week(signed_in_desk, clock, "#/week", **ZOOMED)
    page = desk.page
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.evaluate("innerWidth")
    page.get_by_text("Robin").click(position={"x": 2, "y": 2}, force=True)
    page.get_by_role("heading", name="Wednesday, November 25").wait_for()
