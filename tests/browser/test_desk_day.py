"""The desk's day in a real browser: it sees, books, moves, checks in, blocks and plans."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.clinic import Preparation
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.unit_of_work import VISITOR
from chalicelib.scheduling.appointments.confirm_coming import confirm_coming
from chalicelib.scheduling.appointments.get_ready import get_ready
from chalicelib.scheduling.appointments.load_appointment import Asked
from chalicelib.scheduling.appointments.note_booking import manage_token
from chalicelib.scheduling.appointments.say_here import say_here
from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import OpenDesk, UnderWay
from .desks import Colleague, Day
from .lost_answers import (
    BROKEN,
    CUT,
    FAILED,
    LOST,
    UNANSWERED,
    USED,
    Writes,
    answer_first,
    meet_calls,
)

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Route

OpenDay = Callable[..., Day]

TODAY = "2026-11-23"
AT_ELEVEN_THIRTY = "2026-11-23T16:30:00Z"
AT_ONE = "2026-11-23T18:00:00Z"
AT_HALF_PAST_TWO = "2026-11-23T19:30:00Z"

A_SERIES = 30_000
"""In milliseconds: booking six visits takes its time on a busy machine."""

HOSTILE = [
    "<script>document.title='taken'</script>",
    "<img/src=x/onerror=alert(1)>",
    "\u202edlohcs\u2066",
    "x" * 100,
]


@pytest.fixture
def colleague(site: str, clock: FixedClock) -> Colleague:
    """Somebody else at work; today's slots were published last night."""
    colleague = Colleague(site)
    clock.forward(hours=-14)
    colleague.publish(TODAY)
    clock.forward(hours=14)
    return colleague


@pytest.fixture
def open_day(
    signed_in_desk: OpenDesk, clock: FixedClock, colleague: Colleague
) -> Iterator[OpenDay]:
    """Opens the day as somebody at the desk; the browser may complain of nothing."""
    complaints: list[list[str]] = []

    def open_at(*who: str, at: str = "#/day", **how: Any) -> Day:
        how = {"timezone_id": "America/Chicago", **how}
        desk = signed_in_desk(*who, at=at, time=clock(), **how)
        complaints.append(desk.complaints)
        desk.page.on("console", lambda line: note(desk.complaints, line))
        desk.page.wait_for_selector("[data-slot]")
        return Day(desk.page)

    yield open_at
    assert complaints == [[] for _ in complaints]


def note(complaints: list[str], line: "ConsoleMessage") -> None:
    """Errors, but for those answers of the server that the test is about."""
    if line.type == "error" and "Failed to load resource" not in line.text:
        complaints.append(line.text)


def watched(desk: Day) -> UnderWay:
    """What the day asks, from its first request on: it is loaded anew."""
    under_way = UnderWay(desk.page)
    desk.page.reload()
    desk.page.wait_for_selector("[data-slot]")
    return under_way


def stop_time(desk: Day, under_way: UnderWay, clock: FixedClock) -> None:
    """Let the page's time stand still right after a look at the day: the next one is far."""
    looks: list[str] = []
    desk.page.on(
        "request", lambda call: looks.append(call.url) if "/day?date=" in call.url else None
    )
    under_way.settle()
    soon = desk.page.evaluate("Date.now()") / 1000 + 5  # a leap so short gives up no request
    desk.page.clock.pause_at(soon)
    under_way.settle()
    looks.clear()
    for _ in range(60):
        under_way.pass_time(clock, seconds=1)
        if looks:
            return
    pytest.fail("the day is not looked at")


def fill_in(desk: Day, name: str = "Robin Example") -> None:
    """Who is to be booked."""
    desk.page.get_by_label("Name").fill(name)
    desk.page.get_by_label("Phone").fill("(212) 555-0123")


def press_and_hear(desk: Day, button: str, time: int, writes: Writes) -> None:
    """Press it and wait until that, the so manieth write, has been answered."""
    desk.page.get_by_role("button", name=button).click()
    while len(writes.sent) < time:
        desk.page.wait_for_timeout(10)
    desk.page.locator("dialog .wrong:visible").last.wait_for()
    desk.page.locator("dialog button:enabled", has_text=button).first.wait_for()


def press_until(desk: Day, key: str, said: str, most: int = 40) -> None:
    """Press a key until what has the focus is called like this."""
    for _ in range(most):
        if desk.is_on(said):
            return
        desk.page.keyboard.press(key)
    raise AssertionError(f"never came to {said!r}, but to {desk.focused!r}")


