"""A visitor who has sent a request picks a time and books it, in a real browser."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chalicelib.clinic import OnlineBooking
from chalicelib.platform.runtime import Runtime, using
from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import Visitor
from .lost_answers import BROKEN, BUSY, CUT, FAILED, LOST, answer_first, lose_answer, meet_calls
from .visitors import (
    OpenForm,
    book,
    choose,
    keep,
    open_at_the_servers_time,
    pass_time,
    press,
    publish_next_weeks,
    see_times,
    send_request,
    start_at,
    stop_time,
)

if TYPE_CHECKING:
    from playwright.sync_api import Route

_PRESS_ANYHOW = """{
  const button = document.querySelector("#booking .first");
  button.disabled = false;
  button.click();
}"""
"""As a script of somebody's may, or a browser that overlooks that the button is disabled."""


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """There are times to choose from."""
    publish_next_weeks(run)


@pytest.fixture
def visitor(open_form: OpenForm, clock: FixedClock) -> Visitor:
    """Somebody in Chicago who has just sent a request for New York and sees the free times."""
    visitor = open_at_the_servers_time(open_form, clock)
    send_request(visitor)
    see_times(visitor)
    return visitor


def posted(visitor: Visitor, path: str) -> list[dict[str, str]]:
    """What was sent to an address."""
    calls = [call for call in visitor.sent if call.url.endswith(path)]
    return [json.loads(call.post_data or "") for call in calls]


