"""The frame around the desk's views: the way between them, the location, who is signed in."""

import gzip
from typing import TYPE_CHECKING

import pytest

from chalicelib.web.assets import asset_path
from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import AtDesk, OpenDesk, desk_session
from .desks import Colleague
from .lost_answers import meet_calls

if TYPE_CHECKING:
    from playwright.sync_api import Response

VIEWS = """
const view = (id, title, key, manager) => ({
  id, title, key, manager,
  open(main, rest) {
    const heading = document.createElement("h1");
    heading.append(title + " " + rest.join(" "));
    const field = document.createElement("input");
    field.setAttribute("aria-label", "Field of " + title);
    main.append(heading, field);
  },
});
export const views = [
  view("one", "One", "o"), view("two", "Two", "t"), view("sums", "Sums", "s", true),
];
"""

PHONE = {"viewport": {"width": 360, "height": 740}}
ZOOMED = {"viewport": {"width": 640, "height": 400}}
"""What is left of 1280 by 800 when text is zoomed to 200 %."""


@pytest.fixture
def at(open_desk: OpenDesk) -> AtDesk:
    """Somebody at the desk."""
    at = open_desk(session=desk_session(), views=VIEWS)
    at.page.wait_for_selector("h1")
    return at


class TestTheWayBetweenViews:
    def test_is_by_key_and_leads_to_the_heading(self, at: AtDesk) -> None:
        assert at.focused.strip() == "One"
        at.page.keyboard.press("t")
        at.page.wait_for_selector("text=Field of Two", state="detached")
        at.page.get_by_label("Field of Two").wait_for()
        assert at.focused.strip() == "Two"
        assert at.page.title() == "Two – Harbor Light Ketamine"
        current = at.page.locator("nav [aria-current=page]")
        assert current.inner_text() == "Two"
        assert at.complaints == []

    def test_keys_that_are_typed_lead_nowhere(self, at: AtDesk) -> None:
        field = at.page.get_by_label("Field of One")
        field.focus()
        at.page.keyboard.type("two")
        assert field.input_value() == "two"
        assert at.page.title().startswith("One")

    def test_the_skip_link_leads_to_the_main_part_and_changes_no_view(self, at: AtDesk) -> None:
        at.page.keyboard.press("t")
        at.page.get_by_label("Field of Two").fill("typed")
        at.page.locator(".skip").focus()
        at.page.keyboard.press("Enter")
        assert at.page.evaluate("document.activeElement.id") == "main"
        assert at.page.get_by_label("Field of Two").input_value() == "typed"

    def test_of_managers_is_the_managers_alone(self, at: AtDesk, open_desk: OpenDesk) -> None:
        assert at.page.locator("nav a").all_inner_texts() == ["One", "Two"]
        boss = open_desk(session=desk_session("mia", "manager"), views=VIEWS)
        boss.page.wait_for_selector("h1")
        assert boss.page.locator("nav a").all_inner_texts() == ["One", "Two", "Sums"]


class TestTheLocation:
    def test_is_switched_by_keyboard_and_remembered(self, at: AtDesk) -> None:
        switch = at.page.get_by_label("Location")
        switch.focus()
        at.page.keyboard.press("ArrowDown")
        assert switch.input_value() == "chicago"
        assert at.page.evaluate("document.activeElement.id") == "location"
        at.page.reload()
        at.page.wait_for_selector("h1")
        assert at.page.get_by_label("Location").input_value() == "chicago"

    def test_shows_how_many_calls_are_open_and_overdue_at_each(
        self, site: str, open_desk: OpenDesk, clock: FixedClock
    ) -> None:
        call = {"phone": "212-555-0101", "reason": "Asked for prices", "source": "incoming-call"}
        Colleague(site).post("locations/chicago/incoming-calls", call)
        clock.forward(hours=3)
        at = open_desk(session=desk_session(), views=VIEWS, time=clock.now)
        overdue = at.page.locator("#location option", has_text="Chicago: 1 open, 1 overdue")
        overdue.wait_for(state="attached")


