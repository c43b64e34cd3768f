"""Staff sign in, work, are away, and sign out, in a real browser."""

import pytest

from tests.staff_pool import FakePool

from .conftest import AtDesk, OpenDesk

PASSWORD = "Only0in1tests"


def sign_in(at: AtDesk, name: str = "ana", password: str = PASSWORD) -> None:
    """As people do: with the keyboard alone."""
    at.page.get_by_label("E-mail address").fill(f"{name}@clinic.example")
    at.page.keyboard.press("Tab")
    at.page.keyboard.type(password)
    at.page.keyboard.press("Enter")


@pytest.fixture
def ana(staff_pool: FakePool) -> None:
    """A member of the front desk has an account."""
    staff_pool.add("ana", PASSWORD, "front-desk")


class TestSigningIn:
    def test_with_password_and_keyboard_alone_shows_the_desk(
        self, open_desk: OpenDesk, ana: None
    ) -> None:
        at = open_desk()
        assert at.focused == "E-mail address"
        sign_in(at)
        at.page.wait_for_selector("header.top")
        assert "ana@clinic.example" in at.page.inner_text("header")
        assert at.complaints == []
