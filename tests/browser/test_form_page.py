"""A visitor fills in the form in a real browser, with script and without."""

import gzip
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.web.assets import asset_path
from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import Visitor
from .lost_answers import BROKEN, BUSY, CUT, FAILED, LOST, answer_first, lose_answer, meet_calls

if TYPE_CHECKING:
    from playwright.sync_api import Response, Route

OpenForm = Callable[..., Visitor]

PHONE = {"viewport": {"width": 320, "height": 640}}


class TestWithScript:
    def test_the_receipt_takes_the_forms_place_and_nothing_stays_in_the_tab(
        self, open_form: OpenForm, clock: FixedClock
    ) -> None:
        visitor = open_form()
        clock.forward(seconds=30)
        visitor.fill_in()
        visitor.press_send()
        visitor.page.wait_for_selector("#receipt-title")
        assert "We'll call you by Monday 1:01 pm EST." in visitor.page.inner_text("main")
        assert visitor.page.get_attribute("main .phone", "href") == "tel:+12125550142"
        assert visitor.focused == "receipt-title"
        assert visitor.kept_in_the_tab == 0
        assert visitor.page.query_selector("form") is None
        assert visitor.page.title().startswith("We have your request")
        body = json.loads(visitor.sent[0].post_data or "")
        assert body["time_zone"] == "America/Chicago"
        assert body["consent"] is True
        assert "idempotency_key" not in body
        assert visitor.complaints == []

    def test_the_receipt_shows_the_number_as_it_was_understood(self, open_form: OpenForm) -> None:
        visitor = open_form()
        visitor.fill_in()
        visitor.page.fill("#phone", "1-212.555.0155")
        visitor.press_send()
        visitor.page.wait_for_selector("#receipt-title")
        assert visitor.page.inner_text("[data-number]").split("\n") == [
            "We'll call",
            "(212) 555-0155",
        ]
        assert visitor.complaints == []

    def test_a_receipt_for_a_letter_shows_no_number(self, open_form: OpenForm) -> None:
        visitor = open_form()
        visitor.fill_in()
        visitor.page.fill("#phone", "")
        visitor.page.fill("#email", "robin@example.com")
        visitor.press_send()
        visitor.page.wait_for_selector("#receipt-title")
        assert visitor.page.query_selector("[data-number]") is None

    def test_a_double_click_sends_once(self, open_form: OpenForm) -> None:
        visitor = open_form()
        visitor.fill_in()
        visitor.page.dblclick("#send")
        visitor.page.wait_for_selector("#receipt-title")
        assert len(visitor.sent) == 1

    def test_a_second_press_before_the_answer_is_refused(self, open_form: OpenForm) -> None:
        """Enter in a field or a script may press it, too, though the button cannot be."""
        visitor = open_form()
        visitor.fill_in()
        waiting: list[Route] = []
        meet_calls(visitor.page, "**/requests", lambda route: waiting.append(route))
        visitor.press_send()
        assert visitor.page.is_disabled("#send")
        assert visitor.page.inner_text("#send") == "Sending…"
        visitor.page.evaluate("document.getElementById('request').requestSubmit()")
        visitor.page.press("#name", "Enter")
        assert len(visitor.sent) == 1
        waiting[0].continue_()
        visitor.page.wait_for_selector("#receipt-title")
        assert len(visitor.sent) == 1

    def test_each_request_has_a_key_of_its_own(self, open_form: OpenForm) -> None:
        visitor = open_form()
        for _ in range(2):
            visitor.fill_in()
            visitor.press_send()
            visitor.page.wait_for_selector("#receipt-title")
            visitor.open_another_form()
        first, second = (call.headers["idempotency-key"] for call in visitor.sent)
        assert first != second

    def test_when_the_network_fails_nothing_is_lost_and_the_same_key_is_tried_again(
        self, open_form: OpenForm
    ) -> None:
        visitor = open_form()
        visitor.fill_in()
        visitor.page.fill("#message", "I took long over this")
        meet_calls(visitor.page, "**/requests", lambda route: route.abort())
        visitor.press_send()
        visitor.page.wait_for_selector("#notice:not([hidden])")
        notice = visitor.page.inner_text("#notice")
        assert "We can't tell if your request reached us" in notice
        assert "We'll still get it only once" in notice
        assert visitor.focused == "notice"
        assert visitor.page.input_value("#message") == "I took long over this"
        visitor.page.unroute("**/requests")
        visitor.press_send()
        visitor.page.wait_for_selector("#receipt-title")
        keys = [call.headers["idempotency-key"] for call in visitor.sent]
        assert len(keys) == 2
        assert keys[0] == keys[1]

    @pytest.mark.parametrize("how", [CUT, LOST, BROKEN, FAILED, BUSY])
    def test_sent_again_it_is_the_same_request_and_the_next_is_another(
        self, open_form: OpenForm, how: str
    ) -> None:
        visitor = open_form()
        page = visitor.page
        writes = answer_first(page, "**/requests", how)
        visitor.fill_in()
        visitor.press_send()
        page.wait_for_selector("#notice:not([hidden])")
        certain = "Your request hasn't been sent yet" in page.inner_text("#notice")
        assert certain == (how == BUSY)
        visitor.press_send()
        page.wait_for_selector("#receipt-title")
        visitor.open_another_form()
        visitor.fill_in()
        visitor.press_send()
        page.wait_for_selector("#receipt-title")
        first, again, another = writes.keys
        assert first == again != another

    def test_a_mistake_found_after_a_lost_answer_does_not_make_another_request_of_it(
        self, open_form: OpenForm
    ) -> None:
        visitor = open_form()
        page = visitor.page
        writes = answer_first(page, "**/requests", LOST)
        visitor.fill_in()
        visitor.press_send()
        page.wait_for_selector("#notice:not([hidden])")
        page.fill("#phone", "call me maybe")
        visitor.press_send()
        page.wait_for_selector("text=This doesn't look like a phone number.")
        page.fill("#phone", "(212) 555-0123")
        visitor.press_send()
        page.wait_for_selector("#receipt-title")
        assert len(set(writes.keys)) == 1

    def test_a_reload_loses_neither_words_nor_key(self, open_form: OpenForm) -> None:
        visitor = open_form()
        visitor.fill_in()
        visitor.page.fill("#message", "Half a sentence")
        key = visitor.page.input_value("[name=idempotency_key]")
        visitor.page.reload()
        assert visitor.page.input_value("#message") == "Half a sentence"
        assert visitor.page.is_checked("input[value=new-york]")
        assert visitor.page.input_value("#service_id") == "ketamine-consultation"
        assert visitor.page.input_value("[name=idempotency_key]") == key
        assert visitor.page.evaluate("localStorage.length") == 0

    def test_what_was_typed_can_be_erased_from_the_tab(self, open_form: OpenForm) -> None:
        visitor = open_form()
        visitor.fill_in()
        assert visitor.kept_in_the_tab == 1
        visitor.page.on("dialog", lambda dialog: dialog.accept())
        visitor.page.click("#erase")
        assert visitor.kept_in_the_tab == 0
        visitor.page.reload()
        assert visitor.page.input_value("#name") == ""

    def test_a_draft_of_yesterday_is_not_shown_to_whoever_comes_next(
        self, open_form: OpenForm
    ) -> None:
        visitor = open_form()
        visitor.fill_in()
        visitor.page.evaluate(
            """for (const name of Object.keys(sessionStorage)) {
                 const draft = JSON.parse(sessionStorage.getItem(name));
                 sessionStorage.setItem(name, JSON.stringify({ ...draft, at: 0 }));
               }"""
        )
        visitor.page.reload()
        assert visitor.page.input_value("#name") == ""
        assert visitor.kept_in_the_tab == 0

    def test_mistakes_are_shown_beside_the_fields_without_a_reload(
        self, open_form: OpenForm
    ) -> None:
        visitor = open_form()
        page = visitor.page
        visitor.fill_in()
        page.fill("#phone", "call me maybe")
        page.uncheck("#consent")
        visitor.press_send()
        page.wait_for_selector("#notice:not([hidden])")
        assert visitor.focused == "notice"
        assert page.inner_text("#phone-error") == "This doesn't look like a phone number."
        assert page.inner_text("#consent-error") == "Please check this box so we can contact you."
        assert page.get_attribute("#phone", "aria-invalid") == "true"
        page.click("#notice a[href='#phone']")
        assert visitor.focused == "phone"
        page.fill("#phone", "212 555 0123")
        page.check("#consent")
        visitor.press_send()
        page.wait_for_selector("#receipt-title")
        assert visitor.complaints == []

    def test_mistakes_stand_in_the_pages_order_and_go_when_they_are_mended(
        self, open_form: OpenForm
    ) -> None:
        page = open_form().page
        page.check("input[value=new-york]")
        page.fill("#email", "robin")
        page.click("#send")
        page.wait_for_selector("#notice:not([hidden])")
        told = page.locator("#notice-errors a")
        led_to = [str(line.get_attribute("href")) for line in told.all()]
        assert led_to == ["#name", "#email", "#service_id", "#consent"]
        page.fill("#name", "Robin Example")
        assert page.inner_text("#name-error") == ""
        assert page.get_attribute("#name", "aria-invalid") is None
        assert told.count() == 3
        page.fill("#email", "robin@")
        assert page.inner_text("#email-error") == "This doesn't look like an email address."
        page.fill("#email", "robin@example.com")
        page.select_option("#service_id", "ketamine-consultation")
        page.check("#consent")
        assert page.is_hidden("#notice")
        assert page.locator("#request [aria-invalid]").count() == 0

    def test_a_second_version_asks_first_and_then_goes_out_under_a_new_key(
        self, open_form: OpenForm
    ) -> None:
        visitor = open_form()
        visitor.fill_in()
        page = visitor.page
        meet_calls(page, "**/requests", lose_answer)
        visitor.press_send()  # it arrives, and the answer is lost
        page.wait_for_selector("#notice:not([hidden])")
        page.unroute("**/requests")
        page.fill("#message", "One more thing")
        visitor.press_send()
        page.wait_for_selector("text=We already have an earlier version of your request")
        visitor.press_send()
        page.wait_for_selector("#receipt-title")
        keys = [call.headers["idempotency-key"] for call in visitor.sent]
        assert keys[0] == keys[1] != keys[2]

    def test_services_and_days_follow_the_location(self, open_form: OpenForm) -> None:
        visitor = open_form()
        page = visitor.page
        page.check("input[value=new-york]")
        page.select_option("#service_id", "botox")
        visitor.unfold()
        page.check("input[value=saturday]")
        page.check("input[value=chicago]")
        assert page.input_value("#service_id") == ""
        assert page.query_selector("#service_id option[value=botox]") is None
        assert not page.is_visible("input[value=saturday]")
        page.check("input[value=new-york]")
        assert page.inner_text("#service_id option[value=botox]") == "Botox"
        assert not page.is_checked("input[value=saturday]")

    def test_characters_are_counted_as_people_and_the_server_count_them(
        self, open_form: OpenForm
    ) -> None:
        page = open_form().page
        page.fill("#message", "😀" * 4000)
        assert page.inner_text("#message-count") == "4,000 of 4,000 characters"
        page.fill("#message", "😀" * 4001)
        assert page.inner_text("#message-count") == "1 character too many"

    def test_what_may_be_left_out_is_folded_until_it_is_wanted_filled_or_wrong(
        self, open_form: OpenForm
    ) -> None:
        visitor = open_form()
        page = visitor.page
        visitor.fill_in()
        assert page.is_hidden("#call_from")
        visitor.unfold()
        page.select_option("#call_from", "10:00")
        page.reload()
        assert page.is_visible("#call_from")
        page.click("#more summary")
        visitor.press_send()  # a time to begin with, and none to end
        page.wait_for_selector("#call_until-error:visible")
        page.click("#notice a[href='#call_until']")
        assert visitor.focused == "call_until"
        page.select_option("#call_until", "12:00")
        visitor.press_send()
        page.wait_for_selector("#receipt-title")
        assert visitor.complaints == []

    def test_a_phone_shows_who_how_to_reach_them_and_what_for_on_its_first_two_screens(
        self, open_form: OpenForm
    ) -> None:
        page = open_form(viewport={"width": 390, "height": 844}).page
        name, phone, email, service = (
            page.locator(field).evaluate("each => each.getBoundingClientRect().bottom + scrollY")
            for field in ("#name", "#phone", "#email", "#service_id")
        )
        assert name < phone < email <= 844
        assert email < service <= 2 * 844

    def test_medication_is_asked_for_and_sent_only_if_there_is_any(
        self, open_form: OpenForm
    ) -> None:
        visitor = open_form()
        visitor.fill_in()
        visitor.unfold()
        assert not visitor.page.is_visible("#current_medication")
        visitor.page.check("#screening-current-medication")
        visitor.page.fill("#current_medication", "a blood thinner")
        visitor.page.uncheck("#screening-current-medication")
        visitor.press_send()
        visitor.page.wait_for_selector("#receipt-title")
        assert "current_medication" not in (visitor.sent[0].post_data or "current_medication")

    @pytest.mark.parametrize("zone", ["UTC", "Etc/GMT"])
    def test_a_browser_that_tells_no_place_asks_for_times_of_the_location(
        self, open_form: OpenForm, zone: str
    ) -> None:
        visitor = open_form(timezone_id=zone)
        visitor.unfold()
        hint = visitor.page.inner_text("#zone-hint")
        assert hint == "These are local times at the location you choose."
        visitor.fill_in()
        visitor.page.check("input[value=monday]")
        visitor.press_send()
        visitor.page.wait_for_selector("#receipt-title")
        assert visitor.complaints == []


