"""A visitor checks boxes for the clinician and books herself: what the desk sees of it."""

from typing import TYPE_CHECKING

import pytest

from chalicelib.platform.runtime import Runtime
from tests.api.conftest import a_request
from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import OpenDesk
from .desks import Colleague, Day
from .test_desk_paper import NOTE_PRINTS, PRINTED, printed_rows
from .visitors import (
    OpenForm,
    book,
    keep,
    open_at_the_servers_time,
    publish_next_weeks,
    see_times,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOMORROW = "2026-11-24"
WORDS = "I am in my second month, and I heard voices two years ago."
CHECKED = ["pregnancy", "history-of-psychosis", "uncontrolled-high-blood-pressure"]
PREGNANCY, PSYCHOSIS = "Pregnant or may be pregnant", "History of psychosis"
PRESSURE = "Uncontrolled high blood pressure"
SHORTLY = ("pregnancy", "psychosis", "high BP")
MARK = f"Mark as discussed: {PREGNANCY}"


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """There are times to choose from."""
    publish_next_weeks(run)


def writes_and_books(open_form: OpenForm, clock: FixedClock) -> None:
    """A visitor checks three boxes, writes it too, sends the form and books two o'clock."""
    visitor = open_at_the_servers_time(open_form, clock)
    page = visitor.page
    visitor.fill_in()
    if not page.is_visible("#message"):
        visitor.unfold()
    page.fill("#message", WORDS)
    if not page.is_visible(f"input[value={CHECKED[0]}]"):
        visitor.unfold()
    for box in CHECKED:
        page.check(f"input[value={box}]")
    clock.forward(seconds=90)  # nobody writes that in no time
    visitor.press_send()
    page.wait_for_selector("#booking button")
    see_times(visitor)
    keep(visitor)
    book(visitor)
    shown = page.inner_text("body")
    assert not any(each in shown for each in (PSYCHOSIS, PRESSURE))
    assert "We'll still be in touch about what you wrote to us." in shown
    assert visitor.complaints == []


def open_appointment(page: "Page") -> None:
    """From the day, by the one key on the slot."""
    page.locator("[data-slot]").filter(has_text="Robin").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What they wrote on those forms").wait_for()


def lines_of(page: "Page", selector: str) -> list[int]:
    """How many lines the words of each of these cells take."""
    lines: list[int] = page.eval_on_selector_all(
        selector,
        """cells => cells.map(cell => {
          const words = document.createRange();
          words.selectNodeContents(cell);
          return new Set([...words.getClientRects()].map(each => Math.round(each.bottom))).size;
        })""",
    )
    return lines


class TestFlagsThenBooksHerself:
    def test_they_are_on_the_desks_day_with_the_words_one_key_away(
        self, open_form: OpenForm, signed_in_desk: OpenDesk, clock: FixedClock
    ) -> None:
        writes_and_books(open_form, clock)
        desk = signed_in_desk(at=f"#/day/{TOMORROW}", time=clock())
        page = desk.page
        Day(page).wait_for("For the clinician:")
        seen = page.locator("[data-slot]").filter(has_text="Robin").inner_text()
        assert all(each in seen for each in (*SHORTLY, "+ message"))
        assert WORDS not in page.inner_text("body")
        cut = "slot => slot.scrollHeight - slot.clientHeight"
        assert page.locator("[data-slot]:has(.stated)").evaluate(cut) <= 0
        assert_accessible(page)
        open_appointment(page)
        dialog = page.get_by_role("dialog")
        said = dialog.inner_text()
        assert WORDS in said
        assert "Checked on a form. Not confirmed." in said
        assert said.count("Form of Mon, Nov 23") == len(CHECKED)
        assert_accessible(page)
        assert desk.complaints == []

    def test_discussed_they_stay_in_sight_with_who_and_when_and_it_can_be_taken_back(
        self, open_form: OpenForm, signed_in_desk: OpenDesk, clock: FixedClock
    ) -> None:
        writes_and_books(open_form, clock)
        page = signed_in_desk(at=f"#/day/{TOMORROW}", time=clock()).page
        Day(page).wait_for("For the clinician:")
        open_appointment(page)
        page.get_by_role("button", name=MARK).click()
        undo = page.get_by_role("button", name=f"Not discussed after all: {PREGNANCY}")
        undo.wait_for()
        assert "Discussed, noted by you" in page.get_by_role("dialog").inner_text()
        page.keyboard.press("Escape")
        Day(page).wait_for("Discussed: pregnancy")
        open_appointment(page)
        undo.click()
        page.get_by_role("button", name=MARK).wait_for()

    def test_they_are_in_the_queue_and_on_the_card(
        self, open_form: OpenForm, signed_in_desk: OpenDesk, clock: FixedClock
    ) -> None:
        writes_and_books(open_form, clock)
        page = signed_in_desk(at="#/queue", time=clock()).page
        line = page.locator("button.entry").first
        line.wait_for()
        assert all(each in line.inner_text() for each in SHORTLY)
        line.click()
        page.get_by_role("button", name=MARK).wait_for()
        card = page.locator("article.call").inner_text()
        assert WORDS in card
        assert card.count("Form of Mon, Nov 23") == len(CHECKED)
        assert card.count(PSYCHOSIS) == 1

    def test_they_are_on_her_page_and_discussed_from_there(
        self, site: str, open_form: OpenForm, signed_in_desk: OpenDesk, clock: FixedClock
    ) -> None:
        writes_and_books(open_form, clock)
        known = Colleague(site).post("people/search", {"phone": "(212) 555-0123"})
        person_id = known["people"][0]["person_id"]
        page = signed_in_desk(at=f"#/find/{person_id}", time=clock()).page
        page.get_by_role("button", name=MARK).click()
        page.get_by_role("button", name=f"Not discussed after all: {PREGNANCY}").wait_for()
        assert_accessible(page)

    def test_paper_and_week_have_them_and_none_of_her_words(
        self, open_form: OpenForm, signed_in_desk: OpenDesk, clock: FixedClock
    ) -> None:
        writes_and_books(open_form, clock)
        page = signed_in_desk(at=f"#/day/{TOMORROW}", time=clock()).page
        Day(page).wait_for("For the clinician:")
        page.evaluate(NOTE_PRINTS)
        page.keyboard.press("p")
        page.wait_for_selector(PRINTED)
        (row,) = printed_rows(page)
        assert f"{PSYCHOSIS} (form of Mon, Nov 23)" in row[-2]
        assert WORDS not in " ".join(row)
        page.emulate_media(media="print")
        assert lines_of(page, ".printout :is(th, td):nth-child(6)") == [1, 1]  # Status, Booked
        page.emulate_media(media="screen")
        page.goto(page.url.partition("#")[0] + f"#/week/{TOMORROW}")
        page.locator(".one-day .stated").first.wait_for()
        week = page.locator(".one-day").filter(has_text="Robin").inner_text()
        assert all(each in week for each in SHORTLY)
        assert WORDS not in week


class TestWhoGaveNone:
    def test_shows_nothing_for_the_clinician(
        self, site: str, signed_in_desk: OpenDesk, clock: FixedClock
    ) -> None:
        colleague = Colleague(site)
        colleague.post("requests", a_request(name="Kim Example", screening=["pregnancy"]))
        colleague.book("2026-11-24T15:00:00Z")
        page = signed_in_desk(at=f"#/day/{TOMORROW}", time=clock()).page
        slot = page.locator("[data-slot]").filter(has_text="Robin")
        slot.wait_for()
        assert "For the clinician" not in slot.inner_text()