class TestTheWeekAtAGlance:
    def test_shows_the_locations_times_and_ones_own_where_they_differ(
        self, visitor: Visitor
    ) -> None:
        times = visitor.page.inner_text(".times")
        assert "Times are local to Harbor Light New York (EST)" in times
        assert "Your own time (Chicago, CST)" in times
        first = visitor.page.locator(".day", has_text="Nov 24").locator(".start").first
        assert first.inner_text().split("\n") == ["9:00 am", "8:00 am your time"]

    def test_tells_those_who_hear_it_the_day_of_each_time(self, visitor: Visitor) -> None:
        said = "Tuesday, November 24, 9:00 am, 8:00 am your time"
        assert visitor.page.get_by_role("button", name=said, exact=True).count() == 1

    def test_breaks_no_line_within_a_time(self, visitor: Visitor) -> None:
        visitor.page.set_viewport_size({"width": 320, "height": 640})
        lines = visitor.page.evaluate(
            """[...document.querySelectorAll('.start b, .start .clock')]
                 .map((time) => time.getClientRects().length)"""
        )
        assert len(lines) > 2
        assert set(lines) == {1}

    def test_says_a_time_once_to_somebody_who_lives_by_it(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        visitor = open_at_the_servers_time(open_form, clock, timezone_id="America/Toronto")
        send_request(visitor)
        see_times(visitor)
        assert "your time" not in visitor.page.inner_text(".times")
        assert "Your own time" not in visitor.page.inner_text(".times")

    def test_says_of_a_closed_day_that_nothing_is_free(self, visitor: Visitor) -> None:
        thanksgiving = visitor.page.locator(".day", has_text="Nov 26")
        assert "no openings" in thanksgiving.inner_text()

    def test_turns_to_the_next_week_and_back_and_no_further(self, visitor: Visitor) -> None:
        page = visitor.page
        assert page.inner_text(".turner h3") == "November 23 – 29"
        assert page.is_disabled(".turn >> nth=0")
        page.click(".turn >> nth=1")
        page.wait_for_selector("text=November 30 – December 6")
        assert page.locator(".turner h3:focus").count() == 1
        page.click(".turn >> nth=0")
        page.wait_for_selector("text=November 23 – 29")

    def test_when_the_network_fails_it_says_so_and_tries_again(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        visitor = open_at_the_servers_time(open_form, clock)
        send_request(visitor)
        meet_calls(visitor.page, "**/availability*", lambda route: route.abort())
        visitor.page.click("#booking button")
        visitor.page.wait_for_selector("text=We couldn't connect to our system")
        visitor.page.unroute("**/availability*")
        press(visitor.page, "Try again")
        visitor.page.wait_for_selector(".start")

    def test_that_midnight_has_overtaken_begins_with_the_new_day(
        self, visitor: Visitor, clock: FixedClock
    ) -> None:
        keep(visitor)
        clock.forward(days=1)
        press(visitor.page, "Choose another time")
        visitor.page.wait_for_selector("text=November 24 – 30")
        assert visitor.page.locator(".start").count() > 0


class TestAFreeTimeBesideTheForm:
    def test_is_held_once_the_form_is_sent_and_booked_with_one_press(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        visitor = open_at_the_servers_time(open_form, clock)
        page = visitor.page
        page.check("input[value=new-york]")
        page.select_option("#service_id", "ketamine-consultation")
        page.wait_for_selector("#first-times .start")
        page.get_by_role("button", name="Tue, Nov 24 10:00 am").click()
        assert "we'll hold this time for you: Tuesday, November 24" in page.inner_text("#status")
        assert_accessible(page)
        visitor.fill_in()
        visitor.press_send()
        page.wait_for_selector(".left")
        assert "Tuesday, November 24, 10:00 am EST" in page.inner_text("#booking")
        (held,) = posted(visitor, "/holds")
        assert held["starts_at"] == "2026-11-24T15:00:00Z"
        book(visitor)
        assert visitor.complaints == []

    def test_stands_only_where_anyone_may_book(
        self, open_form: OpenForm, clock: FixedClock, run: Runtime
    ) -> None:
        first, *others = run.clinic.services
        told = {"online": OnlineBooking.INVITED}
        services = (first, *(each.model_copy(update=told) for each in others))
        with using(replace(run, clinic=run.clinic.model_copy(update={"services": services}))):
            visitor = open_at_the_servers_time(open_form, clock)
            visitor.fill_in()
            visitor.page.wait_for_selector("#first-times .start")
            visitor.page.select_option("#service_id", "ketamine-infusion")
            visitor.page.wait_for_selector("#first-times", state="hidden")
            visitor.press_send()
            visitor.page.wait_for_selector("#receipt-title")
        assert visitor.page.locator("#booking").count() == 0
        assert visitor.complaints == []


class TestBooking:
    def test_takes_two_presses_and_asks_nothing_twice(self, visitor: Visitor) -> None:
        keep(visitor)
        assert visitor.page.query_selector("#booking input") is None
        assert "Tuesday, November 24, 2:00 pm EST" in visitor.page.inner_text("#booking")
        assert "1:00 pm CST your time" in visitor.page.inner_text("#booking")
        book(visitor)
        (sent,) = posted(visitor, "/appointments")
        assert sent["name"] == "Robin Example"
        assert sent["phone"] == "(212) 555-0123"
        assert len(sent["request_id"]) == 26
        said = visitor.page.inner_text("#booking")
        assert "Your appointment is booked" in said
        assert "Tuesday, November 24, 2:00 pm EST" in said
        assert visitor.focused == "book-title"
        assert "We'll call you by" not in visitor.page.inner_text("main")
        assert visitor.complaints == []

    def test_asks_who_comes_along_only_where_somebody_has_to(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        visitor = open_at_the_servers_time(open_form, clock)
        send_request(visitor, "ketamine-infusion")
        see_times(visitor)
        keep(visitor, time="2:30 pm")
        visitor.page.fill("#escort", "Kim Example")
        book(visitor)
        (sent,) = posted(visitor, "/appointments")
        assert sent["escort_name"] == "Kim Example"

    def test_goes_into_the_calendar_without_a_word_of_what_it_is_for(
        self, visitor: Visitor, tmp_path: Path
    ) -> None:
        keep(visitor)
        book(visitor)
        with visitor.page.expect_download() as download:
            visitor.page.click("text=Add to calendar")
        file = tmp_path / "appointment.ics"
        download.value.save_as(file)
        text = file.read_bytes().decode()
        assert "DTSTART:20261124T190000Z\r\n" in text
        assert "SUMMARY:Appointment: Harbor Light New York\r\n" in text
        assert "ketamine" not in text.replace("\r\n ", "").lower()
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        assert text.endswith("END:VCALENDAR\r\n")
        assert visitor.complaints == []

    def test_a_double_click_keeps_and_books_once(self, visitor: Visitor) -> None:
        start_at(visitor, "Nov 24", "2:00 pm").dblclick()
        visitor.page.wait_for_selector(".left")
        assert len(posted(visitor, "/holds")) == 1
        visitor.page.dblclick("#booking .first")
        visitor.page.wait_for_selector("#booking .manage")
        assert len(posted(visitor, "/appointments")) == 1

    def test_a_second_press_before_the_answer_is_refused(self, visitor: Visitor) -> None:
        page = visitor.page
        waiting: list[Route] = []
        keep(visitor)
        meet_calls(page, "**/appointments", lambda route: waiting.append(route))
        page.click("#booking .first")
        assert page.is_disabled("#booking .first")
        page.evaluate(_PRESS_ANYHOW)
        assert len(posted(visitor, "/appointments")) == 1
        waiting[0].continue_()
        page.wait_for_selector("#booking .manage")
        assert len(posted(visitor, "/appointments")) == 1

    def test_each_time_that_is_chosen_has_a_key_of_its_own(self, visitor: Visitor) -> None:
        keep(visitor, time="2:00 pm")
        press(visitor.page, "Choose another time")
        visitor.page.wait_for_selector(".start")
        keep(visitor, time="9:00 am")
        held = [call for call in visitor.sent if call.url.endswith("/holds")]
        assert len({call.headers["idempotency-key"] for call in held}) == len(held) == 2
        starts = [body["starts_at"] for body in posted(visitor, "/holds")]
        assert starts[0] != starts[1]

    def test_with_a_lost_answer_is_found_again_and_not_done_twice(self, visitor: Visitor) -> None:
        page = visitor.page
        meet_calls(page, "**/holds", lose_answer)
        choose(visitor, "Nov 24", "2:00 pm")
        page.wait_for_selector("text=We couldn't connect to our system")
        page.unroute("**/holds")
        press(page, "Try again")
        page.wait_for_selector(".left")
        keys = {call.headers["idempotency-key"] for call in visitor.sent if "/holds" in call.url}
        assert len(keys) == 1
        meet_calls(page, "**/appointments", lose_answer)
        page.click("#booking .first")
        page.wait_for_selector("text=We couldn't connect to our system")
        page.unroute("**/appointments")
        press(page, "Try again")
        page.wait_for_selector("#booking .manage")
        first, second = posted(visitor, "/appointments")
        assert first == second

    @pytest.mark.parametrize("how", [CUT, LOST, BROKEN, FAILED, BUSY])
    def test_keeps_a_time_once_and_another_time_by_itself(self, visitor: Visitor, how: str) -> None:
        page = visitor.page
        writes = answer_first(page, "**/holds", how)
        choose(visitor, "Nov 24", "2:00 pm")
        page.wait_for_selector(".told[role=alert]")
        assert ("it may have worked anyway" in page.inner_text(".told")) == (how != BUSY)
        press(page, "Back")
        page.wait_for_selector(".start")
        start_at(visitor, "Nov 24", "2:00 pm").click()
        page.wait_for_selector(".left")
        press(page, "Choose another time")
        page.wait_for_selector(".start")
        choose(visitor, "Nov 24", "9:00 am")
        page.wait_for_selector(".left")
        first, again, another = writes.keys
        assert first == again != another

    @pytest.mark.parametrize("how", [LOST, FAILED])
    def test_that_may_be_booked_already_can_only_be_tried_again(
        self, visitor: Visitor, how: str
    ) -> None:
        page = visitor.page
        keep(visitor)
        answer_first(page, "**/appointments", how)
        page.click("#booking .first")
        page.wait_for_selector("text=it may have worked anyway")
        assert page.get_by_role("button", name="Back").count() == 0
        press(page, "Try again")
        page.wait_for_selector("#booking .manage")
        first, second = posted(visitor, "/appointments")
        assert first == second

    def test_is_not_offered_to_somebody_in_danger_who_is_called_first(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        """A booked time would take the call off the queue."""
        visitor = open_at_the_servers_time(open_form, clock)
        visitor.fill_in()
        visitor.page.check("#thinking_of_self_harm")
        visitor.press_send()
        visitor.page.wait_for_selector("#receipt-title")
        assert visitor.focused == "crisis-title"
        assert visitor.page.query_selector("#booking") is None


class TestAHold:
    def test_counts_down_and_lapses_and_is_had_again_with_one_press(
        self, visitor: Visitor, clock: FixedClock
    ) -> None:
        clock.forward(minutes=1)
        stop_time(visitor, clock.now)
        keep(visitor)
        assert "We're holding this time for another 10:00." in visitor.page.inner_text(".left")
        pass_time(visitor, clock, 9 * 60)
        visitor.page.wait_for_selector("text=We're holding this time for another 1:00.")
        assert "for one more minute" in visitor.page.inner_text("#booking [role=status]")
        pass_time(visitor, clock, 61)
        visitor.page.wait_for_selector("text=We're no longer holding this time for you")
        assert visitor.focused == "book-title"
        assert "Tuesday, November 24, 2:00 pm EST" in visitor.page.inner_text("#booking")
        press(visitor.page, "Hold this time again")
        visitor.page.wait_for_selector(".left")
        book(visitor)

    def test_does_not_go_by_a_clock_that_is_wrong(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        visitor = open_form()
        visitor.page.clock.install(time=clock.now.replace(hour=22))
        visitor.page.reload()
        send_request(visitor)
        see_times(visitor)
        stop_time(visitor, clock.now.replace(hour=22, minute=59))
        keep(visitor)
        assert "another 10:00" in visitor.page.inner_text(".left")

    def test_that_ran_out_on_the_server_first_is_said_to_have(
        self, visitor: Visitor, clock: FixedClock
    ) -> None:
        keep(visitor)
        clock.forward(minutes=11)
        visitor.page.click("#booking .first")
        visitor.page.wait_for_selector("text=We're no longer holding this time for you")

    def test_that_is_left_for_another_is_let_go_and_can_be_chosen_anew(
        self, visitor: Visitor
    ) -> None:
        keep(visitor)
        hint = visitor.page.inner_text("#other-hint")
        assert hint == "Then we'll stop holding this one."
        press(visitor.page, "Choose another time")
        visitor.page.wait_for_selector(".start")
        assert visitor.page.locator(".start.mine").count() == 0
        assert len(posted(visitor, "/holds/release")) == 1
        keep(visitor)
        assert len(posted(visitor, "/holds")) == 2

    def test_that_could_not_be_let_go_is_still_the_same(self, visitor: Visitor) -> None:
        keep(visitor)
        meet_calls(visitor.page, "**/holds/release", lambda route: route.abort())
        press(visitor.page, "Choose another time")
        visitor.page.wait_for_selector(".start")
        assert "held for you" in visitor.page.locator(".start.mine").inner_text()
        visitor.page.click(".start.mine")
        visitor.page.wait_for_selector(".left")
        assert len(posted(visitor, "/holds")) == 1

    @pytest.mark.parametrize(
        ("limited_to", "said"),
        [
            ("browser", "You're holding as many times as one person can."),
            ("address", "Too many times are being held from your internet connection right now."),
        ],
    )
    def test_one_too_many_is_said_in_plain_words(
        self, visitor: Visitor, limited_to: str, said: str
    ) -> None:
        kind = "urn:frontdesk:problem:too-many-holds"
        full = {"type": kind, "title": "Too many holds", "limited_to": limited_to}
        meet_calls(visitor.page, "**/holds", lambda route: route.fulfill(status=429, json=full))
        choose(visitor, "Nov 24", "3:00 pm")
        visitor.page.get_by_text(said).first.wait_for()
        assert "call us at (212) 555-0142" in visitor.page.inner_text("#booking")


class TestATimeThatSomebodyElseTook:
    def test_is_marked_as_taken_and_others_are_offered(
        self, visitor: Visitor, open_form: OpenForm
    ) -> None:
        other = open_form()
        send_request(other)
        see_times(other)
        keep(other)
        choose(visitor, "Nov 24", "2:00 pm")
        visitor.page.wait_for_selector("text=2:00 pm EST was just taken.")
        gone = start_at(visitor, "Nov 24", "2:00 pm")
        assert "taken" in gone.inner_text()
        assert gone.is_disabled()
        keep(visitor, time="3:00 pm")
        assert visitor.complaints == []


class TestForEverybody:
    def test_every_state_is_open_to_people_who_see_hear_or_move_otherwise(
        self, visitor: Visitor, clock: FixedClock
    ) -> None:
        assert_accessible(visitor.page)
        keep(visitor)
        assert_accessible(visitor.page)
        pass_time(visitor, clock, 601)
        visitor.page.wait_for_selector("text=Hold this time again")
        assert_accessible(visitor.page)
        press(visitor.page, "Hold this time again")
        visitor.page.wait_for_selector(".left")
        book(visitor)
        assert_accessible(visitor.page)

    def test_the_whole_walk_can_be_done_with_the_keyboard_alone(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        visitor = open_at_the_servers_time(open_form, clock)
        page, keys = visitor.page, visitor.page.keyboard
        walk_to(visitor, "input[value=new-york]")
        keys.press("Space")
        walk_to(visitor, "#service_id")
        keys.type("Ketamine con")
        walk_to(visitor, "#name")
        keys.type("Robin Example")
        walk_to(visitor, "#phone")
        keys.type("2125550123")
        walk_to(visitor, "#consent")
        keys.press("Space")
        walk_to(visitor, "#send")
        keys.press("Enter")
        page.wait_for_selector("#booking button")
        walk_to(visitor, "#booking button")
        keys.press("Enter")
        page.wait_for_selector(".start")
        walk_to(visitor, ".start")
        keys.press("Enter")
        page.wait_for_selector(".left")
        walk_to(visitor, "#booking .first")
        keys.press("Enter")
        page.wait_for_selector("#booking .manage")
        walk_to(visitor, "#booking .manage")

    @pytest.mark.parametrize("width", [320, 1280])
    def test_text_of_twice_the_size_still_fits(
        self, open_form: OpenForm, clock: FixedClock, width: int
    ) -> None:
        visitor = open_at_the_servers_time(
            open_form, clock, viewport={"width": width, "height": 800}
        )
        send_request(visitor)
        see_times(visitor)
        for scale in ("100%", "200%"):
            visitor.page.evaluate(f"document.documentElement.style.fontSize = '{scale}'")
            if width > 320 or scale == "100%":  # 320 at 200 % is 160: more than is asked for
                wide = visitor.page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, scale

    def test_everything_to_press_is_large_enough(self, visitor: Visitor) -> None:
        small = visitor.page.evaluate(
            """[...document.querySelectorAll('a, button')]
                 .filter((element) => element.checkVisibility() && !element.matches('.skip'))
                 .map((element) => [element.outerHTML.slice(0, 80),
                                    element.getBoundingClientRect().height])
                 .filter(([, height]) => height < 24)"""
        )
        assert small == []


def walk_to(visitor: Visitor, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(80):
        if visitor.page.evaluate("(where) => document.activeElement.matches(where)", selector):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")
