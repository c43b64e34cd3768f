"""Somebody who may be in danger: what every screen of the desk shows of them, and how it ends."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.clinic import Clinic
from tests.api.conftest import a_request
from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import AtDesk, OpenDesk
from .desks import Colleague

if TYPE_CHECKING:
    from playwright.sync_api import Locator

COUNT_TONES = """
window.tones = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  window.tones += 1;
  return start.apply(this, when);
};
"""
ONE_SOUND = 3
"""Tones of it."""


@pytest.fixture
def colleague(site: str) -> Colleague:
    return Colleague(site)


InDanger = Callable[..., None]


@pytest.fixture
def in_danger(colleague: Colleague) -> InDanger:
    """Somebody in danger sends the form."""

    def sent(phone: str = "212-555-0103", **changes: Any) -> None:
        colleague.post("requests", a_request(phone=phone, message="i want to die", **changes))

    return sent


Work = Callable[..., AtDesk]


@pytest.fixture
def at_work(signed_in_desk: OpenDesk, clock: FixedClock) -> Work:
    """Somebody works at a screen whose clock a test moves."""

    def opened(view: str = "queue") -> AtDesk:
        at = signed_in_desk(at=f"#/{view}", time=clock.now - timedelta(minutes=1))
        at.page.add_init_script(COUNT_TONES)
        at.page.reload()
        at.page.wait_for_selector(f"main[data-view={view}]")
        at.page.wait_for_load_state("networkidle")
        at.page.clock.pause_at(clock.now)
        at.page.bring_to_front()
        at.page.keyboard.press("Shift")
        return at

    return opened


def banner(at: AtDesk, location: str = "new-york") -> "Locator":
    return at.page.locator(f"[data-crises={location}]")


def is_accessible(at: AtDesk) -> None:
    """Have strangers' rules look at the page; they need a clock that runs."""
    at.page.clock.resume()
    assert_accessible(at.page)


def take(at: AtDesk) -> None:
    at.page.clock.run_for(4000)
    at.page.locator(".entry[data-urgency=crisis]").first.click()
    at.page.wait_for_selector(".call")


class TestEveryScreen:
    @pytest.mark.parametrize("view", ["queue", "day", "week", "find"])
    def test_says_within_seconds_where_somebody_waits_and_for_how_long_also_at_another_location(
        self, at_work: Work, in_danger: InDanger, clock: FixedClock, view: str
    ) -> None:
        at = at_work(view)
        in_danger(location_id="chicago")
        at.page.clock.run_for(4500)
        banner(at, "chicago").wait_for()
        assert at.page.title().startswith("1 in crisis – ")
        assert "Robin" not in banner(at, "chicago").inner_text()
        at.page.clock.run_for(12 * 60_000)
        said = banner(at, "chicago").inner_text()
        assert said == "Harbor Light Chicago: a caller in crisis is waiting (12 min)"
        assert banner(at).count() == 0
        is_accessible(at)
        assert at.complaints == []

    def test_leads_to_the_call(self, at_work: Work, in_danger: InDanger) -> None:
        at = at_work("day")
        in_danger(location_id="chicago")
        at.page.clock.run_for(4500)
        banner(at, "chicago").click()
        at.page.wait_for_selector(".entry[data-urgency=crisis]")
        at.page.clock.run_for(1000)
        at.page.wait_for_selector(".entry[data-urgency=crisis]:focus")
        assert "Waiting" in at.page.locator(".entry").inner_text()

    def test_says_so_no_more_once_somebody_is_with_them(
        self, at_work: Work, in_danger: InDanger
    ) -> None:
        in_danger()
        at = at_work("queue")
        banner(at).wait_for()
        take(at)
        at.page.clock.run_for(4500)
        banner(at).wait_for(state="hidden")
        assert at.page.title().startswith("Queue")


class TestTheSound:
    def tones(self, at: AtDesk) -> int:
        return int(at.page.evaluate("window.tones"))

    def looked(self, at: AtDesk, seconds: int = 9) -> int:
        """The tones by then, once it has looked again."""
        at.page.clock.run_for(seconds * 1000)
        at.page.wait_for_load_state("networkidle")
        at.page.wait_for_timeout(300)
        return self.tones(at)

    def test_is_heard_once_for_each_caller_and_not_again_after_a_reload(
        self, at_work: Work, in_danger: InDanger
    ) -> None:
        at = at_work("day")
        assert self.looked(at) == 0
        in_danger()
        assert self.looked(at) == ONE_SOUND
        assert self.looked(at, seconds=60) == ONE_SOUND
        in_danger("212-555-0104")
        assert self.looked(at) == 2 * ONE_SOUND
        at.page.reload()
        at.page.wait_for_selector("header.top")
        at.page.keyboard.press("Shift")
        assert self.looked(at) == 0

    def test_of_who_came_before_anybody_did_anything_here_is_heard_then(
        self, at_work: Work, in_danger: InDanger
    ) -> None:
        in_danger()
        at = at_work("day")  # a key is pressed once it is there
        assert self.looked(at) == ONE_SOUND

    def test_can_be_turned_off_in_this_browser(self, at_work: Work, in_danger: InDanger) -> None:
        at = at_work("day")
        at.page.get_by_role("button", name="Sound for crisis calls: on").click()
        in_danger()
        assert self.looked(at) == 0
        at.page.reload()
        at.page.get_by_role("button", name="Sound for crisis calls: off").wait_for()
        at.page.keyboard.press("Shift")
        assert self.looked(at) == 0


