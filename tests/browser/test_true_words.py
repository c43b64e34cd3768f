"""Answers that are cut, refused or not ours, in a real browser: no page says more than is so."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from chalicelib.platform.http.problems import PROBLEM_MEDIA_TYPE
from infra.deploy.merged_template import merged_template
from tests.conftest import FixedClock

from .conftest import Visitor
from .lost_answers import FAILED, LOST, answer_first, meet_calls

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

OpenForm = Callable[..., Visitor]

JSON = "application/json"
HTML = "<html><body><h1>Request blocked</h1></body></html>"


def answered(status: int, body: str, kind: str = "text/html") -> "Callable[[Route], None]":
    def answer(route: "Route") -> None:
        route.fulfill(status=status, body=body, content_type=kind)

    return answer


def gateway(status: int, kind: str) -> "Callable[[Route], None]":
    problem = {"type": f"urn:frontdesk:problem:{kind}", "status": status}
    return answered(status, json.dumps(problem), "application/json")


def by_itself(kind: str) -> "Callable[[Route], None]":
    """The gateway's own answer of this kind, as it is deployed."""
    properties = merged_template()["Resources"]["RestAPI"]["Properties"]
    made = properties["DefinitionBody"]["x-amazon-apigateway-gateway-responses"][kind]
    body = made["responseTemplates"]["application/json"]
    return answered(int(made["statusCode"]), body, PROBLEM_MEDIA_TYPE)


def shown(page: "Page") -> str:
    return page.inner_text("main")


UNKNOWN = "We can't tell if your request reached us"
SURE = "hasn't been sent yet"


class TestTheForm:
    @pytest.mark.parametrize(
        ("end", "said", "help_said"),
        [
            (gateway(413, "body-too-large"), SURE, "We don't have your form yet"),
            (gateway(429, "too-many-requests"), SURE, "We don't have your form yet"),
            (gateway(403, "not-allowed"), SURE, "We don't have your form yet"),
            (gateway(409, "idempotency-conflict"), "an earlier version", "an earlier version"),
            (gateway(503, "unavailable"), UNKNOWN, "may not have reached us"),
            (gateway(504, "timed-out"), UNKNOWN, "may not have reached us"),
            (answered(403, HTML), UNKNOWN, "may not have reached us"),
            (answered(502, HTML), UNKNOWN, "may not have reached us"),
            (answered(200, HTML), UNKNOWN, "may not have reached us"),
            (answered(200, "{}", "application/json"), UNKNOWN, "may not have reached us"),
        ],
        ids=["413", "429", "403", "409", "503", "504", "403-html", "502-html", "200-html", "empty"],
    )
    def test_says_what_is_known_whoever_answers_in_our_place(
        self, open_form: OpenForm, end: "Callable[[Route], None]", said: str, help_said: str
    ) -> None:
        visitor = open_form()
        page = visitor.page
        visitor.fill_in()
        page.check("#thinking_of_self_harm")
        meet_calls(page, "**/requests", end)
        visitor.press_send()
        page.wait_for_selector("#notice:not([hidden])")
        assert said in page.inner_text("#notice")
        assert help_said in page.inner_text("main > .crisis")
        assert "We have your request" not in shown(page)
        assert "put your request first." not in page.inner_text("main > .crisis")
        assert not page.title().startswith("We have your request")
        assert page.query_selector("form")

    @pytest.mark.parametrize(
        ("end", "help_said"),
        [
            (by_itself("THROTTLED"), "We don't have your form yet"),
            (by_itself("REQUEST_TOO_LARGE"), "We don't have your form yet"),
            (by_itself("WAF_FILTERED"), "We don't have your form yet"),
            (by_itself("DEFAULT_4XX"), "We don't have your form yet"),
            (by_itself("INTEGRATION_FAILURE"), "may not have reached us"),
            (by_itself("DEFAULT_5XX"), "may not have reached us"),
            (answered(403, '{"message": "Forbidden"}', JSON), "We don't have your form yet"),
            (answered(413, '{"message": "Too long"}', JSON), "We don't have your form yet"),
            (answered(429, '{"message": "Limit exceeded"}', JSON), "We don't have your form yet"),
            (answered(502, '{"message": "Error"}', JSON), "may not have reached us"),
            (answered(403, HTML), "may not have reached us"),
            (answered(502, HTML), "may not have reached us"),
        ],
        ids=[
            "throttled",
            "too-large",
            "firewall",
            "4xx",
            "no-answer",
            "5xx",
            "403-not-ours",
            "413-not-ours",
            "429-not-ours",
            "502-not-ours",
            "403-html",
            "502-html",
        ],
    )
    @pytest.mark.parametrize("language", ["en", "es"])
    def test_leads_to_help_whoever_was_answered_before_their_words_were_read(
        self, open_form: OpenForm, end: "Callable[[Route], None]", help_said: str, language: str
    ) -> None:
        visitor = open_form(locale=f"{language}-US")
        page = visitor.page
        visitor.fill_in()
        page.fill("#message", "I can't go on")
        meet_calls(page, "**/requests", end)
        visitor.press_send()
        page.wait_for_selector("main > .crisis")
        panel = page.inner_text("main > .crisis")
        if language == "en":
            assert help_said in panel
        for shown_once in ("988", "911", "838255"):
            assert shown_once in panel
        assert ("Veteranos" in panel) == (language == "es")
        assert ("Veterans" in panel) == (language == "en")
        assert visitor.focused == "crisis-title"
        assert page.input_value("#message") == "I can't go on"

    @pytest.mark.parametrize("end", [LOST, FAILED])
    def test_a_refusal_after_silence_does_not_say_that_nothing_arrived(
        self, open_form: OpenForm, end: str
    ) -> None:
        visitor = open_form()
        page = visitor.page
        visitor.fill_in()
        answer_first(page, "**/requests", end)
        visitor.press_send()
        page.wait_for_selector("#notice:not([hidden])")
        page.fill("#name", "")
        visitor.press_send()
        page.wait_for_selector("#name-error:not(:empty)")
        assert "What you sent before may have reached us" in page.inner_text("#notice")
        assert "Your request hasn't been sent yet" not in shown(page)

    def test_help_that_stays_on_the_page_does_not_go_on_saying_that_nothing_arrived(
        self, open_form: OpenForm
    ) -> None:
        visitor = open_form()
        page = visitor.page
        visitor.fill_in()
        page.fill("#message", "I want to kill myself tonight")
        page.fill("#name", "")
        visitor.press_send()
        page.wait_for_selector("main > .crisis")
        assert "We don't have your form yet" in page.inner_text("main > .crisis")
        page.fill("#name", "Robin Example")
        meet_calls(page, "**/requests", lambda route: route.abort())
        visitor.press_send()
        page.wait_for_selector("text=Your form may not have reached us")
        assert "We don't have your form yet" not in shown(page)


