"""The desk's day on paper, as a file, and while nothing can be read: in a real browser."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import AtDesk, OpenDesk, UnderWay
from .desks import Colleague
from .lost_answers import meet_calls

if TYPE_CHECKING:
    from playwright.sync_api import Page

TODAY, TOMORROW = "2026-11-23", "2026-11-24"
AT_ELEVEN_THIRTY = "2026-11-23T16:30:00Z"
AT_ONE = "2026-11-23T18:00:00Z"
TOMORROW_AT_TEN = "2026-11-24T15:00:00Z"

NOTE_PRINTS = """() => {
  window.printed = [];
  window.print = () => {
    window.printed.push(document.querySelector(".printout").innerText);
    document.body.dataset.printed = window.printed.length;
  };
}"""
PRINTED = "body[data-printed='1']"


@pytest.fixture
def colleague(site: str, clock: FixedClock) -> Colleague:
    """Somebody else at work; two days were published last night, and three people come."""
    colleague = Colleague(site)
    clock.forward(hours=-14)
    colleague.publish(TODAY, TOMORROW)
    clock.forward(hours=14)
    colleague.book(AT_ONE, bay="chair-2", name="Kim Example", phone="(212) 555-0124")
    colleague.book(AT_ELEVEN_THIRTY, bay="chair-1")
    colleague.book(TOMORROW_AT_TEN, name="=Alex Example", phone="(212) 555-0125")
    return colleague


@pytest.fixture
def at(signed_in_desk: OpenDesk, clock: FixedClock, colleague: Colleague) -> AtDesk:
    """Somebody at the desk who sees today."""
    at = signed_in_desk(at="#/day", time=clock())
    at.page.wait_for_selector("[data-slot]")
    return at


def printed_rows(page: "Page") -> list[list[str]]:
    """The rows of the paper, a list of cells each."""
    rows: list[list[str]] = page.eval_on_selector_all(
        ".printout tbody tr",
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))",
    )
    return rows


def cut_off(page: "Page") -> None:
    """No call about a location reaches the server any more."""
    meet_calls(page, "**/locations/**", lambda route: route.abort())


class TestOnPaper:
    def test_is_one_list_by_time_with_names_and_phones_and_nothing_around_it(
        self, at: AtDesk
    ) -> None:
        at.page.evaluate(NOTE_PRINTS)
        at.page.keyboard.press("p")
        at.page.wait_for_selector(PRINTED)
        first, second = printed_rows(at.page)
        assert first == [
            "11:30 am to 1:00 pm",
            "Robin Example",
            "(212) 555-0123",
            "Ketamine infusion",
            "Chair 1, window",
            "Booked",
            "escort not confirmed",
            "",
            "",
        ]
        assert second[1:3] == ["Kim Example", "(212) 555-0124"]
        at.page.emulate_media(media="print", color_scheme="dark")
        paper = at.page.locator(".printout")
        assert paper.is_visible()
        assert "New York: Monday, November 23" in paper.locator("h1").inner_text()
        assert "Printed Mon, Nov 23, 10:00 am EST." in paper.inner_text()
        assert not at.page.locator("nav").is_visible()
        assert not at.page.get_by_role("button", name="Print").first.is_visible()
        ink = "getComputedStyle(document.querySelector('.printout td')).color"
        assert at.page.evaluate(ink) == "rgb(0, 0, 0)"
        ground = "getComputedStyle(document.body).backgroundColor"
        assert at.page.evaluate(ground) == "rgb(255, 255, 255)"

    def test_is_gone_once_it_is_printed_and_is_never_made_of_a_locked_screen(
        self, at: AtDesk
    ) -> None:
        paper = at.page.locator(".printout")
        at.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert paper.count() == 1
        at.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert paper.count() == 0


class TestAsAFile:
    def test_is_the_roster_byte_for_byte_with_times_of_its_zone(
        self, at: AtDesk, tmp_path: Path
    ) -> None:
        at.page.goto(at.page.url.partition("#")[0] + f"#/day/{TOMORROW}")
        at.page.get_by_role("heading", name="Tuesday, November 24").wait_for()
        with at.page.expect_download() as coming:
            at.page.get_by_role("button", name="Download CSV").click()
        assert coming.value.suggested_filename == f"new-york-{TOMORROW}.csv"
        file = tmp_path / "roster.csv"
        coming.value.save_as(file)
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        text = io.StringIO(file.read_text("utf-8-sig"), newline="")
        (row,) = csv.DictReader(text, strict=True)
        assert row["Start (America/New_York)"] == "10:00"
        assert row["First name"].startswith("'=")


class TestWithoutInternet:
    @staticmethod
    def is_kept(at: AtDesk, colleague: Colleague) -> None:
        """Wait until who comes today and tomorrow was read."""
        under_way = UnderWay(at.page)
        at.page.reload()
        with at.page.expect_response(f"**/day/contacts?date={TOMORROW}&kept=true"):
            at.page.wait_for_selector("[data-slot]")
        under_way.settle()

    def test_today_and_tomorrow_are_shown_as_they_were_seen_and_can_be_printed(
        self, at: AtDesk, colleague: Colleague, clock: FixedClock
    ) -> None:
        page = at.page
        self.is_kept(at, colleague)
        page.evaluate(NOTE_PRINTS)
        cut_off(page)
        page.clock.fast_forward(60_000)
        page.get_by_text("No internet. As of 10:0").wait_for()
        assert_accessible(page)
        page.keyboard.press("]")
        page.get_by_role("heading", name="Tuesday, November 24").wait_for()
        assert page.locator("[data-slot]", has_text="=Alex").count() == 1
        page.get_by_role("button", name="Names and phone numbers").click()
        assert "(212) 555-0125" in page.locator("dialog .day-list").inner_text()
        page.keyboard.press("Escape")
        page.keyboard.press("p")
        page.wait_for_selector(PRINTED)
        assert printed_rows(page)[0][1:3] == ["=Alex Example", "(212) 555-0125"]
        assert "As of 10:0" in page.locator(".printout").inner_text()
        page.keyboard.press("]")
        page.get_by_text("Only today and tomorrow are kept on this screen.").wait_for()
        page.keyboard.press("t")
        page.unroute("**/locations/**")
        lost = page.get_by_text("No internet.")
        for _ in range(10):  # a look that is under way is followed by a pause of its own
            page.clock.fast_forward(60_000)
            page.wait_for_timeout(200)
            if not lost.count():
                break
        lost.wait_for(state="detached")

    def test_nothing_of_whoever_comes_is_left_once_the_screen_is_locked(
        self, at: AtDesk, colleague: Colleague
    ) -> None:
        page = at.page
        self.is_kept(at, colleague)
        minutes = 60_000
        stored: Any = "Object.values({...sessionStorage, ...localStorage}).join(' ')"
        assert "Kim" not in page.evaluate(stored)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert printed_rows(page)[1][1] == "Kim Example"
        page.clock.fast_forward(14 * minutes)
        page.clock.fast_forward(2 * minutes)
        page.wait_for_selector("dialog.lock")
        assert page.locator(".printout").count() == 0
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator(".printout").count() == 0
