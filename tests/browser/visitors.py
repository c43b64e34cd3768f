"""What visitors do after their request: see the times, keep one, book it, open their visit."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

OpenForm = Callable[..., Visitor]

NEXT_WEEKS = ("2026-11-24", "2026-12-01")


def publish_next_weeks(run: Runtime) -> None:
    """New York's schedule, from tomorrow on."""
    publish_days(run, "new-york", *NEXT_WEEKS)


def open_at_the_servers_time(open_form: OpenForm, clock: FixedClock, **options: Any) -> Visitor:
    """The form, in a browser whose clock shows what the server's does when it is opened."""
    visitor = open_form(**options)
    visitor.page.clock.install(time=clock.now)
    visitor.page.reload()
    return visitor


def send_request(visitor: Visitor, service: str = "ketamine-consultation") -> None:
    """Fill in what is needed and send it; the receipt is there, and the offer to choose a time."""
    visitor.fill_in()
    visitor.page.select_option("#service_id", service)
    visitor.press_send()
    visitor.page.wait_for_selector("#booking button")


def see_times(visitor: Visitor) -> None:
    """Ask for the free times."""
    visitor.page.click("#booking button")
    visitor.page.wait_for_selector(".start")


def choose(visitor: Visitor, day: str, time: str) -> None:
    """Press the time of a day of the week that is shown."""
    start_at(visitor, day, time).click()


def start_at(visitor: Visitor, day: str, time: str) -> "Locator":
    """The button of a time."""
    exactly = visitor.page.locator("b", has_text=re.compile(f"^{time}$"))
    return visitor.page.locator(".day", has_text=day).locator(".start", has=exactly)


def keep(visitor: Visitor, day: str = "Nov 24", time: str = "2:00 pm") -> None:
    """Choose a time and see that it is kept."""
    choose(visitor, day, time)
    visitor.page.wait_for_selector(".left")


def book(visitor: Visitor) -> str:
    """Press the one button that books what is kept; the address of the visit's own page."""
    visitor.page.click("#booking .first")
    visitor.page.wait_for_selector("#booking .manage")
    return str(visitor.page.get_attribute("#booking .manage", "href"))


def press(page: "Page", label: str) -> None:
    """Press the button of this name."""
    page.get_by_role("button", name=label, exact=True).click()


def stop_time(visitor: Visitor, at: datetime) -> None:
    """Let the browser's clock stand at a moment it has not reached yet."""
    visitor.page.clock.pause_at(at)


def pass_time(visitor: Visitor, clock: FixedClock, seconds: int) -> None:
    """Let time go by, for the server and in the browser."""
    clock.forward(seconds=seconds)
    visitor.page.clock.fast_forward(seconds * 1000)