class TestAClosedFrontDesk:
    def test_is_no_way_to_help_when_no_answer_comes(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        clock.forward(hours=12)
        visitor = open_form()
        page = visitor.page
        visitor.fill_in()
        page.check("#thinking_of_self_harm")
        meet_calls(page, "**/requests", lambda route: route.abort())
        visitor.press_send()
        page.wait_for_selector("#crisis-title")
        assert page.is_visible("main > .crisis a[href='tel:988']")
        assert page.query_selector("main > .crisis a[href^='tel:+']") is None
        assert "front desk" not in page.inner_text("main > .crisis")

    @pytest.mark.parametrize("script", [True, False])
    def test_is_said_on_the_receipt_in_place_of_its_number(
        self, open_form: OpenForm, clock: FixedClock, script: bool
    ) -> None:
        clock.forward(hours=12)
        visitor = open_form(java_script_enabled=script)
        page = visitor.page
        clock.forward(seconds=30)
        visitor.fill_in()
        page.check("#thinking_of_self_harm")
        visitor.press_send()
        page.wait_for_selector("#receipt-title")
        assert "Closed now: opens Tuesday 8:30 am EST" in shown(page)
        assert not page.is_visible("main a[href='tel:+12125550142']")
        assert page.is_visible("main a[href='tel:988']")

    def test_one_that_is_open_says_until_when(self, open_form: OpenForm, clock: FixedClock) -> None:
        visitor = open_form()
        page = visitor.page
        clock.forward(seconds=30)
        visitor.fill_in()
        page.check("#thinking_of_self_harm")
        visitor.press_send()
        page.wait_for_selector("#receipt-title")
        assert "Open now until Monday 12:00 pm EST" in shown(page)
        assert page.is_visible("main a[href='tel:+12125550142']")


def test_a_receipt_that_cannot_be_looked_up_never_says_that_we_have_it(
    open_form: OpenForm, site: str
) -> None:
    page = open_form().page
    meet_calls(page, "**/requests/*", answered(503, HTML))
    page.goto(f"{site}receipt#{'a' * 26}.{'b' * 43}")
    page.wait_for_selector("text=We couldn't connect to our system")
    assert "We have your request" not in page.inner_text("body")
    assert page.title().startswith("Your request")
