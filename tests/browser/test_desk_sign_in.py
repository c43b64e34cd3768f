"""Staff sign in at the desk's page and out again, in a real browser."""

import pytest

from tests.staff_pool import CODE, MAILED_CODE, SECRET, FakePool

from .axe import assert_accessible
from .conftest import AtDesk, OpenDesk

PASSWORD = "Only0in1tests"
NEW = "Lighthouse2at3dawn"


def type_in(at: AtDesk, text: str) -> None:
    """Type into what has the focus, and press Enter: as people do who leave the mouse alone."""
    at.page.keyboard.type(text)
    at.page.keyboard.press("Enter")


def sign_in(at: AtDesk, name: str = "ana", password: str = PASSWORD) -> None:
    at.page.get_by_label("Email address").fill(f"{name}@clinic.example")
    at.page.keyboard.press("Tab")
    type_in(at, password)


def at_step(at: AtDesk, title: str) -> None:
    at.page.get_by_role("heading", name=title, exact=True).wait_for()


def is_in(at: AtDesk, name: str = "ana") -> None:
    at.page.wait_for_selector("header.top")
    assert f"{name}@clinic.example" in at.page.inner_text("header.top")


@pytest.fixture
def ana(staff_pool: FakePool) -> None:
    """A member of the front desk has an account."""
    staff_pool.add("ana", PASSWORD, "front-desk")


class TestSigningIn:
    def test_with_a_password_and_the_keyboard_alone_shows_the_desk(
        self, open_desk: OpenDesk, ana: None
    ) -> None:
        at = open_desk()
        assert at.focused == "Email address"
        assert at.page.title() == "Sign in – Harbor Light Ketamine"
        assert_accessible(at.page)
        sign_in(at)
        is_in(at)
        assert "Front desk" in at.page.inner_text("header.top")
        assert at.complaints == []

    def test_password_managers_know_which_field_is_which(self, open_desk: OpenDesk) -> None:
        at = open_desk()
        fields = at.page.eval_on_selector_all(
            "input:not([type=checkbox])", "all => all.map(one => [one.type, one.autocomplete])"
        )
        assert fields == [["email", "username"], ["password", "current-password"]]

    def test_a_wrong_password_is_said_and_can_be_typed_anew(
        self, open_desk: OpenDesk, ana: None
    ) -> None:
        at = open_desk()
        sign_in(at, password="Wrong0in1tests")
        alert = at.page.get_by_role("alert")
        alert.filter(has_text="The e-mail address or the password is not right").wait_for()
        assert at.page.get_by_label("Email address").input_value() == "ana@clinic.example"
        assert at.focused == "Password"
        type_in(at, PASSWORD)
        is_in(at)

    def test_what_is_missing_is_said_beside_its_field(self, open_desk: OpenDesk) -> None:
        at = open_desk()
        at.page.get_by_role("button", name="Sign in").click()
        at.page.get_by_text("This is needed.").first.wait_for()
        assert at.focused == "Email address"
        field = at.page.get_by_label("Email address")
        assert field.get_attribute("aria-invalid") == "true"
        assert_accessible(at.page)

    def test_when_the_pool_is_away_what_was_typed_stays_and_can_be_sent_again(
        self, open_desk: OpenDesk, ana: None, staff_pool: FakePool
    ) -> None:
        at = open_desk()
        staff_pool.down = True
        sign_in(at)
        at.page.get_by_text("Nobody can sign in just now").wait_for()
        assert_accessible(at.page)
        staff_pool.down = False
        assert at.page.get_by_label("Password", exact=True).input_value() == PASSWORD
        at.page.get_by_role("button", name="Sign in").click()
        is_in(at)

    def test_a_password_can_be_looked_at(self, open_desk: OpenDesk) -> None:
        at = open_desk()
        password = at.page.get_by_label("Password", exact=True)
        at.page.get_by_label("Show password").check()
        assert password.get_attribute("type") == "text"
        at.page.get_by_label("Show password").uncheck()
        assert password.get_attribute("type") == "password"

    def test_lasts_when_the_page_is_loaded_again(self, open_desk: OpenDesk, ana: None) -> None:
        at = open_desk()
        sign_in(at)
        is_in(at)
        at.page.reload()
        is_in(at)

    def test_who_has_no_role_is_told_whom_to_ask(
        self, open_desk: OpenDesk, staff_pool: FakePool
    ) -> None:
        staff_pool.add("ana", PASSWORD)
        at = open_desk()
        sign_in(at)
        at.page.get_by_text("Ask the clinic's manager").wait_for()


