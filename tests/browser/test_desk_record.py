"""A manager hands out, erases and holds what is kept of somebody; the front desk can't."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.platform.runtime import Runtime
from chalicelib.records.erase_people import erase_people

from .conftest import AtDesk, OpenDesk
from .desks import Colleague
from .lost_answers import BROKEN, LOST, answer_first, meet_calls
from .test_desk_views import (
    SCREENS,
    TUESDAY,
    TUESDAY_10,
    call,
    find,
    looks_right,
    open_view,
    settle,
)
from .test_desk_views import colleague as colleague

if TYPE_CHECKING:
    from playwright.sync_api import Locator

PHONE = "212-555-0123"


def answered(colleague: Colleague, **changes: Any) -> None:
    """Somebody rang, and nothing of it is open any more."""
    call(colleague, **changes)
    settle(colleague)


def open_person(signed_in_desk: OpenDesk, *who: str, **how: Any) -> AtDesk:
    """Robin's page, as a manager's or whoever's."""
    at = open_view(signed_in_desk, "find", *(who or ("mia", "manager")), **how)
    find(at, PHONE)
    at.page.get_by_role("link", name="Robin E.").click()
    at.page.get_by_role("heading", name="Robin Example").wait_for()
    return at


def record_of(at: AtDesk) -> "Locator":
    """The part of the page that this is about."""
    return at.page.get_by_role("region", name="Export and erasure")


def press(at: AtDesk, button: str) -> None:
    """By keyboard, as everything at the desk can be done."""
    record_of(at).get_by_role("button", name=button).press("Enter")


def look_at_erasing(at: AtDesk) -> "Locator":
    """The preview, as Robin asked for it."""
    press(at, "Erase…")
    asked = at.page.get_by_role("dialog", name="Erase this person")
    asked.get_by_label("Why").select_option(label="They asked for it")
    asked.get_by_role("button", name="Show what goes").press("Enter")
    shown = at.page.get_by_role("dialog", name="Erase Robin Example: what goes and what stays")
    shown.get_by_role("heading", name="What stays", exact=True).wait_for()
    return shown


def sure_of(at: AtDesk, shown: "Locator") -> "Locator":
    """The last question, after the preview was read."""
    shown.get_by_role("button", name="Go on to erase…").press("Enter")
    return at.page.get_by_role("dialog", name="Erase Robin Example for good?")


def saved(at: AtDesk, button: str) -> tuple[str, str]:
    """The name of the file that an export saves, and what is in it."""
    with at.page.expect_download() as file:
        press(at, button)
    return file.value.suggested_filename, Path(file.value.path()).read_text("utf-8")


