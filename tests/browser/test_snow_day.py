"""A snow day: closed from the Day at seven in the morning, and reopened, as everybody sees it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.platform.current_closings import CurrentClosings
from chalicelib.platform.runtime import Runtime, using
from chalicelib.scheduling.appointments.note_booking import manage_token
from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import OpenDesk
from .desks import Colleague, Day
from .visitors import OpenForm, open_at_the_servers_time

TODAY = "2026-11-24"
SEVEN = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
AT_ELEVEN, AT_ONE = "2026-11-24T16:00:00Z", "2026-11-24T18:00:00Z"
CONSULTATION = "ketamine-consultation"


@pytest.fixture
def run(run: Runtime) -> Iterator[Runtime]:
    """The same world, where a process knows what was closed."""
    with using(replace(run, closings=CurrentClosings())) as aware:
        yield aware


@pytest.fixture
def colleague(site: str, clock: FixedClock) -> Colleague:
    """Somebody else at work; today was published last night, and it is seven now."""
    colleague = Colleague(site)
    clock.forward(hours=-14)
    colleague.publish(TODAY, "2026-11-25")
    clock.now = SEVEN
    return colleague


def booked(colleague: Colleague, at: str, name: str, last: int) -> Any:
    phone = f"(212) 555-01{last:02}"
    return colleague.book(at, service_id=CONSULTATION, name=name, phone=phone)


def times(colleague: Colleague) -> list[Any]:
    path = f"availability?location=new-york&service={CONSULTATION}&from={TODAY}&to={TODAY}"
    found: list[Any] = colleague.get(path)["times"]
    return found


def close_today(desk: Day) -> None:
    desk.page.get_by_role("button", name="Close…").click()
    desk.page.get_by_label("Reason", exact=True).fill("Snow")
    desk.page.get_by_label("Visitors can see the reason").check()


def test_it_is_closed_from_the_screen_and_everybody_knows(
    signed_in_desk: OpenDesk,
    clock: FixedClock,
    colleague: Colleague,
    open_form: OpenForm,
) -> None:
    booked(colleague, AT_ONE, "Robin Example", 23)
    booked(colleague, AT_ELEVEN, "Kim Example", 24)
    assert times(colleague)

    opened = signed_in_desk("mia", "manager", at="#/day", time=clock())
    opened.page.wait_for_selector("[data-slot]")
    desk = Day(opened.page)
    close_today(desk)
    desk.wait_for("2 appointments are affected and need a call.")
    assert_accessible(desk.page)
    desk.page.get_by_label("Until").fill("12:00")
    desk.wait_for("1 appointment is affected and needs a call.")
    desk.page.get_by_label("Until").fill("")
    desk.page.locator("dialog").get_by_role("button", name="Close", exact=True).last.click()

    desk.wait_for("Closed all day:")
    desk.wait_for("2 calls to make, in this order:")
    lines = desk.page.locator("#closings li").all_inner_texts()
    assert [line.split("·")[0].strip() for line in lines] == ["11:00 am Kim E", "1:00 pm Robin E"]
    assert_accessible(desk.page)
    assert times(colleague) == []
    rows = colleague.get("locations/new-york/queue")["entries"]
    assert [row["source"] for row in rows] == ["clinic-closed", "clinic-closed"]

    visitor = open_at_the_servers_time(open_form, clock, timezone_id="America/New_York")
    assert "Closed today: Snow. Opens Wednesday at 8:30 am" in visitor.page.inner_text("body")
    visitor.fill_in()
    clock.forward(minutes=1)
    visitor.press_send()
    visitor.page.wait_for_selector("text=Wednesday")

    desk.page.get_by_role("button", name="Reopen").click()
    desk.page.wait_for_selector("#closings", state="detached")
    left = colleague.get("locations/new-york/queue")["entries"]
    assert [row["source"] for row in left] == ["consultation-request"]
    assert opened.complaints == []


def test_the_front_desk_sees_it_and_cannot_close(
    signed_in_desk: OpenDesk, clock: FixedClock, colleague: Colleague
) -> None:
    booked(colleague, AT_ONE, "Robin Example", 23)
    order = {"date": TODAY, "reason": "Snow", "shown_to_visitors": True}
    colleague.post("locations/new-york/closings", order)
    opened = signed_in_desk("ana", "front-desk", at="#/day", time=clock())
    desk = Day(opened.page)
    desk.wait_for("1 call to make:")
    assert desk.page.get_by_role("button", name="Reopen").count() == 0
    assert desk.page.get_by_role("button", name="Close…").count() == 0


def test_whoever_has_an_appointment_then_sees_that_it_cannot_take_place(
    colleague: Colleague, open_form: OpenForm, site: str, clock: FixedClock, run: Runtime
) -> None:
    appointment = booked(colleague, AT_ONE, "Robin Example", 23)
    order = {"date": TODAY, "reason": "Snow", "shown_to_visitors": True}
    colleague.post("locations/new-york/closings", order)
    visitor = open_at_the_servers_time(open_form, clock)
    of = appointment["appointment_id"]
    visitor.page.goto(f"{site}manage#{of}.{manage_token(run, of)}")
    said = visitor.page.locator("#clinic-closed")
    said.wait_for()
    assert " ".join(said.inner_text().split()) == (
        "The clinic is closed at the time of your appointment: Snow. "
        "Please don't come. We'll call you to find another time."
    )
    page = visitor.page.inner_text("main")
    for untrue in ("I'll be there", "Add to calendar", "Please call us"):
        assert untrue not in page
    assert_accessible(visitor.page)
    assert visitor.complaints == []