class TestAMessageThatIsNone:
    @pytest.mark.parametrize("script", [True, False])
    @pytest.mark.parametrize(
        "message",
        [
            "<script>alert(1)</script>",
            "</textarea><img src=x onerror=alert(1)>",
            "\u202egnp.exe\u202c \u2066reversed\u2069",
            "W" * 4000,
        ],
    )
    def test_comes_back_as_text_and_is_sent_as_it_is(
        self, open_form: OpenForm, message: str, script: bool
    ) -> None:
        visitor = open_form(java_script_enabled=script, viewport={"width": 320, "height": 640})
        page = visitor.page
        visitor.fill_in()
        page.fill("#message", message)
        page.fill("#name", "")
        visitor.press_send()
        page.wait_for_selector("#notice:not([hidden])")
        assert page.input_value("#message") == message
        wide: Any = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320
        page.fill("#name", message[:100])
        visitor.press_send()
        page.wait_for_selector("#receipt-title")
        assert visitor.complaints == []


class TestSomebodyInDistress:
    @pytest.mark.parametrize("script", [True, False])
    def test_sees_help_the_moment_the_box_is_ticked_and_first_thing_afterwards(
        self, open_form: OpenForm, script: bool
    ) -> None:
        visitor = open_form(java_script_enabled=script)
        page = visitor.page
        visitor.fill_in()
        assert not page.is_visible("#help-title")
        page.check("#thinking_of_self_harm")
        assert page.is_visible("#help-title")
        assert page.is_visible("form a[href='sms:988']")
        visitor.press_send()
        page.wait_for_selector("#crisis-title")
        above = page.locator("#crisis-title").bounding_box()
        below = page.locator("#receipt-title").bounding_box()
        assert above
        assert below
        assert above["y"] < below["y"]
        assert page.locator("#crisis-title:focus").count() == 1

    def test_is_not_kept_waiting_for_a_forgotten_field(self, open_form: OpenForm) -> None:
        visitor = open_form()
        visitor.fill_in()
        visitor.page.fill("#name", "")
        visitor.page.fill("#message", "i want to end my life")
        visitor.press_send()
        visitor.page.wait_for_selector("#crisis-title")
        assert visitor.focused == "crisis-title"
        assert visitor.page.text_content("#name-error")
        said = visitor.page.inner_text("main > .crisis")
        assert "We don't have your form yet" in said
        assert "Harbor Light New York: (212) 555-0142" in said
        assert "We've put your request first" not in said
        visitor.page.fill("#name", "Robin Example")
        visitor.press_send()
        visitor.page.wait_for_selector("#receipt-title")
        assert visitor.page.locator(".crisis").count() == 1

    def test_is_led_to_help_when_no_answer_comes(self, open_form: OpenForm) -> None:
        visitor = open_form()
        page = visitor.page
        visitor.fill_in()
        page.check("#thinking_of_self_harm")
        meet_calls(page, "**/requests", lambda route: route.abort())
        visitor.press_send()
        page.wait_for_selector("#crisis-title")
        assert visitor.focused == "crisis-title"
        said = page.inner_text("main > .crisis")
        assert "Your form may not have reached us" in said
        assert "We've put your request first" not in said
        assert page.is_visible("main > .crisis a[href='tel:988']")
        assert page.is_visible("main > .crisis a[href='tel:+12125550142']")
        page.uncheck("#thinking_of_self_harm")  # the help beside the box is still there
        page.check("#thinking_of_self_harm")
        assert page.is_visible("#help-title")
        assert visitor.complaints == []

    def test_always_has_the_help_line_in_view(self, open_form: OpenForm) -> None:
        page = open_form(**PHONE).page
        page.locator("#send").scroll_into_view_if_needed()
        box = page.locator(".helpline a[href='tel:988']").bounding_box()
        assert box
        assert 0 <= box["y"] < 640