class TestSeeing:
    def test_each_slot_says_where_when_what_state_and_who(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        colleague.book(AT_ONE, bay="chair-2")
        desk = open_day()
        label = (
            "Chair 2, window, 1:00 pm to 2:30 pm, booked, Robin, Ketamine infusion,"
            " escort not confirmed"
        )
        assert desk.slot(label).count() == 1
        assert "Booked" in desk.slot(label).inner_text()

    def test_a_holiday_says_why_and_leads_to_the_next_open_day(
        self, signed_in_desk: OpenDesk, clock: FixedClock, colleague: Colleague
    ) -> None:
        desk = signed_in_desk(at="#/day/2026-11-26", time=clock())
        desk.page.get_by_text("Closed: Thanksgiving.").wait_for()
        desk.page.get_by_role("button", name="Next open day: Friday, November 27").click()
        desk.page.get_by_role("heading", name="Friday, November 27").wait_for()
        assert desk.page.get_by_text("Closed:").count() == 0

    def test_no_state_is_told_by_its_color_alone(
        self, open_day: OpenDay, colleague: Colleague, clock: FixedClock
    ) -> None:
        """Each state has a shape of its own, and its word."""
        here = colleague.book(AT_ONE, bay="chair-1")
        colleague.post(f"staff/appointments/{here['appointment_id']}/check-in", {})
        gone = colleague.book(AT_ONE, bay="chair-2", phone="(212) 555-0124")
        colleague.book(AT_HALF_PAST_TWO, bay="chair-3", phone="(212) 555-0125")
        clock.forward(hours=3, minutes=30)  # half past one
        colleague.post(f"staff/appointments/{gone['appointment_id']}/no-show", {})
        block = {"date": TODAY, "bay": "suite-1", "reason": "Deep cleaning"}
        colleague.post("locations/new-york/slots/block", block)
        desk = open_day()
        told = desk.page.eval_on_selector_all(
            "[data-slot]",
            "slots => slots.map(slot => [slot.className.match(/is-(\\w+)/)[1],"
            " slot.querySelector('path').getAttribute('d'),"
            " slot.querySelector('.when > span:last-child').textContent])",
        )
        states = {state: (shape, word) for state, shape, word in told}
        assert set(states) == {"free", "arrived", "noshow", "booked", "blocked"}
        assert len({shape for shape, _ in states.values()}) == len(states)
        words = {state: word for state, (_, word) in states.items()}
        assert words["noshow"] == "No-show"
        assert words["blocked"] == "Blocked"

    def test_who_is_coming_ready_or_here_is_told_by_a_shape_and_a_word(
        self, open_day: OpenDay, colleague: Colleague, run: Runtime, clock: FixedClock
    ) -> None:
        """As patients told on the page of their appointment."""
        asked = []
        for chair, phone in enumerate(("0123", "0124", "0125"), start=1):
            made = colleague.book(AT_ONE, bay=f"chair-{chair}", phone=f"(212) 555-{phone}")
            token = manage_token(run, made["appointment_id"])
            asked.append(Asked(made["appointment_id"], VISITOR, token=token))
            confirm_coming(run, asked[-1])
        get_ready(run, asked[1], list(Preparation))
        clock.forward(hours=2, minutes=15)
        say_here(run, asked[2])
        desk = open_day()
        desk.wait_for("says they're here")
        told = desk.page.eval_on_selector_all(
            "[data-slot] .told",
            "all => all.map(told => [told.textContent, told.querySelector('path').outerHTML])",
        )
        assert {word for word, _ in told} == {
            "says they'll be there",
            "says they're ready",
            "says they're here",
        }
        assert len({shape for _, shape in told}) == 3
        assert_accessible(desk.page)

    def test_services_have_colors_recovery_is_hatched_and_who_is_here_since_when_goes_on(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        here = colleague.book(AT_ONE, bay="chair-1")
        consult = {"service_id": "ketamine-consultation", "phone": "(212) 555-0124"}
        colleague.book(AT_HALF_PAST_TWO.replace("19:30", "20:00"), **consult)
        colleague.post(f"staff/appointments/{here['appointment_id']}/check-in", {})
        desk = open_day()
        infusion = desk.slot("arrived, Robin, Ketamine infusion, here for 0 min")
        infusion.wait_for()
        assert "recovery from 1:50 pm" in infusion.inner_text()
        hatch, whole = infusion.locator(".recovery").bounding_box(), infusion.bounding_box()
        assert hatch is not None
        assert whole is not None
        assert hatch["height"] == pytest.approx(whole["height"] * 40 / 90, abs=3)
        other = desk.slot("booked, Robin, Ketamine consultation")
        looks = [
            slot.evaluate("slot => slot.className.match(/service-\\d/)[0]")
            for slot in (infusion, other)
        ]
        assert len(set(looks)) == 2
        assert other.locator(".recovery").count() == 0
        desk.page.clock.run_for(5 * 60_000)  # a screen that nobody is at locks itself later
        desk.slot("here for 5 min").wait_for()

    def test_a_colleague_s_change_is_seen_within_five_seconds(
        self, open_day: OpenDay, colleague: Colleague, clock: FixedClock
    ) -> None:
        desk = open_day()
        under_way = watched(desk)
        desk.slot("Chair 3, 1:00 pm").focus()
        stop_time(desk, under_way, clock)
        colleague.book(AT_ONE, bay="chair-3")
        under_way.pass_time(clock, seconds=5)
        desk.slot("Chair 3, 1:00 pm to 2:30 pm, booked, Robin").wait_for()
        assert desk.is_on("Chair 3, 1:00 pm to 2:30 pm, booked, Robin")

    def test_another_day_is_one_key_away_and_has_its_own_address(self, open_day: OpenDay) -> None:
        desk = open_day()
        desk.page.keyboard.press("]")
        desk.wait_for("Nothing is on the schedule for this day.")
        assert desk.page.inner_text("h1") == "Tuesday, November 24"
        assert desk.page.url.endswith("#/day/2026-11-24")
        desk.page.keyboard.press("t")
        desk.page.wait_for_selector("[data-slot]")
        assert "today" in desk.page.inner_text("h1")

    def test_escape_leaves_the_date_and_keys_do_things_again(self, open_day: OpenDay) -> None:
        desk = open_day()
        desk.page.get_by_label("Date", exact=True).focus()
        desk.page.keyboard.press("]")
        assert "#/day/2026-11-24" not in desk.page.url
        desk.page.keyboard.press("Escape")
        desk.page.keyboard.press("]")
        desk.wait_for("Nothing is on the schedule for this day.")

    def test_what_people_call_themselves_is_shown_as_text(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        starts = [AT_ELEVEN_THIRTY, AT_ONE, AT_HALF_PAST_TWO, "2026-11-23T21:00:00Z"]
        for number, (name, starts_at) in enumerate(zip(HOSTILE, starts, strict=True)):
            phone = f"(212) 555-013{number}"
            colleague.book(starts_at, bay="chair-1", name=name, phone=phone)
        block = {"date": TODAY, "bay": "chair-2", "reason": HOSTILE[1]}
        colleague.post("locations/new-york/slots/block", block)
        desk = open_day()
        shown = desk.page.locator(".slot .who").all_inner_texts()
        names = [name.strip("\u202e\u2066") for name in HOSTILE]
        assert shown == names
        for name in names:
            desk.page.locator(".slot.is-booked", has_text=name).click()
            desk.page.wait_for_selector("dialog .visit-facts")
            assert desk.page.inner_text("dialog h2") == name
            desk.page.keyboard.press("Escape")
        assert desk.page.locator("main img, main script, dialog img").count() == 0
        assert desk.page.title().startswith("Day")
        wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert desk.page.evaluate(wide)

    @pytest.mark.parametrize("width", [360, 640])
    def test_a_narrow_screen_has_the_same_as_lists_without_scrolling_sideways(
        self, open_day: OpenDay, width: int
    ) -> None:
        """640 pixels are a desk's screen, enlarged to 200 per cent."""
        desk = open_day(viewport={"width": width, "height": 740})
        assert desk.page.evaluate("document.documentElement.scrollWidth") == width
        desk.slot("Chair 1, window, 1:00 pm").click()
        desk.page.wait_for_selector("dialog .times input:checked", state="attached")
        assert desk.page.evaluate("document.querySelector('dialog').scrollWidth") <= width


class TestBooking:
    def test_by_click_takes_the_very_chair(self, open_day: OpenDay) -> None:
        desk = open_day()
        desk.slot("Chair 3, 1:00 pm").click()
        desk.page.get_by_label("Service").select_option("ketamine-infusion")
        fill_in(desk)
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00").click()
        desk.slot("Chair 3, 1:00 pm to 2:30 pm, booked, Robin").wait_for()
        assert desk.is_on("Chair 3, 1:00 pm to 2:30 pm, booked, Robin")

    def test_by_the_keyboard_alone(self, open_day: OpenDay) -> None:
        desk = open_day()
        press_until(desk, "Tab", "Consultation room 1, 9:00 am")
        press_until(desk, "ArrowDown", "Consultation room 1, 1:00 pm")
        press_until(desk, "ArrowRight", "Chair 1, window")
        desk.page.keyboard.press("Enter")
        desk.page.wait_for_selector("dialog .times input:checked", state="attached")
        desk.page.keyboard.type("Robin Example")
        desk.page.keyboard.press("Tab")
        desk.page.keyboard.type("2125550123")
        desk.page.keyboard.press("Enter")
        desk.slot("Chair 1, window, 1:00 pm to 2:30 pm, booked, Robin").wait_for()

    def test_from_the_list_of_free_chairs(self, open_day: OpenDay) -> None:
        desk = open_day()
        desk.page.get_by_role("button", name="Book Private suite, 1:00 pm").click()
        fill_in(desk)
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00").click()
        desk.slot("Private suite, 1:00 pm to 2:30 pm, booked, Robin").wait_for()
        free = desk.page.get_by_role("button", name="Book Private suite, 1:00 pm")
        free.wait_for(state="detached")

    def test_who_waits_for_a_chair_is_booked_into_it_from_the_list(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        wish = {"first_day": TODAY, "last_day": TODAY, "earliest_time": "13:00"}
        who = {"name": "Alex Example", "phone": "(212) 555-0171"}
        waits = {"service_id": "ketamine-infusion", "wish": wish, **who}
        colleague.post("locations/new-york/waitlist", waits)
        desk = open_day()
        desk.page.get_by_role("button", name="Book 2:30 pm for Alex, on the waitlist for").click()
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 2:30").click()
        desk.slot("Chair 1, window, 2:30 pm to 4:00 pm, booked, Alex").wait_for()
        assert colleague.get("locations/new-york/waitlist")["entries"] == []

    def test_what_is_wrong_stands_beside_its_field(self, open_day: OpenDay) -> None:
        desk = open_day()
        desk.slot("Chair 3, 1:00 pm").click()
        desk.page.get_by_label("Name").fill("Robin Example")
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00").click()
        desk.wait_for("Please give us a phone number or an email address.")
        phone = desk.page.get_by_label("Phone")
        assert phone.get_attribute("aria-invalid") == "true"
        assert desk.page.evaluate("document.activeElement.type") == "tel"

    def test_a_time_that_a_colleague_has_just_taken_is_said_and_the_rest_shown_anew(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        desk = open_day()
        desk.slot("Procedure room").count()
        desk.slot("Chair 3, 1:00 pm").click()
        desk.page.get_by_label("Service").select_option("ketamine-infusion")
        fill_in(desk)
        for number, bay in enumerate(["chair-1", "chair-2", "chair-3", "suite-1"]):
            colleague.book(AT_ONE, bay=bay, phone=f"(212) 555-016{number}")
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00").click()
        desk.wait_for("This time was just taken.")
        assert desk.page.get_by_label("Name").input_value() == "Robin Example"
        assert "1:00" not in desk.page.inner_text("dialog .times")

    def test_whoever_has_another_visit_then_is_booked_with_a_reason(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        colleague.book(AT_ONE, bay="chair-1")
        desk = open_day()
        desk.slot("Chair 3, 1:00 pm").click()
        desk.page.get_by_label("Service").select_option("ketamine-infusion")
        fill_in(desk)
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00").click()
        desk.wait_for("has another appointment at that time")
        desk.page.get_by_label("Reason to book anyway").fill("Two sisters, one phone")
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00").click()
        desk.slot("Chair 3, 1:00 pm to 2:30 pm, booked").wait_for()

    def test_a_lost_answer_books_once(self, open_day: OpenDay, colleague: Colleague) -> None:
        """The first try arrives, its answer does not; the same is sent again."""
        desk = open_day()
        lost: list[str] = []

        def lose_the_first(route: "Route") -> None:
            if route.request.method == "POST" and not lost:
                lost.append(route.request.url)
                route.fetch()
                route.abort()
            else:
                route.continue_()

        meet_calls(desk.page, "**/locations/new-york/appointments", lose_the_first)
        desk.slot("Chair 3, 1:00 pm").click()
        fill_in(desk)
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00").click()
        desk.wait_for("can't reach the clinic")
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00").click()
        desk.slot("Chair 3, 1:00 pm to 2:30 pm, booked, Robin").wait_for()
        sheet = colleague.get(f"locations/new-york/day?date={TODAY}")
        booked = [s for bay in sheet["bays"] for s in bay["slots"] if s["status"] == "booked"]
        assert len(booked) == 1

    def test_is_the_same_booking_until_it_is_answered_and_then_another(
        self, open_day: OpenDay
    ) -> None:
        desk = open_day()
        writes = answer_first(desk.page, "**/locations/new-york/appointments", *UNANSWERED)
        desk.slot("Chair 3, 1:00 pm").click()
        fill_in(desk)
        for time in range(len(UNANSWERED)):
            press_and_hear(desk, "Book Mon, Nov 23, 1:00", time + 1, writes)
        desk.wait_for("Try again in a moment; it won't be done twice")
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00").click()
        desk.slot("Chair 3, 1:00 pm to 2:30 pm, booked, Robin").wait_for()
        desk.slot("Chair 3, 11:30 am").click()
        fill_in(desk, "Kim Example")
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 11:30").click()
        desk.slot("Chair 3, 11:30 am to 1:00 pm, booked, Kim").wait_for()
        assert [writes.keys.index(key) for key in writes.keys] == [0, 0, 0, 0, 4]

    def test_of_which_nothing_is_known_is_the_same_from_a_dialog_opened_anew(
        self, open_day: OpenDay
    ) -> None:
        desk = open_day()
        writes = answer_first(desk.page, "**/locations/new-york/appointments", CUT)
        desk.slot("Chair 3, 1:00 pm").click()
        fill_in(desk)
        press_and_hear(desk, "Book Mon, Nov 23, 1:00", 1, writes)
        desk.wait_for("can't reach the clinic")
        desk.page.keyboard.press("Escape")
        desk.page.locator("dialog").wait_for(state="detached")
        desk.slot("Chair 3, 1:00 pm").click()
        fill_in(desk)
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00").click()
        desk.slot("Chair 3, 1:00 pm to 2:30 pm, booked, Robin").wait_for()
        assert writes.keys[0] == writes.keys[1]

    def test_that_was_changed_after_a_lost_answer_says_that_the_first_was_done(
        self, open_day: OpenDay
    ) -> None:
        """A mistake in a field tells nothing of the first; only the server that looks does."""
        desk = open_day()
        writes = answer_first(desk.page, "**/locations/new-york/appointments", BROKEN)
        desk.slot("Chair 3, 1:00 pm").click()
        fill_in(desk)
        press_and_hear(desk, "Book Mon, Nov 23, 1:00", 1, writes)
        desk.page.get_by_label("Phone").fill("call me maybe")
        press_and_hear(desk, "Book Mon, Nov 23, 1:00", 2, writes)
        desk.wait_for("This doesn't look like a phone number.")
        desk.page.unroute_all()
        others = answer_first(desk.page, "**/locations/new-york/appointments", USED)
        desk.page.get_by_label("Phone").fill("(212) 555-0199")
        press_and_hear(desk, "Book Mon, Nov 23, 1:00", 1, others)
        desk.wait_for("already went through when you pressed it before")
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00").click()
        desk.slot("Chair 3, 1:00 pm to 2:30 pm, booked, Robin").wait_for()
        first, mistaken, changed, another = writes.keys + others.keys
        assert first == mistaken == changed != another

    def test_that_was_refused_goes_out_as_another(self, open_day: OpenDay) -> None:
        desk = open_day()
        writes = answer_first(desk.page, "**/locations/new-york/appointments")
        desk.slot("Chair 3, 1:00 pm").click()
        fill_in(desk)
        desk.page.get_by_label("Phone").fill("call me maybe")
        press_and_hear(desk, "Book Mon, Nov 23, 1:00", 1, writes)
        desk.wait_for("This doesn't look like a phone number.")
        fill_in(desk)
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00").click()
        desk.slot("Chair 3, 1:00 pm to 2:30 pm, booked, Robin").wait_for()
        refused, other = writes.keys
        assert refused != other


class TestAVisit:
    def open_appointment(self, desk: Day, label: str = "booked, Robin") -> None:
        desk.slot(label).click()
        desk.page.wait_for_selector("dialog .visit-facts")

    def test_opened_shows_how_to_reach_the_patient(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        colleague.book(AT_ONE)
        desk = open_day()
        self.open_appointment(desk)
        assert desk.page.locator('dialog a[href="tel:+12125550123"]').count() == 1
        assert desk.page.inner_text("dialog h2") == "Robin Example"

    def test_that_a_patient_took_beside_another_one_says_so(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        colleague.book(AT_HALF_PAST_TWO, bay="chair-1")
        wish = {"location_id": "new-york", "service_id": "ketamine-consultation"}
        held = colleague.post("holds", {**wish, "starts_at": "2026-11-23T20:00Z"})
        who = {"name": "Robin Example", "phone": "(212) 555-0123"}
        colleague.post("appointments", {"hold_token": held["hold_token"], **who})
        desk = open_day()
        self.open_appointment(desk, "had another appointment then")
        told = desk.page.inner_text("dialog .visit-facts")
        assert "same phone or email already had another appointment at this time" in told

    @pytest.mark.parametrize("how", [CUT, LOST, BROKEN, FAILED])
    def test_without_an_answer_is_changed_again_from_what_was_seen(
        self, open_day: OpenDay, colleague: Colleague, how: str
    ) -> None:
        """Nobody says that a colleague did it while it is not known who did."""
        colleague.book(AT_ONE)
        desk = open_day()
        self.open_appointment(desk)
        writes = answer_first(desk.page, "**/check-in", how)
        desk.page.get_by_role("button", name="Check in").click()
        desk.wait_for("may or may not have gone through")
        desk.page.clock.run_for(10_000)  # the day is looked at anew meanwhile
        assert desk.page.get_by_text("A colleague just changed").count() == 0
        with desk.page.expect_response("**/check-in"):
            desk.page.get_by_role("button", name="Check in").click()
        first, again = writes.versions
        assert first == again

    def test_what_was_canceled_online_today_is_seen_with_why(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        wish = {"location_id": "new-york", "service_id": "ketamine-consultation"}
        held = colleague.post("holds", {**wish, "starts_at": "2026-11-23T20:00Z"})
        who = {"name": "Robin Example", "phone": "(212) 555-0123"}
        made = colleague.post("appointments", {"hold_token": held["hold_token"], **who})
        why = {"cause": "cost", "reason": "My plan changed."}
        colleague.post(f"appointments/{made['appointment_id']}/cancel", why, made["manage_token"])
        desk = open_day()
        desk.wait_for("Canceled online today")
        told = desk.page.inner_text(".canceled-online")
        assert "Robin" in told
        assert "Cost or insurance: My plan changed." in told
        assert_accessible(desk.page)
        desk.page.evaluate("location.hash = '#/queue'")
        beside = desk.page.locator(".today .canceled-online")
        beside.wait_for()
        assert "My plan changed." in beside.inner_text()

    def test_is_checked_in_and_done(
        self, open_day: OpenDay, colleague: Colleague, clock: FixedClock
    ) -> None:
        appointment = colleague.book(AT_ONE)
        clock.forward(hours=3)
        desk = open_day()
        self.open_appointment(desk)
        desk.page.get_by_role("button", name="Check in").click()
        self.open_appointment(desk, "arrived, Robin")
        desk.page.get_by_role("button", name="Mark completed", exact=True).click()
        desk.page.get_by_label("Their name").fill("Sam Example")
        desk.page.locator("dialog").last.get_by_role("button", name="Mark completed").click()
        desk.slot("completed, Robin").wait_for()
        assert colleague.appointment(appointment["appointment_id"])["status"] == "fulfilled"

    def test_with_no_escort_shows_it_once_they_are_here_and_completing_asks_who_took_them_home(
        self, open_day: OpenDay, colleague: Colleague, clock: FixedClock
    ) -> None:
        appointment = colleague.book(AT_ONE)
        path = f"staff/appointments/{appointment['appointment_id']}"
        clock.forward(hours=3)
        colleague.post(f"{path}/check-in", {})
        desk = open_day()
        flag = desk.slot("arrived, Robin").locator(".flag")
        flag.wait_for()
        assert "escort not confirmed" in flag.inner_text()
        self.open_appointment(desk, "arrived, Robin")
        assert desk.page.get_by_label("Who takes them home").count() == 1
        desk.page.get_by_role("button", name="Mark completed", exact=True).click()
        desk.page.wait_for_selector("text=How did Robin get home?")
        assert_accessible(desk.page)
        asked = desk.page.locator("dialog").last
        asked.get_by_role("button", name="Mark completed").click()
        desk.wait_for("Enter who took them home.")
        asked.get_by_text("Nobody did").click()
        asked.get_by_label("Why not?").fill("Walks home, next door; the doctor agreed.")
        asked.get_by_role("button", name="Mark completed").click()
        desk.slot("completed, Robin").wait_for()
        why = colleague.appointment(appointment["appointment_id"])["went_home"]["none_because"]
        assert why == "Walks home, next door; the doctor agreed."
        self.open_appointment(desk, "completed, Robin")
        desk.wait_for("Nobody: Walks home, next door; the doctor agreed.")

    def test_is_checked_in_by_a_slip_and_one_key_takes_it_back(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        colleague.book(AT_ONE)
        desk = open_day()
        self.open_appointment(desk)
        desk.page.get_by_role("button", name="Check in").click()
        desk.slot("arrived, Robin").wait_for()
        desk.page.keyboard.press("z")
        desk.wait_for("Robin's check-in is undone.")
        desk.slot("booked, Robin").wait_for()

    def test_was_given_up_by_mistake_and_its_dialog_takes_that_back(
        self, open_day: OpenDay, colleague: Colleague, clock: FixedClock
    ) -> None:
        colleague.book(AT_ONE)
        clock.forward(hours=3, minutes=30)
        desk = open_day()
        self.open_appointment(desk)
        desk.page.get_by_role("button", name="No-show").click()
        self.open_appointment(desk, "no-show, Robin")
        desk.wait_for("Possible until Tue, Nov 24, 1:30 pm.")
        assert_accessible(desk.page)
        desk.page.get_by_role("button", name="Undo no-show").last.click()
        desk.wait_for("Robin isn't a no-show any more. No call is owed for it.")
        desk.slot("booked, Robin").wait_for()
        assert colleague.get("locations/new-york/queue")["entries"] == []

    def test_before_its_time_says_when_what_is_possible(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        colleague.book(AT_ONE)
        desk = open_day()
        self.open_appointment(desk)
        desk.wait_for("Can be marked a no-show from Mon, Nov 23, 1:30 pm.")
        later = desk.page.locator("#not-yet")  # in other lines, rather than cut off
        assert later.evaluate("each => getComputedStyle(each).whiteSpace") == "normal"
        no_show = desk.page.get_by_role("button", name="No-show")
        assert no_show.is_disabled()
        assert no_show.get_attribute("aria-describedby") == "not-yet"
        desk.page.get_by_role("button", name="Check in").click()
        self.open_appointment(desk, "arrived, Robin")
        desk.wait_for("Can be marked completed from Mon, Nov 23, 1:00 pm.")
        assert desk.page.get_by_role("button", name="Mark completed", exact=True).is_disabled()

    def test_is_noted_as_a_no_show_and_checked_in_after_all(
        self, open_day: OpenDay, colleague: Colleague, clock: FixedClock
    ) -> None:
        colleague.book(AT_ONE)
        clock.forward(hours=3, minutes=30)
        desk = open_day()
        self.open_appointment(desk)
        desk.page.get_by_role("button", name="No-show").click()
        self.open_appointment(desk, "no-show, Robin")
        desk.page.get_by_role("button", name="Arrived after all").click()
        desk.slot("arrived, Robin").wait_for()

    def test_is_marked_confirmed_by_staff_who_hear_that_they_come(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        made = colleague.book(AT_ONE)
        desk = open_day()
        self.open_appointment(desk)
        desk.page.get_by_role("button", name="Mark confirmed").click()
        desk.wait_for("Robin said they'll be there.")
        desk.page.locator("dialog dd", has_text="says they'll be there").wait_for()
        assert desk.page.get_by_role("button", name="Mark confirmed").count() == 0
        assert_accessible(desk.page)
        desk.page.keyboard.press("Escape")
        desk.slot("Robin, Ketamine infusion").locator(".told").wait_for()
        assert colleague.appointment(made["appointment_id"])["readiness"]["coming_at"]

    def test_has_its_escort_confirmed(self, open_day: OpenDay, colleague: Colleague) -> None:
        colleague.book(AT_ONE)
        desk = open_day()
        self.open_appointment(desk)
        desk.page.get_by_label("Who takes them home").fill("Sam Example")
        desk.page.get_by_role("button", name="Confirm escort").click()
        desk.wait_for("Sam Example, confirmed")
        desk.slot("booked, Robin, Ketamine infusion, escort confirmed").wait_for()

    def test_takes_a_note_that_stays_typed_until_it_is_added_and_is_counted_on_the_day(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        appointment = colleague.book(AT_ONE)
        path = f"staff/appointments/{appointment['appointment_id']}/note"
        colleague.post(path, {"note": "Needs the elevator."})
        desk = open_day()
        self.open_appointment(desk)
        assert "Needs the elevator." in desk.page.inner_text("dialog .appointment-notes")
        desk.page.get_by_label("Add a note").fill("Prefers the window.")
        desk.page.keyboard.press("Escape")
        self.open_appointment(desk)
        desk.page.get_by_role("button", name="Add note").click()
        desk.slot("Robin, Ketamine infusion, escort not confirmed, 2 notes").wait_for()
        notes = desk.page.inner_text("dialog .appointment-notes ul")
        assert "Prefers the window." in notes
        assert "you · Mon, Nov 23, 10:00 am" in notes.replace("You", "you")
        assert desk.page.get_by_label("Add a note").input_value() == ""
        kept = colleague.appointment(appointment["appointment_id"])["notes"]
        assert [note["text"] for note in kept] == ["Needs the elevator.", "Prefers the window."]

    def test_is_cancelled_with_a_reason_and_its_chair_is_free_for_the_desk(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        appointment = colleague.book(AT_ONE, bay="chair-1")
        desk = open_day()
        self.open_appointment(desk)
        desk.page.get_by_role("button", name="Cancel appointment …").click()
        desk.page.get_by_label("Reason").fill("Caught a cold")
        desk.page.get_by_role("button", name="Cancel appointment", exact=True).click()
        desk.slot("Chair 1, window, 1:00 pm to 2:30 pm, free").wait_for()
        cancelled = colleague.appointment(appointment["appointment_id"])
        assert cancelled["cancel_reason"] == "Caught a cold"

    def test_that_answered_a_request_is_cancelled_and_puts_it_back_in_the_queue_if_wanted(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        rang = {"name": "Robin Example", "phone": "(212) 555-0123", "reason": "prices"}
        call = colleague.post("locations/new-york/incoming-calls", rang)
        colleague.post("locations/new-york/incoming-calls", {**rang, "reason": "times"})
        colleague.book(AT_ONE, bay="chair-1", callback_id=call["callback_id"])
        assert colleague.get("locations/new-york/queue")["entries"] == []
        colleague.book(AT_ONE, bay="chair-2", name="Kim Other", phone="(212) 555-0199")
        desk = open_day()
        box = desk.page.get_by_label("Put their request back in the queue")
        self.open_appointment(desk, "booked, Kim")
        desk.page.get_by_role("button", name="Cancel appointment …").click()
        desk.page.get_by_label("Reason").wait_for()
        assert box.count() == 0  # nothing was owed before it
        desk.page.keyboard.press("Escape")
        desk.page.keyboard.press("Escape")
        self.open_appointment(desk)
        desk.page.get_by_role("button", name="Cancel appointment …").click()
        assert not box.is_checked()
        box.check()
        assert_accessible(desk.page)
        desk.page.get_by_role("button", name="Cancel appointment", exact=True).click()
        desk.slot("Chair 1, window, 1:00 pm to 2:30 pm, free").wait_for()
        desk.wait_for("Robin's appointment is canceled. Their request is back in the queue.")
        (entry,) = colleague.get("locations/new-york/queue")["entries"]
        assert entry["callback_id"] == call["callback_id"]

    def test_that_a_colleague_changed_meanwhile_is_shown_anew_and_nothing_is_done(
        self, open_day: OpenDay, colleague: Colleague, clock: FixedClock
    ) -> None:
        appointment = colleague.book(AT_ONE)
        clock.forward(hours=3, minutes=30)
        desk = open_day()
        meet_calls(desk.page, "**/day?date=*", lambda route: route.abort())  # it has not looked yet
        self.open_appointment(desk)
        colleague.post(f"staff/appointments/{appointment['appointment_id']}/check-in", {})
        desk.page.get_by_role("button", name="No-show").click()
        desk.wait_for("Nothing was done: a colleague changed this appointment.")
        assert "Arrived" in desk.page.inner_text("dialog .visit-facts")
        assert colleague.appointment(appointment["appointment_id"])["status"] == "arrived"

    def test_that_is_open_shows_a_colleague_s_change_by_itself(
        self, open_day: OpenDay, colleague: Colleague, clock: FixedClock
    ) -> None:
        appointment = colleague.book(AT_ONE)
        clock.forward(hours=3)
        desk = open_day()
        under_way = watched(desk)
        self.open_appointment(desk)
        stop_time(desk, under_way, clock)
        colleague.post(f"staff/appointments/{appointment['appointment_id']}/check-in", {})
        under_way.pass_time(clock, seconds=5)
        desk.page.get_by_role("button", name="Mark completed", exact=True).wait_for()


class TestArriving:
    def test_whoever_is_expected_next_is_checked_in_by_two_keys(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        colleague.book(AT_HALF_PAST_TWO, bay="chair-1", phone="(212) 555-0124")
        first = colleague.book(AT_ONE, bay="chair-2")
        desk = open_day()
        desk.page.keyboard.press("a")
        assert desk.is_on("1:00 pm to 2:30 pm, booked, Robin")
        desk.page.keyboard.press("a")
        desk.wait_for("Robin is checked in.")
        desk.slot("1:00 pm to 2:30 pm, arrived, Robin").wait_for()
        assert colleague.appointment(first["appointment_id"])["status"] == "arrived"
        desk.page.keyboard.press("a")
        assert desk.is_on("2:30 pm to 4:00 pm, booked, Robin")

    def test_whoever_a_colleague_checked_in_meanwhile_is_told_and_nobody_else_is(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        appointment = colleague.book(AT_ONE)
        desk = open_day()
        desk.page.keyboard.press("a")
        path = f"staff/appointments/{appointment['appointment_id']}"
        with desk.page.expect_response("**/check-in"):
            colleague.post(f"{path}/check-in", {})
            desk.page.keyboard.press("a")
        desk.wait_for("a colleague changed Robin's appointment")
        assert colleague.get(path)["version"] == 2

    def test_a_walk_in_is_booked_for_now_and_checked_in(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        desk = open_day()
        desk.page.keyboard.press("k")
        fill_in(desk)
        desk.page.get_by_role("button", name="Book Mon, Nov 23, 10:00 am and check in").click()
        desk.wait_for("Robin is checked in.")
        desk.slot("10:00 am to 11:00 am, arrived, Robin").wait_for()
        desk.page.locator(".slot.is-arrived:focus").wait_for()
        desk.page.keyboard.press("]")
        assert desk.page.get_by_role("button", name="Walk-in").count() == 0

    def test_a_walk_in_for_whom_nothing_is_free_is_told_so_and_a_slot_can_be_added(
        self, open_day: OpenDay, clock: FixedClock
    ) -> None:
        clock.forward(hours=9)  # seven in the evening
        desk = open_day()
        desk.page.keyboard.press("k")
        desk.wait_for("No slot is free for the rest of today.")
        desk.page.get_by_role("heading", name="Add a slot on Monday, November 23").wait_for()

    def test_a_walk_in_whose_check_in_fails_is_booked_once_and_checked_in_by_one_key(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        desk = open_day()
        writes = answer_first(desk.page, "**/check-in", CUT)
        desk.page.keyboard.press("k")
        fill_in(desk)
        desk.page.get_by_role("button", name="and check in").click()
        desk.wait_for("Robin is booked, but not checked in")
        desk.page.locator(".slot.is-booked:focus").wait_for()
        assert desk.is_on("10:00 am to 11:00 am, booked, Robin")
        desk.page.keyboard.press("a")
        desk.slot("10:00 am to 11:00 am, arrived, Robin").wait_for()
        first, again = writes.versions
        assert first == again
        assert desk.page.locator("[data-slot]", has_text="Robin").count() == 1


class TestMoving:
    def test_by_dragging_says_what_was_done_and_can_be_undone(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        appointment = colleague.book(AT_ONE, bay="chair-1")
        desk = open_day()
        desk.slot("Chair 1, window, 1:00 pm").drag_to(desk.slot("Chair 3, 2:30 pm"))
        desk.slot("Chair 3, 2:30 pm to 4:00 pm, booked, Robin").wait_for()
        desk.page.locator(
            ".strip", has_text="Moved Robin to Chair 3, Mon, Nov 23, 2:30 pm"
        ).wait_for()
        desk.page.get_by_role("button", name="Undo").click()
        desk.slot("Chair 1, window, 1:00 pm to 2:30 pm, booked, Robin").wait_for()
        now = colleague.appointment(appointment["appointment_id"])
        assert (now["bay"], now["starts_at"]) == ("chair-1", appointment["starts_at"])

    def test_can_no_longer_be_undone_once_the_appointment_is_canceled(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        colleague.book(AT_ONE, bay="chair-1")
        desk = open_day()
        desk.slot("Chair 1, window, 1:00 pm").drag_to(desk.slot("Chair 3, 2:30 pm"))
        desk.wait_for("Moved Robin")
        desk.slot("Chair 3, 2:30 pm to 4:00 pm, booked, Robin").click()
        desk.page.get_by_role("button", name="Cancel appointment …").click()
        desk.wait_for("The time goes back on sale in three minutes")
        desk.page.get_by_role("button", name="Cancel appointment", exact=True).click()
        desk.wait_for("Robin's appointment is canceled.")
        assert desk.page.get_by_role("button", name="Undo").count() == 0
        assert desk.page.get_by_text("Moved Robin").count() == 0

    def test_by_the_keyboard(self, open_day: OpenDay, colleague: Colleague) -> None:
        colleague.book(AT_ONE, bay="chair-1")
        desk = open_day()
        desk.slot("Chair 1, window, 1:00 pm").focus()
        desk.page.keyboard.press("m")
        press_until(desk, "ArrowDown", "2:30 pm to 4:00 pm")
        press_until(desk, "ArrowRight", "Private suite, 2:30 pm")
        desk.page.keyboard.press("Enter")
        desk.slot("Private suite, 2:30 pm to 4:00 pm, booked, Robin").wait_for()
        assert desk.is_on("Private suite, 2:30 pm to 4:00 pm, booked, Robin")
        desk.page.keyboard.press("u")
        desk.slot("Chair 1, window, 1:00 pm to 2:30 pm, booked, Robin").wait_for()

    def test_to_another_day(self, open_day: OpenDay, colleague: Colleague) -> None:
        colleague.publish("2026-11-24")
        colleague.book(AT_ONE, bay="chair-1")
        desk = open_day()
        desk.slot("Chair 1, window, 1:00 pm").focus()
        desk.page.keyboard.press("m")
        desk.page.keyboard.press("]")
        desk.page.locator('.slot.target[data-slot*="2026-11-24"]').first.wait_for()
        assert desk.is_on("1:00 pm to 2:30 pm, free")
        desk.slot("Chair 2, window, 10:00 am").click()
        desk.slot("Chair 2, window, 10:00 am to 11:30 am, booked, Robin").wait_for()

    def test_escape_leaves_it_where_it_is(self, open_day: OpenDay, colleague: Colleague) -> None:
        appointment = colleague.book(AT_ONE, bay="chair-1")
        desk = open_day()
        desk.slot("Chair 1, window, 1:00 pm").focus()
        desk.page.keyboard.press("m")
        desk.page.keyboard.press("Escape")
        assert desk.is_on("Chair 1, window, 1:00 pm to 2:30 pm, booked")
        assert desk.page.inner_text(".strip") == ""
        assert (
            colleague.appointment(appointment["appointment_id"])["version"]
            == appointment["version"]
        )

    def test_only_places_that_fit_are_marked(self, open_day: OpenDay, colleague: Colleague) -> None:
        colleague.book(AT_ONE, bay="chair-1")
        desk = open_day()
        desk.slot("Chair 1, window, 1:00 pm").focus()
        desk.page.keyboard.press("m")
        labels = desk.page.eval_on_selector_all(
            ".slot.target", "slots => slots.map(slot => slot.textContent)"
        )
        assert labels
        assert all(label.startswith(("Chair", "Private suite")) for label in labels)

    def test_a_place_that_a_colleague_took_is_said_and_the_visit_stays(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        appointment = colleague.book(AT_ONE, bay="chair-1")
        desk = open_day()
        meet_calls(desk.page, "**/day?date=*", lambda route: route.abort())  # it has not looked yet
        colleague.book(AT_HALF_PAST_TWO, bay="chair-3", phone="(212) 555-0124")
        desk.slot("Chair 1, window, 1:00 pm").drag_to(desk.slot("Chair 3, 2:30 pm"))
        desk.wait_for("that time was just taken")
        assert colleague.appointment(appointment["appointment_id"])["bay"] == "chair-1"

    def test_a_visit_that_a_colleague_changed_is_not_moved(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        appointment = colleague.book(AT_ONE, bay="chair-1")
        desk = open_day()
        meet_calls(desk.page, "**/day?date=*", lambda route: route.abort())
        colleague.post(f"staff/appointments/{appointment['appointment_id']}/cancel", {})
        desk.slot("Chair 1, window, 1:00 pm").drag_to(desk.slot("Chair 3, 2:30 pm"))
        desk.wait_for("a colleague changed Robin's appointment")

    def test_by_a_finger_that_rests_and_then_drags(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        """A finger that moves at once scrolls the page."""
        colleague.book(AT_ONE, bay="chair-1")
        desk = open_day(has_touch=True)
        start = desk.slot("Chair 1, window, 1:00 pm").bounding_box()
        end = desk.slot("Chair 3, 2:30 pm").bounding_box()
        wire = desk.page.context.new_cdp_session(desk.page)

        def touch(what: str, box: Any = None) -> None:
            points = [{"x": box["x"] + 20, "y": box["y"] + 10}] if box else []
            wire.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": points})

        touch("touchStart", start)
        desk.page.wait_for_selector(".day-ghost")
        touch("touchMove", end)
        touch("touchEnd")
        desk.slot("Chair 3, 2:30 pm to 4:00 pm, booked, Robin").wait_for()


class TestTheSchedule:
    def test_a_block_lists_the_booked_ones_that_need_a_call(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        colleague.book(AT_ONE, bay="chair-1")
        desk = open_day()
        desk.page.keyboard.press("x")
        desk.page.get_by_label("Chair or room").select_option("chair-1")
        desk.page.get_by_label("Reason").fill("The pump is broken")
        desk.page.get_by_role("button", name="Block", exact=True).last.click()
        desk.wait_for("1 appointment is still booked.")
        assert "Robin" in desk.page.inner_text("dialog .dates")
        desk.page.get_by_role("button", name="Done").click()
        desk.slot("Chair 1, window, 2:30 pm to 4:00 pm, blocked, The pump is broken").wait_for()
        desk.page.get_by_role("button", name="Unblock Chair 1, window").click()
        desk.slot("Chair 1, window, 2:30 pm to 4:00 pm, free").wait_for()

    def test_the_whole_day_is_blocked_and_unblocked(self, open_day: OpenDay) -> None:
        desk = open_day()
        desk.page.keyboard.press("x")
        desk.page.get_by_label("Reason").fill("Snow")
        desk.page.keyboard.press("Enter")
        desk.wait_for("The whole day is blocked:")
        desk.wait_for("Blocked by you.")
        desk.page.get_by_role("button", name="Unblock the day").click()
        desk.slot("Chair 3, 1:00 pm to 2:30 pm, free").wait_for()

    def test_a_slot_is_added_on_the_day_s_own_clock(self, open_day: OpenDay) -> None:
        desk = open_day()
        desk.page.get_by_role("button", name="Add a slot").click()
        desk.page.get_by_label("Chair or room").select_option("procedure-1")
        desk.page.get_by_label("Start time").fill("13:30")
        desk.page.get_by_role("button", name="Add", exact=True).click()
        desk.slot("Procedure room, 1:30 pm to 2:10 pm, free").wait_for()

    def test_a_manager_takes_slots_away(self, open_day: OpenDay) -> None:
        assert open_day().page.get_by_role("button", name="Remove slots").count() == 0
        desk = open_day("mia", "manager")
        desk.page.get_by_role("button", name="Remove slots").click()
        desk.page.get_by_label("Chair or room").select_option("chair-3")
        desk.page.get_by_role("button", name="Remove slots").last.click()
        desk.slot("Chair 3, 1:00 pm").wait_for(state="detached")


class TestPlanningASeries:
    @pytest.fixture(autouse=True)
    def two_weeks(self, colleague: Colleague) -> None:
        """Of six dates, two to four days apart."""
        colleague.publish("2026-11-24", "2026-12-09")

    def test_previews_the_dates_and_books_all_six(self, open_day: OpenDay) -> None:
        desk = open_day()
        desk.page.keyboard.press("s")
        desk.wait_for("6 dates, Tue, Nov 24 to")
        assert desk.page.locator("dialog .calendar .marked").count() == 6
        previewed = desk.page.locator("dialog ol.dates time").all_inner_texts()
        fill_in(desk)
        desk.page.get_by_role("button", name="Book 6 dates").click()
        desk.wait_for("Booked: 6 dates")
        booked = desk.page.locator("dialog ol.booked time").all_inner_texts()
        assert booked == previewed
        desk.page.get_by_role("button", name="Done").click()
        desk.page.keyboard.press("]")
        desk.slot("booked, Robin, Ketamine infusion").wait_for()

    @pytest.mark.parametrize("how", [LOST, FAILED])
    def test_booked_without_an_answer_is_found_again_and_not_booked_twice(
        self, open_day: OpenDay, colleague: Colleague, how: str
    ) -> None:
        desk = open_day()
        writes = answer_first(desk.page, "**/locations/new-york/series", how, *UNANSWERED)
        desk.page.keyboard.press("s")
        desk.wait_for("6 dates, Tue, Nov 24 to")
        fill_in(desk)
        for time in range(4):
            press_and_hear(desk, "Book 6 dates", time + 1, writes)
        desk.page.get_by_role("button", name="Book 6 dates").click()
        desk.page.get_by_text("Booked: 6 dates").wait_for(timeout=A_SERIES)
        assert len(writes.keys) == 5
        assert len(set(writes.keys)) == 1
        days = [f"2026-11-{day}" for day in range(24, 31)]
        days += [f"2026-12-{day:02}" for day in range(1, 10)]
        sheets = [colleague.get(f"locations/new-york/day?date={day}") for day in days]
        slots = [slot for sheet in sheets for bay in sheet["bays"] for slot in bay["slots"]]
        assert len([slot for slot in slots if slot["status"] == "booked"]) == 6
        desk.page.get_by_role("button", name="Done").click()
        desk.page.keyboard.press("s")
        desk.wait_for("6 dates, Tue, Nov 24 to")
        fill_in(desk)
        desk.page.get_by_label("Phone").fill("(212) 555-0199")
        desk.page.get_by_role("button", name="Book 6 dates").click()
        desk.page.get_by_text("Booked: 6 dates").wait_for(timeout=A_SERIES)
        assert len(set(writes.keys)) == 2

    def test_what_cannot_be_had_says_why_and_offers_the_nearest(self, open_day: OpenDay) -> None:
        desk = open_day()
        desk.page.keyboard.press("s")
        desk.wait_for("6 dates, Tue, Nov 24 to")
        for day in ("Mon", "Tue", "Wed", "Thu"):
            desk.page.locator(".week label", has_text=day).click()
        desk.wait_for("This series can't be planned as asked.")
        desk.page.get_by_role("button", name="Use this").click()
        desk.page.get_by_role("button", name="Book 6 dates").wait_for()

    def test_a_wish_that_contradicts_itself_is_told_beside_its_field(
        self, open_day: OpenDay
    ) -> None:
        desk = open_day()
        desk.page.keyboard.press("s")
        desk.page.get_by_label("Number of appointments").fill("12")
        desk.wait_for("take at least 23 days")
        assert desk.page.get_by_label("Finish within").get_attribute("aria-invalid") == "true"

    def test_is_reached_from_the_booking_with_what_was_typed(self, open_day: OpenDay) -> None:
        desk = open_day()
        desk.page.keyboard.press("b")
        fill_in(desk)
        desk.page.get_by_role("button", name="Plan a series instead").click()
        desk.wait_for("6 dates, Tue, Nov 24 to")
        assert desk.page.get_by_label("Name").last.input_value() == "Robin Example"

    def test_dates_that_were_lost_to_others_are_said(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        desk = open_day()
        desk.page.keyboard.press("s")
        desk.wait_for("6 dates, Tue, Nov 24 to")
        block = {"date": "2026-11-24", "reason": "Snow"}
        colleague.post("locations/new-york/slots/block", block)
        fill_in(desk)
        desk.page.get_by_role("button", name="Book 6 dates").click()
        desk.wait_for("from the preview")

    @staticmethod
    def a_series(colleague: Colleague) -> Any:
        wish = {"earliest_day": "2026-11-24"}
        who = {"name": "Robin Example", "phone": "(212) 555-0123"}
        body = {"service_id": "ketamine-infusion", "wish": wish, **who}
        return colleague.post("locations/new-york/series", body)

    def test_the_rest_of_it_is_moved_after_a_preview(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        """Fridays suit no more; what can stay where it is stays."""
        series = self.a_series(colleague)
        desk = open_day(at="#/day/2026-11-24")
        desk.slot("booked, Robin").click()
        desk.page.get_by_role("button", name="Part of a series").click()
        desk.page.get_by_role("button", name="Move the rest").click()
        desk.wait_for("6 dates stay as they are.")
        desk.page.locator(".week label", has_text="Fri").click()
        desk.page.get_by_label("Earliest start time").fill("10:00")
        desk.page.get_by_role("button", name="Move 4 dates").click()
        desk.wait_for("The series now: 6 dates")
        shown = desk.page.locator("dialog ol.booked").last.inner_text()
        assert "Mon, Nov 30" in shown
        assert "Fri" not in shown
        now = colleague.get(f"series/{series['series_id']}")["appointments"]
        before = {
            appointment["appointment_id"]: appointment["starts_at"]
            for appointment in series["appointments"]
        }
        after = {appointment["appointment_id"]: appointment["starts_at"] for appointment in now}
        assert set(after) == set(before)
        assert len(set(after.items()) & set(before.items())) == 2

    def test_a_visit_shows_its_series_and_the_rest_is_cancelled(
        self, open_day: OpenDay, colleague: Colleague
    ) -> None:
        series = self.a_series(colleague)
        desk = open_day(at="#/day/2026-11-24")
        desk.slot("booked, Robin").click()
        desk.page.get_by_role("button", name="Part of a series").click()
        desk.wait_for("6 dates, 6 upcoming")
        assert_accessible(desk.page)
        desk.page.get_by_role("button", name="Cancel the rest (6)").click()
        assert_accessible(desk.page)
        desk.page.get_by_role("button", name="Cancel the rest", exact=True).click()
        desk.wait_for("6 dates, 0 upcoming")
        left = colleague.get(f"series/{series['series_id']}")["appointments"]
        assert {appointment["status"] for appointment in left} == {"cancelled"}


class TestForEverybody:
    """Looked through by axe-core, in light and in dark."""

    def test_the_day_in_every_state(
        self, open_day: OpenDay, colleague: Colleague, clock: FixedClock
    ) -> None:
        a_day_with_everything(colleague, clock)
        desk = open_day("mia", "manager")
        assert_accessible(desk.page)
        desk.slot("booked, Robin").focus()
        desk.page.keyboard.press("m")
        assert_accessible(desk.page)
        desk.page.keyboard.press("Escape")
        desk.page.set_viewport_size({"width": 360, "height": 740})
        assert_accessible(desk.page)

    def test_every_dialog(self, open_day: OpenDay, colleague: Colleague, clock: FixedClock) -> None:
        a_day_with_everything(colleague, clock)
        desk = open_day("mia", "manager")
        for key, seen in (("b", ".times label"), ("s", ".summary"), ("x", "select")):
            desk.page.keyboard.press(key)
            desk.page.wait_for_selector(f"dialog {seen}")
            assert_accessible(desk.page)
            desk.page.keyboard.press("Escape")
        for label in ("booked, Robin", "blocked, Deep cleaning"):
            desk.slot(label).first.click()
            desk.page.wait_for_selector("dialog :is(.visit-facts, .buttons)")
            assert_accessible(desk.page)
            desk.page.keyboard.press("Escape")
        for label in ("Add a slot", "Remove slots"):
            desk.page.get_by_role("button", name=label).click()
            desk.page.wait_for_selector("dialog form")
            assert_accessible(desk.page)
            desk.page.keyboard.press("Escape")


def a_day_with_everything(colleague: Colleague, clock: FixedClock) -> None:
    """A visit in each state, a block, and a time that somebody keeps."""
    booked = [
        colleague.book(starts_at, bay=f"chair-{number + 1}", phone=f"(212) 555-014{number}")
        for number, starts_at in enumerate([AT_ELEVEN_THIRTY, AT_ELEVEN_THIRTY, AT_ONE])
    ]
    clock.forward(hours=2)  # noon
    for verb, appointment in zip(["check-in", "no-show"], booked, strict=False):
        colleague.post(f"staff/appointments/{appointment['appointment_id']}/{verb}", {})
    block = {"date": TODAY, "bay": "suite-1", "reason": "Deep cleaning"}
    colleague.post("locations/new-york/slots/block", block)
    hold = {"location_id": "new-york", "service_id": "follow-up", "starts_at": AT_HALF_PAST_TWO}
    colleague.post("holds", hold)


def test_the_day_goes_on_when_a_morning_has_passed(open_day: OpenDay, clock: FixedClock) -> None:
    """What nobody had in time is told apart from what can still be had."""
    clock.now += timedelta(hours=3)
    desk = open_day()
    assert desk.slot("Chair 3, 10:00 am to 11:30 am, unused").count() == 1
    assert desk.slot("Chair 3, 1:00 pm to 2:30 pm, free").count() == 1
