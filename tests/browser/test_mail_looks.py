"""Mails as they are seen: by day and by night, on the narrowest phone, by whoever sees badly."""

from typing import TYPE_CHECKING, Literal

import pytest

from chalicelib.clinic import Clinic
from chalicelib.messaging.models import MessageKind
from chalicelib.messaging.wording import word
from chalicelib.platform.languages import LANGUAGES, Language

from .axe import assert_accessible

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOST = "https://a-rather-long-name-of-a-stage.execute-api.us-east-1.amazonaws.com/api/"
LINK = f"{HOST}manage?lang=es#{'0' * 26}.{'x' * 43}"
WHEN = "miércoles 30 de septiembre, 10:00 a. m. EDT"
WORDS = {
    "when": WHEN,
    "until": WHEN,
    "code": "123 456",
    "promise": f"Le llamamos antes de: {WHEN}.",
    "reference": "7K3M-Q2PX",
    "link": LINK,
    "count": "3",
    **dict.fromkeys(("late", "unreachable", "missing", "empty"), "12"),
}
EACH = [{"when": WHEN, "link": LINK}] * 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mail_fits_a_narrow_phone_and_can_be_read(
    browser: "Browser", clinic: Clinic, language: Language, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for kind in MessageKind:
        page.set_content(word(kind, language, clinic, clinic.locations[0], WORDS, EACH).html)
        fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert fits, kind
        assert_accessible(page)
    context.close()


def test_a_button_is_as_large_as_a_finger(browser: "Browser", clinic: Clinic) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    wording = word(MessageKind.BOOKED, "en", clinic, clinic.locations[0], WORDS)
    page.set_content(wording.html)
    box = page.locator(f'a[href="{LINK}"]').bounding_box()
    assert box
    assert box["height"] >= 44
    page.close()
