"""The form asks who is 18 or over where the service needs it, and whoever books is asked too."""

import pytest

from chalicelib.clinic import Clinic, OnlineBooking, load_clinic
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments.book import book_as_staff
from chalicelib.scheduling.appointments.models import StaffBookIn
from chalicelib.scheduling.invitations.invite_person import invitation_token, invite_person
from chalicelib.scheduling.invitations.models import InviteIn
from tests.conftest import FixedClock, open_to_anyone, with_services

from .axe import assert_accessible
from .visitors import OpenForm, open_at_the_servers_time, publish_next_weeks

CONSULTATION, FOLLOW_UP, INFUSION = "ketamine-consultation", "follow-up", "ketamine-infusion"
OWN, THEIRS = "I'm 18 or over", "They're 18 or over"


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """Consultations and infusions for adults; to infusions people are invited."""
    adults = with_services(open_to_anyone(load_clinic()), CONSULTATION, INFUSION, adults_only=True)
    return with_services(adults, INFUSION, online=OnlineBooking.INVITED)


@pytest.mark.parametrize("script", [True, False])
class TestTheForm:
    def test_asks_only_where_the_service_needs_it(self, open_form: OpenForm, script: bool) -> None:
        page = open_form(java_script_enabled=script).page
        box = page.locator(".adults")
        page.select_option("#service_id", FOLLOW_UP)
        assert not box.is_visible()
        page.select_option("#service_id", CONSULTATION)
        assert box.is_visible()
        assert OWN in page.inner_text(".adults")
        page.check("#for_someone_else")
        assert THEIRS in page.inner_text(".adults")
        assert OWN not in page.inner_text(".adults")

    def test_not_checked_is_not_sent_and_says_where(
        self, open_form: OpenForm, clock: FixedClock, script: bool
    ) -> None:
        visitor = open_form(java_script_enabled=script)
        clock.forward(seconds=30)
        visitor.fill_in()
        visitor.page.select_option("#service_id", CONSULTATION)
        visitor.page.click("#send")
        visitor.page.wait_for_selector("#notice a[href='#is_adult']")
        assert "18 or over" in visitor.page.inner_text("#is_adult-error")
        visitor.page.check("#is_adult")
        visitor.page.click("#send")
        visitor.page.wait_for_selector("#receipt-title")

    def test_asks_in_spanish_too(self, open_form: OpenForm, site: str, script: bool) -> None:
        page = open_form(java_script_enabled=script).page
        page.goto(f"{site}?lang=es")
        page.select_option("#service_id", CONSULTATION)
        assert "Tengo 18 años o más" in page.inner_text(".adults")


def test_the_box_is_accessible(open_form: OpenForm) -> None:
    visitor = open_form()
    visitor.page.select_option("#service_id", CONSULTATION)
    assert_accessible(visitor.page)


def test_whoever_said_it_in_the_form_is_not_asked_again(
    run: Runtime, open_form: OpenForm, clock: FixedClock
) -> None:
    publish_next_weeks(run)
    visitor = open_at_the_servers_time(open_form, clock)
    clock.forward(seconds=30)
    visitor.fill_in()
    visitor.page.select_option("#service_id", CONSULTATION)
    visitor.page.check("#is_adult")
    visitor.page.click("#send")
    visitor.page.click("#booking button")
    visitor.page.locator(".start").first.click()
    visitor.page.wait_for_selector(".left")
    assert visitor.page.locator("#adult").count() == 0
    visitor.page.click("#booking .first")
    visitor.page.wait_for_selector("text=Your appointment is booked")
    assert visitor.complaints == []


def test_whoever_was_invited_says_it_before_the_time_is_booked(
    run: Runtime, open_form: OpenForm, clock: FixedClock, site: str
) -> None:
    publish_next_weeks(run)
    body = {"service_id": FOLLOW_UP, "starts_at": "2026-11-30T18:00:00Z"}
    person = {"name": "Robin Example", "phone": "212-555-0123"}
    given = StaffBookIn.model_validate({**body, **person})
    here = book_as_staff(run, "staff-ana", "new-york", given, None)
    to = InviteIn(location_id="new-york", service_id=INFUSION)
    made = invite_person(run, "staff-ana", here.person_id, to, None)
    token = invitation_token(run, made.invitation_id)
    visitor = open_at_the_servers_time(open_form, clock)
    visitor.page.goto(f"{site}book#{made.invitation_id}.{token}")
    visitor.page.wait_for_selector(".start")
    visitor.page.locator(".start").first.click()
    visitor.page.wait_for_selector(".left")
    visitor.page.click("#booking .first, .book .first")
    visitor.page.wait_for_selector("#adult[aria-invalid=true]")
    assert "18 or over" in visitor.page.inner_text("#adult-error")
    assert visitor.focused == "adult"
    assert_accessible(visitor.page)
    visitor.page.check("#adult")
    visitor.page.click("#booking .first, .book .first")
    visitor.page.wait_for_selector("text=Your appointment is booked")
