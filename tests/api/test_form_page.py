"""A visitor's browser, without script, opens the form and sends it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.hooks import HierarchicalEmitter

from chalicelib.intake.models import ConsultationRequestIn
from chalicelib.platform.request_token import request_token
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.storage.table import Table
from tests.conftest import FixedClock

from .conftest import Caller, Reply, claim_next
from .form_reader import ReadPage, read_page

HOSTILE = [
    "<script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    "\"quotes\" 'single' & &amp; &lt; {name} {0} {{",
    "\u202egnp.exe\u202c \u2066\u2069\u200b",
    "👩‍👩‍👧‍👦 🏳️‍🌈 😀",
    "漢字 עברית العربية",
    "W" * 100,
    "\n\nstarts with empty lines",
    "  spaces around  ",
]


@pytest.fixture
def browser(visitor: Caller) -> Caller:
    """The visitor's browser, which says that it likes HTML."""
    visitor.headers["Accept"] = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    return visitor


@pytest.fixture
def form(browser: Caller, clock: FixedClock) -> ReadPage:
    """The form as it is first shown; half a minute goes by over it."""
    page = read_page(browser.get("/").text)
    clock.forward(seconds=30)
    return page


SendForm = Callable[..., Reply]


@pytest.fixture
def send(browser: Caller, form: ReadPage) -> SendForm:
    """Fill in what is needed, change some fields, and press the button."""

    def send_with(**changes: Any) -> Reply:
        filled = {
            **form.fields,
            "location_id": "new-york",
            "service_id": "ketamine-consultation",
            "name": "Robin Example",
            "phone": "(212) 555-0123",
            "consent": "true",
        }
        changed = {**filled, **changes}
        return browser.post_form(
            form.action, {name: value for name, value in changed.items() if value is not None}
        )

    return send_with


