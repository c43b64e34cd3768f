"""The desk is asked before it books too close, or somebody under 18; it invites in one press."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.clinic import Clinic, Most, OnlineBooking, load_clinic
from tests.api.conftest import a_request
from tests.conftest import FixedClock, open_to_anyone, with_services

from .axe import assert_accessible
from .conftest import AtDesk, OpenDesk
from .desks import Colleague

if TYPE_CHECKING:
    from playwright.sync_api import Locator

CONSULTATION, INFUSION = "ketamine-consultation", "ketamine-infusion"
TODAY, AT_ONE = "2026-11-23", "2026-11-23T18:00:00Z"
AT_ELEVEN_THIRTY = "2026-11-23T16:30:00Z"
ROBIN = {"name": "Robin Example", "phone": "212-555-0123"}


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """Infusions for adults, 20 hours apart; consultations lead to them."""
    clinic = with_services(open_to_anyone(load_clinic()), CONSULTATION, leads_to=(INFUSION,))
    limits = {"adults_only": True, "hours_apart": 20, "most": Most(count=4, days=7)}
    return with_services(clinic, INFUSION, online=OnlineBooking.INVITED, **limits)


@pytest.fixture
def colleague(site: str, clock: FixedClock) -> Colleague:
    """Somebody else at work; today's slots were published last night."""
    colleague = Colleague(site)
    clock.now -= timedelta(hours=14)
    colleague.publish(TODAY)
    clock.now += timedelta(hours=14)
    return colleague


def at_the_day(open_desk: OpenDesk, clock: FixedClock, at: str = "#/day") -> AtDesk:
    desk = open_desk(at=at, time=clock(), timezone_id="America/Chicago")
    if at == "#/day":
        desk.page.wait_for_selector("[data-slot]")
    return desk


def slot(desk: AtDesk, words: str) -> "Locator":
    return desk.page.locator("[data-slot]").filter(has_text=words)


def fill_in(desk: AtDesk) -> "Locator":
    """Somebody is to be booked for an infusion at one; the button that books."""
    slot(desk, "Chair 3, 1:00 pm").click()
    desk.page.get_by_label("Service").select_option(INFUSION)
    desk.page.get_by_label("Name").fill(ROBIN["name"])
    desk.page.get_by_label("Phone").fill(ROBIN["phone"])
    return desk.page.get_by_role("button", name="Book Mon, Nov 23, 1:00")


def test_two_infusions_in_a_day_are_asked_about_and_booked_with_a_reason(
    signed_in_desk: OpenDesk, colleague: Colleague, clock: FixedClock
) -> None:
    colleague.book(AT_ELEVEN_THIRTY, bay="chair-1", **ROBIN)
    desk = at_the_day(signed_in_desk, clock)
    book = fill_in(desk)
    book.click()
    said = desk.page.get_by_text("another appointment less than 20 hours away")
    said.first.wait_for()
    assert "Ketamine infusion, Monday 11:30 am EST" in said.first.inner_text()
    assert_accessible(desk.page)
    desk.page.get_by_label("Reason to book anyway").fill("The clinician asked for it")
    book.click()
    slot(desk, "Chair 3, 1:00 pm to 2:30 pm, booked").wait_for()
    assert desk.complaints == []


def test_somebody_under_18_is_asked_about_and_booked_by_pressing_again(
    signed_in_desk: OpenDesk, colleague: Colleague, clock: FixedClock
) -> None:
    person = colleague.book(
        "2026-11-23T19:00:00Z", service_id="follow-up", **ROBIN, bay="consult-2"
    )
    colleague.post(f"people/{person['person_id']}/correct", {"date_of_birth": "2009-05-04"})
    desk = at_the_day(signed_in_desk, clock)
    slot(desk, "Chair 3, 10:00 am").first.wait_for()
    slot(desk, "Chair 3, 4:00 pm").click()
    desk.page.get_by_label("Service").select_option(INFUSION)
    desk.page.get_by_label("Name").fill(ROBIN["name"])
    desk.page.get_by_label("Phone").fill(ROBIN["phone"])
    book = desk.page.get_by_role("button", name="Book Mon, Nov 23, 4:00")
    book.click()
    desk.page.get_by_text("this person is under 18 on that day").first.wait_for()
    book.click()
    slot(desk, "Chair 3, 4:00 pm to 5:30 pm, booked").wait_for()


def test_after_a_consultation_one_press_invites_to_what_it_leads_to(
    signed_in_desk: OpenDesk, colleague: Colleague, clock: FixedClock
) -> None:
    visit = colleague.book(AT_ONE, service_id=CONSULTATION, **ROBIN)
    clock.forward(hours=3)
    colleague.post(f"staff/appointments/{visit['appointment_id']}/check-in", {})
    desk = at_the_day(signed_in_desk, clock)
    slot(desk, "arrived, Robin").click()
    desk.page.wait_for_selector("dialog .visit-facts")
    desk.page.get_by_role("button", name="Mark completed and invite to Ketamine infusion").click()
    dialog = desk.page.get_by_role("dialog", name="Invite to Ketamine infusion")
    dialog.get_by_text("They're invited.").wait_for()
    assert_accessible(desk.page)
    dialog.get_by_role("button", name="Done").click()
    assert colleague.appointment(visit["appointment_id"])["status"] == "fulfilled"
    filed = colleague.get(f"people/{visit['person_id']}/filed")
    assert [each["service_id"] for each in filed["invitations"]] == [INFUSION]


def test_nobody_is_invited_by_marking_it_completed_alone(
    signed_in_desk: OpenDesk, colleague: Colleague, clock: FixedClock
) -> None:
    visit = colleague.book(AT_ONE, service_id=CONSULTATION, **ROBIN)
    clock.forward(hours=3)
    colleague.post(f"staff/appointments/{visit['appointment_id']}/check-in", {})
    desk = at_the_day(signed_in_desk, clock)
    slot(desk, "arrived, Robin").click()
    desk.page.get_by_role("button", name="Mark completed", exact=True).click()
    slot(desk, "completed, Robin").wait_for()
    assert colleague.get(f"people/{visit['person_id']}/filed")["invitations"] == []
    slot(desk, "completed, Robin").click()  # later, it is still one press
    desk.page.get_by_role("button", name="Invite to Ketamine infusion").click()
    desk.page.get_by_text("They're invited.").wait_for()


def test_from_the_card_of_a_call_its_person_is_invited(
    signed_in_desk: OpenDesk, colleague: Colleague, clock: FixedClock
) -> None:
    colleague.post("requests", a_request(service_id=INFUSION, is_adult=True, **ROBIN))
    desk = at_the_day(signed_in_desk, clock, "#/queue")
    desk.page.locator(".entry .name").first.wait_for()
    desk.page.keyboard.press("n")
    desk.page.wait_for_selector(".call h2:focus")
    desk.page.get_by_text("Checked: 18 or over").wait_for()
    desk.page.get_by_role("button", name="Invite to book").click()
    dialog = desk.page.get_by_role("dialog", name="Invite to book online")
    dialog.get_by_label("Service").select_option(INFUSION)
    assert_accessible(desk.page)
    dialog.get_by_role("button", name="Invite", exact=True).click()
    dialog.get_by_text("They're invited.").wait_for()
    assert desk.complaints == []