class TestTheExport:
    @pytest.mark.parametrize("screen", SCREENS)
    def test_is_one_file_to_read_and_one_of_data_with_all_parts_of_both_numbers(
        self, signed_in_desk: OpenDesk, colleague: Colleague, screen: dict[str, Any]
    ) -> None:
        answered(colleague, note="First words.")
        answered(colleague, note="Second <b>words</b>.", phone="212-555-0188", email=None)
        at = open_person(signed_in_desk, screen=screen)
        looks_right(at)
        robin = at.page.url.rsplit("/", 1)[-1]
        other = self.other_than(robin, colleague)
        colleague.post(f"people/{robin}/merge", {"person_id": other})
        name, page = saved(at, "Export to read")
        assert name == "frontdesk-record-2026-11-23.html"
        assert "First words." in page
        assert "Second &lt;b&gt;words" in page
        assert page.count("</main>") == page.count("<h1>") == 1
        at.page.locator(".said", has_text=f"Saved as {name}.").wait_for()
        name, text = saved(at, "Export as data (JSON)")
        assert name == "frontdesk-record-2026-11-23.json"
        data = json.loads(text)
        ids = {each["id"] for each in data["things"] if each["kind"] == "profile"}
        assert ids == {robin, other}
        assert "next_cursor" not in data
        looks_right(at)

    @staticmethod
    def other_than(person_id: str, colleague: Colleague) -> str:
        """The other one of that name."""
        found = colleague.post("find", {"text": "212-555-0188", "location_id": "new-york"})[
            "people"
        ]
        (other,) = {each["person_id"] for each in found} - {person_id}
        return str(other)

    def test_that_cannot_be_read_whole_is_not_saved_and_says_so(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        answered(colleague)
        at = open_person(signed_in_desk)
        files: list[Any] = []
        at.page.on("download", lambda file: files.append(file))
        meet_calls(at.page, "**/export.html", lambda route: route.abort(), times=1)
        press(at, "Export to read")
        at.page.locator(
            ".said", has_text="Nothing was saved. The clinic's server cannot be reached."
        ).wait_for()
        assert files == []
        saved(at, "Export to read")


class TestErasing:
    @pytest.mark.parametrize("screen", SCREENS)
    def test_is_previewed_and_confirmed_twice_and_then_they_are_gone(
        self,
        signed_in_desk: OpenDesk,
        colleague: Colleague,
        run: Runtime,
        screen: dict[str, Any],
    ) -> None:
        answered(colleague)
        at = open_person(signed_in_desk, screen=screen)
        shown = look_at_erasing(at)
        told = shown.inner_text()
        for words in ("Calls: 1", "Name and ways to reach them: 1", "That they were erased."):
            assert words in told
        assert "can't be erased" not in told
        looks_right(at)
        sure = sure_of(at, shown)
        looks_right(at)
        assert colleague.get("erasures")["erasures"] == []
        sure.get_by_role("button", name="Erase for good").press("Enter")
        sure.get_by_text("Confirmed. They are erased within minutes").wait_for()
        looks_right(at)
        sure.get_by_role("button", name="Done").press("Enter")
        record_of(at).get_by_text("Erasing them was confirmed").wait_for()
        assert at.focused == "Erase…"
        erase_people(run, lambda: 600.0)
        at.page.reload()
        at.page.get_by_role("alert").filter(has_text="We can't find that person.").first.wait_for()

    @pytest.mark.parametrize("lost", [LOST, BROKEN])
    def test_a_lost_answer_is_said_and_pressed_again_it_is_the_same_erasure(
        self, signed_in_desk: OpenDesk, colleague: Colleague, lost: str
    ) -> None:
        answered(colleague)
        at = open_person(signed_in_desk)
        answer_first(at.page, "**/erasure/confirm", lost)
        sure = sure_of(at, look_at_erasing(at))
        sure.get_by_role("button", name="Erase for good").press("Enter")
        sure.get_by_role("alert").filter(has_text="may or may not have gone through").wait_for()
        sure.get_by_role("button", name="Erase for good").press("Enter")
        sure.get_by_text("Confirmed.").wait_for()
        assert len(colleague.get("erasures")["erasures"]) == 1

    def test_is_let_be_by_escape_at_every_step(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        answered(colleague)
        at = open_person(signed_in_desk)
        sure_of(at, look_at_erasing(at)).wait_for()
        at.page.keyboard.press("Escape")
        at.page.get_by_role("dialog").wait_for(state="detached")
        look_at_erasing(at)
        at.page.keyboard.press("Escape")
        at.page.get_by_role("dialog").wait_for(state="detached")
        assert at.focused == "Erase…"
        assert colleague.get("erasures")["erasures"] == []

    @pytest.mark.parametrize("screen", SCREENS)
    def test_is_blocked_in_words_by_what_is_open_until_that_is_closed(
        self, signed_in_desk: OpenDesk, colleague: Colleague, screen: dict[str, Any]
    ) -> None:
        colleague.publish(TUESDAY)
        booked = colleague.book(TUESDAY_10)
        call(colleague)
        at = open_person(signed_in_desk, screen=screen)
        shown = look_at_erasing(at)
        way = shown.get_by_role("region", name="They can't be erased yet")
        way.get_by_text("A call to them is still open. Close it in the queue first.").wait_for()
        way.get_by_text("An appointment is ahead, Tue, Nov 24, 10:00 am.").wait_for()
        assert shown.get_by_role("button", name="Go on").count() == 0
        looks_right(at)
        settle(colleague)
        shown.get_by_role("button", name="Look again").press("Enter")
        way.get_by_text("A call to them").wait_for(state="detached")
        way.get_by_text("An appointment is ahead").wait_for()
        path = f"staff/appointments/{booked['appointment_id']}/cancel"
        colleague.post(path, {"reason": "They asked."})
        shown.get_by_role("button", name="Look again").press("Enter")
        shown.get_by_role("button", name="Go on to erase…").wait_for()
        assert at.complaints == []

    def test_is_blocked_by_a_crisis_in_words(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        call(colleague, urgency="crisis")
        shown = look_at_erasing(open_person(signed_in_desk))
        shown.get_by_text("A call that may be about a crisis is open.").wait_for()
        assert shown.get_by_role("button", name="Go on").count() == 0

    def test_what_was_opened_meanwhile_refuses_it_and_is_shown(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        answered(colleague)
        at = open_person(signed_in_desk)
        sure = sure_of(at, look_at_erasing(at))
        call(colleague)
        sure.get_by_role("button", name="Erase for good").press("Enter")
        shown = at.page.get_by_role("dialog", name="what goes and what stays")
        shown.get_by_role("alert").filter(has_text="They can't be erased yet.").wait_for()
        shown.get_by_text("A call to them is still open.").wait_for()
        looks_right(at)
        assert colleague.get("erasures")["erasures"] == []


class TestALegalHold:
    @pytest.mark.parametrize("screen", SCREENS)
    def test_is_set_with_a_reason_blocks_erasing_and_is_lifted(
        self, signed_in_desk: OpenDesk, colleague: Colleague, screen: dict[str, Any]
    ) -> None:
        answered(colleague)
        at = open_person(signed_in_desk, screen=screen)
        press(at, "Set a legal hold…")
        dialog = at.page.get_by_role("dialog", name="Set a legal hold")
        dialog.get_by_role("button", name="Set the hold").press("Enter")
        dialog.locator("[aria-invalid=true]:focus").wait_for()
        looks_right(at)
        at.page.keyboard.type("A court asks.")
        dialog.get_by_role("button", name="Set the hold").press("Enter")
        record_of(at).get_by_text("A legal hold stands, set by you").wait_for()
        assert record_of(at).get_by_role("button", name="Set a legal hold…").count() == 0
        assert at.focused == "Export and erasure"
        looks_right(at)
        shown = look_at_erasing(at)
        shown.get_by_text("A court asks.").wait_for()
        assert shown.get_by_role("button", name="Go on").count() == 0
        at.page.keyboard.press("Escape")
        press(at, "Lift the legal hold…")
        dialog = at.page.get_by_role("dialog", name="Lift the legal hold?")
        looks_right(at)
        dialog.get_by_role("button", name="Lift the hold").press("Enter")
        record_of(at).get_by_text("A legal hold stands").wait_for(state="detached")
        look_at_erasing(at).get_by_role("button", name="Go on to erase…").wait_for()
        assert at.complaints == []

    def test_whose_answer_is_lost_keeps_what_was_typed_and_is_set_once(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        answered(colleague)
        at = open_person(signed_in_desk)
        answer_first(at.page, "**/legal-hold", LOST)
        press(at, "Set a legal hold…")
        dialog = at.page.get_by_role("dialog", name="Set a legal hold")
        dialog.get_by_label("Reason").fill("A court asks.")
        dialog.get_by_role("button", name="Set the hold").press("Enter")
        dialog.get_by_role("alert").filter(has_text="Nothing you typed is lost").wait_for()
        dialog.get_by_role("button", name="Set the hold").press("Enter")
        record_of(at).get_by_text("A court asks.").wait_for()
        person_id = at.page.url.rsplit("/", 1)[-1]
        lines = colleague.get(f"people/{person_id}/timeline")["entries"]
        assert [each["what"] for each in lines].count("legal-hold-set") == 1

    def test_that_a_colleague_set_is_known_from_the_preview(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        answered(colleague)
        at = open_person(signed_in_desk)
        person_id = at.page.url.rsplit("/", 1)[-1]
        colleague.post(f"people/{person_id}/legal-hold", {"reason": "A court asks."})
        look_at_erasing(at).get_by_text("A legal hold stands").wait_for()
        at.page.keyboard.press("Escape")
        record_of(at).get_by_text("A court asks.").wait_for()
        assert record_of(at).get_by_role("button", name="Lift the legal hold…").count() == 1

    def test_that_stands_is_on_the_page_as_it_is_opened(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        answered(colleague)
        at = open_person(signed_in_desk)
        record_of(at).get_by_role("button", name="Lift the legal hold…").wait_for(state="detached")
        person_id = at.page.url.rsplit("/", 1)[-1]
        colleague.post(f"people/{person_id}/legal-hold", {"reason": "A court asks."})
        at.page.reload()
        record_of(at).get_by_text("A court asks.").wait_for()
        assert record_of(at).get_by_role("button", name="Set a legal hold…").count() == 0
        assert at.complaints == []

    def test_that_cannot_be_read_leaves_both_ways_open(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        answered(colleague)
        at = open_person(signed_in_desk)
        meet_calls(at.page, "**/legal-hold", lambda route: route.abort())
        at.page.reload()
        for name in ("Set a legal hold…", "Lift the legal hold…"):
            record_of(at).get_by_role("button", name=name).wait_for()


def test_the_front_desk_is_not_shown_it(signed_in_desk: OpenDesk, colleague: Colleague) -> None:
    answered(colleague)
    at = open_person(signed_in_desk, "ana")
    at.page.get_by_role("heading", name="Robin Example").wait_for()
    assert record_of(at).count() == 0
    for button in ("Export", "Erase…", "legal hold"):
        assert at.page.get_by_role("button", name=button).count() == 0
