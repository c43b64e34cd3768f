"""Words beside an answer are so: of a form that may have arrived, and of a closed front desk."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.hooks import HierarchicalEmitter

from chalicelib.clinic import Clinic
from chalicelib.intake.tell_request import TELLERS
from chalicelib.messaging.models import MessageKind
from chalicelib.messaging.wording import word
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.storage.table import Table
from tests.conftest import FixedClock

from .conftest import Caller, Reply, Submit
from .form_reader import ReadPage, read_page
from .test_form_page import browser as browser
from .test_form_page import form as form

HELP = {"thinking_of_self_harm": True}
FRONT_DESK = "tel:+12125550142"

Send = Callable[..., Reply]


class _Unreachable:
    meta = SimpleNamespace(events=HierarchicalEmitter())

    def transact_write_items(self, **_: Any) -> None:
        raise EndpointConnectionError(endpoint_url="https://dynamodb.invalid")


def filled(page: ReadPage, **changes: Any) -> dict[str, Any]:
    usual = {
        **page.fields,
        "location_id": "new-york",
        "service_id": "ketamine-consultation",
        "name": "Robin Example",
        "phone": "(212) 555-0123",
        "consent": "true",
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def said(page: ReadPage) -> str:
    """The words that are shown; below them stand those that the script may say."""
    return page.words.partition('{"typing.')[0]


def failed(run: Runtime, browser: Caller, page: ReadPage, **changes: Any) -> ReadPage:
    """The page that answers while the table cannot be reached."""
    away: Any = _Unreachable()
    with using(replace(run, table=Table(lambda: away, "gone"))):
        reply = browser.post_form(page.action, filled(page, **changes))
    assert reply.status == 503
    return read_page(reply.text)


class TestWithoutScript:
    def test_the_title_says_not_sent_only_where_that_is_known(
        self, run: Runtime, browser: Caller, form: ReadPage
    ) -> None:
        refused = browser.post_form(form.action, filled(form, name=None)).text
        assert "<title>Not sent yet: " in refused
        assert "Not sent yet" not in said(failed(run, browser, form))
        browser.post_form(form.action, filled(form))
        conflict = browser.post_form(form.action, filled(form, message="More"))
        assert conflict.status == 409
        assert "Not sent yet" not in conflict.text
        assert "We already have an earlier version" in conflict.text

    def test_a_refusal_after_a_failure_does_not_say_that_nothing_arrived(
        self, run: Runtime, browser: Caller, form: ReadPage
    ) -> None:
        unsure = failed(run, browser, form, thinking_of_self_harm="true")
        again = browser.post_form(unsure.action, filled(unsure, name=None, **_TICKED))
        assert again.status == 422
        page = read_page(again.text)
        assert "What you sent before may have reached us" in page.texts["notice"]
        assert "Your form may not have reached us" in said(page)
        assert "We don't have your form yet" not in said(page)
        assert "Not sent yet" not in said(page)
        last = browser.post_form(page.action, filled(page))
        assert last.status == 201

    def test_a_refusal_by_itself_says_that_nothing_was_sent(
        self, browser: Caller, form: ReadPage
    ) -> None:
        first = read_page(browser.post_form(form.action, filled(form, name=None)).text)
        again = browser.post_form(first.action, filled(first, name=None, **_TICKED))
        page = read_page(again.text)
        assert "Your request hasn't been sent yet" in page.texts["notice"]
        assert "We don't have your form yet" in said(page)


_TICKED = {"thinking_of_self_harm": "true"}


def test_a_page_that_looks_a_request_up_says_nothing_of_it_yet(browser: Caller) -> None:
    page = browser.get("/receipt").text
    shown = page.partition("<template")[0]
    assert "We have your request" not in shown
    assert "<h1>Your request</h1>" in shown


class TestNobodyInDangerIsSentToAClosedLine:
    def test_the_receipt_says_until_when_the_front_desk_is_open(self, submit: Submit) -> None:
        desk = submit(**HELP)["front_desk"]
        assert (desk["is_open"], desk["said"]) == (True, "Open now until Monday 12:00 pm EST")

    @pytest.mark.parametrize("hours", [9, 12, 24 * 6])
    def test_the_receipt_says_when_a_closed_one_opens(
        self, submit: Submit, clock: FixedClock, hours: int
    ) -> None:
        clock.forward(hours=hours)
        desk = submit(**HELP)["front_desk"]
        assert desk["is_open"] is False
        assert desk["said"].startswith("Closed now: opens ")

    def test_an_ordinary_receipt_says_nothing_of_it(self, submit: Submit) -> None:
        assert {"front_desk", "crisis"}.isdisjoint(submit())

    def test_without_script_the_number_is_not_shown_while_it_is_closed(
        self, browser: Caller, form: ReadPage, clock: FixedClock
    ) -> None:
        clock.forward(hours=12)
        reply = browser.post_form(form.action, filled(form, **_TICKED))
        assert reply.status == 201
        main = reply.text.partition("<main")[2].partition("</main>")[0]
        assert f'href="{FRONT_DESK}" hidden' in main
        assert "Closed now: opens Tuesday 8:30 am EST" in main
        assert main.index("tel:988") < main.index(FRONT_DESK)

    def test_without_script_it_is_while_it_is_open(self, browser: Caller, form: ReadPage) -> None:
        main = browser.post_form(form.action, filled(form, **_TICKED)).text
        assert f'href="{FRONT_DESK}" hidden' not in main
        assert "Open now until Monday 12:00 pm EST" in main

    def test_the_receipt_seen_again_says_how_it_is_then(
        self, submit: Submit, visitor: Caller, clock: FixedClock
    ) -> None:
        receipt = submit(**HELP)
        clock.forward(hours=12)
        path, token = f"/requests/{receipt['request_id']}", receipt["visitor_token"]
        again = visitor.get(path, Visitor_Token=token).json
        assert again["front_desk"]["is_open"] is False
        assert again["put_first"] is True

    @pytest.mark.parametrize("status", [422, 503])
    def test_neither_a_refusal_nor_a_failure_names_a_closed_one(
        self, run: Runtime, browser: Caller, form: ReadPage, clock: FixedClock, status: int
    ) -> None:
        clock.forward(hours=12)
        if status == 503:
            page = failed(run, browser, form, **_TICKED)
        else:
            reply = browser.post_form(form.action, filled(form, name=None, **_TICKED))
            page = read_page(reply.text)
        assert "call our front desk" not in said(page)
        assert "Harbor Light New York: (212) 555-0142" not in said(page)

    def test_every_page_says_of_each_number_whether_it_is_open(
        self, browser: Caller, clinic: Clinic
    ) -> None:
        for path in ("/", "/receipt", "/manage", "/waitlist", "/mine", "/book"):
            beside = browser.get(path).text.partition('class="beside"')[2]
            assert beside.count('class="open-now') == len(clinic.locations), path


class TestTheMailOfAReceipt:
    def test_has_no_number_of_ours_for_somebody_in_danger(
        self, submit: Submit, run: Runtime
    ) -> None:
        assert "555-0142" not in _mailed(run, submit, **HELP)

    def test_has_it_for_everybody_else(self, submit: Submit, run: Runtime) -> None:
        assert "555-0142" in _mailed(run, submit)


def _mailed(run: Runtime, submit: Submit, **changes: Any) -> str:
    """The receipt's mail, in plain text."""
    request_id = submit(email="robin@example.com", **changes)["request_id"]
    kind = MessageKind.REQUEST_RECEIVED
    message: Any = SimpleNamespace(about=request_id, kind=kind)
    telling = TELLERS[kind](run, message, None, run.clock())
    assert telling
    location = run.clinic.location("new-york")
    return word(kind, "en", run.clinic, location, telling.words).text


@pytest.mark.parametrize(
    ("said", "is_called"),
    [
        ({}, False),
        ({"screening": ["pregnancy"]}, True),
        ({"thinking_of_self_harm": True}, True),
        ({"message": "I want to kill myself tonight"}, True),
    ],
)
def test_a_receipt_says_whether_somebody_calls_whatever_is_booked_since(
    submit: Submit, said: dict[str, object], is_called: bool
) -> None:
    assert submit(**said)["is_called"] is is_called
