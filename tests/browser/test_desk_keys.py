"""What somebody on the phone asks for takes few keys, counted; what they say is typed besides."""

import re
from dataclasses import dataclass

import pytest

from chalicelib.people.index_people import index_people
from chalicelib.platform.runtime import Runtime
from tests.conftest import MONDAY_MORNING

from .axe import assert_accessible
from .conftest import AtDesk, OpenDesk
from .desks import Colleague

TODAY, TUESDAY = "2026-11-23", "2026-11-24"
TUESDAY_10 = "2026-11-24T15:00:00Z"
ROBIN = {"name": "Robin Example", "phone": "212-555-0123"}


@dataclass
class Counted:
    """The keyboard of somebody at the desk."""

    at: AtDesk
    keys: int = 0

    def press(self, key: str) -> None:
        """A key that does something."""
        self.keys += 1
        self.at.page.keyboard.press(key)

    def type(self, told: str) -> None:
        """What the caller says."""
        self.at.page.keyboard.type(told)


@pytest.fixture
def colleague(site: str) -> Colleague:
    """A manager who calls the API straight; Tuesday is published."""
    colleague = Colleague(site)
    colleague.publish(TUESDAY)
    return colleague


@pytest.fixture
def at(signed_in_desk: OpenDesk, colleague: Colleague) -> AtDesk:
    """Somebody who has the day on the screen."""
    return signed_in_desk(at=f"#/day/{TODAY}", time=MONDAY_MORNING)


def see(at: AtDesk, name: str) -> None:
    """Wait for somebody's card, which has the focus."""
    at.page.get_by_role("heading", name=name).wait_for()
    assert at.focused == name


@pytest.mark.parametrize("told", ["exam rob", "212 555 0123", "0123"])
def test_find_and_open_a_person_in_three(
    at: AtDesk, colleague: Colleague, run: Runtime, told: str
) -> None:
    colleague.book(TUESDAY_10, **ROBIN)
    index_people(run, lambda: 60.0)
    hands = Counted(at)
    hands.press("/")
    hands.type(told)
    hands.press("Enter")
    see(at, "Robin Example")
    assert hands.keys <= 3


def test_find_and_open_an_appointment_in_three(at: AtDesk, colleague: Colleague) -> None:
    booked = colleague.book(TUESDAY_10, **ROBIN)
    hands = Counted(at)
    hands.press("/")
    hands.type(booked["reference"])
    hands.press("Enter")
    at.page.get_by_role("dialog", name="Robin Example").get_by_text("Booked").first.wait_for()
    assert hands.keys <= 3


def test_move_the_appointment_of_a_caller_who_gives_a_name_in_four(
    at: AtDesk, colleague: Colleague, run: Runtime
) -> None:
    booked = colleague.book(TUESDAY_10, **ROBIN)
    index_people(run, lambda: 60.0)
    hands = Counted(at)
    hands.press("/")
    hands.type("robin")
    hands.press("Enter")
    see(at, "Robin Example")
    at.page.get_by_role("button", name=re.compile("Move the appointment on Tue, Nov 24")).wait_for()
    assert_accessible(at.page)
    hands.press("m")
    at.page.get_by_text("Moving Robin").first.wait_for()
    at.page.locator("[data-slot]:focus").wait_for()
    assert at.page.url.endswith(f"#/day/{TUESDAY}")  # loaded anew, it begins no move again
    hands.press("Enter")
    at.page.get_by_text("Moved Robin").first.wait_for()
    moved = colleague.appointment(booked["appointment_id"])
    assert (moved["starts_at"], moved["bay"]) != (booked["starts_at"], booked["bay"])
    assert hands.keys <= 4
    assert at.complaints == []


def test_a_known_patients_call_leads_to_their_card_in_one_after_the_number(
    signed_in_desk: OpenDesk, colleague: Colleague
) -> None:
    colleague.book(TUESDAY_10, **ROBIN)
    at = signed_in_desk(at="#/queue", time=MONDAY_MORNING)
    hands = Counted(at)
    hands.press("i")
    at.page.wait_for_selector("dialog input[type=tel]:focus")
    hands.type("(212) 555-0123")
    hands.keys = 0
    hands.press("Enter")
    see(at, "Robin Example")
    assert hands.keys <= 1
    at.page.get_by_text("Only one person is known on this number.").last.wait_for()
    assert at.page.get_by_text("Ask for name and date of birth first.").count() == 0
    assert "555" not in at.page.url
    assert at.complaints == []


def test_of_whom_nothing_is_proven_name_and_date_of_birth_are_asked_first(
    signed_in_desk: OpenDesk, colleague: Colleague
) -> None:
    colleague.post("locations/new-york/incoming-calls", {"reason": "prices", **ROBIN})
    at = signed_in_desk(at="#/queue", time=MONDAY_MORNING)
    at.page.keyboard.press("i")
    at.page.wait_for_selector("dialog input[type=tel]:focus")
    at.page.keyboard.type("212.555.0123")
    at.page.keyboard.press("Enter")
    see(at, "Robin Example")
    asked = at.page.get_by_text("Ask for name and date of birth first.").locator("visible=true")
    asked.first.wait_for()


def test_who_is_somebody_else_on_that_number_is_asked_for_when_it_is_looked_for_again(
    signed_in_desk: OpenDesk, colleague: Colleague
) -> None:
    colleague.book(TUESDAY_10, **ROBIN)
    at = signed_in_desk(at="#/queue", time=MONDAY_MORNING)
    for _ in range(2):
        at.page.keyboard.press("q")
        at.page.wait_for_selector("#queue-title")
        at.page.keyboard.press("i")
        at.page.wait_for_selector("dialog input[type=tel]:focus")
        at.page.keyboard.type("212-555-0123")
        at.page.keyboard.press("Enter")
        at.page.wait_for_selector("dialog", state="detached" if _ == 0 else "visible")
    at.page.locator("dialog .choices button:focus").wait_for()
    at.page.keyboard.press("0")
    at.page.wait_for_selector("dialog input[type=text]:focus")
    assert at.page.get_by_label("Phone number").input_value() == "212-555-0123"