class TestTheFormThatIsShown:
    def test_has_every_field_of_a_request_and_no_other(self, form: ReadPage) -> None:
        assert form.names == set(ConsultationRequestIn.model_fields)

    def test_offers_the_clinics_locations_and_services(self, form: ReadPage) -> None:
        assert "Harbor Light New York" in form.words
        assert "Harbor Light Chicago" in form.words
        assert form.options["service_id"]["ketamine-infusion"] == "Ketamine infusion"

    def test_says_which_location_alone_offers_a_service(self, form: ReadPage) -> None:
        assert form.options["service_id"]["botox"] == "Botox (only at Harbor Light New York)"

    def test_has_nothing_chosen_or_ticked_beforehand(self, form: ReadPage) -> None:
        hidden = {"started_at", "idempotency_key", "language"}
        filled = {name for name, values in form.fields.items() if any(values)}
        assert filled == hidden

    def test_carries_a_key_of_its_own_each_time(self, browser: Caller) -> None:
        keys = [read_page(browser.get("/").text).fields["idempotency_key"][0] for _ in range(2)]
        assert all(keys)
        assert keys[0] != keys[1]

    def test_says_when_it_was_shown(self, form: ReadPage) -> None:
        assert form.fields["started_at"] == ["2026-11-23T15:00:00.000Z"]

    def test_hides_the_trap_for_robots_from_people(self, form: ReadPage, browser: Caller) -> None:
        trap = form.elements["leave_blank"]
        assert trap["tabindex"] == "-1"
        assert trap["autocomplete"] == "off"
        page = browser.get("/").text
        assert '<div class="apart" aria-hidden="true"><label for="leave_blank">' in page
        style = next(link for link in form.links if link.endswith(".css"))
        hidden = r"[},]\.apart(,[^{}]+)?\{display:none\}"  # however it is bundled with others
        assert re.search(hidden, browser.get(style).text)

    def test_ties_each_field_to_the_place_of_its_error(self, form: ReadPage) -> None:
        for name in ("service_id", "name", "phone", "email", "message", "consent", "call_until"):
            described = str(form.elements[name]["aria-describedby"]).split()
            assert f"{name}-error" in described
            assert set(described) <= set(form.elements)

    def test_lets_the_browser_fill_in_name_number_and_address(self, form: ReadPage) -> None:
        tokens = [form.elements[name]["autocomplete"] for name in ("name", "phone", "email")]
        assert tokens == ["name", "tel", "email"]

    def test_names_the_phones_and_when_they_are_answered(self, form: ReadPage) -> None:
        assert "(212) 555-0142" in form.words
        assert "tel:+12125550142" in form.links
        assert "8:30 am – noon" in form.words

    def test_says_for_each_location_whether_it_is_open_now(
        self, form: ReadPage, browser: Caller, clock: FixedClock
    ) -> None:
        assert "Open now until noon" in form.words
        clock.now += timedelta(days=3)
        thanksgiving = read_page(browser.get("/").text).words
        assert "Closed today: Thanksgiving. Opens Friday at 8:30 am" in thanksgiving
        assert "Closed today: Thanksgiving. Opens Monday at 9 am" in thanksgiving

    def test_says_closed_today_no_longer_than_today(
        self, browser: Caller, clock: FixedClock
    ) -> None:
        clock.now = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)  # 9 pm in New York, 8 pm in Chicago
        page = browser.get("/").text
        closed = re.findall(r'data-true-for="(\d+)">Closed today', page)
        assert set(map(int, closed)) == {3 * 60 * 60, 4 * 60 * 60}

    def test_takes_three_requests_and_sixty_kilobytes_at_most(self, browser: Caller) -> None:
        reply = browser.get("/")
        parts = [link for link in read_page(reply.text).links if "/assets/" in link]
        assert len(parts) == 2
        sizes = [len(reply.body), *(len(browser.get(part).body) for part in parts)]
        assert sum(sizes) <= 60 * 1024

    def test_may_run_and_reach_nothing_but_its_own_site(self, browser: Caller) -> None:
        headers = browser.get("/").headers
        policy = dict(
            part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
        )
        assert policy["default-src"] == "'none'"
        assert {policy[name] for name in ("script-src", "style-src", "connect-src")} == {"'self'"}
        assert policy["form-action"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"

    def test_is_not_kept_by_browsers_since_its_key_is_for_one_sending(
        self, browser: Caller
    ) -> None:
        assert browser.get("/").headers["cache-control"] == "no-store"


class TestSendingIt:
    def test_shows_by_when_the_clinic_calls(self, send: SendForm) -> None:
        reply = send()
        assert reply.status == 201
        assert reply.headers["content-type"] == "text/html; charset=utf-8"
        receipt = read_page(reply.text)
        assert receipt.texts["receipt-title"] == "We have your request"
        assert "We'll call you by Monday 1:01 pm EST." in receipt.words
        assert "(212) 555-0142" in receipt.words
        assert "Print this page" in receipt.words

    def test_shows_the_number_that_will_be_called_as_it_was_understood(
        self, send: SendForm
    ) -> None:
        reply = send(phone="1-212.555.0155")
        assert "We'll call(212) 555-0155" in read_page(reply.text).words
        letter = send(phone=None, email="robin@example.com", idempotency_key="another")
        assert "<div data-number hidden" in letter.text

    def test_puts_the_request_before_the_desk_as_it_was_filled_in(
        self, send: SendForm, desk: Caller
    ) -> None:
        send(
            message="Hello",
            screening=["pregnancy", "current-medication"],
            current_medication="a blood thinner",
            call_days=["monday", "friday"],
            call_from="08:00",
            call_until="21:00",
            may_leave_voicemail="true",
        )
        card = claim_next(desk)
        assert card["phone"] == "+12125550123"
        assert card["flags"] == ["pregnancy", "current-medication"]
        kept = desk.get(f"/staff/requests/{card['occasions'][0]}").json
        assert kept["message"] == "Hello"
        assert kept["current_medication"] == "a blood thinner"
        assert kept["call_days"] == ["monday", "friday"]
        assert kept["may_leave_voicemail"]

    def test_twice_arrives_once(self, send: SendForm, desk: Caller) -> None:
        assert send().body == send().body
        assert len(claim_next(desk)["occasions"]) == 1

    def test_has_the_visitors_token_in_the_link_to_the_receipt_alone(
        self, send: SendForm, run: Runtime
    ) -> None:
        """In its fragment, which no browser sends; the page is kept nowhere."""
        reply = send()
        request_id = run.keyring.derived_id("request", _key_of(send))
        token = request_token(run.keyring, request_id, "ketamine-consultation")
        assert request_id[-4:].upper() in reply.text
        assert reply.text.count(f"#{request_id}.{token}") == 1
        assert (reply.text.count(token), reply.text.count(request_id)) == (1, 1)
        assert reply.headers["cache-control"] == "no-store"

    def test_to_whoever_wants_no_html_answers_in_json(self, visitor: Caller) -> None:
        reply = visitor.post_form("/requests", {}, Accept="application/json")
        assert reply.headers["content-type"] == "application/problem+json"

    def test_looked_at_again_leads_back_to_the_form(self, browser: Caller) -> None:
        reply = browser.get("/requests")
        assert (reply.status, reply.headers["location"]) == (303, "/")


def _key_of(send: SendForm) -> str:
    refused = read_page(send(name=None).text)
    return refused.fields["idempotency_key"][0]


class TestAFormThatIsRefused:
    def test_says_beside_each_field_what_to_change(self, send: SendForm) -> None:
        reply = send(name=None, service_id="", consent=None)
        assert reply.status == 422
        assert read_page(reply.text).errors == {
            "name": "Please enter your name.",
            "service_id": "Please choose what we can help you with.",
            "consent": "Please check this box so we can contact you.",
        }

    def test_sums_up_at_the_top_with_links_to_the_fields(self, send: SendForm) -> None:
        page = read_page(send(name=None, location_id=None).text)
        assert "autofocus" in page.elements["notice"]
        assert "hidden" not in page.elements["notice"]
        assert "Please enter your name." in page.texts["notice"]
        assert {"#name", "#location_id"} <= set(page.links)
        assert page.elements["name"]["aria-invalid"] == "true"
        assert "aria-invalid" not in page.elements["phone"]

    def test_folds_what_may_be_left_out_unless_something_stands_in_it(
        self, form: ReadPage, send: SendForm
    ) -> None:
        assert "open" not in form.elements["more"]
        assert "open" not in read_page(send(name=None).text).elements["more"]
        assert "open" in read_page(send(name=None, call_days=["monday"]).text).elements["more"]
        assert "open" in read_page(send(call_from="10:00").text).elements["more"]
        refused = send(call_from="15:00", call_until="10:00")
        assert read_page(refused.text).errors.keys() == {"call_until"}

    def test_sums_up_in_the_order_of_the_page(self, send: SendForm) -> None:
        reply = send(name=None, location_id=None, service_id="", consent=None, email="robin")
        links = [link for link in read_page(reply.text).links if link.startswith("#")]
        wrong = [link for link in links if link != "#main"]
        assert wrong == ["#name", "#email", "#location_id", "#service_id", "#consent"]

    def test_names_a_service_that_the_location_does_not_offer(self, send: SendForm) -> None:
        page = read_page(send(location_id="chicago", service_id="botox").text)
        assert page.errors == {"service_id": "This location doesn't offer that service."}
        assert page.fields["service_id"] == ["botox"]

    def test_has_all_that_was_chosen_still_in_it(self, send: SendForm) -> None:
        chosen = {
            "location_id": ["chicago"],
            "service_id": ["follow-up"],
            "email": ["robin@"],
            "call_days": ["monday", "friday"],
            "call_from": ["09:30"],
            "call_until": ["17:00"],
            "screening": ["pregnancy"],
            "may_leave_voicemail": ["true"],
            "thinking_of_self_harm": ["true"],
            "consent": ["true"],
        }
        reply = send(**chosen)
        assert reply.status == 422
        page = read_page(reply.text)
        assert {name: page.fields[name] for name in chosen} == chosen

    @pytest.mark.parametrize("typed", HOSTILE)
    def test_gives_back_what_was_typed_as_text_and_only_as_text(
        self, send: SendForm, typed: str
    ) -> None:
        everywhere = {
            name: [typed] for name in ("name", "phone", "email", "message", "current_medication")
        }
        reply = send(**everywhere, consent=None)
        page = read_page(reply.text)
        assert {name: page.fields[name] for name in everywhere} == everywhere
        assert page.errors["consent"]
        assert "<script>alert" not in reply.text
        assert "<img" not in reply.text

    def test_keeps_a_message_that_is_too_long_and_says_how_long_it_may_be(
        self, send: SendForm
    ) -> None:
        page = read_page(send(message="W" * 4001).text)
        assert page.fields["message"] == ["W" * 4001]
        assert page.errors == {
            "message": "Your message is too long. Please use 4000 characters or fewer."
        }

    def test_takes_4000_characters_without_a_space(self, send: SendForm) -> None:
        assert send(message="😀" * 4000).status == 201

    def test_keeps_its_key_and_its_start(self, form: ReadPage, send: SendForm) -> None:
        page = read_page(send(name=None).text)
        for name in ("idempotency_key", "started_at"):
            assert page.fields[name] == form.fields[name]

    def test_with_a_start_that_cannot_be_read_gets_a_new_one(self, send: SendForm) -> None:
        page = read_page(send(started_at="yesterday").text)
        assert page.fields["started_at"] == ["2026-11-23T15:00:30.000Z"]

    def test_after_another_was_sent_gets_a_key_of_its_own(
        self, browser: Caller, form: ReadPage, send: SendForm
    ) -> None:
        send()
        reply = send(message="And one more thing.")
        assert reply.status == 409
        page = read_page(reply.text)
        assert "We already have an earlier version of your request" in page.texts["notice"]
        assert page.fields["idempotency_key"] != form.fields["idempotency_key"]
        assert browser.post_form(page.action, page.fields).status == 201

    def test_for_being_too_large_is_given_back_whole(self, send: SendForm) -> None:
        reply = send(message="x" * 70_000)
        assert reply.status == 413
        page = read_page(reply.text)
        assert "Please shorten your message" in page.texts["notice"]
        assert page.fields["message"] == ["x" * 70_000]
        assert page.fields["name"] == ["Robin Example"]

    def test_for_not_being_text_is_shown_as_far_as_it_can_be_read(self, browser: Caller) -> None:
        reply = browser.post_raw(
            "/requests",
            b"name=Robin&message=%FF\xfe",
            Content_Type="application/x-www-form-urlencoded",
        )
        assert reply.status == 400
        assert read_page(reply.text).fields["name"] == ["Robin"]

    def test_is_as_guarded_as_the_first_page(self, browser: Caller, send: SendForm) -> None:
        first, again, receipt = browser.get("/"), send(name=None), send()
        for header in ("content-security-policy", "referrer-policy", "cache-control"):
            assert first.headers[header] == again.headers[header] == receipt.headers[header]


class _Driver:
    meta = SimpleNamespace(events=HierarchicalEmitter())


class _Unreachable(_Driver):
    def transact_write_items(self, **_: Any) -> None:
        raise EndpointConnectionError(endpoint_url="https://dynamodb.invalid")


class _Broken(_Driver):
    def transact_write_items(self, **_: Any) -> None:
        raise RuntimeError("a secret that must not be shown")


class TestWhenTheSystemFails:
    def test_nothing_typed_is_lost_and_the_same_key_is_tried_again(
        self, run: Runtime, form: ReadPage, send: SendForm
    ) -> None:
        away: Any = _Unreachable()
        with using(replace(run, table=Table(lambda: away, "gone"))):
            reply = send(message="I took long over this")
        assert reply.status == 503
        assert reply.headers["retry-after"] == "2"
        page = read_page(reply.text)
        assert "Nothing you typed is lost" in page.texts["notice"]
        assert page.fields["message"] == ["I took long over this"]
        assert page.fields["idempotency_key"] == form.fields["idempotency_key"]

    def test_a_failure_nobody_foresaw_tells_no_secret(self, run: Runtime, send: SendForm) -> None:
        broken: Any = _Broken()
        with using(replace(run, table=Table(lambda: broken, "broken"))):
            reply = send()
        assert reply.status == 500
        assert "secret" not in reply.text
        assert "Something went wrong on our end" in read_page(reply.text).texts["notice"]


class TestSomebodyInDistress:
    def test_finds_the_help_line_on_every_page(self, browser: Caller, send: SendForm) -> None:
        for reply in (browser.get("/"), send(name=None), send()):
            assert {"tel:988", "sms:988", "tel:911"} <= set(read_page(reply.text).links)
            assert reply.text.index('class="helpline') < reply.text.index("<main")

    def test_sees_help_before_the_receipt(self, send: SendForm) -> None:
        reply = send(thinking_of_self_harm="true")
        assert reply.status == 201
        page = read_page(reply.text)
        assert "You're not alone" in page.texts["crisis-title"]
        assert "autofocus" in page.elements["crisis-title"]
        assert reply.text.index('id="crisis-title"') < reply.text.index('id="receipt-title"')
        assert {"https://988lifeline.org/chat/", "sms:838255", "tel:988,1"} <= set(page.links)
        assert 'class="helpline alarmed"' in reply.text

    @pytest.mark.parametrize(
        "said", [{"thinking_of_self_harm": "true"}, {"message": "i dont want to be alive anymore"}]
    )
    def test_sees_help_even_when_a_field_was_forgotten(
        self, send: SendForm, said: dict[str, str]
    ) -> None:
        reply = send(**said, consent=None)
        assert reply.status == 422
        page = read_page(reply.text)
        assert "autofocus" in page.elements["crisis-title"]
        assert reply.text.index('id="crisis-title"') < reply.text.index('id="notice"')
        assert "We don't have your form yet" in page.words
        assert "We've put your request first" not in page.words
        assert "Harbor Light New York: (212) 555-0142" in page.words

    @pytest.mark.parametrize(("table", "status"), [(_Broken(), 500), (_Unreachable(), 503)])
    def test_is_not_promised_a_call_when_the_system_fails(
        self, run: Runtime, send: SendForm, table: Any, status: int
    ) -> None:
        with using(replace(run, table=Table(lambda: table, "away"))):
            reply = send(thinking_of_self_harm="true")
        assert reply.status == status
        page = read_page(reply.text)
        assert "autofocus" in page.elements["crisis-title"]
        assert "Your form may not have reached us" in page.words
        assert "We've put your request first" not in page.words

    def test_is_not_promised_a_call_for_a_form_that_is_far_too_large(self, send: SendForm) -> None:
        reply = send(thinking_of_self_harm="true", message="x" * 70_000)
        assert reply.status == 413
        page = read_page(reply.text)
        assert "We don't have your form yet" in page.words
        assert "We've put your request first" not in page.words

    def test_is_not_shown_the_panel_without_need(self, send: SendForm) -> None:
        assert 'id="crisis-title"' not in send().text


class TestTheParts:
    @pytest.mark.parametrize(("ending", "kind"), [(".css", "text/css"), (".js", "text/javascript")])
    def test_have_their_type_and_may_be_kept_for_ever(
        self, browser: Caller, form: ReadPage, ending: str, kind: str
    ) -> None:
        (path,) = [link for link in form.links if link.endswith(ending)]
        reply = browser.get(path)
        assert reply.status == 200
        assert reply.headers["content-type"] == f"{kind}; charset=utf-8"
        assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert reply.headers["x-content-type-options"] == "nosniff"

    @pytest.mark.parametrize("name", ["form.css", "form.000000000000.css", "..%2Fapi.py", "x"])
    def test_that_do_not_exist_are_a_problem(self, browser: Caller, name: str) -> None:
        reply = browser.get(f"/assets/{name}")
        assert reply.status == 404
        assert reply.json["type"] == "urn:frontdesk:problem:not-found"
