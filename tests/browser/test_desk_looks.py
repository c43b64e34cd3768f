"""What it costs to leave the desk open, and how soon it sees what others do, in a real browser."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.api.conftest import a_request
from tests.conftest import FixedClock

from .conftest import OpenDesk, UnderWay
from .desks import Colleague
from .lost_answers import meet_calls

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request, Route

QUEUE = "locations/new-york/queue"
DAY = "locations/new-york/day"
FREE_SLOTS = "locations/new-york/free-slots"
SEEN = {"queue": ".entry", "day": "[data-slot]", "week": ".one-day .free-count"}
"""What is there once a view has been read."""

TODAY = "2026-11-23"
AT_ONE = "2026-11-23T18:00:00Z"


@dataclass
class Left:
    """A desk on a machine whose time stands still until a test lets it pass."""

    page: "Page"
    clock: FixedClock
    under_way: UnderWay
    sent: "list[Request]" = field(default_factory=list)
    ended: "list[Request]" = field(default_factory=list)

    def pass_time(self, step: float = 1, **span: float) -> None:
        """Let time pass here and at the server, step by step; each answer comes in time."""
        self.under_way.pass_time(self.clock, step, **span)

    def answers(self, path: str) -> list[tuple[int, int]]:
        """How often it asked for this: each answer's status, and its bytes with its headers."""
        answered = [each for each in self.ended if not each.failure]  # no leap of time overtook it
        found = [each for each in answered if urlsplit(each.url).path.endswith(path)]
        return [(answer_of(each).status, weight_of(each)) for each in found]


def answer_of(request: "Request") -> Any:
    answer = request.response()
    assert answer is not None
    return answer


def weight_of(request: "Request") -> int:
    sizes = request.sizes()
    return int(sizes["responseHeadersSize"] + sizes["responseBodySize"])


def without_logoff(route: "Route") -> None:
    """Give the clinic with a screen that is not locked within a day."""
    reply = route.fetch()
    clinic = {**reply.json(), "automatic_logoff_minutes": 24 * 60}
    route.fulfill(response=reply, json=clinic)


@pytest.fixture
def colleague(site: str, clock: FixedClock) -> Colleague:
    """Somebody else at work; today's slots were published last night, and somebody called."""
    colleague = Colleague(site)
    clock.forward(hours=-14)
    colleague.publish(TODAY)
    clock.forward(hours=14)
    colleague.book(AT_ONE)
    colleague.post("requests", a_request(phone="212-555-0101"))
    return colleague


LeaveOpen = Callable[[str], Left]


@pytest.fixture
def leave_open(signed_in_desk: OpenDesk, clock: FixedClock, colleague: Colleague) -> LeaveOpen:
    """Open a view of the desk, with automatic logoff set aside."""

    def open_at(view: str) -> Left:
        minute = timedelta(minutes=1)
        page = signed_in_desk(at=f"#/{view}", time=clock.now - minute).page
        meet_calls(page, "**/staff/clinic", without_logoff)
        left = Left(page, clock, UnderWay(page))
        page.reload()
        page.wait_for_selector(SEEN[view])
        page.wait_for_load_state("networkidle")
        page.clock.pause_at(clock.now)
        page.bring_to_front()
        page.wait_for_load_state("networkidle")
        page.on("request", lambda call: left.sent.append(call))
        page.on("requestfinished", lambda call: left.ended.append(call))
        page.on("requestfailed", lambda call: left.ended.append(call))
        page.keyboard.press("Shift")
        return left

    return open_at


@pytest.mark.parametrize("view", SEEN)
def test_an_hour_untouched_costs_three_hundred_requests_at_most(
    leave_open: LeaveOpen, view: str
) -> None:
    left = leave_open(view)
    left.pass_time(step=5, hours=1)
    asked = Counter(urlsplit(each.url).path for each in left.sent)
    assert 100 <= asked.total() <= 300, asked
    assert left.page.locator("dialog").count() == 0


@pytest.mark.parametrize(
    ("view", "paths"), [("queue", [QUEUE]), ("day", [DAY, FREE_SLOTS, QUEUE])], ids=["queue", "day"]
)
def test_a_look_at_what_did_not_change_is_a_kilobyte_at_most(
    leave_open: LeaveOpen, view: str, paths: list[str]
) -> None:
    left = leave_open(view)
    left.pass_time(seconds=110)  # a look that is given up, as its time leaps, comes again by then
    for path in paths:
        answers = left.answers(path)
        assert len(answers) >= 2, path
        assert {status for status, _ in answers} == {304}, path
        assert max(weight for _, weight in answers) <= 1024, path


class TestAColleaguesChange:
    def test_is_seen_within_five_seconds_by_whoever_works(
        self, leave_open: LeaveOpen, colleague: Colleague
    ) -> None:
        left = leave_open("queue")
        for number in range(2, 5):
            left.page.keyboard.press("Shift")
            left.pass_time(seconds=47)
            colleague.post("requests", a_request(phone=f"212-555-010{number}"))
            left.pass_time(seconds=5)
            left.page.locator(".entry").nth(number - 1).wait_for()

    @pytest.mark.parametrize("view", ["queue", "day"])
    def test_is_seen_as_soon_by_whoever_comes_back(
        self, leave_open: LeaveOpen, colleague: Colleague, view: str
    ) -> None:
        left = leave_open(view)
        left.pass_time(step=5, minutes=6)
        colleague.post("requests", a_request(phone="212-555-0102"))
        colleague.post("locations/new-york/slots/block", {"date": TODAY, "reason": "Snow"})
        left.page.keyboard.press("Shift")
        left.page.clock.run_for(4000)
        day, second_line = left.page.get_by_text("Snow"), left.page.locator(".entry").nth(1)
        (day.first if view == "day" else second_line).wait_for()


def test_a_caller_in_crisis_is_told_on_every_screen(
    leave_open: LeaveOpen, colleague: Colleague
) -> None:
    left = leave_open("day")
    notice = left.page.locator("[data-crises]")
    assert notice.count() == 0
    colleague.post("requests", a_request(phone="212-555-0103", message="i want to die"))
    left.pass_time(seconds=5)
    left.page.get_by_role("alert").get_by_text("A caller in crisis is waiting.").wait_for()
    notice.click()
    left.page.locator(".entry[data-urgency=crisis]").wait_for()
