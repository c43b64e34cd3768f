"""The desk finds people, reads its figures, and sees what the jobs did, in a real browser."""

import csv
import re
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.people.index_people import index_people
from chalicelib.platform.runtime import Runtime
from tests.conftest import MONDAY_MORNING, FixedClock

from .axe import assert_accessible
from .conftest import AtDesk, OpenDesk
from .desks import Colleague
from .lost_answers import meet_calls

if TYPE_CHECKING:
    from playwright.sync_api import Route

SCREENS = [
    pytest.param({"viewport": {"width": 1280, "height": 800}}, id="desk"),
    pytest.param({"viewport": {"width": 360, "height": 740}}, id="phone"),
]
WHO = "Name, phone, email, date of birth, or reference"
"""The label of the field that finds."""
TUESDAY = "2026-11-24"
TUESDAY_10 = "2026-11-24T15:00:00.000Z"
ROBIN = {"name": "Robin Example", "phone": "212-555-0123", "email": "robin@clinic.example"}

HOSTILE = (
    "<script>document.title = 'taken'</script>",
    "<img src=x onerror=\"document.title = 'taken'\">",
    "\u202etfel ot thgir\u202d",
    "W" * 3800,
)


@pytest.fixture
def colleague(site: str) -> Colleague:
    """A manager who calls the API straight."""
    return Colleague(site)


def open_view(
    signed_in_desk: OpenDesk, view: str, *who: str, screen: dict[str, Any] | None = None
) -> AtDesk:
    return signed_in_desk(*who, at=f"#/{view}", time=MONDAY_MORNING, **(screen or {}))


def call(colleague: Colleague, **changes: Any) -> Any:
    """Somebody rang, and it was written down."""
    return colleague.post(
        "locations/new-york/incoming-calls", {"reason": "botox", **ROBIN, **changes}
    )


def request(colleague: Colleague, **changes: Any) -> Any:
    """Somebody sent the form."""
    usual = {
        "location_id": "new-york",
        "service_id": "ketamine-consultation",
        "consent": True,
        "message": "",
    }
    return colleague.post("requests", {**usual, **ROBIN, **changes})


def settle(colleague: Colleague, disposition: str = "reached") -> None:
    """The next call is made."""
    card = colleague.post("locations/new-york/queue/claim", {})
    body = {"claim": card["claim"]["token"], "disposition": disposition}
    colleague.post(f"callbacks/{card['callback_id']}/attempts", body)


def looks_right(at: AtDesk) -> None:
    """Nothing is cut off, nothing is hard to use, nothing was complained of."""
    wide = at.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    assert_accessible(at.page)
    assert at.complaints == []


def find(at: AtDesk, typed: str) -> None:
    at.page.get_by_label(WHO).fill(typed)
    at.page.keyboard.press("Enter")