class TestTheTheme:
    @staticmethod
    def ground(at: AtDesk) -> str:
        return str(at.page.evaluate("getComputedStyle(document.documentElement).colorScheme"))

    def test_is_the_machine_s_until_somebody_chooses_one_in_this_browser(self, at: AtDesk) -> None:
        at.page.emulate_media(color_scheme="dark")
        at.page.wait_for_selector("[data-theme=dark]")
        at.page.get_by_role("button", name="Theme: Same as this computer").press("Enter")
        assert self.ground(at) == "light"
        at.page.reload()
        at.page.get_by_role("button", name="Theme: Light").press("Enter")
        assert self.ground(at) == "dark"
        at.page.get_by_role("button", name="Theme: Dark").press("Enter")
        at.page.emulate_media(color_scheme="light")
        at.page.wait_for_selector("[data-theme=light]")


class TestKeys:
    """Letters that do things can be switched off: WCAG 2.1.4."""

    @staticmethod
    def leads_to(at: AtDesk, key: str) -> str:
        at.page.keyboard.press(key)
        return str(at.page.evaluate("location.hash"))

    def test_are_listed_with_what_they_do_here(self, at: AtDesk) -> None:
        at.page.keyboard.press("?")
        keys = at.page.get_by_role("dialog", name="Keyboard shortcuts")
        keys.wait_for()
        listed = dict(
            zip(
                keys.locator("dt").all_inner_texts(),
                keys.locator("dd").all_inner_texts(),
                strict=True,
            )
        )
        assert listed.items() >= {"o": "One", "t": "Two", "?": "Keyboard shortcuts"}.items()
        assert "s" not in listed, "that view is the managers'"
        assert_accessible(at.page)

    def test_switched_off_do_nothing_and_are_not_shown_in_this_browser_from_then_on(
        self, at: AtDesk
    ) -> None:
        at.page.get_by_role("button", name="Keyboard shortcuts").click()
        assert at.focused.startswith("Use single-key shortcuts")
        at.page.keyboard.press("Space")
        at.page.keyboard.press("Escape")
        assert self.leads_to(at, "t") == ""
        at.page.keyboard.press("?")
        assert at.page.get_by_role("dialog").count() == 0
        at.page.reload()
        at.page.wait_for_selector("h1")
        assert self.leads_to(at, "t") == ""
        at.page.get_by_role("button", name="Keyboard shortcuts").click()
        at.page.keyboard.press("Space")
        at.page.keyboard.press("Escape")
        assert self.leads_to(at, "t") == "#/two"
        assert at.complaints == []


class TestItsWeight:
    def test_is_a_hundred_and_twenty_kilobytes_at_most_in_three_requests(
        self, open_desk: OpenDesk
    ) -> None:
        """As the gateway compresses it. Scripts and style are then kept by the browser."""
        at = open_desk()
        at.page.wait_for_selector("h1")
        answers: list[Response] = []
        at.page.on("response", lambda answer: answers.append(answer))
        at.page.reload()
        at.page.wait_for_selector("h1")
        asked = [answer.url.rsplit("/", 1)[-1] for answer in answers]
        parts = [asset_path("desk.css"), asset_path("desk.js")]
        assert sorted(asked) == sorted(["desk", *(part.removeprefix("assets/") for part in parts)])
        weights = [len(gzip.compress(answer.body(), 6)) for answer in answers]
        assert sum(weights) <= 120 * 1024


@pytest.mark.parametrize("window", [PHONE, ZOOMED], ids=["phone", "zoomed"])
def test_nothing_is_cut_off_or_scrolls_sideways(open_desk: OpenDesk, window: object) -> None:
    for session in (None, desk_session("a-member-of-staff-with-a-very-long-name")):
        at = open_desk(session=session, views=VIEWS, **window)  # type: ignore[arg-type]
        at.page.wait_for_selector("h1")
        wide = at.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0


def test_when_the_clinic_cannot_be_read_it_can_be_tried_again(open_desk: OpenDesk) -> None:
    at = open_desk(views=VIEWS)
    meet_calls(at.page, "**/staff/clinic", lambda route: route.abort(), times=1)
    at.page.evaluate(
        "kept => sessionStorage.setItem('frontdesk-session', JSON.stringify(kept))", desk_session()
    )
    at.page.reload()
    at.page.get_by_role("button", name="Try again").click()
    at.page.wait_for_selector("h1")
