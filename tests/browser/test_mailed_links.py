"""Somebody who got a mail opens its link, and says that the address is theirs."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.messaging.link import Opens, mailed_token
from chalicelib.platform.runtime import Runtime, using
from tests.api.mailbox import Mailbox
from tests.conftest import FixedClock, make_runtime

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

ROBIN = "robin@example.com"
YES = "Yes, this is my email address"


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic) -> Iterator[Runtime]:
    """A world in which mail is on."""
    with using(replace(make_runtime(dynamodb, clock, clinic), email=Mailbox())) as runtime:
        yield runtime


@pytest.fixture
def sent(run: Runtime, open_form: OpenForm, clock: FixedClock) -> Visitor:
    """Somebody who has just sent the form, with their address; there are times to choose from."""
    publish_next_weeks(run)
    visitor = open_at_the_servers_time(open_form, clock)
    visitor.page.fill("#email", ROBIN)
    send_request(visitor)
    return visitor


def follow(visitor: Visitor, run: Runtime, opens: Opens) -> list[str]:
    """Open what is in the tab by the link of a mail; what is sent from then on."""
    calls: list[str] = []
    visitor.page.on("request", lambda call: calls.append(f"{call.method} {call.url}"))
    path, _, named = visitor.page.url.partition("#")
    thing_id = named.partition(".")[0]
    visitor.page.goto("about:blank")
    visitor.page.goto(f"{path}#{thing_id}.{mailed_token(run.keyring, opens, thing_id, ROBIN)}")
    visitor.page.wait_for_selector(".prove")
    return calls


def proves(visitor: Visitor) -> None:
    press(visitor.page, YES)
    visitor.page.wait_for_selector("text=Your email address is confirmed.")


def test_the_page_of_an_appointment_asks_and_a_button_proves(sent: Visitor, run: Runtime) -> None:
    see_times(sent)
    keep(sent)
    book(sent)
    calls = follow(sent, run, Opens.APPOINTMENT)
    assert not any(call.startswith("POST") for call in calls), "opening the page proves nothing"
    assert "If you are Robin and it came to your own mailbox" in sent.page.inner_text(".prove")
    assert_accessible(sent.page)
    proves(sent)
    assert_accessible(sent.page)
    sent.page.reload()
    sent.page.wait_for_selector("text=Your email address is confirmed.")
    assert sent.page.get_by_role("button", name=YES).count() == 0
    assert sent.complaints == []


def test_the_page_of_a_request_asks_too_and_still_books(sent: Visitor, run: Runtime) -> None:
    follow(sent, run, Opens.REQUEST)
    proves(sent)
    see_times(sent)
    keep(sent)
    assert "/manage#" in book(sent)


def test_the_proof_opens_everything_that_was_given_with_the_address(
    sent: Visitor, run: Runtime
) -> None:
    see_times(sent)
    keep(sent)
    book(sent)
    follow(sent, run, Opens.APPOINTMENT)
    proves(sent)
    sent.page.click("text=See everything you have with us")
    sent.page.wait_for_selector("text=Tuesday, November 24, 2:00 pm EST")
    assert sent.page.url.endswith("mine")


def test_the_link_to_pass_on_proves_nothing(sent: Visitor, run: Runtime) -> None:
    receipt = sent.page.url
    follow(sent, run, Opens.REQUEST)
    assert sent.page.get_attribute("[data-link]", "href") == receipt


def test_nothing_is_asked_where_no_mail_led(sent: Visitor) -> None:
    sent.page.reload()
    sent.page.wait_for_selector(".typed")
    assert sent.page.query_selector(".prove") is None


def test_without_an_answer_the_button_can_be_pressed_again(sent: Visitor, run: Runtime) -> None:
    follow(sent, run, Opens.REQUEST)

    def lost(route: Any) -> None:
        route.abort()

    sent.page.route("**/proofs/link", lost)
    press(sent.page, YES)
    sent.page.wait_for_selector("text=We couldn't save that.")
    sent.page.unroute("**/proofs/link")
    proves(sent)
