"""The front desk works the queue in a real browser: list, call card, outcomes, nothing lost."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from chalicelib.platform.runtime import Runtime
from tests.api.conftest import (
    Caller,
    Submit,
    a_request,
    attempt,
    claim_next,
    signed_in,
    token,
    write,
)
from tests.api.schedules import publish
from tests.api.test_read_first import owed
from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import UnderWay
from .lost_answers import (
    BROKEN,
    BUSY,
    CUT,
    FAILED,
    LOST,
    UNANSWERED,
    answer_first,
    lose_answer,
    meet_calls,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

PHONE = {"viewport": {"width": 360, "height": 720}}
DESK = {"viewport": {"width": 1280, "height": 800}}

HOSTILE = (
    "<script>document.title = 'taken'</script>",
    "<img src=x onerror=\"document.title = 'taken'\">",
    "\u202etfel ot thgir\u202d",
    "W" * 4000,
)


@dataclass
class Desk:
    """Somebody at the front desk, at a browser of their own."""

    staff_id: str
    page: "Page"
    context: "BrowserContext"
    clock: FixedClock
    complaints: list[str] = field(default_factory=list)
    """What the browser complained of."""
    addresses: list[str] = field(default_factory=list)
    """All that it asked for."""

    def wait(self, text: str) -> "Locator":
        """Until this is to be seen."""
        found = self.page.get_by_text(text, exact=False).locator("visible=true").first
        found.wait_for()
        return found

    def wait_while_it_asks(self, text: str) -> None:
        """Until this is to be seen, while the page's clock runs on."""
        self.look_until(self.page.get_by_text(text, exact=False).locator("visible=true").first)

    def forward(self, **span: float) -> None:
        """Let time pass here and at the server."""
        self.clock.forward(**span)
        self.page.clock.fast_forward(int(timedelta(**span).total_seconds() * 1000))

    def look_until(self, shown: "Locator") -> None:
        """Let the page look again, twice at most, until this is to be seen.

        A look that was under way when the world changed ends as it began; the next one tells.
        """
        from playwright.sync_api import TimeoutError as NotShownError

        for _ in range(3):
            self.page.clock.run_for(4000)
            with suppress(NotShownError):
                shown.wait_for(timeout=10_000)
                return
        shown.wait_for()

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def take_next(self) -> None:
        """By its key; until the card is there."""
        self.press("n")
        self.page.wait_for_selector(".call h2:focus")

    @property
    def names(self) -> list[str]:
        """Who stands in the list, from the top."""
        return self.page.locator(".entry .name").all_inner_texts()

    @property
    def note(self) -> "Locator":
        """Where the note is typed."""
        return self.page.get_by_label("Note", exact=True)

    @property
    def booking(self) -> "Locator":
        """The card's panel that books, once its times are there."""
        self.page.wait_for_selector(".booking-panel [data-time]")
        return self.page.locator(".booking-panel")

    @property
    def focused(self) -> str:
        """The text of what has the focus."""
        return str(self.page.evaluate("document.activeElement.innerText")).strip()


OpenDesk = Callable[..., Desk]


