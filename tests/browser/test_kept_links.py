"""A visitor reloads their receipt, keeps its link, and comes back to what they booked."""

from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import Visitor
from .visitors import (
    OpenForm,
    book,
    keep,
    open_at_the_servers_time,
    press,
    publish_next_weeks,
    see_times,
    send_request,
)

_CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """There are times to choose from."""
    publish_next_weeks(run)


@pytest.fixture
def sent(open_form: OpenForm, clock: FixedClock) -> Visitor:
    """Somebody who has just sent the form."""
    return send_from(open_form, clock)


def send_from(open_form: OpenForm, clock: FixedClock, **options: Any) -> Visitor:
    visitor = open_at_the_servers_time(open_form, clock, **options)
    visitor.page.fill("#message", "Mornings are best.\n<b>Thank you</b>")
    send_request(visitor)
    return visitor


def facts(visitor: Visitor) -> str:
    return str(visitor.page.inner_text("main"))


class TestTheReceipt:
    def test_is_there_again_after_a_reload_with_what_was_typed(self, sent: Visitor) -> None:
        promise = sent.page.inner_text(".promise")
        reference = sent.page.inner_text(".reference")
        sent.page.reload()
        sent.page.wait_for_selector(".typed")
        assert sent.page.inner_text(".promise") == promise
        assert sent.page.inner_text(".reference") == reference
        assert "Robin Example" in facts(sent)
        assert "(212) 555-0123" in facts(sent)
        assert "Mornings are best.\n<b>Thank you</b>" in facts(sent)
        assert len(sent.sent) == 1
        assert sent.focused == "receipt-title"
        assert sent.complaints == []
        assert_accessible(sent.page)

    def test_sends_no_token_in_an_address(self, sent: Visitor) -> None:
        asked: list[str] = []
        sent.page.on("request", lambda call: asked.append(call.url))
        token = sent.page.url.rpartition(".")[2]
        sent.page.reload()
        sent.page.wait_for_selector(".typed")
        assert len(token) > 20
        assert not [url for url in asked if token in url.partition("#")[0]]

    def test_its_link_can_be_copied(self, open_form: OpenForm, clock: FixedClock) -> None:
        visitor = send_from(open_form, clock, **_CLIPBOARD)
        press(visitor.page, "Copy link")
        visitor.page.wait_for_selector("text=Link copied")
        copied = visitor.page.evaluate("navigator.clipboard.readText()")
        assert copied == visitor.page.get_attribute("[data-link]", "href") == visitor.page.url

    def test_says_so_when_the_browser_does_not_copy(self, sent: Visitor) -> None:
        refused = "navigator.clipboard.writeText = () => Promise.reject(new Error());"
        sent.page.evaluate(f"() => {{ {refused} }}")
        press(sent.page, "Copy link")
        sent.page.wait_for_selector("text=Press and hold the link to copy it.")

    def test_still_lets_a_time_be_chosen_after_a_reload(self, sent: Visitor) -> None:
        sent.page.reload()
        sent.page.wait_for_selector("#booking button")
        see_times(sent)
        keep(sent)
        address = book(sent)
        assert "/manage#" in address

    def test_is_there_in_the_other_language_too(self, sent: Visitor) -> None:
        sent.page.reload()
        sent.page.wait_for_selector(".typed")
        sent.page.click("#switch")
        sent.page.wait_for_selector(".typed")
        assert sent.page.get_attribute("html", "lang") == "es"
        assert "Lo que nos envió" in facts(sent)

    def test_shows_help_first_again_to_somebody_in_danger(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        visitor = open_at_the_servers_time(open_form, clock)
        visitor.fill_in()
        visitor.page.check("#thinking_of_self_harm")
        visitor.press_send()
        visitor.page.wait_for_selector("#receipt-title")
        visitor.page.reload()
        visitor.page.wait_for_selector(".typed")
        assert visitor.focused == "crisis-title"
        assert visitor.page.query_selector("#booking") is None

    @pytest.mark.parametrize(
        ("fragment", "said"),
        [
            ("", "This link is incomplete"),
            ("<img src=x onerror=alert(1)>", "This link is incomplete"),
            (f"{'0' * 26}.{'a' * 43}", "We can't find this request"),
        ],
    )
    def test_says_what_is_wrong_with_a_link(
        self, open_form: OpenForm, site: str, fragment: str, said: str
    ) -> None:
        page = open_form().page
        page.goto(f"{site}receipt#{fragment}")
        page.wait_for_selector(f"text={said}")
        assert "(212) 555-0142" in page.inner_text("body")
        assert_accessible(page)

    def test_asks_again_when_no_answer_came(self, sent: Visitor) -> None:
        sent.page.route("**/requests/*", lambda route: route.abort())
        sent.page.reload()
        sent.page.wait_for_selector("text=We couldn't connect to our system")
        sent.page.unroute("**/requests/*")
        press(sent.page, "Try again")
        sent.page.wait_for_selector(".typed")

    def test_without_script_has_its_link(self, open_form: OpenForm) -> None:
        visitor = open_form(java_script_enabled=False)
        visitor.fill_in()
        visitor.press_send()
        href = str(visitor.page.get_attribute("[data-link]", "href"))
        assert "/receipt#" in href


class TestTheAppointment:
    def test_is_there_after_a_reload_of_the_page_that_booked_it(self, sent: Visitor) -> None:
        see_times(sent)
        keep(sent)
        address = book(sent)
        assert sent.page.url == address
        sent.page.reload()
        sent.page.wait_for_selector("text=Hello Robin, here is your appointment.")
        assert "Tuesday, November 24, 2:00 pm EST" in facts(sent)
        assert sent.complaints == []

    def test_its_link_can_be_copied(self, open_form: OpenForm, clock: FixedClock) -> None:
        visitor = send_from(open_form, clock, **_CLIPBOARD)
        see_times(visitor)
        keep(visitor)
        address = book(visitor)
        visitor.page.reload()
        visitor.page.wait_for_selector("text=Hello Robin")
        press(visitor.page, "Copy link")
        visitor.page.wait_for_selector("text=Link copied")
        assert visitor.page.evaluate("navigator.clipboard.readText()") == address