class TestWithoutScript:
    def test_the_whole_way_works(self, open_form: OpenForm, clock: FixedClock) -> None:
        visitor = open_form(java_script_enabled=False)
        clock.forward(seconds=30)
        page = visitor.page
        visitor.fill_in()
        typed = "<script>alert(1)</script> \"quotes\" & 'more' 😀\n\nNew paragraph"
        page.fill("#message", typed)
        page.fill("#name", "")
        visitor.press_send()
        page.wait_for_selector("#notice:not([hidden])")
        assert page.inner_text("#name-error") == "Please enter your name."
        assert page.input_value("#message") == typed
        assert page.locator("#notice:focus").count() == 1
        page.fill("#name", "Robin Example")
        visitor.press_send()
        page.wait_for_selector("#receipt-title")
        assert "We'll call you by Monday 1:01 pm EST." in page.inner_text("main")


class TestOnAnyScreen:
    @pytest.mark.parametrize("width", [320, 640, 1280])
    def test_nothing_has_to_be_scrolled_sideways(self, open_form: OpenForm, width: int) -> None:
        page = open_form(viewport={"width": width, "height": 800}).page
        page.fill("#message", "W" * 4000)
        page.check("#thinking_of_self_harm")
        wide: Any = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width

    @pytest.mark.parametrize("width", [320, 1280])
    def test_it_is_open_to_people_who_see_hear_or_move_otherwise(
        self, open_form: OpenForm, width: int
    ) -> None:
        visitor = open_form(viewport={"width": width, "height": 800})
        assert_accessible(visitor.page)
        visitor.page.check("#thinking_of_self_harm")
        visitor.press_send()
        visitor.page.wait_for_selector("#notice:not([hidden])")
        assert_accessible(visitor.page)
        visitor.fill_in()
        visitor.press_send()
        visitor.page.wait_for_selector("#receipt-title")
        assert_accessible(visitor.page)

    def test_a_page_that_shuts_people_out_would_be_found_out(self, open_form: OpenForm) -> None:
        page = open_form().page
        page.evaluate("document.querySelector('label[for=name]').remove()")
        with pytest.raises(AssertionError, match="label"):
            assert_accessible(page)

    def test_everything_to_press_is_large_enough(self, open_form: OpenForm) -> None:
        page = open_form(**PHONE).page
        small = page.evaluate(
            """[...document.querySelectorAll('a, button, select, textarea, label:has(input)')]
                 .filter((element) => element.checkVisibility() && !element.matches('.skip'))
                 .map((element) => [element.outerHTML.slice(0, 80),
                                    element.getBoundingClientRect().height])
                 .filter(([, height]) => height < 24)"""
        )
        assert small == []


class TestItsWeight:
    def test_is_thirty_kilobytes_at_most_in_three_requests(self, open_form: OpenForm) -> None:
        """As the gateway compresses it; what books comes after the receipt."""
        page = open_form().page
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))
        page.reload()
        asked = [answer.url.rsplit("/", 1)[-1] for answer in answers]
        parts = [asset_path("form.css"), asset_path("form.js")]
        assert sorted(asked) == sorted(["", *(part.removeprefix("assets/") for part in parts)])
        weights = [len(gzip.compress(answer.body(), 6)) for answer in answers]
        assert sum(weights) <= 30 * 1024