class TestFindingSomebody:
    @pytest.mark.parametrize("screen", SCREENS)
    def test_by_number_opens_their_card_by_keyboard_alone(
        self, signed_in_desk: OpenDesk, colleague: Colleague, screen: dict[str, Any]
    ) -> None:
        call(colleague, claim=False)
        colleague.publish(TUESDAY)
        colleague.book(TUESDAY_10, **ROBIN)
        at = open_view(signed_in_desk, "find", screen=screen)
        assert at.focused == WHO
        looks_right(at)
        at.page.keyboard.type("+1 212.555.0123")
        at.page.keyboard.press("Enter")
        at.page.get_by_role("link", name="Robin").wait_for()
        looks_right(at)
        at.page.keyboard.press("Tab")
        at.page.keyboard.press("Tab")
        assert at.focused == "Robin E."
        at.page.keyboard.press("Enter")
        at.page.get_by_role("heading", name="Robin Example").wait_for()
        assert at.focused == "Robin Example"
        card = at.page.get_by_label("Person", exact=True)
        card.get_by_text("Appointment: Booked").wait_for()
        told = card.inner_text()
        for words in ("(212) 555-0123", "robin@clinic.example", "Ketamine infusion", "10:00 am"):
            assert words in told
        assert "Call: Contacted us – Called us: Botox" in told
        assert "staff-" not in told
        looks_right(at)
        assert "555" not in at.page.url
        assert "robin" not in at.page.url

    def test_by_its_key_what_was_typed_is_selected_and_typing_begins_anew(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        call(colleague)
        at = open_view(signed_in_desk, "find")
        field = at.page.get_by_label(WHO)
        find(at, "212-555-0123")
        at.page.get_by_role("link", name="Robin").click()
        at.page.get_by_role("heading", name="Robin Example").wait_for()
        for keys in ("f", "qf"):  # from beside it, and from another screen
            for key in keys:
                at.page.keyboard.press(key)
            at.page.locator("input[name=who]:focus").wait_for()
            assert at.page.evaluate("getSelection().toString()") == "212-555-0123"
            at.page.keyboard.press("Escape")
            at.page.locator("input[name=who]:focus").wait_for(state="detached")
        at.page.keyboard.press("f")
        at.page.locator("input[name=who]:focus").wait_for()
        at.page.keyboard.type("917")
        assert field.input_value() == "917"

    @pytest.mark.parametrize("typed", ["(212) 555-0123", "ROBIN@clinic.example "])
    def test_however_it_is_typed(
        self, signed_in_desk: OpenDesk, colleague: Colleague, typed: str
    ) -> None:
        call(colleague)
        at = open_view(signed_in_desk, "find")
        find(at, typed)
        at.page.get_by_role("link", name="Robin").click()
        at.page.get_by_text("Callback due").wait_for()

    def test_what_cannot_be_looked_for_is_said_beside_the_field(
        self, signed_in_desk: OpenDesk
    ) -> None:
        at = open_view(signed_in_desk, "find")
        field = at.page.get_by_label(WHO)
        for typed in ("", "12", "robin@"):
            find(at, typed)
            at.page.wait_for_selector("input[name=who][aria-invalid=true]")
            assert field.input_value() == typed
            assert at.focused == WHO
            looks_right(at)
        find(at, "212-555-0199")
        at.page.get_by_text("No matches.").wait_for()
        assert field.get_attribute("aria-invalid") is None

    def test_by_name_and_by_reference_from_any_screen_in_three_keys(
        self, signed_in_desk: OpenDesk, colleague: Colleague, run: Runtime
    ) -> None:
        colleague.publish(TUESDAY)
        booked = colleague.book(TUESDAY_10, **ROBIN)
        index_people(run, lambda: 60.0)
        at = open_view(signed_in_desk, f"day/{TUESDAY}")
        at.page.get_by_text("Robin").first.wait_for()
        palette = at.page.get_by_role("dialog", name="Find or do")
        field = palette.get_by_role("combobox", name=WHO)
        at.page.keyboard.press("/")
        assert at.focused == WHO
        looks_right(at)
        at.page.keyboard.type("exam rob")
        palette.get_by_role("option", name="Robin E.").wait_for()
        active = field.get_attribute("aria-activedescendant")
        assert at.page.locator(f"[id='{active}']").inner_text().startswith("Robin E.")
        looks_right(at)
        at.page.keyboard.press("Enter")
        at.page.get_by_role("heading", name="Robin Example").wait_for()
        assert palette.count() == 0
        assert at.focused == "Robin Example"
        assert "exam" not in at.page.url
        at.page.keyboard.press("/")
        at.page.keyboard.type(booked["reference"].lower())
        at.page.keyboard.press("Enter")  # before the answer is there: there is but one
        visit = at.page.get_by_role("dialog", name="Robin Example")
        visit.get_by_text(booked["reference"]).wait_for()
        looks_right(at)

    def test_the_palette_does_what_keys_do_and_its_arrows_lead_around(
        self, signed_in_desk: OpenDesk
    ) -> None:
        at = open_view(signed_in_desk, "find")
        at.page.get_by_role("button", name="Find or do").click()
        palette = at.page.get_by_role("dialog", name="Find or do")
        options = palette.get_by_role("option")
        assert options.count() > 5
        at.page.keyboard.press("ArrowUp")
        assert options.last.get_attribute("aria-selected") == "true"
        at.page.keyboard.press("ArrowDown")
        assert options.first.get_attribute("aria-selected") == "true"
        at.page.keyboard.type("queue")
        at.page.get_by_text("No matches.").wait_for()
        assert options.count() == 1
        at.page.keyboard.press("Enter")
        at.page.wait_for_url("**#/queue")
        at.page.keyboard.press("/")
        at.page.keyboard.press("Escape")
        assert palette.count() == 0
        at.page.keyboard.press("?")
        at.page.get_by_role("dialog").get_by_text("Find or do").wait_for()
        assert at.complaints == []

    def test_their_timeline_goes_back_page_by_page(
        self, signed_in_desk: OpenDesk, colleague: Colleague, clock: FixedClock
    ) -> None:
        for _ in range(22):
            call(colleague)
            settle(colleague)
            clock.forward(minutes=1)
        at = open_view(signed_in_desk, "find")
        find(at, "212-555-0123")
        at.page.get_by_role("link", name="Robin").click()
        calls = at.page.locator(".timeline li", has_text="Called: Reached")
        calls.nth(19).wait_for()
        assert calls.count() == 20
        earlier = at.page.get_by_role("button", name="Show earlier", exact=True)
        earlier.press("Enter")
        calls.nth(21).wait_for()
        earlier.wait_for(state="hidden")

    def test_a_visit_is_booked_from_their_card(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        call(colleague)
        colleague.publish(TUESDAY)
        at = open_view(signed_in_desk, "find")
        find(at, "212-555-0123")
        at.page.get_by_role("link", name="Robin").click()
        at.page.get_by_text("Callback due").wait_for()
        at.page.keyboard.press("b")
        dialog = at.page.get_by_role("dialog", name="Book an appointment")
        assert dialog.get_by_label("Name", exact=True).input_value() == "Robin Example"
        assert dialog.get_by_label("Email").input_value() == "robin@clinic.example"
        dialog.get_by_label("Service").select_option("ketamine-infusion")
        dialog.get_by_label("Date").fill("2026-11-24")
        dialog.get_by_role("radio", name="10:00 am").check()
        dialog.get_by_role("button", name="Book Tue, Nov 24, 10:00 am").click()
        at.page.get_by_role("link", name="Tue, Nov 24, 10:00 am").click()
        at.page.get_by_role("heading", name="Tuesday, November 24").wait_for()
        assert at.complaints == []

    @pytest.mark.parametrize("screen", SCREENS)
    def test_their_page_lists_appointments_requests_with_flags_and_what_was_said(
        self,
        signed_in_desk: OpenDesk,
        colleague: Colleague,
        clock: FixedClock,
        screen: dict[str, Any],
    ) -> None:
        request(colleague, screening=["pregnancy"], message="Is it safe for me?")
        colleague.publish(TUESDAY)
        booked = colleague.book(TUESDAY_10, **ROBIN)
        path = f"staff/appointments/{booked['appointment_id']}/cancel"
        colleague.post(path, {"reason": "rang"})
        at = open_view(signed_in_desk, "find", screen=screen)
        find(at, "212-555-0123")
        at.page.get_by_role("link", name="Robin E.").click()
        past = at.page.get_by_text("Past and canceled appointments")
        past.wait_for()
        at.page.get_by_role("listitem").filter(has_text="Ketamine infusion, Canceled").wait_for()
        asked = at.page.get_by_role("region", name="Requests")
        asked.get_by_text("Is it safe for me?").wait_for()
        asked.get_by_text("Pregnant or may be pregnant").wait_for()
        said = at.page.get_by_role("region", name="What was said").inner_text()
        assert "Email: robin@clinic.example" in said
        assert "Web form" in said
        assert "typed online" in said
        assert "Appointment · Mon, Nov 23" in said
        looks_right(at)

    @pytest.mark.parametrize("screen", SCREENS)
    def test_they_are_invited_to_book_by_keyboard_and_an_invitation_is_withdrawn(
        self, signed_in_desk: OpenDesk, colleague: Colleague, screen: dict[str, Any]
    ) -> None:
        call(colleague, phone="212-555-0123")
        at = open_view(signed_in_desk, "find", screen=screen)
        find(at, "212-555-0123")
        at.page.get_by_role("link", name="Robin E.").click()
        invitations = at.page.get_by_role("region", name="Invitations")
        invitations.get_by_text("None.").wait_for()
        at.page.keyboard.press("v")
        dialog = at.page.get_by_role("dialog", name="Invite to book online")
        dialog.get_by_label("Service").select_option("ketamine-infusion")
        looks_right(at)
        dialog.get_by_role("button", name="Invite", exact=True).click()
        dialog.get_by_text("They're invited.").wait_for()
        dialog.get_by_role("button", name="Copy the link").wait_for()
        looks_right(at)
        dialog.get_by_role("button", name="Done").click()
        line = invitations.get_by_role("listitem").filter(has_text="Ketamine infusion")
        line.get_by_text("Open").wait_for()
        line.get_by_role("button", name="Withdraw").click()
        at.page.get_by_role("dialog").get_by_role("button", name="Withdraw").click()
        line.get_by_text("Withdrawn").wait_for()
        looks_right(at)

    @pytest.mark.parametrize("screen", SCREENS)
    def test_a_note_is_written_on_their_page_by_keyboard(
        self, signed_in_desk: OpenDesk, colleague: Colleague, screen: dict[str, Any]
    ) -> None:
        call(colleague)
        at = open_view(signed_in_desk, "find", screen=screen)
        find(at, "212-555-0123")
        at.page.get_by_role("link", name="Robin E.").click()
        notes = at.page.get_by_role("region", name="Notes")
        notes.get_by_label("Add a note").wait_for()
        at.page.keyboard.press("e")
        at.page.keyboard.type("Prefers mornings. <b>Really</b>")
        at.page.keyboard.press("Tab")
        at.page.keyboard.press("Enter")
        line = notes.get_by_role("listitem").filter(has_text="Prefers mornings. <b>Really</b>")
        line.get_by_text("you · Mon, Nov 23").wait_for()
        assert notes.get_by_label("Add a note").input_value() == ""
        looks_right(at)
        at.page.reload()
        line.wait_for()

    def test_a_call_of_somebody_known_is_logged_from_their_page_in_few_keys(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        colleague.publish(TUESDAY)
        colleague.book(TUESDAY_10, **ROBIN)
        at = open_view(signed_in_desk, "queue")
        at.page.keyboard.press("i")
        at.page.keyboard.type("2125550123")
        at.page.keyboard.press("Enter")
        at.page.get_by_role("heading", name="Robin Example").wait_for()
        at.page.keyboard.press("i")
        dialog = at.page.get_by_role("dialog", name="Log a call")
        assert dialog.get_by_label("Phone number").input_value() == "+12125550123"
        assert dialog.get_by_label("Name", exact=True).input_value() == "Robin Example"
        assert at.focused == "Reason"
        looks_right(at)
        at.page.keyboard.type("wants to move")
        at.page.keyboard.press("Enter")
        at.page.get_by_role("article").get_by_role("heading", name="Robin Example").wait_for()
        assert at.page.url.endswith("#/queue")
        looks_right(at)

    def test_name_birth_voicemail_and_contact_are_corrected_in_one_form(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        call(colleague)
        settle(colleague, "do-not-contact")
        at = open_view(signed_in_desk, "find")
        find(at, "212-555-0123")
        at.page.get_by_role("link", name="Robin E.").click()
        at.page.get_by_role("button", name="Correct details").wait_for()
        at.page.keyboard.press("c")
        dialog = at.page.get_by_role("dialog", name="Correct their details")
        voicemail = dialog.get_by_label("Voicemail")
        assert voicemail.locator("option").all_inner_texts()[0] == "Not asked yet"
        dialog.get_by_label("Name").fill("Robin B. Example")
        dialog.get_by_label("Date of birth").fill("1980-03-14")
        voicemail.select_option("Don't leave one")
        dialog.get_by_label("May be contacted again").check()
        looks_right(at)
        dialog.get_by_role("button", name="Save").click()
        at.page.get_by_role("heading", name="Robin B. Example").wait_for()
        at.page.get_by_text("Don't leave one").first.wait_for()
        at.page.get_by_text("March 14, 1980 (noted by you, Mon, Nov 23").wait_for()
        assert at.page.get_by_text("Asked not to be contacted").count() == 0
        at.page.get_by_role("button", name="Correct details").click()
        assert voicemail.locator("option").all_inner_texts() == [
            "OK to leave one",
            "Don't leave one",
        ]
        assert voicemail.input_value() == "no"
        voicemail.select_option("OK to leave one")
        dialog.get_by_role("button", name="Save").click()
        at.page.get_by_text("OK to leave one").first.wait_for()
        looks_right(at)

    def test_one_person_of_two_names_is_one_line_with_the_other_name(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        for name in ("Robin Example", "Robyn Sample"):
            call(colleague, name=name)
        found = colleague.post("people/search", {"phone": "212-555-0123"})["people"]
        one, other = (each["person_id"] for each in found)
        colleague.post(f"people/{one}/merge", {"person_id": other})
        at = open_view(signed_in_desk, "find")
        find(at, "212-555-0123")
        at.page.get_by_text("also Robyn S.").wait_for()
        assert at.page.get_by_role("link", name="Robyn").count() == 0
        looks_right(at)

    def test_the_lines_of_a_long_history_that_were_left_out_are_shown_by_one_button(
        self, signed_in_desk: OpenDesk, colleague: Colleague, clock: FixedClock
    ) -> None:
        call(colleague)
        card = colleague.post("locations/new-york/queue/claim", {})
        path, claim = f"callbacks/{card['callback_id']}", {"claim": card["claim"]["token"]}
        for number in range(105):
            colleague.post(f"{path}/notes", {**claim, "note": f"note {number}"})
            clock.forward(seconds=1)
        colleague.post(f"{path}/hand-back", claim)
        at = open_view(signed_in_desk, "queue")
        at.page.get_by_text("Robin").first.wait_for()
        at.page.keyboard.press("n")
        lines = at.page.locator(".timeline li")
        at.page.get_by_text("note 104", exact=True).wait_for()
        assert at.page.get_by_text("note 3", exact=True).count() == 0
        earlier = at.page.get_by_role("button", name="Show earlier", exact=True)
        earlier.press("Enter")
        at.page.get_by_text("note 3", exact=True).wait_for()
        lines.filter(has_text="Contacted us").wait_for()
        earlier.wait_for(state="hidden")
        looks_right(at)

    def test_by_date_of_birth(
        self, signed_in_desk: OpenDesk, colleague: Colleague, run: Runtime
    ) -> None:
        call(colleague)
        (found,) = colleague.post("people/search", {"phone": "212-555-0123"})["people"]
        path = f"people/{found['person_id']}"
        colleague.get(f"{path}?location_id=new-york")
        colleague.post(f"{path}/correct", {"date_of_birth": "1980-03-14"})
        index_people(run, lambda: 60.0)
        at = open_view(signed_in_desk, "queue")
        at.page.keyboard.press("/")
        at.page.keyboard.type("03/14/1980")
        at.page.keyboard.press("Enter")
        at.page.get_by_role("heading", name="Robin Example").wait_for()
        assert "1980" not in at.page.url

    @pytest.mark.parametrize("screen", SCREENS)
    def test_what_staff_found_out_is_corrected_on_their_page(
        self, signed_in_desk: OpenDesk, colleague: Colleague, screen: dict[str, Any]
    ) -> None:
        call(colleague)
        settle(colleague, "do-not-contact")
        at = open_view(signed_in_desk, "find", screen=screen)
        find(at, "212-555-0123")
        at.page.get_by_role("link", name="Robin E.").click()
        at.page.get_by_text("Asked not to be contacted").wait_for()
        assert at.page.get_by_text("leave one").count() == 0  # nobody said a word of voicemail
        at.page.get_by_role("button", name="Correct details").click()
        dialog = at.page.get_by_role("dialog", name="Correct their details")
        name, born = dialog.get_by_label("Name"), dialog.get_by_label("Date of birth")
        assert name.input_value() == "Robin Example"
        looks_right(at)
        name.fill("")
        born.fill("2031-01-01")
        dialog.get_by_role("button", name="Save").click()
        dialog.get_by_text("Enter a name.").wait_for()
        assert at.focused == "Name"
        name.fill("Robin B. Example")
        dialog.get_by_role("button", name="Save").click()
        dialog.get_by_text("A date of birth must be between 1900 and today.").wait_for()
        assert at.focused == "Date of birth"
        born.fill("1985-03-04")
        dialog.get_by_label("May be contacted again").check()
        dialog.get_by_role("button", name="Save").click()
        at.page.get_by_role("heading", name="Robin B. Example").wait_for()
        at.page.get_by_text("March 4, 1985").wait_for()
        assert at.page.get_by_text("Asked not to be contacted").count() == 0
        at.page.get_by_role("button", name="Correct details").click()
        assert dialog.get_by_label("May be contacted again").count() == 0
        assert at.complaints == []

    @pytest.mark.parametrize("screen", SCREENS)
    def test_others_on_the_number_are_the_same_person_once_staff_say_so_and_can_be_taken_back(
        self, signed_in_desk: OpenDesk, colleague: Colleague, screen: dict[str, Any]
    ) -> None:
        for name in ("Robin Example", "Robyn Example", "Kim Other"):
            call(colleague, name=name)
        at = open_view(signed_in_desk, "find", screen=screen)
        find(at, "212-555-0123")
        at.page.get_by_role("link", name="Robin E.").click()
        at.page.get_by_role("heading", name="Robin Example").wait_for()
        at.page.get_by_text("Nobody has confirmed this yet").first.wait_for()
        beside = at.page.get_by_role("region", name="On the same number")
        known = at.page.get_by_role("region", name="Also known as")
        assert "Probably the same" in beside.get_by_role("listitem").first.inner_text()
        assert "Probably the same" not in beside.get_by_role("listitem").last.inner_text()
        looks_right(at)
        at.page.keyboard.press("1")
        at.page.get_by_text("Robyn E. is now noted as the same person.").first.wait_for()
        known.get_by_role("link", name="Robyn E.").wait_for()
        assert beside.get_by_text("Robyn").count() == 0
        looks_right(at)
        at.page.keyboard.press("z")
        beside.get_by_role("link", name="Robyn E.").wait_for()
        assert known.count() == 0
        beside.get_by_role("button", name="Same person Robyn E.").click()
        known.get_by_role("button", name="Not the same person Robyn E.").click()
        at.page.get_by_text("Robyn E. is now noted as someone else.").first.wait_for()
        beside.get_by_role("link", name="Robyn E.").wait_for()
        meet_calls(at.page, "**/merge", lambda route: route.abort())
        at.page.keyboard.press("2")  # of a name that isn't alike, no key says so
        beside.get_by_role("button", name="Same person Kim O.").click()
        asked = at.page.get_by_role("dialog", name="Robin Example and Kim O.: the same person?")
        looks_right(at)
        asked.get_by_role("button", name="Back").click()
        assert beside.get_by_role("link", name="Kim O.").count() == 1
        beside.get_by_role("button", name="Same person Kim O.").click()
        asked.get_by_role("button", name="Same person").click()
        at.page.get_by_text("may or may not have gone through").first.wait_for()
        beside.get_by_role("link", name="Kim O.").wait_for()

    @pytest.mark.parametrize("screen", SCREENS)
    def test_what_decides_who_they_are_stays_in_its_place_while_the_rest_is_read(
        self, signed_in_desk: OpenDesk, colleague: Colleague, screen: dict[str, Any]
    ) -> None:
        """Else a press on one name could meet the next one's button, or none."""
        for name in ("Robin Example", "Kim Other"):
            call(colleague, name=name)
        request(colleague)
        colleague.publish(TUESDAY)
        appointment = colleague.book(TUESDAY_10, **ROBIN)
        colleague.post(f"staff/appointments/{appointment['appointment_id']}/cancel", {})
        at = open_view(signed_in_desk, "find", screen=screen)
        held: list[Route] = []
        later = re.compile("/people/[^/]+/(filed|messages|timeline)")
        meet_calls(at.page, later, lambda route: held.append(route))
        find(at, "212-555-0123")
        at.page.get_by_role("link", name="Robin E.").click()
        same = at.page.get_by_role("button", name="Same person Kim O.")
        same.wait_for()
        before = same.bounding_box()
        while len(held) < 3:
            at.page.wait_for_timeout(5)
        for route in held:
            route.continue_()
        at.page.get_by_text("Past and canceled appointments").wait_for()
        at.page.wait_for_load_state("networkidle")
        assert same.bounding_box() == before

    def test_what_was_collected_online_in_their_name_is_marked_and_one_key_cancels_all_of_it(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        colleague.publish(TUESDAY)
        where = {"location_id": "new-york", "service_id": "ketamine-infusion"}
        for starts_at in ("2026-11-24T15:00:00Z", "2026-11-24T18:00:00Z"):
            hold = colleague.post("holds", {**where, "starts_at": starts_at})
            colleague.post("appointments", {"hold_token": hold["hold_token"], **ROBIN})
        at = open_view(signed_in_desk, "find")
        find(at, "212-555-0123")
        at.page.get_by_role("link", name="Robin E.").click()
        told = "2 appointments were booked online with this name and number or address."
        at.page.get_by_text(told).wait_for()
        looks_right(at)
        at.page.get_by_role("button", name="Move the appointment").first.wait_for()
        at.page.keyboard.press("?")
        keys = at.page.get_by_role("dialog", name="Keyboard shortcuts").locator("section").first
        listed = keys.locator("kbd").all_inner_texts()
        assert {"b", "c", "e", "i", "m", "x"} <= set(listed)
        assert "Cancel what was booked online" in keys.inner_text()
        at.page.keyboard.press("Escape")
        at.page.keyboard.press("x")
        dialog = at.page.get_by_role("dialog", name="Cancel all of it?")
        dialog.get_by_role("button", name="Cancel all of it").click()
        at.page.get_by_text("Canceled. Any times that were booked").first.wait_for()
        at.page.get_by_text(told).wait_for(state="detached")
        at.page.get_by_text("None.").first.wait_for()
        assert at.complaints == []

    def test_whom_staff_have_reached_is_said_to_be(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        colleague.publish(TUESDAY)
        colleague.book(TUESDAY_10, **ROBIN)
        at = open_view(signed_in_desk, "find")
        find(at, "212-555-0123")
        at.page.get_by_role("link", name="Robin E.").click()
        at.page.get_by_text("Confirmed by a call or by email").wait_for()
        assert at.page.get_by_text("Nobody has confirmed").count() == 0
        looks_right(at)

    def test_somebody_who_is_not_known_any_more(self, signed_in_desk: OpenDesk) -> None:
        at = open_view(signed_in_desk, "find/00000000000000000000000000")
        at.page.get_by_role("alert").filter(has_text="We can't find that person.").first.wait_for()
        looks_right(at)

    @pytest.mark.parametrize("screen", SCREENS)
    def test_hostile_words_are_words(
        self, signed_in_desk: OpenDesk, colleague: Colleague, screen: dict[str, Any]
    ) -> None:
        call(colleague, name=HOSTILE[1], reason=HOSTILE[0], note="\n".join(HOSTILE))
        call(colleague, phone="212-555-0124", name=HOSTILE[2])
        at = open_view(signed_in_desk, "find", screen=screen)
        find(at, "robin@clinic.example")
        at.page.get_by_role("link", name="<img").click()
        at.page.get_by_text("WWWW").wait_for()
        shown = at.page.get_by_label("Person", exact=True).inner_text()
        assert all(words.strip("\u202e\u202d") in shown for words in HOSTILE[:3])
        assert not set(shown) & set("\u202e\u202d")
        assert at.page.locator("main img, main script").count() == 0
        assert at.page.title().startswith("Find")
        looks_right(at)


class TestTheFigures:
    @staticmethod
    def table(at: AtDesk, title: str) -> list[list[str]]:
        """The rows of the table behind a chart."""
        chart = at.page.locator("figure", has=at.page.get_by_role("heading", name=title))
        rows = chart.locator("tbody tr")
        return [row.locator("th, td").all_text_contents() for row in rows.all()]

    @staticmethod
    def number(at: AtDesk, name: str) -> str:
        box = at.page.locator(".numbers div", has_text=name)
        return box.locator("dd").inner_text()

    @pytest.mark.parametrize("screen", SCREENS)
    def test_agree_with_what_was_done(
        self,
        signed_in_desk: OpenDesk,
        colleague: Colleague,
        clock: FixedClock,
        screen: dict[str, Any],
    ) -> None:
        colleague.publish(TUESDAY)
        came = colleague.book(TUESDAY_10)
        clock.forward(hours=23, minutes=30)
        colleague.post(f"staff/appointments/{came['appointment_id']}/check-in", {})
        for number in range(3):
            call(colleague, phone=f"212-555-010{number}", email=None, source="missed-call")
        clock.forward(minutes=10)
        settle(colleague)
        settle(colleague)
        clock.forward(hours=4)  # the third promise is over
        at = signed_in_desk(at="#/figures", time=clock.now, **screen)
        at.page.locator("figure").nth(3).wait_for()
        promises = self.table(at, "Promises")
        assert len(promises) == 14
        assert promises[-1] == ["11/24", "2", "1", "0"]
        assert self.table(at, "Median wait")[-1] == ["11/24", "10"]
        assert self.table(at, "Appointments")[-1] == ["11/24", "1", "0", "0"]
        assert self.number(at, "Promises kept") == "67%"
        assert self.number(at, "No-show rate") == "0%"
        day = colleague.get(f"locations/new-york/figures?from={TUESDAY}&to={TUESDAY}")["days"][0]
        assert self.table(at, "Chairs in use")[-1][1] == f"{round(day['utilisation'] * 100)}%"
        looks_right(at)
        for summary in at.page.locator("summary").all():
            summary.press("Enter")
        looks_right(at)

    def test_are_of_seven_fourteen_or_twenty_eight_days_and_of_the_chosen_location(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        call(colleague, source="missed-call")
        settle(colleague)
        at = open_view(signed_in_desk, "figures")
        at.page.locator("figure").nth(3).wait_for()
        for days in (7, 28):
            at.page.get_by_label("Period").select_option(str(days))
            at.page.get_by_role("img", name=f"Promises: {days} days").wait_for()
            rows = self.table(at, "Promises")
            assert len(rows) == days
            assert rows[-1] == ["11/23", "1", "0", "0"]
            assert rows[0][1:] == ["–", "–", "–"] or rows[0][1:] == ["0", "0", "0"]
        at.page.get_by_label("Location").select_option("chicago")
        at.page.get_by_text("Nothing to report for these days: no callbacks were due").wait_for()
        assert self.number(at, "Promises kept") == "–"
        looks_right(at)

    def test_are_of_any_days_and_any_way_in_and_say_why_there_are_none(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        call(colleague, source="missed-call")
        at = open_view(signed_in_desk, "figures")
        at.page.get_by_label("First day").fill("2026-11-23")
        at.page.get_by_role("img", name="Promises: 1 day, highest 1").wait_for()
        assert at.page.get_by_label("Period").input_value() == "own"
        at.page.get_by_text("No times were on the schedule for these days.").wait_for()
        at.page.get_by_label("Source").select_option("voicemail")
        at.page.get_by_text("No callbacks from this source were due on these days.").wait_for()
        at.page.get_by_label("Source").select_option("missed-call")
        at.page.get_by_role("img", name="Promises: 1 day, highest 1").wait_for()
        at.page.locator("figure").nth(1).wait_for()
        assert at.page.locator("figure").count() == 2  # nothing of chairs
        at.page.get_by_label("Last day").fill("2026-11-22")
        at.page.get_by_text("The last day is before the first.").wait_for()
        at.page.locator("figure").first.wait_for(state="detached")
        at.page.get_by_label("Last day").fill("2026-12-24")
        at.page.get_by_text("Choose a range of 1 to 31 days.").wait_for()
        at.page.get_by_label("Source").select_option("")
        at.page.get_by_label("First day").fill("2026-12-01")
        at.page.get_by_text("These days are still ahead").wait_for()
        looks_right(at)

    @pytest.mark.parametrize("screen", SCREENS)
    def test_of_all_locations_are_added_up_and_saved_for_a_spreadsheet(
        self, signed_in_desk: OpenDesk, colleague: Colleague, screen: dict[str, Any]
    ) -> None:
        call(colleague, source="missed-call")
        there = {"reason": "botox", "name": "Kim Example", "phone": "212-555-0124"}
        colleague.post("locations/chicago/incoming-calls", there)
        at = open_view(signed_in_desk, "figures", screen=screen)
        at.page.get_by_label("Period").select_option("month")
        at.page.get_by_label("Where").select_option("everywhere")
        at.page.get_by_role("img", name="Promises: 23 days, highest 2").wait_for()
        looks_right(at)
        with at.page.expect_download() as saved:
            at.page.get_by_role("button", name="Download CSV").press("Enter")
        assert saved.value.suggested_filename == "report-all-2026-11-01-to-2026-11-23.csv"
        with saved.value.path().open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        assert len(rows) == 2 * 23
        due = {row["Location"]: row["Callbacks due"] for row in rows if row["Date"] == "2026-11-23"}
        assert due == {"Harbor Light New York": "1", "Harbor Light Chicago": "1"}
        at.page.locator(".said", has_text="The report was saved as").wait_for()
        assert at.complaints == []

    def test_that_cannot_be_had_now_are_asked_for_again(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        call(colleague)
        at = open_view(signed_in_desk, "queue")
        meet_calls(at.page, "**/service-level*", lambda route: route.abort())
        at.page.get_by_role("link", name="Reports").click()
        again = at.page.get_by_role("button", name="Try again")
        again.wait_for()
        looks_right(at)
        at.page.unroute("**/service-level*")
        again.click()
        at.page.locator("figure").nth(3).wait_for()


class TestTheJobs:
    @pytest.mark.parametrize("screen", SCREENS)
    def test_a_manager_runs_one_now_and_sees_what_it_did(
        self,
        signed_in_desk: OpenDesk,
        colleague: Colleague,
        clock: FixedClock,
        screen: dict[str, Any],
    ) -> None:
        call(colleague)
        colleague.post("locations/new-york/queue/claim", {})
        clock.forward(minutes=11)  # and nobody is at that screen any more
        at = signed_in_desk("mia", "manager", at="#/jobs", time=clock.now, **screen)
        jobs = at.page.locator(".job")
        jobs.first.wait_for()
        assert jobs.count() == len(colleague.get("jobs")["jobs"])
        job = jobs.filter(has_text="Return stale claims")
        assert "Hasn't run yet." in job.inner_text()
        assert "Runs every minute." in job.inner_text()
        looks_right(at)
        job.get_by_role("button", name="Run now").press("Enter")
        job.get_by_text("by you").wait_for()
        assert "1 due, 1 done" in job.inner_text()
        (entry,) = colleague.get("locations/new-york/queue")["entries"]
        assert "claimed_by" not in entry
        at.page.locator(".said", has_text="Return stale claims: 1 due, 1 done.").wait_for()
        assert at.focused == "Run now"
        looks_right(at)

    def test_the_front_desk_sees_who_ran_it_and_no_button(
        self, signed_in_desk: OpenDesk, colleague: Colleague
    ) -> None:
        colleague.post("jobs/expire-holds", {})
        at = open_view(signed_in_desk, "jobs")
        job = at.page.locator(".job", has_text="Expire holds")
        job.get_by_text("by a colleague").wait_for()
        assert at.page.get_by_role("button", name="Run now").count() == 0
        looks_right(at)

    def test_one_that_fails_says_so(self, signed_in_desk: OpenDesk) -> None:
        at = open_view(signed_in_desk, "jobs", "mia", "manager")
        problem = '{"title": "Try again", "status": 503, "detail": "Nothing was done just now."}'
        meet_calls(at.page, "**/jobs/*", lambda route: route.fulfill(status=503, body=problem))
        at.page.get_by_role("button", name="Run now").first.click()
        at.page.locator(".said", has_text="Nothing was done just now.").wait_for()
        looks_right(at)