class TestTheFirstDay:
    def test_goes_from_the_password_that_was_sent_over_the_app_to_the_desk(
        self, open_desk: OpenDesk, staff_pool: FakePool
    ) -> None:
        staff_pool.asks_for_app = True
        staff_pool.add("ana", PASSWORD, "manager", temporary=True)
        at = open_desk()
        sign_in(at)
        at_step(at, "Choose a password")
        assert at.focused == "New password"
        assert "At least 12 characters" in at.page.inner_text("main")
        type_in(at, "tooshort")
        at.page.get_by_text("This still needs 12 characters or more").wait_for()
        assert_accessible(at.page)
        at.page.keyboard.press("Control+A")
        type_in(at, NEW)
        at_step(at, "Set up your authenticator app")
        assert SECRET in at.page.inner_text(".secret").replace(" ", "")
        box = at.page.locator("svg.qr").bounding_box()
        assert box is not None
        assert box["width"] > 150
        assert at.focused == "Code from the app"
        assert_accessible(at.page)
        type_in(at, CODE)
        is_in(at)
        assert "Manager" in at.page.inner_text("header.top")
        assert at.complaints == []


class TestTheSecondFactor:
    def test_is_a_code_that_can_be_mistyped(
        self, open_desk: OpenDesk, staff_pool: FakePool
    ) -> None:
        staff_pool.add("ana", PASSWORD, "front-desk", has_app=True)
        at = open_desk()
        sign_in(at)
        at_step(at, "Enter your code")
        field = at.page.get_by_label("Code", exact=True)
        assert field.get_attribute("autocomplete") == "one-time-code"
        type_in(at, "000000")
        at.page.get_by_text("This code is not right.").wait_for()
        assert_accessible(at.page)
        assert at.focused == "Code"
        at.page.keyboard.press("Control+A")
        type_in(at, f"{CODE[:3]} {CODE[3:]}")
        is_in(at)

    def test_begins_again_when_it_took_too_long(
        self, open_desk: OpenDesk, staff_pool: FakePool
    ) -> None:
        staff_pool.add("ana", PASSWORD, "front-desk", has_app=True)
        at = open_desk()
        sign_in(at)
        at_step(at, "Enter your code")
        staff_pool.forget_sessions()
        type_in(at, CODE)
        at.page.get_by_text("That took too long.").wait_for()
        assert at.focused == "Password"
        type_in(at, PASSWORD)
        at_step(at, "Enter your code")


class TestAForgottenPassword:
    def test_is_set_anew_with_a_code_and_signs_in(
        self, open_desk: OpenDesk, ana: None, staff_pool: FakePool
    ) -> None:
        at = open_desk()
        at.page.get_by_label("Email address").fill("ana@clinic.example")
        at.page.get_by_role("button", name="Forgot your password?").click()
        at_step(at, "Reset your password")
        at.page.keyboard.press("Enter")
        at_step(at, "Set a new password")
        assert at.focused == "Code from the email"
        assert_accessible(at.page)
        at.page.keyboard.type(MAILED_CODE)
        at.page.get_by_label("New password", exact=True).fill(NEW)
        at.page.keyboard.press("Enter")
        is_in(at)
        assert staff_pool.mailed_to == ["ana@clinic.example"]


class TestSigningOut:
    def test_ends_the_session_and_leaves_nothing(
        self, open_desk: OpenDesk, ana: None, staff_pool: FakePool
    ) -> None:
        at = open_desk()
        sign_in(at)
        is_in(at)
        at.page.get_by_role("button", name="Sign out").click()
        at_step(at, "Sign in")
        assert staff_pool.operations()[-1] == "RevokeToken"
        kept = at.page.evaluate("sessionStorage.getItem('frontdesk-session')")
        assert kept is None
        assert at.page.get_by_label("Email address").input_value() == ""


def test_two_people_at_two_screens_are_each_themselves(
    open_desk: OpenDesk, ana: None, staff_pool: FakePool
) -> None:
    staff_pool.add("ben", PASSWORD, "front-desk")
    one, other = open_desk(), open_desk()
    sign_in(one)
    sign_in(other, "ben")
    is_in(one)
    is_in(other, "ben")
