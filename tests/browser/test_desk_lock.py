"""A screen that nobody uses, or whose session is over, is covered; nothing typed is lost."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.api.conftest import a_request
from tests.conftest import MONDAY_MORNING
from tests.staff_pool import FakePool

from .axe import assert_accessible
from .conftest import AtDesk, OpenDesk, UnderWay, desk_session
from .desks import Colleague
from .lost_answers import meet_calls

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSWORD = "Only0in1tests"
NOTE = "Rang twice, prefers mornings"

VIEWS = """
export const views = [{
  id: "notes", title: "Notes", key: "n",
  open(main) {
    const note = document.createElement("textarea");
    note.setAttribute("aria-label", "Note");
    const secret = document.createElement("h1");
    secret.append("Robin Example");
    main.append(secret, note);
  },
}];
"""

AtWork = Callable[..., AtDesk]


@pytest.fixture
def at_work(open_desk: OpenDesk, staff_pool: FakePool) -> AtWork:
    """Somebody signed in who is typing a note, at a desk whose clock stands in their hand."""
    staff_pool.add("ana", PASSWORD, "front-desk")
    staff_pool.add("ben", PASSWORD, "front-desk")

    def work(time: datetime | None = MONDAY_MORNING) -> AtDesk:
        at = open_desk(session=desk_session(), time=time, views=VIEWS)
        at.page.get_by_label("Note").fill(NOTE)
        return at

    return work


def cover(at: AtDesk) -> Any:
    return at.page.locator("dialog.lock")


def pass_time(at: AtDesk, **span: float) -> None:
    """Let so much time pass at the screen, second by second."""
    at.page.clock.run_for(int(timedelta(**span).total_seconds() * 1000))


def minutes_since_looked(at: AtDesk) -> int:
    """What the cover says of that."""
    told = re.search(r"last checked (\d+|less than a) minutes? ago", cover(at).inner_text())
    assert told
    return int(told[1]) if told[1].isdigit() else 0


@pytest.fixture
def submit_crisis(site: str) -> None:
    """Somebody who is in danger sent the form."""
    Colleague(site).post("requests", a_request(message="i want to die"))


def expires_in(at: AtDesk, seconds: int) -> None:
    """Let the token of the session be near its end."""
    at.page.evaluate(
        """seconds => {
          const kept = JSON.parse(sessionStorage.getItem("frontdesk-session"));
          kept.expires_at = Date.now() + seconds * 1000;
          sessionStorage.setItem("frontdesk-session", JSON.stringify(kept));
        }""",
        seconds,
    )


def unlock(at: AtDesk, name: str = "ana") -> None:
    """Sign in at the cover, with the keyboard."""
    at.page.get_by_label("Email address").fill(f"{name}@clinic.example")
    at.page.keyboard.press("Tab")
    at.page.keyboard.type(PASSWORD)
    at.page.keyboard.press("Enter")


class TestNobodyThere:
    def test_the_screen_asks_a_minute_before_and_then_covers_itself(self, at_work: AtWork) -> None:
        at = at_work()
        pass_time(at, minutes=13, seconds=50)
        assert at.page.get_by_role("alertdialog").count() == 0
        pass_time(at, seconds=20)
        assert "50 seconds" in at.page.get_by_role("alertdialog").inner_text()
        assert_accessible(at.page)
        pass_time(at, minutes=1)
        cover(at).wait_for()
        assert not at.page.get_by_text("Robin Example").is_visible()
        assert at.page.title() == "Locked – Harbor Light Ketamine"
        assert at.page.evaluate("sessionStorage.getItem('frontdesk-session')") is None
        assert at.complaints == []

    def test_the_cover_says_that_a_caller_in_crisis_waits_and_when_that_was_looked_at(
        self, at_work: AtWork, submit_crisis: None
    ) -> None:
        at = at_work()
        under_way = UnderWay(at.page)
        at.page.reload()
        at.page.wait_for_selector("[data-crises=new-york]")
        at.page.route("**/crises", lambda call: call.abort())
        under_way.settle()  # so that no late answer is a new look
        pass_time(at, minutes=15, seconds=5)
        cover(at).wait_for()
        assert "New York: a caller in crisis is waiting" in cover(at).inner_text()
        assert "Robin" not in cover(at).inner_text()
        before = minutes_since_looked(at)
        assert before >= 14  # nobody did anything for longer than the page is there
        pass_time(at, minutes=7, seconds=10)  # the cover reads the clock every ten seconds
        assert minutes_since_looked(at) - before in {7, 8}
        assert_accessible(at.page)

    def test_whoever_is_there_after_all_goes_on(self, at_work: AtWork) -> None:
        at = at_work()
        pass_time(at, minutes=14, seconds=30)
        assert at.focused == "I'm here"
        at.page.keyboard.press("Enter")
        at.page.get_by_role("alertdialog").wait_for(state="detached")
        pass_time(at, minutes=13)
        assert not cover(at).is_visible()
        assert at.page.get_by_label("Note").input_value() == NOTE

    def test_each_key_begins_the_time_anew(self, at_work: AtWork) -> None:
        at = at_work()
        for _ in range(3):
            pass_time(at, minutes=10)
            at.page.keyboard.press("Shift")
        assert at.page.get_by_role("alertdialog").count() == 0

    def test_a_machine_that_slept_is_covered_when_it_wakes(self, at_work: AtWork) -> None:
        at = at_work()
        at.page.clock.fast_forward("08:00:00")
        cover(at).wait_for()

    def test_the_same_person_finds_all_as_it_was(self, at_work: AtWork) -> None:
        at = at_work()
        pass_time(at, minutes=15, seconds=5)
        cover(at).wait_for()
        assert at.focused == "Password", "whose desk it is, is known"
        unlock(at)
        cover(at).wait_for(state="detached")
        assert at.page.get_by_label("Note").input_value() == NOTE
        assert at.focused == "" or at.page.evaluate(
            "document.activeElement === document.querySelector('textarea')"
        )
        assert at.page.title() == "Notes – Harbor Light Ketamine"

    def test_somebody_else_gets_a_desk_of_their_own(self, at_work: AtWork) -> None:
        at = at_work()
        pass_time(at, minutes=15, seconds=5)
        cover(at).wait_for()
        unlock(at, "ben")
        at.page.get_by_text("ben@clinic.example").wait_for()
        assert at.page.get_by_label("Note").input_value() == ""

    def test_the_cover_cannot_be_put_away(self, at_work: AtWork) -> None:
        at = at_work()
        pass_time(at, minutes=15, seconds=5)
        cover(at).wait_for()
        for _ in range(4):
            at.page.keyboard.press("Escape")
        at.page.evaluate("document.querySelector('dialog.lock').close()")
        at.page.wait_for_selector("dialog.lock[open]")
        assert not at.page.get_by_text("Robin Example").is_visible()

    def test_a_dialog_that_opens_meanwhile_stays_behind_it(self, at_work: AtWork) -> None:
        at = at_work()
        pass_time(at, minutes=15, seconds=5)
        cover(at).wait_for()
        at.page.evaluate(
            "const late = document.createElement('dialog'); late.append('Robin Example');"
            "document.body.append(late); late.showModal();"
        )
        at.page.wait_for_selector("dialog.lock input[type=password]:focus")
        unlock(at)
        cover(at).wait_for(state="detached")

    def test_what_the_page_asks_meanwhile_waits_and_is_answered_afterwards(
        self, at_work: AtWork
    ) -> None:
        at = at_work()
        pass_time(at, minutes=15, seconds=5)
        cover(at).wait_for()
        at.call("locations/new-york/queue")
        unlock(at)
        at.wait_until_answered()


class TestASessionThatIsOver:
    def test_is_renewed_once_for_all_calls_before_it_ends(
        self, at_work: AtWork, staff_pool: FakePool
    ) -> None:
        at = at_work()
        pass_time(at, minutes=15, seconds=5)
        unlock(at)
        cover(at).wait_for(state="detached")
        before = staff_pool.operations().count("InitiateAuth")
        expires_in(at, seconds=1)
        for path in ("clinic", "staff/clinic", "locations/new-york/queue"):
            at.call(path)
        at.wait_until_answered(3)
        assert staff_pool.operations().count("InitiateAuth") == before + 1

    def test_asks_for_the_password_over_the_page_and_goes_on_with_what_was_asked(
        self, at_work: AtWork
    ) -> None:
        """The refresh token of the session is one that the pool does not know."""
        at = at_work()
        expires_in(at, seconds=0)
        at.call("locations/new-york/queue")
        cover(at).wait_for()
        assert "Your session has ended." in cover(at).inner_text()
        unlock(at)
        cover(at).wait_for(state="detached")
        at.wait_until_answered()
        assert at.page.get_by_label("Note").input_value() == NOTE

    def test_that_the_gateway_refuses_is_renewed_and_the_call_repeated(
        self, at_work: AtWork
    ) -> None:
        at = at_work(time=None)
        meet_calls(at.page, "**/queue", lambda route: route.fulfill(status=401, body="{}"), times=1)
        at.call("locations/new-york/queue")
        cover(at).wait_for()
        unlock(at)
        at.wait_until_answered()

    def test_that_cannot_be_renewed_for_want_of_a_connection_is_not_given_up(
        self, at_work: AtWork
    ) -> None:
        at = at_work()
        # First: the queue asks by itself, and would renew before the connection is cut.
        meet_calls(at.page, "**/session/renew", lambda route: route.abort())
        expires_in(at, seconds=60)
        at.call("locations/new-york/queue")
        at.wait_until_answered()
        assert not cover(at).is_visible()


class TestWhatWasTypedAndNotSent:
    """Kept in the tab, so that a reload loses none of it; for whoever typed it, and nobody else."""

    @pytest.fixture
    def at(self, open_desk: OpenDesk, staff_pool: FakePool) -> AtDesk:
        """Somebody who began to write down a call when the screen locked itself."""
        for name in ("ana", "ben"):
            staff_pool.add(name, PASSWORD, "front-desk")
        at = open_desk(session=desk_session(), time=MONDAY_MORNING)
        self.logging(at).fill(NOTE)
        at.page.keyboard.press("Escape")
        at.page.keyboard.press("Escape")
        pass_time(at, minutes=15, seconds=5)
        cover(at).wait_for()
        return at

    @staticmethod
    def logging(at: AtDesk) -> Any:
        at.page.wait_for_selector("#queue-title")
        at.page.keyboard.press("i")
        return at.page.get_by_label("Note", exact=True)

    @staticmethod
    def kept(at: AtDesk) -> set[str]:
        names = "Object.keys(sessionStorage).filter(name => name.startsWith('frontdesk-'))"
        return set(at.page.evaluate(names))

    def test_is_not_kept_in_a_locked_tab(self, at: AtDesk) -> None:
        assert self.kept(at) == set()
        assert_accessible(at.page)

    def test_is_there_again_for_whoever_typed_it_after_a_reload_too(self, at: AtDesk) -> None:
        unlock(at)
        cover(at).wait_for(state="detached")
        assert self.logging(at).input_value() == NOTE
        at.page.reload()
        assert self.logging(at).input_value() == NOTE

    def test_is_not_there_for_somebody_else(self, at: AtDesk) -> None:
        unlock(at, "ben")
        at.page.get_by_text("ben@clinic.example").wait_for()
        assert self.logging(at).input_value() == ""
        assert self.kept(at) == {"frontdesk-session"}

    def test_is_gone_when_they_sign_out(self, at: AtDesk) -> None:
        unlock(at)
        cover(at).wait_for(state="detached")
        assert len(self.kept(at)) > 1
        at.page.get_by_role("button", name="Sign out").click()
        at.page.get_by_role("heading", name="Sign in").wait_for()
        assert self.kept(at) == set()


class TestTabsOfOnePerson:
    @staticmethod
    def second_tab(at: AtDesk) -> "Page":
        page: Page = at.page.context.new_page()
        kept = at.page.evaluate("sessionStorage.getItem('frontdesk-session')")
        page.add_init_script(f"sessionStorage.setItem('frontdesk-session', {json.dumps(kept)})")
        page.goto(at.page.url)
        page.wait_for_selector("header.top")
        return page

    def test_signing_out_in_one_covers_the_other(self, at_work: AtWork) -> None:
        at = at_work(time=None)
        self.second_tab(at).get_by_role("button", name="Sign out").click()
        cover(at).wait_for()

    def test_somebody_who_is_in_one_keeps_the_other_awake(self, at_work: AtWork) -> None:
        at = at_work()
        other = self.second_tab(at)
        pass_time(at, minutes=14, seconds=30)
        assert at.page.get_by_role("alertdialog").count() == 1
        other.get_by_role("button", name="I'm here").click()
        at.page.get_by_role("alertdialog").wait_for(state="detached")