class TestTheCard:
    def test_leads_with_what_to_say_before_phone_and_words(
        self, at_work: Work, in_danger: InDanger
    ) -> None:
        in_danger()
        at = at_work()
        take(at)
        card = at.page.locator(".call").inner_text()
        places = [
            card.index(each)
            for each in ("Are you thinking about killing yourself?", "555-0103", "i want to die")
        ]
        assert places == sorted(places)
        for told in ("988", "press 1", "911", "Don't hang up", "welfare check"):
            assert told in card
        assert at.page.locator(".guide").get_by_role("button", name="Copy").count() == 5
        is_accessible(at)

    def test_of_an_ordinary_call_has_none_of_it(self, at_work: Work, colleague: Colleague) -> None:
        colleague.post("requests", a_request(phone="212-555-0103"))
        at = at_work()
        at.page.clock.run_for(4000)
        at.page.locator(".entry").click()
        at.page.wait_for_selector(".call")
        assert at.page.locator(".guide").count() == 0

    def test_says_that_attempts_are_used_up_and_that_nobody_gives_up(
        self, at_work: Work, in_danger: InDanger, colleague: Colleague, clinic: Clinic
    ) -> None:
        in_danger()
        (entry,) = colleague.get("locations/new-york/queue")["entries"]
        path = f"callbacks/{entry['callback_id']}"
        for _ in range(clinic.callbacks.most_attempts):
            card = colleague.post(f"{path}/claim", {})
            tried = {"claim": card["claim"]["token"], "disposition": "no-answer"}
            colleague.post(f"{path}/attempts", tried)
        at = at_work()
        take(at)
        at.page.get_by_text("All attempts are used up").wait_for()


class TestTheEnd:
    def test_takes_two_keys_and_says_what_was_done(
        self, at_work: Work, in_danger: InDanger, colleague: Colleague
    ) -> None:
        in_danger()
        at = at_work()
        take(at)
        at.page.keyboard.press("1")
        at.page.get_by_role("heading", name="What was done?").wait_for()
        is_accessible(at)
        assert colleague.get("locations/new-york/closed-today")["entries"] == []
        at.page.keyboard.press("Enter")
        at.page.wait_for_selector(".ended")
        at.page.get_by_role("button", name="Closed today").click()
        at.page.get_by_text("Spoke with them: not in danger").wait_for()

    @pytest.mark.parametrize("key", ["1", "7"])
    def test_is_none_where_that_is_put_away(
        self, at_work: Work, in_danger: InDanger, key: str, colleague: Colleague
    ) -> None:
        in_danger()
        at = at_work()
        take(at)
        at.page.keyboard.press(key)
        at.page.get_by_role("heading", name="What was done?").wait_for()
        at.page.keyboard.press("Escape")
        at.page.wait_for_selector("dialog", state="detached")
        (entry,) = colleague.get("locations/new-york/queue")["entries"]
        assert entry["state"] == "claimed"

    def test_by_something_else_asks_what_that_was(
        self, at_work: Work, in_danger: InDanger, colleague: Colleague
    ) -> None:
        in_danger()
        at = at_work()
        take(at)
        at.page.get_by_role("button", name="No call needed").click()
        at.page.get_by_role("button", name="Their request is taken care of").click()
        at.page.get_by_role("button", name="Something else").click()
        at.page.get_by_label("What was done").fill("Her sister is with her.")
        at.page.get_by_role("button", name="Save", exact=True).click()
        at.page.wait_for_selector(".ended")
        (closed,) = colleague.get("locations/new-york/closed-today")["entries"]
        assert closed["done"] == "other"

    def test_waits_for_minutes_at_most_when_it_is_put_off(
        self, at_work: Work, in_danger: InDanger
    ) -> None:
        in_danger()
        at = at_work()
        take(at)
        at.page.keyboard.press("s")
        choices = at.page.locator("dialog .choices button")
        choices.first.wait_for()
        assert [each.split("\n")[0] for each in choices.all_inner_texts()] == [
            f"In {minutes} minutes" for minutes in (5, 10, 15, 30)
        ]
        choices.first.click()
        at.page.clock.run_for(4500)
        banner(at).wait_for()