@dataclass
class Answer:
    """What came over the wire."""

    status_code: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Wire:
    """Calls the application as the browser does, one at a time with it."""

    site: str

    @property
    def http(self) -> "Wire":
        return self

    def get(self, path: str, headers: dict[str, str]) -> Answer:
        return self.send("GET", path, headers, None)

    def post(self, path: str, headers: dict[str, str], body: bytes) -> Answer:
        return self.send("POST", path, headers, body)

    def send(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Answer:
        line = HTTPConnection(urlsplit(self.site).netloc, timeout=10)
        line.request(method, path, body, headers)
        reply = line.getresponse()
        answer = Answer(reply.status, dict(reply.headers), reply.read())
        line.close()
        return answer


@pytest.fixture
def visitor(site: str) -> Caller:
    """Somebody on the clinic's website."""
    return Caller(Wire(site))


@pytest.fixture
def colleague(site: str) -> Caller:
    """Another member of the front desk, at work without a browser."""
    return signed_in(Wire(site), "staff-ben", "front-desk")


@pytest.fixture
def submit(visitor: Caller) -> Submit:
    """Send a request as a visitor, with some fields changed; the receipt."""

    def submit_with(**changes: Any) -> Any:
        reply = visitor.post("/requests", a_request(**changes))
        assert reply.status == 201, reply.text
        return reply.json

    return submit_with


@pytest.fixture
def open_desk(browser: "Browser", site: str, clock: FixedClock) -> Iterator[OpenDesk]:
    """Open the desk as a member of staff, in a browser of their own."""
    desks: list[Desk] = []

    def open_as(staff_id: str = "staff-ana", **options: Any) -> Desk:
        context = browser.new_context(**{"timezone_id": "America/Denver", **DESK, **options})
        context.set_default_timeout(30_000)
        page = context.new_page()
        desk = Desk(staff_id, page, context, clock)
        desks.append(desk)
        under_way = UnderWay(page)
        page.on("pageerror", lambda error: desk.complaints.append(str(error)))
        page.on("console", lambda line: _note(desk, line.type, line.text))
        page.on("request", lambda call: desk.addresses.append(call.url))
        page.clock.install(time=clock.now - timedelta(minutes=1))
        page.add_init_script(signed_in_script(staff_id))
        page.goto(f"{site}desk")
        page.wait_for_selector("#queue-title")
        page.get_by_text("Loading…", exact=True).wait_for(state="hidden")
        under_way.settle()
        page.clock.pause_at(clock.now)
        return desk

    yield open_as
    for desk in desks:
        desk.context.close()
    assert [desk.complaints for desk in desks if desk.complaints] == []
    personal = re.compile(r"555|robin|example\.com|note", re.IGNORECASE)
    asked = [address for desk in desks for address in desk.addresses if "/assets/" not in address]
    told = [
        address
        for address in asked
        if personal.search(urlsplit(address)._replace(netloc="").geturl())
    ]
    assert [address for address in told if not address.endswith("/notes")] == []


def _note(desk: Desk, kind: str, text: str) -> None:
    expected = "Failed to load resource" in text  # a refusal or a lost connection, told otherwise
    if kind in {"error", "warning"} and not expected:
        desk.complaints.append(text)


def signed_in_script(staff_id: str) -> str:
    """Leaves the tab as the sign-in does, once: a name of the window tells that it was there."""
    session = {
        "id_token": token(staff_id, "front-desk"),
        "refresh_token": "",
        "expires_at": 4_000_000_000_000,
        "staff": {"staff_id": staff_id, "email": "ana@example.com", "roles": ["front-desk"]},
    }
    kept = json.dumps(json.dumps(session))
    return f"""
        if (!window.name) sessionStorage.setItem("frontdesk-session", {kept});
        window.name = "signed in before";
    """


class TestWhoSentAForm:
    def test_is_asked_on_the_card_and_answered_by_a_key_that_another_takes_back(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        call = {"phone": "212-555-0123", "name": "Daniel Reyes", "reason": "asks", "claim": True}
        card = colleague.post("/locations/new-york/incoming-calls", call).json["claimed"]
        attempt(colleague, card, "do-not-contact")
        submit(name="Danny Reyes")
        desk = open_desk()
        desk.take_next()
        question = desk.page.get_by_role("region", name="Who is this?")
        assert "Daniel Reyes asked not to be contacted" in question.inner_text()
        desk.press("y")
        desk.wait("Noted: the same person.")
        question.wait_for(state="detached")
        desk.press("z")
        desk.wait("Taken back. The question is open again.")
        question.wait_for()
        desk.press("o")
        desk.wait("Noted: someone else.")
        question.wait_for(state="detached")
        found = colleague.post("/people/search", {"phone": "212-555-0123"}).json["people"]
        for each in found:
            assert colleague.get(f"/people/{each['person_id']}").json["linked"] == []


class TestTakingACall:
    def test_by_key_it_is_taken_called_and_its_outcome_recorded(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit(may_leave_voicemail=True, screening=["pregnancy"], message="Could this help me?")
        desk = open_desk()
        desk.take_next()
        card = desk.page.locator(".call")
        assert desk.focused == "Robin Example"
        assert card.locator(".number").get_attribute("href") == "tel:+12125550123"
        assert card.locator(".number").inner_text() == "(212) 555-0123"
        desk.wait("Could this help me?")
        shown = card.inner_text()
        for told in ("OK to leave a voicemail", "Pregnant or may be", "Their time: 10:00 am EST"):
            assert told in shown
        desk.press("m")
        desk.page.keyboard.type("4 pm is better")  # the 4 is a word of the note, not a key
        desk.press("Escape", "4")
        desk.wait("No answer. Next try Mon, Nov 23, 11:00 am.")
        assert desk.focused.startswith("Take next")
        (entry,) = colleague.get("/locations/new-york/queue").json["entries"]
        assert entry["attempts"] == 1
        history = colleague.get(f"/callbacks/{entry['callback_id']}").json["history"]
        (attempted,) = [event for event in history if event["what"] == "attempted"]
        assert attempted["details"] == {"disposition": "no-answer", "note": "4 pm is better"}
        assert desk.page.evaluate("Object.keys(sessionStorage)") == ["frontdesk-session"]

    @pytest.mark.parametrize("how", ["n", "Enter"])
    def test_one_request_brings_their_words_and_what_was_done(
        self, open_desk: OpenDesk, submit: Submit, how: str
    ) -> None:
        submit(message="Could this help me?")
        desk = open_desk()
        asked: list[str] = []
        silent = re.compile("queue.limit|/callbacks/[^/]*(/requests)?$")
        meet_calls(desk.page, silent, lambda _: None)
        desk.page.on("request", lambda call: asked.append(call.url))
        if how == "Enter":
            desk.page.locator(".entry").focus()
        desk.press(how)
        desk.wait("Could this help me?")
        desk.page.locator(".timeline").get_by_text("Contacted us").wait_for()
        claim, *others = [url for url in asked if "queue?limit" not in url]
        assert claim.endswith("/claim")
        assert others == []

    def test_what_is_on_record_is_kept_from_view_to_view(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit(message="Could this help me?")
        desk = open_desk()
        desk.take_next()
        desk.note.fill("Ask for the letter")
        desk.page.get_by_role("button", name="Save note").click()
        noted = desk.page.locator(".timeline").get_by_text("Ask for the letter")
        noted.wait_for()
        desk.page.locator(".results").focus()
        desk.press("d", "q")
        desk.wait("Could this help me?")
        noted.wait_for()

    def test_every_outcome_has_its_key(self, open_desk: OpenDesk, submit: Submit) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        assert desk.page.locator(".outcome").all_inner_texts() == [
            "1 Reached",
            "2 Booked",
            "3 Left voicemail",
            "4 No answer",
            "5 Busy",
            "6 Wrong number",
            "7 Declined",
            "8 Do not contact",
        ]
        groups = desk.page.locator(".results section")
        assert [each.split("\n")[0] for each in groups.all_inner_texts()] == [
            "We spoke",
            "No contact",
            "Stop calling",
        ]
        assert [groups.nth(at).get_by_role("button").count() for at in range(3)] == [2, 3, 3]

    @pytest.mark.parametrize("key", ["3", "6", "8"])
    def test_what_is_grave_or_not_allowed_is_asked_once_more(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller, key: str
    ) -> None:
        submit()  # no voicemail allowed
        desk = open_desk()
        desk.take_next()
        desk.press(key)
        desk.page.get_by_role("dialog").wait_for()
        desk.press("Escape")
        desk.page.get_by_role("dialog").wait_for(state="detached")
        assert desk.page.locator(".call").is_visible()
        desk.press(key)
        desk.page.get_by_role("dialog").get_by_role("button", name="Yes").click()
        desk.page.wait_for_selector(".ended")
        assert colleague.get("/locations/new-york/queue").json["entries"] == [] or key == "3"

    def test_the_call_of_somebody_in_danger_is_not_closed_by_one_key(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit(thinking_of_self_harm=True)
        desk = open_desk()
        desk.take_next()
        desk.press("1")
        dialog = desk.page.get_by_role("dialog", name="What was done?")
        dialog.wait_for()
        assert len(colleague.get("/locations/new-york/queue").json["entries"]) == 1
        dialog.get_by_role("button", name="Connected them with 988").click()
        desk.wait("Reached. The callback is closed.")

    def test_none_may_be_called_now_and_the_list_says_from_when(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit(phone="808-555-0101")  # Honolulu, 5 am
        submit(phone="212-555-0102", call_from="15:00", call_until="17:00")
        desk = open_desk()
        assert "Too early or too late where they are" in desk.page.inner_text(".entries")
        assert "3:00 pm" in desk.page.inner_text(".entries")
        desk.press("n")
        desk.wait("No one can be called right now.")
        desk.page.locator(".entry", has_text="1:00 pm").press("Enter")  # staff have their reasons
        desk.wait("Calls are allowed only from 8:00 am to 9:00 pm their time.")
        assert "Their time: 5:00 am HST" in desk.page.inner_text(".call")

    def test_snoozed_until_a_time_of_the_locations_clock(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("s")
        desk.page.get_by_label("Date").fill("2026-11-25")
        desk.page.get_by_label("Time").fill("16:30")
        desk.press("Enter")
        desk.wait("Snoozed until Wed, Nov 25, 4:30 pm.")
        (entry,) = colleague.get("/locations/new-york/queue").json["entries"]
        assert entry["respond_by"] == "2026-11-25T21:30:00Z"
        desk.wait("Wed, Nov 25, 4:30 pm")

    def test_released_closed_and_noted(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.note.fill("Ask for the letter")
        desk.page.get_by_role("button", name="Save note").click()
        desk.page.locator(".timeline").get_by_text("Ask for the letter").wait_for()
        assert desk.note.input_value() == ""
        desk.page.locator(".results").focus()
        desk.press("r")
        desk.wait("Released back to the queue.")
        desk.take_next()
        desk.page.get_by_role("button", name="No call needed").click()
        desk.page.get_by_role("button", name="Their request is taken care of").click()
        desk.wait("Closed: No call needed.")
        assert colleague.get("/locations/new-york/queue").json["entries"] == []
        desk.wait("No calls waiting.")

    def test_a_call_on_the_line_is_logged_and_taken_at_once(self, open_desk: OpenDesk) -> None:
        desk = open_desk()
        desk.press("i")
        dialog = desk.page.get_by_role("dialog")
        dialog.get_by_label("Phone number").fill("not a number")
        dialog.get_by_label("Reason").fill("asks about prices")
        desk.press("Enter")
        desk.wait("This doesn't look like a phone number.")
        desk.press("Escape")
        dialog.wait_for(state="detached")
        desk.press("i")  # what was typed is there again
        assert dialog.get_by_label("Reason").input_value() == "asks about prices"
        dialog.get_by_label("Phone number").fill("212-555-0177")
        desk.press("Enter")
        desk.page.wait_for_selector(".call h2:focus")
        desk.wait("Called us: asks about prices")
        desk.wait("They're on the line: ask for their full name and date of birth.")
        card = desk.page.locator(".call")
        assert card.locator(".promise").count() == 0
        assert card.get_by_text("Don't leave a voicemail").count() == 0
        assert card.locator(".say:visible").count() == 1  # what is said to whom we call is folded

    def test_what_was_wrong_with_a_number_is_said_no_more_once_another_is_typed(
        self, open_desk: OpenDesk
    ) -> None:
        desk = open_desk()
        desk.press("i")
        dialog = desk.page.get_by_role("dialog")
        dialog.get_by_label("Phone number").fill("12")
        desk.press("Enter")
        said = dialog.get_by_text("This doesn't look like a phone number")
        said.wait_for()
        dialog.get_by_label("Phone number").fill("212-555-0177")
        desk.press("Enter")
        desk.wait("Nobody is known on this number yet.")
        assert said.count() == 0

    def test_the_number_alone_shows_who_may_be_calling_each_one_key_away(
        self, open_desk: OpenDesk, colleague: Caller
    ) -> None:
        for name in ("Robin Example", "Kim Other"):
            rang = {"phone": "212-555-0177", "name": name, "reason": "prices"}
            colleague.post("/locations/new-york/incoming-calls", rang)
        desk = open_desk()
        dialog = desk.page.get_by_role("dialog")
        desk.press("i")
        dialog.get_by_label("Phone number").fill("212-555-0177")
        desk.press("Enter")
        first = dialog.locator(".choices button").first
        first.wait_for()
        desk.wait("Nobody has confirmed yet who this is. Ask for name and date of birth first.")
        assert dialog.get_by_text("Nobody has confirmed this yet").count() == 2
        assert desk.focused == first.inner_text().strip()
        desk.page.clock.resume()  # what is drawn later is drawn, too
        assert_accessible(desk.page)
        desk.press("0")  # somebody new: the form, with the number in it
        desk.page.wait_for_selector("dialog input[type=text]:focus")
        desk.wait("Ask for name and date of birth first.")
        assert dialog.get_by_label("Phone number").input_value() == "212-555-0177"
        dialog.get_by_label("Reason").fill("asks about times")
        dialog.get_by_label("They're on the line now").uncheck()
        desk.press("Enter")
        desk.wait("Call logged.")
        desk.press("i")
        dialog.get_by_label("Phone number").fill("212-555-0177")
        desk.press("Enter")
        dialog.locator(".choices button:focus").wait_for()
        desk.press("1")
        desk.page.get_by_role("heading", name=re.compile("Robin Example|Kim Other")).wait_for()
        assert dialog.count() == 0

    @pytest.mark.parametrize("how", [CUT, LOST, BROKEN, FAILED, BUSY])
    def test_a_call_without_an_answer_is_logged_once_and_the_next_by_itself(
        self, open_desk: OpenDesk, colleague: Caller, how: str
    ) -> None:
        desk = open_desk()
        writes = answer_first(desk.page, "**/incoming-calls", how)
        dialog = desk.page.get_by_role("dialog")
        desk.press("i")
        dialog.get_by_label("Phone number").fill("212-555-0177")
        dialog.get_by_label("Reason").fill("asks about times")
        dialog.get_by_label("They're on the line now").uncheck()
        dialog.get_by_role("button", name="Log call").click()
        dialog.locator(".wrong:visible").first.wait_for()
        desk.press("Escape")
        dialog.wait_for(state="detached")
        desk.press("i")  # what was typed is there again, and is the same call still
        dialog.get_by_role("button", name="Log call").click()
        desk.wait("Call logged.")
        desk.press("i")
        dialog.get_by_label("Phone number").fill("212-555-0177")
        dialog.get_by_label("Reason").fill("asks about times")
        dialog.get_by_label("They're on the line now").uncheck()
        dialog.get_by_role("button", name="Log call").click()
        desk.wait("It was added to the callback that was already open.")
        first, again, another = writes.keys
        assert first == again != another

    def test_a_call_that_was_changed_after_a_lost_answer_is_told_anew(
        self, open_desk: OpenDesk
    ) -> None:
        desk = open_desk()
        writes = answer_first(desk.page, "**/incoming-calls", LOST)
        dialog = desk.page.get_by_role("dialog")
        desk.press("i")
        dialog.get_by_label("Phone number").fill("212-555-0177")
        dialog.get_by_label("Reason").fill("asks about times")
        dialog.get_by_role("button", name="Log call").click()
        dialog.locator(".wrong:visible").first.wait_for()
        dialog.get_by_label("Reason").fill("asks about prices")
        dialog.get_by_role("button", name="Log call").click()
        desk.wait("asks about prices")
        first, changed = writes.keys
        assert first != changed

    @pytest.mark.parametrize("done", [LOST, FAILED])
    def test_the_next_call_is_taken_once_however_often_it_is_asked_for(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller, done: str
    ) -> None:
        for number in range(3):
            submit(name=f"N{number} Example", phone=f"212-555-010{number}")
        desk = open_desk()
        writes = answer_first(desk.page, "**/queue/claim", done, *UNANSWERED)
        for time in range(4):
            desk.press("n")
            desk.page.locator(".said .line.bad").first.wait_for()
            assert len(writes.sent) == time + 1
            desk.page.locator(".said .line.bad button").first.click()
            if time == 1:
                desk.press("d", "q")  # another view and back: it is the same press still
                desk.page.wait_for_selector("#queue-title")
        desk.take_next()
        desk.press("1")
        desk.page.wait_for_selector(".ended")
        desk.take_next()
        assert [writes.keys.index(key) for key in writes.keys] == [0, 0, 0, 0, 0, 5]
        entries = colleague.get("/locations/new-york/queue").json["entries"]
        assert len([entry for entry in entries if entry.get("claimed_by")]) == 1

    def test_somebody_taken_for_spam_is_queued_after_all(
        self, open_desk: OpenDesk, visitor: Caller
    ) -> None:
        visitor.post("/requests", a_request(leave_blank="x", message="I am a person"))
        desk = open_desk()
        desk.page.get_by_role("button", name="View spam").click()
        desk.page.get_by_role("button", name="View", exact=True).click()
        desk.wait("I am a person")
        desk.page.get_by_role("button", name="Move to queue").click()
        desk.press("Escape")
        desk.page.wait_for_selector(".entry")
        assert desk.names == ["Robin"]


class TestPuttingItRight:
    """A slip of the key, and a call that was closed too soon."""

    def test_an_outcome_is_undone_by_its_key_and_the_call_is_in_hand_again(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit(message="Could this help me?")
        desk = open_desk()
        desk.take_next()
        desk.press("7")
        desk.wait("Declined. The callback is closed.")
        assert desk.page.get_by_role("button", name="Undo").is_visible()
        desk.press("z")
        desk.page.wait_for_selector(".call h2:focus")
        desk.wait("Undone. This call is with you again.")
        desk.wait("Could this help me?")
        assert desk.page.get_by_role("button", name="Undo").count() == 0
        (entry,) = colleague.get("/locations/new-york/queue").json["entries"]
        assert entry["claimed_by"] == "staff-ana"
        desk.press("1")
        desk.wait("Reached. The callback is closed.")

    def test_the_way_back_goes_after_ten_seconds(self, open_desk: OpenDesk, submit: Submit) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("4")
        undo = desk.page.get_by_role("button", name="Undo")
        undo.wait_for()
        desk.page.clock.run_for(9900)
        assert undo.is_visible()
        desk.page.clock.run_for(200)
        undo.wait_for(state="detached")

    def test_an_undo_that_a_colleague_forestalled_says_so(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("4")
        desk.wait("No answer. Next try")
        (entry,) = colleague.get("/locations/new-york/queue").json["entries"]
        colleague.post(f"/callbacks/{entry['callback_id']}/claim")
        desk.press("z")
        desk.wait("A colleague took this call since, so this can't be undone.")
        assert desk.page.get_by_role("button", name="Undo").count() == 0
        assert desk.page.locator(".call").count() == 0

    def test_an_undo_without_an_answer_stays_to_be_pressed_again_and_is_done_once(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        writes = answer_first(desk.page, "**/undo", CUT, BUSY, LOST)
        desk.press("4")
        desk.wait("No answer. Next try")
        wrong = desk.page.locator(".said .line.bad")
        for time in range(3):
            if time:
                wrong.get_by_role("button").click()
            desk.press("z")
            wrong.wait_for()
            desk.page.clock.run_for(15000)
            assert len(writes.sent) == time + 1
            assert desk.page.get_by_role("button", name="Undo").is_visible()
        desk.press("z")
        desk.wait("Undone. This call is with you again.")
        assert wrong.count() == 0
        (entry,) = colleague.get("/locations/new-york/queue").json["entries"]
        history = colleague.get(f"/callbacks/{entry['callback_id']}").json["history"]
        assert [event["what"] for event in history].count("undone") == 1

    def test_undone_with_the_next_call_in_hand_both_are_theirs(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit(name="Sam Sample", phone="212-555-0101")
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("4")
        desk.wait("No answer. Next try")
        desk.take_next()
        assert desk.focused == "Robin Example"
        desk.press("m")
        desk.page.keyboard.type("a word")
        desk.press("Escape", "z")
        desk.wait("Undone. This call is with you again. So is the one you took since")
        assert desk.focused == "Sam Sample"
        desk.press("1")
        desk.wait("Reached. The callback is closed.")
        desk.page.locator(".entry[data-with=you]", has_text="Robin E.").click()
        desk.page.wait_for_selector(".call h2:focus")
        assert desk.note.input_value() == "a word"

    def test_what_was_closed_today_is_listed_and_reopened(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("7")
        desk.wait("No calls waiting.")
        desk.page.get_by_role("button", name="Closed today").click()
        dialog = desk.page.get_by_role("dialog", name="Closed today")
        line = dialog.get_by_role("listitem")
        line.wait_for()
        assert line.inner_text().split("\n")[:3] == [
            "Robin – Ketamine consultation",
            "",
            "Declined at 10:00 am, by you",
        ]
        desk.page.clock.resume()  # what looks at the page waits for its clock
        assert_accessible(desk.page)
        dialog.get_by_role("button", name="Reopen").click()
        desk.wait("Reopened. The call is back in the queue.")
        desk.page.wait_for_selector(".entry")
        assert desk.names == ["Robin"]

    def test_what_a_colleague_reopened_already_is_said_in_its_line(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        after = attempt(colleague, claim_next(colleague), "declined")
        desk = open_desk()
        desk.page.get_by_role("button", name="Closed today").click()
        reopen = desk.page.get_by_role("button", name="Reopen")
        reopen.wait_for()
        again = {"closed_at": after["closed_at"]}
        colleague.post(f"/callbacks/{after['callback_id']}/reopen", again)
        reopen.click()
        desk.wait("This call was already reopened or closed again.")
        assert reopen.count() == 0

    def test_an_outcome_is_read_out_once_and_so_is_the_same_one_again(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit(phone="212-555-0101")
        submit(phone="212-555-0102")
        desk = open_desk()
        desk.page.evaluate(READ_OUT)
        for time in range(2):
            desk.take_next()
            desk.press("1")
            desk.page.wait_for_selector(".ended")
            desk.page.clock.run_for(1500)
            told = [each for each in desk.page.evaluate("told") if "Reached" in each]
            assert told == ["Reached. The callback is closed. Undo: press z."] * (time + 1)
            regions = desk.page.locator("[role=status], [role=alert]").all_inner_texts()
            assert [each for each in regions if "Reached" in each] == []


READ_OUT = """() => {
  window.told = [];
  const live = "[role=status], [role=alert], [role=log], [aria-live], output";
  const look = (changes) => {
    for (const { target } of changes) {
      const element = target.nodeType === 1 ? target : target.parentElement;
      const text = element?.closest(live)?.textContent;
      if (text) told.push(text);
    }
  };
  const what = { subtree: true, childList: true, characterData: true };
  new MutationObserver(look).observe(document.body, what);
}"""
"""Notes what a screen reader is given to read out by itself."""


class TestBookingFromTheCard:
    @pytest.fixture(autouse=True)
    def published(self, site: str) -> None:
        publish(signed_in(Wire(site), "staff-mia", "manager"))

    def test_beside_their_words_in_three_keys_and_closes_the_callback(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit(email="robin@example.com", screening=["pregnancy"], message="Could this help me?")
        desk = open_desk()
        desk.take_next()
        desk.wait("Contacted us")
        callback_id = colleague.get("/locations/new-york/queue").json["entries"][0]["callback_id"]
        desk.note.fill("Comes by train")
        desk.press("Escape", "b")
        panel = desk.booking
        first = panel.locator("[data-time]:focus").get_attribute("aria-label") or ""
        assert first.startswith("Tue, Nov 24, ")
        assert desk.page.get_by_role("dialog").count() == 0
        for told in ("Could this help me?", "Pregnant or may be"):
            assert desk.wait(told)
        typed = [panel.get_by_label(each).input_value() for each in ("Name", "Phone", "Email")]
        assert typed == ["Robin Example", "+12125550123", "robin@example.com"]
        desk.press("Enter")
        desk.page.wait_for_selector("[type=submit]:focus")
        desk.press("Enter")
        desk.wait("Booked: Ketamine consultation, Tue, Nov 24, ")
        assert "The callback is closed." in desk.page.inner_text(".ended")
        history = colleague.get(f"/callbacks/{callback_id}").json["history"]
        notes = [event["details"]["note"] for event in history if event["what"] == "noted"]
        assert notes == ["Comes by train"]
        assert colleague.get("/locations/new-york/queue").json["entries"] == []
        assert desk.focused.startswith("Take next")

    def test_that_they_booked_opens_the_booking_where_they_have_no_appointment_yet(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("2")
        assert desk.booking.is_visible()
        desk.press("Enter", "Enter")
        desk.wait("The callback is closed.")
        assert colleague.get("/locations/new-york/queue").json["entries"] == []
        assert desk.page.get_by_role("button", name="Undo").count() == 0

    def test_that_they_booked_is_recorded_with_the_appointment_that_they_have(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        visit = {"service_id": "ketamine-infusion", "starts_at": "2026-11-24T15:00Z"}
        who = {"name": "Robin Example", "phone": "212-555-0123"}
        assert colleague.post("/locations/new-york/appointments", {**visit, **who}).status == 201
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("2")
        desk.wait("Booked: Ketamine infusion, Tue, Nov 24, 10:00 am. The callback is closed.")
        assert desk.page.locator(".booking-panel").count() == 0
        desk.press("z")
        desk.wait("Undone. This call is with you again.")

    def test_another_day_and_time_by_arrows_in_six_keys(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("b")
        first = desk.booking.locator("[data-time]:focus").get_attribute("data-time")
        assert first
        desk.press("ArrowRight", "ArrowRight", "ArrowLeft")
        chosen = desk.page.locator("[data-time]:focus").get_attribute("data-time")
        assert chosen
        assert chosen > first
        desk.press("Enter")
        desk.page.wait_for_selector("[type=submit]:focus")
        desk.press("Enter")
        desk.wait("The callback is closed.")

    def test_in_three_clicks(self, open_desk: OpenDesk, submit: Submit) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.page.get_by_role("button", name="Book an appointment").click()
        desk.booking.locator("[data-time]").nth(1).click()
        desk.booking.get_by_role("button", name=re.compile("^Book .*,")).click()
        desk.wait("The callback is closed.")

    def test_a_series_of_six_in_three_clicks(
        self, open_desk: OpenDesk, submit: Submit, site: str, colleague: Caller
    ) -> None:
        manager = signed_in(Wire(site), "staff-mia", "manager")
        for first, last in (("11-24", "11-28"), ("11-29", "12-03"), ("12-04", "12-09")):
            publish(
                manager, date.fromisoformat(f"2026-{first}"), date.fromisoformat(f"2026-{last}")
            )
        submit(service_id="ketamine-infusion")
        desk = open_desk()
        desk.take_next()
        desk.page.get_by_role("button", name="Book an appointment").click()
        desk.booking.get_by_role("button", name="Plan a series instead").click()
        desk.page.locator(".booking-panel").get_by_role("button", name="Book 6 dates").click()
        desk.wait("Booked: 6 dates")
        assert desk.page.get_by_role("dialog").count() == 0
        desk.page.get_by_role("button", name="Done").click()  # it is booked before that
        desk.wait("The callback is closed.")
        assert colleague.get("/locations/new-york/queue").json["entries"] == []

    def test_from_week_to_week_no_earlier_than_today(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("b")
        before = desk.booking.get_by_role("button", name="Previous week")
        assert before.is_disabled()
        desk.booking.get_by_role("button", name="Next week").click()
        desk.wait("Mon, Nov 30 to Sun, Dec 6")
        before.click()
        desk.wait("Mon, Nov 23 to Sun, Nov 29")

    def test_for_somebody_else_leaves_the_call_in_hand(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("b")
        desk.booking.get_by_label("Name").fill("Sam Sample")
        desk.booking.get_by_label("Phone").fill("212-555-0199")
        desk.booking.locator("[data-time]").first.click()
        desk.booking.get_by_role("button", name=re.compile("^Book .*,")).click()
        desk.wait("Now record how the call went.")
        assert desk.page.get_by_role("button", name="Reached").is_enabled()

    def test_with_two_on_the_number_it_is_for_the_one_who_was_chosen(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit(email="robin@example.com", service_id="ketamine-infusion")
        submit(name="Blair Sample", email="blair@example.org")
        submit(message="Is there any news?", service_id="ketamine-infusion")
        desk = open_desk()
        desk.take_next()
        desk.press("b")
        whom = desk.page.get_by_role("group", name="On this number")
        whom.get_by_text("Choose who this is about first.").wait_for()
        assert desk.page.locator(".said .line").count() == 0
        assert desk.page.locator("input[type=radio]:focus").count() == 1
        assert desk.page.locator(".booking-panel").count() == 0
        desk.page.get_by_role("radio", name="Blair Sample").check()
        assert desk.page.get_by_text("Choose who this is about first.").count() == 0
        desk.page.get_by_role("button", name="Book an appointment").click()
        typed = [desk.booking.get_by_label(each).input_value() for each in ("Name", "Email")]
        assert typed == ["Blair Sample", "blair@example.org"]
        desk.booking.locator("[data-time]").first.click()
        desk.booking.get_by_role("button", name=re.compile("^Book .*,")).click()
        desk.wait("Booked: Ketamine consultation, Tue, Nov 24, ")
        desk.wait("Still waiting on this number: Robin Example.")
        (entry,) = colleague.get("/locations/new-york/queue").json["entries"]
        people = colleague.get(f"/callbacks/{entry['callback_id']}").json["people"]
        ended = {each["name"]: each.get("outcome") for each in people}
        assert ended == {"Robin Example": None, "Blair Sample": "booked"}
        (blair,) = (each for each in people if each["name"] == "Blair Sample")
        (visit,) = colleague.get(f"/people/{blair['person_id']}").json["appointments_ahead"]
        booked = colleague.get(f"/staff/appointments/{visit['appointment_id']}").json
        assert (booked["name"], booked["email"]) == ("Blair Sample", "blair@example.org")
        desk.page.get_by_role("group").get_by_text("Ketamine consultation · Booked").wait_for()
        desk.page.get_by_role("button", name="Reached").click()
        desk.wait("Reached. The callback is closed.")

    def test_keys_go_on_where_the_one_whom_it_is_about_was_clicked(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        submit(name="Blair Sample")
        desk = open_desk()
        desk.take_next()
        blair = desk.page.get_by_role("radio", name="Blair Sample")
        blair.click()
        desk.press("m")
        desk.page.keyboard.type("at work until 5")
        desk.press("Escape")
        assert desk.note.input_value() == "at work until 5"
        blair.focus()
        desk.press("p")
        robin = desk.page.get_by_role("radio", name="Robin Example")
        assert robin.is_checked()
        desk.press("ArrowDown")  # a choice keeps the keys that are its own
        assert blair.is_checked()
        desk.press("1")
        desk.wait("Recorded: Reached.")
        (entry,) = colleague.get("/locations/new-york/queue").json["entries"]
        people = colleague.get(f"/callbacks/{entry['callback_id']}").json["people"]
        ended = {each["name"]: each.get("outcome") for each in people}
        assert ended == {"Robin Example": None, "Blair Sample": "reached"}

    def test_its_key_says_that_it_is_too_late_once_the_way_back_is_no_longer_offered(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("4")
        desk.wait("No answer. Next try")
        desk.forward(seconds=15)
        desk.page.wait_for_selector(".said .line", state="detached")
        desk.press("z")
        desk.wait("Nothing was undone: the time for that is over.")

    @pytest.mark.parametrize("screen", [DESK, PHONE])
    def test_a_line_of_two_people_is_one_text_beside_when_they_are_called(
        self, open_desk: OpenDesk, submit: Submit, screen: dict[str, Any]
    ) -> None:
        submit(name="Maximiliana Example", for_someone_else=True, on_behalf_of="Luz Example")
        submit(name="Bartholomew Sample")
        desk = open_desk(**screen)
        people = desk.page.locator(".entry .people")
        people.wait_for()
        assert ", Bartholomew S." in " ".join(people.inner_text().split())
        text, promise = people.bounding_box(), desk.page.locator(".entry .promise").bounding_box()
        assert text is not None
        assert promise is not None
        assert text["x"] + text["width"] <= promise["x"]
        assert people.evaluate("each => each.scrollWidth <= each.clientWidth || !each.clientWidth")

    def test_a_refusal_goes_once_something_else_is_done_or_another_view_is_open(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        submit(name="Blair Sample", phone="212-555-0187")
        desk = open_desk()
        desk.page.locator(".entry").nth(1).wait_for()
        claim_next(colleague)
        for leave in ("d", "n"):
            desk.page.locator(".entry").filter(has_text="Robin").click()
            desk.wait("A colleague is already with this caller.")
            desk.press(leave)
            desk.page.wait_for_selector(".said .line", state="detached")
            desk.press("q")
            desk.page.wait_for_selector(".entry")

    def test_that_the_second_of_two_booked_is_recorded_with_the_appointment_of_that_one(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        visit = {"service_id": "ketamine-infusion", "starts_at": "2026-11-24T15:00Z"}
        who = {"name": "Robin Example", "phone": "212-555-0123"}
        assert colleague.post("/locations/new-york/appointments", {**visit, **who}).status == 201
        submit()
        submit(name="Blair Sample")
        desk = open_desk()
        desk.take_next()
        desk.page.get_by_role("radio", name="Blair Sample").check()
        desk.page.get_by_role("button", name="Booked").click()
        assert desk.booking.get_by_label("Name").input_value() == "Blair Sample"

    def test_given_up_leaves_the_call_in_hand(self, open_desk: OpenDesk, submit: Submit) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("b")
        assert desk.booking
        desk.press("1")  # no outcome while an appointment is booked
        desk.press("Escape")
        desk.page.wait_for_selector("[aria-keyshortcuts=b]:focus")
        desk.press("1")
        desk.wait("Reached. The callback is closed.")

    def test_left_for_another_view_leaves_the_call_in_hand(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("b")
        assert desk.booking
        desk.press("d", "q")
        desk.page.get_by_role("button", name="Reached").wait_for()

    def test_is_accessible_and_fits_a_phone(self, open_desk: OpenDesk, submit: Submit) -> None:
        submit()
        desk = open_desk(**PHONE)
        desk.take_next()
        desk.press("b")
        assert desk.booking
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= 360
        desk.page.clock.resume()  # what looks at the page waits for its clock
        assert_accessible(desk.page)


class TestHowMuchIsPressed:
    def test_one_key_takes_the_next_call_and_one_says_no_answer(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit()
        desk = open_desk()
        desk.press("n")
        desk.page.wait_for_selector(".call h2:focus")
        desk.press("4")
        desk.wait("No answer. Next try")


class TestThePromise:
    def test_turns_amber_and_red_by_itself_in_words_too(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit()
        desk = open_desk()
        entry = desk.page.locator(".entry")
        assert "in 2 h" in entry.inner_text()
        assert entry.get_attribute("data-promise") == "fine"
        for _ in range(10):
            desk.press("Shift")  # somebody is there: the screen does not lock itself
            desk.forward(minutes=9.5)
        desk.wait("Soon: in 25 min")
        assert entry.get_attribute("data-promise") == "soon"
        for _ in range(3):
            desk.press("Shift")
            desk.forward(minutes=10)
        desk.wait("Overdue by 5 min")
        assert entry.get_attribute("data-promise") == "late"
        desk.wait("1 waiting, 1 overdue")

    def test_a_call_to_be_read_first_is_marked_in_the_list_and_on_the_card(
        self, open_desk: OpenDesk, run: Runtime
    ) -> None:
        owed(run)
        desk = open_desk()
        assert "Read first" in desk.page.inner_text(".entry")
        desk.take_next()
        assert "Read first" in desk.page.inner_text(".call header")

    @pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
    def test_no_badge_and_no_reason_takes_the_room_of_a_name(
        self, open_desk: OpenDesk, submit: Submit, clock: FixedClock, screen: Any
    ) -> None:
        submit(name="Alexander Example", message="I feel hopeless.")
        clock.now = clock.now.replace(hour=12)  # too early to call anyone
        page = open_desk(**screen).page
        name = page.locator(".entry .name")
        name.wait_for()
        assert page.locator(".entry .badge").count() == 2
        assert name.evaluate("name => name.scrollWidth - name.clientWidth") <= 0

    def test_a_crisis_comes_first_and_is_said(self, open_desk: OpenDesk, submit: Submit) -> None:
        submit(name="Sam Sample", phone="212-555-0101")
        desk = open_desk()
        submit(name="Jo Example", phone="212-555-0102", message="i want to die")
        desk.forward(seconds=4)
        desk.look_until(
            desk.page.get_by_role("alert").get_by_text("A caller in crisis is waiting.")
        )
        desk.look_until(desk.page.locator(".entry", has_text="Jo"))
        assert desk.names == ["Jo", "Sam"]
        submit(name="Kim Example", phone="212-555-0103", message="i want to die")
        desk.forward(seconds=4)  # the next one is said as well
        desk.look_until(
            desk.page.get_by_role("alert").get_by_text("2 callers in crisis are waiting.")
        )


class TestNothingIsLost:
    def test_a_claim_that_a_colleague_took_over_is_said_and_the_note_stays(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.note.fill("She asked about")
        desk.clock.forward(minutes=11)  # the lease runs out, and this desk does not know yet
        taken = claim_next(colleague)
        desk.look_until(desk.page.get_by_role("alert").get_by_text("Your claim has ended."))
        assert desk.note.input_value() == "She asked about"
        assert desk.note.is_editable()
        assert desk.page.get_by_role("button", name="No answer").is_disabled()
        desk.page.get_by_role("button", name="Claim again").click()
        desk.wait("A colleague is with this caller now.")
        write(colleague, taken, "hand-back")
        desk.page.get_by_role("button", name="Claim again").click()
        desk.page.locator(".call[data-state=held]").wait_for()
        assert desk.note.input_value() == "She asked about"

    def test_a_claim_goes_on_while_somebody_works_and_ends_when_nobody_does(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        for _ in range(4):
            desk.forward(minutes=4)
            desk.page.locator(".lease", has_text="Yours for 6 min").wait_for()
            desk.press("Shift")
            desk.forward(seconds=5)
            desk.page.locator(".lease", has_text="Yours for 10 min").wait_for()
        desk.forward(minutes=8, seconds=30)
        desk.wait("Your claim ends in two minutes.")
        desk.forward(minutes=2)
        desk.wait("Your claim has ended.")

    def test_a_reload_loses_neither_call_nor_note(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.note.fill("Half a sentence")
        desk.page.reload()
        desk.page.wait_for_selector(".call")
        assert desk.note.input_value() == "Half a sentence"
        assert claim_next(colleague) is None

    def test_a_note_whose_claim_was_lost_before_a_reload_is_shown_to_be_copied(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.note.fill("Half a sentence")
        desk.clock.forward(minutes=11)
        attempt(colleague, claim_next(colleague), "reached")
        desk.page.reload()
        desk.wait("Your last call is no longer with you. Here is your note:")
        desk.wait("Half a sentence")
        assert desk.page.get_by_role("button", name="Copy note").is_visible()

    def test_a_card_whose_claim_was_lost_can_be_put_away_on_a_phone_too(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit()
        desk = open_desk(**PHONE)
        desk.take_next()
        desk.forward(minutes=11)
        desk.page.get_by_role("button", name="Close this card").press("Enter")
        desk.page.locator(".entries").wait_for()
        assert desk.focused.startswith("Take next")

    def test_whoever_signs_out_leaves_nothing_typed_behind(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.note.fill("Not for whoever comes next")
        desk.page.get_by_role("button", name="Sign out").click()
        desk.page.wait_for_selector(".call", state="detached")
        assert desk.page.evaluate("sessionStorage.length + localStorage.length") == 0

    def test_a_lost_connection_is_said_and_the_outcome_goes_out_when_it_is_back(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.wait("Contacted us")
        desk.context.set_offline(True)
        desk.wait_while_it_asks("No connection. Trying again…")
        desk.note.fill("Rang twice")
        desk.press("Escape", "5")
        desk.wait("We don't know yet if this was saved.")
        assert desk.note.input_value() == "Rang twice"
        assert not desk.note.is_editable()  # nothing can be added that would not go along
        desk.context.set_offline(False)
        desk.page.clock.run_for(5000)
        desk.wait("Busy. Next try")
        desk.page.locator(".lost").wait_for(state="hidden")
        (entry,) = colleague.get("/locations/new-york/queue").json["entries"]
        assert entry["attempts"] == 1

    def test_an_answer_that_was_lost_is_asked_for_again_and_recorded_once(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        meet_calls(desk.page, "**/attempts", lose_answer)
        desk.press("4")
        desk.wait("We don't know yet if this was saved.")
        desk.page.clock.run_for(4000)  # the list shows it gone; that is no reason for alarm
        assert desk.page.get_by_role("button", name="Try again now").is_visible()
        desk.page.unroute("**/attempts")
        # It is sent again by itself, too, and may be on its way: then there is no button any more.
        desk.page.evaluate("document.querySelector('.banner button')?.click()")
        desk.wait("No answer. Next try")
        (entry,) = colleague.get("/locations/new-york/queue").json["entries"]
        assert entry["attempts"] == 1

    def test_what_came_in_meanwhile_is_shown_before_anything_is_closed(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit(message="first")
        desk = open_desk()
        desk.take_next()
        desk.wait("first")
        submit(message="second thoughts")
        desk.note.fill("Talked it over")
        desk.press("Escape", "1")
        desk.wait("Not saved yet: something new came in from this caller.")
        desk.wait("second thoughts")
        assert desk.note.input_value() == "Talked it over"
        desk.page.locator(".results").focus()
        desk.press("1")
        desk.wait("Reached. The callback is closed.")

    def test_a_callback_that_a_colleague_closed_is_said(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit()
        here, there = open_desk(), open_desk()  # one person at two machines
        here.take_next()
        here.note.fill("Copy me")
        there.page.locator(".entry").press("Enter")
        there.page.wait_for_selector(".call h2:focus")
        there.press("7")
        there.wait("Declined. The callback is closed.")
        here.page.clock.run_for(4000)
        here.wait("This callback was closed in the meantime.")
        assert here.note.input_value() == "Copy me"
        assert here.page.get_by_role("button", name="Copy note").is_visible()


class TestTwoDesks:
    def test_never_hold_one_caller_and_see_each_others_changes(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit(name="Robin Example", phone="212-555-0101")
        ana, ben = open_desk("staff-ana"), open_desk("staff-ben")
        ana.take_next()
        ben.press("n")
        ben.wait("No one can be called right now.")
        assert ben.page.locator(".call").count() == 0
        ben.page.clock.run_for(4000)
        ben.wait("With a colleague")
        ana.wait("With you")
        ben.page.locator(".entry").press("Enter")
        ben.wait("A colleague is already with this caller.")
        ana.press("1")
        ana.page.wait_for_selector(".ended")
        ben.page.clock.run_for(4000)
        ben.wait("No calls waiting.")

    def test_say_by_name_who_has_a_call_and_who_called(
        self, open_desk: OpenDesk, site: str, submit: Submit
    ) -> None:
        submit()
        desk = open_desk("staff-ana")
        ben = signed_in(Wire(site), "staff-ben", "front-desk", name="Ben Example")
        assert ben.post("/staff/colleagues/me").status == 200  # he begins after the desk was opened
        card = claim_next(ben)
        desk.page.clock.run_for(4000)
        desk.wait("With Ben E.")
        attempt(ben, card, "no-answer")
        desk.clock.forward(hours=4)
        desk.page.clock.run_for(4000)
        desk.take_next()
        desk.wait("Ben E. called: No answer")

    def test_the_list_changes_without_taking_focus_or_place_away(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller, clock: FixedClock
    ) -> None:
        for number in range(4):
            submit(name=f"N{number} Example", phone=f"212-555-010{number}")
            clock.forward(minutes=1)
        desk = open_desk()
        desk.page.locator(".entry").nth(2).focus()
        attempt(colleague, claim_next(colleague), "reached")
        submit(name="Jo Example", phone="212-555-0109", message="i want to die")
        desk.look_until(desk.page.locator(".entry", has_text="Jo"))
        assert desk.names == ["Jo", "N1", "N2", "N3"]
        assert "N2" in desk.page.locator(".entry:focus").inner_text()
        desk.press("ArrowUp")
        assert "N1" in desk.page.locator(".entry:focus").inner_text()

    @pytest.mark.parametrize("at", [0, 1])
    def test_a_line_that_moves_keeps_the_focus_in_any_browser(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller, at: int
    ) -> None:
        submit(name="N0 Example", phone="212-555-0100")
        submit(name="N1 Example", phone="212-555-0101")
        desk = open_desk()
        desk.page.evaluate("delete Element.prototype.moveBefore")  # not every browser knows it
        desk.page.locator(".entry").nth(at).focus()
        write(colleague, claim_next(colleague), "snooze", until="2026-11-25T15:00:00Z")
        desk.look_until(desk.page.locator(".entry").first.get_by_text("N1"))
        assert desk.names == ["N1", "N0"]
        assert f"N{at}" in desk.page.locator(".entry:focus").inner_text()


class TestHostileTexts:
    @pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
    def test_show_as_text_wherever_they_show(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller, screen: dict[str, Any]
    ) -> None:
        everything = "\n".join(HOSTILE)[:4000]
        submit(name=HOSTILE[1][:100], message=everything, current_medication=HOSTILE[3][:500])
        desk = open_desk(**screen)
        desk.take_next()
        desk.wait("onerror")
        desk.note.fill(HOSTILE[0])
        desk.page.get_by_role("button", name="Save note").click()
        desk.page.locator(".timeline").get_by_text(HOSTILE[0]).wait_for()
        assert desk.page.locator(".message .text").first.inner_text() == everything
        desk.page.locator(".results").focus()
        desk.press("r")
        desk.page.wait_for_selector(".ended")
        call = {"phone": "212-555-0177", "name": HOSTILE[2], "reason": HOSTILE[0]}
        assert colleague.post("/locations/new-york/incoming-calls", call).status == 201
        desk.look_until(desk.page.locator(".entry").nth(1))
        assert HOSTILE[0] in desk.page.locator(".entry .reason").all_inner_texts()
        assert desk.page.locator(".entry img, .call img, main script").count() == 0
        assert desk.page.title().startswith("Queue")
        width = "document.documentElement.scrollWidth <= window.innerWidth"
        assert desk.page.evaluate(width)


def test_a_number_that_is_dear_to_call_is_said_to_be(open_desk: OpenDesk, submit: Submit) -> None:
    submit(phone="+881 612 345 678")
    desk = open_desk()
    desk.take_next()
    desk.page.get_by_text("Satellite number: costs a lot to call").wait_for()


def test_what_is_said_lies_over_no_button_of_the_card(open_desk: OpenDesk, submit: Submit) -> None:
    submit()
    desk = open_desk()
    desk.take_next()
    desk.note.fill("Ask for the letter")
    desk.page.get_by_role("button", name="Save note").click()
    desk.page.locator(".said .line").wait_for()
    covered = """() => {
      const said = document.querySelector(".said").getBoundingClientRect();
      const seen = document.querySelector(".hand").getBoundingClientRect().bottom;
      return [...document.querySelectorAll(".call section button")].filter((button) => {
        const { top, bottom, left, right } = button.getBoundingClientRect();
        const beside = right <= said.left || left >= said.right;
        return !beside && Math.min(bottom, seen) > said.top && top < said.bottom;
      }).map((button) => button.textContent);
    }"""
    assert desk.page.evaluate(covered) == []


WIDE = {"viewport": {"width": 1440, "height": 900}}


@pytest.mark.parametrize("screen", [DESK, WIDE], ids=["desk", "wide"])
def test_what_is_said_lies_over_no_line_of_a_long_list(
    open_desk: OpenDesk, submit: Submit, screen: dict[str, Any]
) -> None:
    for number in range(20):
        submit(phone=f"212-555-01{number:02}")
    desk = open_desk(**screen)
    desk.take_next()
    desk.note.fill("Ask for the letter")
    desk.page.get_by_role("button", name="Save note").click()
    desk.page.locator(".said .line").wait_for()
    foot, said = "document.querySelector('%s').getBoundingClientRect()", ".said"
    assert desk.page.evaluate(f"({foot % '.entries'}).bottom <= ({foot % said}).top")


def test_today_stands_beside_the_calls_where_there_is_room(
    site: str, open_desk: OpenDesk, colleague: Caller
) -> None:
    publish(signed_in(Wire(site), "staff-mia", "manager"), date(2026, 11, 23))
    visit = {"service_id": "ketamine-infusion", "starts_at": "2026-11-23T18:00Z"}
    who = {"name": "Robin Example", "phone": "212-555-0123"}
    assert colleague.post("/locations/new-york/appointments", {**visit, **who}).status == 201
    wide = open_desk(**WIDE)
    wide.page.locator(".visit").wait_for()
    said = " ".join(wide.page.inner_text(".visit").split())
    assert said.startswith("1:00 pm Robin E. Ketamine infusion")
    narrow = open_desk(**PHONE)
    narrow.wait("No calls waiting.")
    assert narrow.page.locator(".today").count() == 0
    days = [each for each in narrow.addresses if "/day?" in each]
    assert len(days) == len(set(days)) <= 2  # today and tomorrow, kept for when nothing can be read


class TestByKeyboardAlone:
    def test_a_key_that_is_pressed_the_moment_a_dialog_closes_is_not_lost(
        self, open_desk: OpenDesk
    ) -> None:
        desk = open_desk()
        desk.page.evaluate("document.activeElement.blur()")  # as after a click beside everything
        desk.press("i")
        dialog = desk.page.get_by_role("dialog")
        dialog.wait_for()
        left_in = """() => {
          document.querySelector("dialog").close();
          const { activeElement: element } = document;
          const how = { key: "i", bubbles: true, cancelable: true };
          element.dispatchEvent(new KeyboardEvent("keydown", how));
          return Boolean(element.closest("dialog"));
        }"""
        assert desk.page.evaluate(left_in)  # for a moment the browser leaves the focus there
        dialog.wait_for()

    def test_the_whole_way(self, open_desk: OpenDesk, submit: Submit) -> None:
        submit(name="Robin Example", phone="212-555-0101")
        submit(name="Sam Sample", phone="212-555-0102")
        desk = open_desk()
        for _ in range(12):
            if desk.focused.startswith("Take next"):
                break
            desk.press("Tab")
        desk.press("Tab", "Tab")  # past logging, to the list: one stop
        assert "Robin" in desk.focused
        desk.press("ArrowDown", "Enter")
        desk.page.wait_for_selector(".call h2:focus")
        assert desk.focused == "Sam Sample"
        desk.press("Tab")
        assert desk.focused == "(212) 555-0102"
        desk.press("m")
        desk.page.keyboard.type("wants the morning")
        desk.press("Control+Enter", "Tab", "Tab", "Tab", "Tab")
        assert desk.focused == "4 No answer"
        desk.press("Enter")
        desk.wait("No answer. Next try")
        assert desk.focused.startswith("Take next")
        desk.press("Enter")
        desk.page.wait_for_selector(".call h2:focus")
        assert desk.focused == "Robin Example"

    def test_the_keys_that_are_listed_are_those_of_the_card_and_can_be_switched_off(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller
    ) -> None:
        submit()
        desk = open_desk()
        desk.take_next()
        desk.press("?")
        dialog = desk.page.get_by_role("dialog", name="Keyboard shortcuts")
        listed = ["n", "i", "m", "1", "2", "3", "4", "5", "6", "7", "8", "b", "s", "r"]
        assert set(listed) <= set(dialog.locator("dt").all_inner_texts())
        assert "Do not contact" in dialog.inner_text()
        desk.press("Space", "Escape", "4", "s", "b", "m")
        assert desk.page.get_by_role("dialog").count() == 0
        assert desk.page.locator(".call").is_visible()
        (entry,) = colleague.get("/locations/new-york/queue").json["entries"]
        assert entry["attempts"] == 0
        assert not desk.page.locator("main kbd").first.is_visible()

    def test_on_a_phone_the_card_lies_over_the_list_and_the_way_back_is_named(
        self, open_desk: OpenDesk, submit: Submit
    ) -> None:
        submit()
        desk = open_desk(**PHONE)
        desk.take_next()
        assert not desk.page.locator(".entries").is_visible()
        desk.page.get_by_role("button", name="Back to the queue").press("Enter")
        assert "Robin" in desk.focused
        desk.press("Enter")
        assert desk.focused == "Robin Example"


class TestReadByMachines:
    """WCAG 2.2 AA in every state, in light and dark, as far as a program can tell."""

    @staticmethod
    def stop_time(desk: Desk) -> None:
        desk.page.clock.pause_at(desk.page.evaluate("Date.now()") / 1000 + 60)

    @staticmethod
    def look_at(desk: Desk) -> None:
        desk.page.clock.resume()  # what looks at the page waits for its clock
        assert_accessible(desk.page)

    @pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
    def test_the_list_with_nobody_with_everybody_and_what_opens_from_it(
        self, open_desk: OpenDesk, submit: Submit, colleague: Caller, screen: dict[str, Any]
    ) -> None:
        desk = open_desk(**screen)
        self.look_at(desk)
        submit(phone="212-555-0101", thinking_of_self_harm=True)
        submit(phone="212-555-0102")
        submit(phone="808-555-0103")  # too early there
        submit(phone="212-555-0104", leave_blank="filled in")
        submit(phone="212-555-0105", call_from="15:00", call_until="17:00")
        assert claim_next(colleague)["urgency"] == "crisis"
        desk.page.reload()
        desk.page.locator(".entry").nth(3).wait_for()
        assert desk.page.locator(".entry[data-with=colleague]").count() == 1
        self.look_at(desk)
        desk.press("i")
        desk.page.get_by_role("button", name="Log call").click()
        desk.page.locator(".wrong:visible").first.wait_for()
        self.look_at(desk)
        desk.press("Escape")
        desk.page.get_by_role("button", name="View spam").click()
        desk.page.get_by_role("button", name="View", exact=True).click()
        self.look_at(desk)

    @pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
    def test_the_card_and_what_it_asks(
        self, open_desk: OpenDesk, submit: Submit, screen: dict[str, Any]
    ) -> None:
        submit(message=HOSTILE[0], screening=["pregnancy"], thinking_of_self_harm=True)
        desk = open_desk(**screen)
        desk.take_next()
        desk.wait(HOSTILE[0])
        self.look_at(desk)
        desk.press("s")
        desk.page.get_by_role("dialog").wait_for()
        self.look_at(desk)
        desk.press("Escape", "8")
        desk.page.get_by_role("dialog", name="Do not contact?").wait_for()
        self.look_at(desk)
        desk.press("Escape")
        desk.page.get_by_role("button", name="No call needed").click()
        desk.page.get_by_role("dialog", name="Why is no call needed?").wait_for()
        self.look_at(desk)
        desk.press("Escape")
        desk.page.locator("dialog").wait_for(state="detached")
        self.stop_time(desk)  # or it is sent again by itself meanwhile
        meet_calls(desk.page, "**/attempts", lambda route: route.abort())
        desk.press("4")
        desk.wait("We don't know yet if this was saved.")
        self.look_at(desk)
        desk.page.unroute("**/attempts")  # and it is sent again by itself
        desk.page.wait_for_selector(".ended")
        self.look_at(desk)

    @pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
    def test_a_time_to_snooze_until_that_is_missing(
        self, open_desk: OpenDesk, submit: Submit, screen: dict[str, Any]
    ) -> None:
        submit()
        desk = open_desk(**screen)
        desk.take_next()
        desk.press("s")
        desk.page.get_by_label("Time").fill("")
        desk.page.get_by_role("button", name="Snooze until then").click()
        desk.page.locator(".wrong:visible").first.wait_for()
        self.look_at(desk)

    @pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
    def test_a_claim_that_was_lost(
        self, open_desk: OpenDesk, submit: Submit, screen: dict[str, Any]
    ) -> None:
        submit()
        desk = open_desk(**screen)
        desk.take_next()
        desk.forward(minutes=11)
        desk.wait("Your claim has ended.")
        self.look_at(desk)
