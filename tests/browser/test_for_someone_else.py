"""Somebody asks for somebody else, in a real browser: the form, the phone and the desk."""

import json
from collections.abc import Callable

import pytest

from chalicelib.platform.runtime import Runtime
from tests.api.conftest import a_request
from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import OpenDesk, Visitor
from .desks import Colleague, Day
from .visitors import book, keep, publish_next_weeks, see_times

OpenForm = Callable[..., Visitor]

TODAY = "2026-11-23"
AT_ONE = "2026-11-23T18:00:00Z"
BOX = "I'm asking for someone else"
NAME = "Their name"
FOR_ANN = {"name": "Ben Writer", "on_behalf_of": "Ann Patient"}


class TestTheForm:
    def test_asks_for_their_name_once_the_box_is_checked_and_the_receipt_shows_it(
        self, open_form: OpenForm
    ) -> None:
        visitor = open_form(viewport={"width": 320, "height": 640})
        page = visitor.page
        visitor.fill_in()
        assert not page.get_by_label(NAME).is_visible()
        page.get_by_label(BOX).check()
        visitor.press_send()
        page.wait_for_selector("#notice:not([hidden])")
        assert page.inner_text("#on_behalf_of-error") == "Please enter their name."
        page.get_by_label(NAME).fill("Ann Patient")
        assert page.locator("#notice").is_hidden()
        assert_accessible(page)
        visitor.press_send()
        page.wait_for_selector("#receipt-title")
        assert page.inner_text("[data-behalf]").split("\n") == ["You asked for", "Ann Patient"]
        assert json.loads(visitor.sent[-1].post_data or "")["on_behalf_of"] == "Ann Patient"
        assert visitor.complaints == []

    def test_sends_no_name_if_they_ask_for_themselves_after_all(self, open_form: OpenForm) -> None:
        visitor = open_form()
        visitor.fill_in()
        visitor.page.get_by_label(BOX).check()
        visitor.page.get_by_label(NAME).fill("Ann Patient")
        visitor.page.get_by_label(BOX).uncheck()
        visitor.press_send()
        visitor.page.wait_for_selector("#receipt-title")
        assert "on_behalf_of" not in (visitor.sent[0].post_data or "on_behalf_of")
        assert visitor.page.query_selector("[data-behalf]") is None

    def test_has_their_name_again_after_a_reload_and_forgets_it_when_cleared(
        self, open_form: OpenForm
    ) -> None:
        page = open_form().page
        page.get_by_label(BOX).check()
        page.get_by_label(NAME).fill("Ann Patient")
        page.reload()
        assert page.get_by_label(NAME).input_value() == "Ann Patient"
        page.on("dialog", lambda dialog: dialog.accept())
        page.click("#erase")
        assert not page.get_by_label(BOX).is_checked()
        assert not page.get_by_label(NAME).is_visible()

    def test_books_for_whom_it_was(
        self, open_form: OpenForm, run: Runtime, site: str, clock: FixedClock
    ) -> None:
        publish_next_weeks(run)
        visitor = open_form()
        visitor.page.clock.install(time=clock.now)
        visitor.page.reload()
        visitor.fill_in()
        visitor.page.get_by_label(BOX).check()
        visitor.page.get_by_label(NAME).fill("Ann Patient")
        visitor.press_send()
        visitor.page.wait_for_selector("#booking button")
        see_times(visitor)
        keep(visitor)
        book(visitor)
        assert Colleague(site).get("locations/new-york/queue")["entries"] == []

    def test_takes_their_name_without_script_whether_or_not_the_box_is_checked(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        visitor = open_form(java_script_enabled=False)
        page = visitor.page
        clock.forward(seconds=30)
        visitor.fill_in()
        page.get_by_label(BOX).check()
        visitor.press_send()
        page.wait_for_selector("#notice:not([hidden])")
        assert page.inner_text("#on_behalf_of-error") == "Please enter their name."
        assert page.get_by_label(BOX).is_checked()
        page.get_by_label(BOX).uncheck()
        page.get_by_label(NAME).fill("Ann Patient")
        visitor.press_send()
        page.wait_for_selector("#receipt-title")
        assert page.inner_text("[data-behalf]").split("\n") == ["You asked for", "Ann Patient"]

    def test_asks_in_spanish_too(self, open_form: OpenForm, site: str) -> None:
        page = open_form().page
        page.goto(f"{site}?lang=es")
        page.get_by_label("Escribo en nombre de otra persona").check()
        assert page.get_by_label("Nombre de esa persona").is_visible()


@pytest.fixture
def colleague(site: str, clock: FixedClock) -> Colleague:
    """Somebody else at work; today's slots were published last night."""
    colleague = Colleague(site)
    clock.forward(hours=-14)
    colleague.publish(TODAY)
    clock.forward(hours=14)
    return colleague


class TestTheDesk:
    def test_sees_who_asked_in_the_list_on_the_card_and_in_their_words(
        self, signed_in_desk: OpenDesk, colleague: Colleague, clock: FixedClock
    ) -> None:
        colleague.post("requests", a_request(**FOR_ANN))
        desk = signed_in_desk(at="#/queue", time=clock())
        line = desk.page.locator(".entry .who")
        line.wait_for()
        assert " ".join(line.inner_text().split()) == "Ann P. asked by Ben"
        desk.page.keyboard.press("n")
        desk.page.get_by_role("heading", name="Ann Patient").wait_for()
        assert desk.page.inner_text(".call header .asked-by") == "Asked by Ben Writer"
        assert desk.page.inner_text(".message .asked-by") == "Asked by Ben Writer for Ann Patient"
        desk.page.get_by_text("; asked by Ben Writer").first.wait_for(state="attached")
        assert_accessible(desk.page)
        assert desk.complaints == []

    def test_logs_a_call_for_somebody_else(
        self, signed_in_desk: OpenDesk, colleague: Colleague, clock: FixedClock
    ) -> None:
        desk = signed_in_desk(at="#/queue", time=clock())
        desk.page.get_by_text("Log").first.wait_for()
        desk.page.keyboard.press("i")
        dialog = desk.page.get_by_role("dialog")
        dialog.get_by_label("Phone number").fill("212-555-0177")
        dialog.get_by_label("Name", exact=True).fill("Ben Caller")
        dialog.get_by_label("Reason").fill("asks about times")
        dialog.get_by_label("Calling for someone else").fill("Ann Patient")
        assert_accessible(desk.page)
        dialog.get_by_role("button", name="Log call").click()
        desk.page.get_by_role("heading", name="Ann Patient").wait_for()
        assert desk.page.inner_text(".call header .asked-by") == "Asked by Ben Caller"

    def test_notes_who_asked_to_cancel_and_the_reason_has_the_focus_as_ever(
        self, signed_in_desk: OpenDesk, colleague: Colleague, clock: FixedClock
    ) -> None:
        booked = colleague.book(AT_ONE, bay="chair-1")
        desk = signed_in_desk(at="#/day", time=clock())
        Day(desk.page).slot("booked, Robin").click()
        desk.page.get_by_role("button", name="Cancel appointment …").click()
        assert desk.focused == "Reason"
        desk.page.keyboard.press("Shift+Tab")
        desk.page.keyboard.type("Kim Spouse")
        assert_accessible(desk.page)
        desk.page.get_by_role("button", name="Cancel appointment", exact=True).click()
        Day(desk.page).slot("Chair 1, window, 1:00 pm to 2:30 pm, free").wait_for()
        assert asked_by(colleague, booked["person_id"], "cancelled") == "Kim Spouse"
        desk.page.goto(f"{desk.page.url.split('#')[0]}#/find/{booked['person_id']}")
        line = desk.page.locator(".timeline li").filter(has_text="Canceled")
        assert "Canceled; asked by Kim Spouse" in line.inner_text()

    def test_notes_who_asked_to_move_with_the_keyboard_alone(
        self, signed_in_desk: OpenDesk, colleague: Colleague, clock: FixedClock
    ) -> None:
        booked = colleague.book(AT_ONE, bay="chair-1")
        desk = signed_in_desk(at="#/day", time=clock())
        Day(desk.page).slot("booked, Robin").focus()
        desk.page.keyboard.press("m")
        field = desk.page.get_by_label("Asked by, if not the patient")
        field.fill("Kim Spouse")
        assert_accessible(desk.page)
        field.press("Enter")
        desk.page.keyboard.press("Enter")
        desk.page.get_by_text("Moved Robin").wait_for()
        assert asked_by(colleague, booked["person_id"], "rescheduled") == "Kim Spouse"

    def test_notes_who_asked_to_move_the_rest_of_a_series_or_to_cancel_it(
        self, signed_in_desk: OpenDesk, colleague: Colleague, clock: FixedClock
    ) -> None:
        colleague.publish("2026-11-24", "2026-12-09")
        wish = {"earliest_day": "2026-11-24"}
        who = {"name": "Robin Example", "phone": "(212) 555-0123"}
        body = {"service_id": "ketamine-infusion", "wish": wish, **who}
        series = colleague.post("locations/new-york/series", body)
        desk = signed_in_desk(at="#/day/2026-11-24", time=clock())
        Day(desk.page).slot("booked, Robin").click()
        desk.page.get_by_role("button", name="Part of a series").click()
        desk.page.get_by_role("button", name="Move the rest").click()
        desk.page.get_by_text("6 dates stay as they are.").wait_for()
        desk.page.get_by_label("Asked by, if not the patient").fill("Kim Spouse")
        desk.page.locator(".week label", has_text="Fri").click()
        desk.page.get_by_label("Earliest start time").fill("10:00")
        desk.page.get_by_role("button", name="Move 4 dates").click()
        desk.page.get_by_text("The series now: 6 dates").wait_for()
        assert asked_by(colleague, series["person_id"], "rescheduled") == "Kim Spouse"
        desk.page.get_by_role("button", name="Done").click()
        desk.page.get_by_role("button", name="Cancel the rest").click()
        desk.page.get_by_label("Asked by, if not the patient").fill("Pat Parent")
        desk.page.get_by_role("button", name="Cancel the rest").last.click()
        desk.page.get_by_text("Canceled").first.wait_for()
        assert asked_by(colleague, series["person_id"], "cancelled") == "Pat Parent"


def asked_by(colleague: Colleague, person_id: str, what: str) -> str | None:
    """Who asked for it, as the history says."""
    lines = colleague.get(f"people/{person_id}/timeline")["entries"]
    (told,) = {line["details"].get("asked_by") for line in lines if line["what"] == what}
    assert isinstance(told, str | None)
    return told
