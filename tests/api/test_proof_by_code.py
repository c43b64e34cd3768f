"""A code by email, typed where it was asked for, opens what came with that address and name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.messaging.code_rules import MOST_CODES, MOST_CODES_A_DAY
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.storage.expressions import from_attributes
from chalicelib.proof.rules import MOST_WRONG_TRIES
from tests.conftest import FixedClock, RoundTrips, make_runtime
from tests.published import publish_days

from .conftest import Caller, Reply, Submit, attempt, claim_next
from .mailbox import Mailbox, html_of, text_of

HERE = "/locations/new-york"
INFUSION = "ketamine-infusion"
AT_10, AT_1130 = "2026-11-30T15:00:00Z", "2026-11-30T16:30:00Z"
ROBIN = {"name": "Robin Example", "email": "robin@example.com"}
KIM = {"name": "Kim Sample", "email": "robin@example.com"}
WISH = {"first_day": "2026-11-30", "last_day": "2026-12-04"}

Send = Callable[[], Any]


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on."""
    with using(replace(make_runtime(dynamodb, clock, clinic), email=mailbox)) as runtime:
        yield runtime


@pytest.fixture
def send(job: Callable[[str], Any]) -> Send:
    """Let the job run once."""
    return lambda: job("send-messages")


@pytest.fixture
def published(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-30", "2026-12-11")


def ask(visitor: Caller, who: dict[str, str] = ROBIN, **headers: str) -> Any:
    reply = visitor.post("/proofs", {"location_id": "new-york", **who}, **headers)
    assert reply.status == 201, reply.text
    return reply.json


def type_code(visitor: Caller, asked: Any, code: str, **headers: str) -> Reply:
    sent = {"Code_Token": asked["code_token"], **headers}
    return visitor.post(f"/proofs/{asked['proof_id']}/code", {"code": code}, **sent)


def codes(mailbox: Mailbox) -> list[str]:
    """All codes that were sent, in order."""
    texts = [text_of(mail) for mail in mailbox.mails if mail["Subject"] == "Your code"]
    return [found.group() for found in (re.search(r"\d{3} \d{3}", text) for text in texts) if found]


def another_than(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 1_000_000:06}"


def prove(visitor: Caller, send: Send, mailbox: Mailbox, who: dict[str, str] = ROBIN) -> Any:
    """The headers and the path of a proof."""
    asked = ask(visitor, who)
    send()
    proven = type_code(visitor, asked, codes(mailbox)[-1])
    assert proven.status == 200, proven.text
    tokens = {"Code_Token": asked["code_token"], "Proof_Token": proven.json["proof_token"]}
    return f"/proofs/{asked['proof_id']}", tokens


def things(visitor: Caller, send: Send, mailbox: Mailbox, who: dict[str, str] = ROBIN) -> Any:
    path, tokens = prove(visitor, send, mailbox, who)
    reply = visitor.get(f"{path}/things", **tokens)
    assert reply.status == 200, reply.text
    return reply.json


def book(desk: Caller, starts_at: str = AT_10, **who: str) -> Any:
    body = {"service_id": INFUSION, "starts_at": starts_at, **(who or ROBIN)}
    reply = desk.post(f"{HERE}/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


class TestACode:
    def test_goes_out_at_the_next_run_also_at_night(
        self, visitor: Caller, clock: FixedClock, send: Send, mailbox: Mailbox
    ) -> None:
        clock.forward(hours=14)
        ask(visitor)
        assert send()["counts"] == {"sent": 1}
        ((to, _),) = mailbox.taken
        assert to == "robin@example.com"
        (code,) = codes(mailbox)
        (mail,) = mailbox.mails
        assert code in html_of(mail)
        assert code not in str(mail["Subject"])

    def test_goes_in_the_language_of_who_asks(
        self, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        ask(visitor, {**ROBIN, "language": "es"})
        send()
        assert mailbox.subjects == ["Su código"]

    def test_goes_to_whoever_asked_not_to_be_contacted_as_well(
        self, visitor: Caller, submit: Submit, desk: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        submit(phone=None, email="robin@example.com")
        attempt(desk, claim_next(desk), "do-not-contact")
        ask(visitor)
        send()
        assert len(codes(mailbox)) == 1

    def test_stands_nowhere_in_the_table(
        self, visitor: Caller, dynamodb: Any, run: Runtime, send: Send, mailbox: Mailbox
    ) -> None:
        prove(visitor, send, mailbox)
        (code,) = codes(mailbox)
        items = dynamodb.scan(TableName=run.settings.table)["Items"]
        stored = str([from_attributes(item) for item in items])
        assert code not in stored
        assert code.replace(" ", "") not in stored

    def test_asked_for_again_with_the_same_key_is_the_same(
        self, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        first, again = (ask(visitor, Idempotency_Key="of-the-page") for _ in range(2))
        send()
        assert first == again
        assert len(codes(mailbox)) == 1

    def test_is_not_sent_once_it_is_over(
        self, visitor: Caller, clock: FixedClock, send: Send, mailbox: Mailbox
    ) -> None:
        ask(visitor)
        clock.forward(minutes=10)
        send()
        assert mailbox.taken == []


class TestAsking:
    def test_takes_one_round_trip_whoever_is_known(
        self, visitor: Caller, submit: Submit, round_trips: RoundTrips
    ) -> None:
        submit(phone=None, email="robin@example.com")
        known = round_trips.during(lambda: ask(visitor))
        unknown = round_trips.during(lambda: ask(visitor, {**ROBIN, "email": "no@example.com"}))
        assert known == unknown == ["TransactWriteItems"]

    def test_is_answered_alike_when_the_address_had_its_codes_of_the_hour(
        self, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        answers = []
        for number in range(MOST_CODES + 2):
            answers.append(ask(visitor, Browser_Id=f"browser-{number}"))
            send()
        assert len({tuple(each) for each in answers}) == 1
        assert len(codes(mailbox)) == MOST_CODES

    def test_gets_codes_again_an_hour_after_the_first(
        self, visitor: Caller, clock: FixedClock, send: Send, mailbox: Mailbox
    ) -> None:
        for number in range(MOST_CODES + 1):
            ask(visitor, Browser_Id=f"browser-{number}")
            send()
            clock.forward(minutes=15)
        assert len(codes(mailbox)) == MOST_CODES
        ask(visitor)
        send()
        assert len(codes(mailbox)) == MOST_CODES + 1

    def test_fills_nobody_s_mailbox_by_the_hour(
        self, visitor: Caller, clock: FixedClock, send: Send, mailbox: Mailbox
    ) -> None:
        clock.now = clock.now.replace(hour=0, minute=0)
        for _ in range(8):
            for number in range(MOST_CODES):
                ask(visitor, Browser_Id=f"browser-{number}")
            send()
            clock.forward(minutes=61)
        assert len(codes(mailbox)) == MOST_CODES_A_DAY

    def test_is_refused_to_a_browser_that_asks_on_and_on_for_whomever(
        self, visitor: Caller, clinic: Clinic, clock: FixedClock
    ) -> None:
        most = clinic.messages.most_codes_per_visitor
        for number in range(most):
            ask(visitor, {**ROBIN, "email": f"robin{number}@example.com"}, Browser_Id="one")
        body = {"location_id": "new-york", **ROBIN}
        refused = visitor.post("/proofs", body, Browser_Id="one")
        assert (refused.status, refused.json["type"]) == (
            429,
            "urn:frontdesk:problem:too-many-codes",
        )
        assert visitor.post("/proofs", body, Browser_Id="other").status == 201
        clock.forward(minutes=61)
        assert visitor.post("/proofs", body, Browser_Id="one").status == 201


class TestTyping:
    def test_the_code_proves_with_or_without_a_space_and_again(
        self, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        asked = ask(visitor)
        send()
        (code,) = codes(mailbox)
        first = type_code(visitor, asked, code)
        again = type_code(visitor, asked, code.replace(" ", "-"))
        assert first.status == again.status == 200
        assert first.json == again.json

    def test_another_code_does_not(self, visitor: Caller, send: Send, mailbox: Mailbox) -> None:
        asked = ask(visitor)
        send()
        reply = type_code(visitor, asked, another_than(codes(mailbox)[0]))
        assert (reply.status, reply.json["type"]) == (409, "urn:frontdesk:problem:wrong-code")

    def test_the_code_proves_no_more_after_five_wrong_ones(
        self, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        asked = ask(visitor)
        send()
        (code,) = codes(mailbox)
        for _ in range(MOST_WRONG_TRIES):
            assert type_code(visitor, asked, another_than(code)).status == 409
        assert type_code(visitor, asked, code).status == 409

    def test_the_code_proves_after_four_wrong_ones(
        self, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        asked = ask(visitor)
        send()
        (code,) = codes(mailbox)
        for _ in range(MOST_WRONG_TRIES - 1):
            type_code(visitor, asked, another_than(code))
        assert type_code(visitor, asked, code).status == 200

    def test_the_code_proves_no_more_after_ten_minutes(
        self, visitor: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        asked = ask(visitor)
        send()
        clock.forward(minutes=10)
        assert type_code(visitor, asked, codes(mailbox)[0]).status == 409

    def test_a_code_that_was_never_sent_proves_nothing(self, visitor: Caller, run: Runtime) -> None:
        """Else whoever asks a thousand times has a thousand codes to guess at."""
        from chalicelib.proof.code import code_of

        asked = ask(visitor)
        assert type_code(visitor, asked, code_of(run, asked["proof_id"])).status == 409

    def test_another_browser_can_do_nothing_with_it(
        self, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        asked, others = ask(visitor), ask(visitor, {**ROBIN, "email": "other@example.com"})
        send()
        code = codes(mailbox)[0]
        stolen = {**asked, "code_token": others["code_token"]}
        assert type_code(visitor, stolen, code).status == 404
        reply = visitor.post(f"/proofs/{asked['proof_id']}/code", {"code": code})
        assert reply.status == 401

    def test_no_stranger_locks_out_an_owner(
        self, visitor: Caller, clinic: Clinic, send: Send, mailbox: Mailbox
    ) -> None:
        """Who typed wrong as often as they may stops themselves alone."""
        for number in range(clinic.messages.most_code_tries_per_visitor // MOST_WRONG_TRIES):
            theirs = ask(visitor, {**ROBIN, "name": f"Guess {number}"}, Browser_Id="stranger")
            for _ in range(MOST_WRONG_TRIES):
                assert type_code(visitor, theirs, "000000", Browser_Id="stranger").status == 409
        theirs = ask(visitor, Browser_Id="stranger")
        refused = type_code(visitor, theirs, "000000", Browser_Id="stranger")
        assert (refused.status, refused.json["type"]) == (
            429,
            "urn:frontdesk:problem:too-many-code-tries",
        )
        own = ask(visitor, Browser_Id="owner")
        send()
        answers = [type_code(visitor, own, code, Browser_Id="owner") for code in codes(mailbox)]
        assert 429 not in {each.status for each in answers}

    def test_a_wrong_code_takes_two_round_trips(
        self, visitor: Caller, send: Send, mailbox: Mailbox, round_trips: RoundTrips
    ) -> None:
        asked = ask(visitor)
        send()
        (code,) = codes(mailbox)
        trips = round_trips.during(lambda: type_code(visitor, asked, another_than(code)))
        assert trips == ["GetItem", "TransactWriteItems"]


class TestAProofOpens:
    def test_the_appointments_ahead_which_can_then_be_changed(
        self, published: None, visitor: Caller, desk: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        made = book(desk)
        (shown,) = things(visitor, send, mailbox)["appointments"]
        assert shown["appointment_id"] == made["appointment_id"]
        path = f"/appointments/{made['appointment_id']}/cancel"
        reply = visitor.post(path, {}, Manage_Token=shown["manage_token"])
        assert (reply.status, reply.json["status"]) == (200, "cancelled")

    def test_what_was_given_with_a_number_and_the_address_but_not_with_the_number_alone(
        self, published: None, visitor: Caller, desk: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        both = book(desk, phone="212-555-0123", **ROBIN)
        book(desk, AT_1130, name="Robin Example", phone="212-555-0123")
        shown = things(visitor, send, mailbox)["appointments"]
        assert [each["appointment_id"] for each in shown] == [both["appointment_id"]]

    def test_the_requests_that_wait_for_an_answer_with_their_promise(
        self, visitor: Caller, submit: Submit, desk: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        sent = submit(**ROBIN)
        submit(**{**ROBIN, "email": None}, service_id=INFUSION)
        (shown,) = things(visitor, send, mailbox)["requests"]
        assert shown["reference"] == sent["reference"]
        assert shown["respond_by"] == sent["respond_by"]
        path = f"/requests/{shown['request_id']}"
        assert visitor.get(path, Visitor_Token=shown["visitor_token"]).status == 200
        attempt(desk, claim_next(desk), "reached")
        assert things(visitor, send, mailbox)["requests"] == []

    def test_nothing_of_anybody_else_at_the_address(
        self, published: None, visitor: Caller, desk: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        book(desk)
        assert things(visitor, send, mailbox, KIM) == {
            "appointments": [],
            "requests": [],
            "waitlist": [],
            "do_not_contact": False,
        }

    def test_nothing_past(
        self,
        published: None,
        visitor: Caller,
        desk: Caller,
        clock: FixedClock,
        send: Send,
        mailbox: Mailbox,
    ) -> None:
        book(desk)
        clock.forward(days=8)
        assert things(visitor, send, mailbox)["appointments"] == []

    def test_the_places_on_the_waitlist_which_can_then_be_left(
        self, published: None, visitor: Caller, desk: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        wish = {"service_id": INFUSION, "wish": WISH}
        by_staff = desk.post(f"{HERE}/waitlist", {**wish, **ROBIN})
        assert by_staff.status == 201, by_staff.text
        desk.post(f"{HERE}/waitlist", {**wish, **KIM})
        (entry,) = things(visitor, send, mailbox)["waitlist"]
        path = f"/waitlist/{entry['entry_id']}/leave"
        assert visitor.post(path, {}, Manage_Token=entry["token"]).json["state"] == "left"

    def test_one_s_own_wish_not_to_be_contacted_which_can_be_lifted(
        self, visitor: Caller, submit: Submit, desk: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        for who in (ROBIN, KIM):
            submit(**{"phone": None, **who})
            attempt(desk, claim_next(desk), "do-not-contact")
        path, tokens = prove(visitor, send, mailbox)
        assert visitor.get(f"{path}/things", **tokens).json["do_not_contact"]
        lifted = visitor.post(f"{path}/contact-again", {}, **tokens)
        again = visitor.post(f"{path}/contact-again", {}, **tokens)
        assert lifted.json == again.json
        assert not lifted.json["do_not_contact"]
        found = desk.post("/people/search", {"email": "robin@example.com"}).json["people"]
        assert {each["first_name"]: each["do_not_contact"] for each in found} == {
            "Robin": False,
            "Kim": True,
        }

    def test_for_half_an_hour_in_the_browser_that_asked(
        self, visitor: Caller, clock: FixedClock, send: Send, mailbox: Mailbox
    ) -> None:
        path, tokens = prove(visitor, send, mailbox)
        other = ask(visitor)
        wrong = [
            ({**tokens, "Code_Token": other["code_token"]}, 404),
            ({**tokens, "Proof_Token": "made-up"}, 404),
            ({"Code_Token": tokens["Code_Token"]}, 401),
            ({"Proof_Token": tokens["Proof_Token"]}, 401),
        ]
        for sent, status in wrong:
            assert visitor.get(f"{path}/things", **sent).status == status
        assert visitor.get(f"{path}/things", **tokens).status == 200
        clock.forward(minutes=30)
        assert visitor.get(f"{path}/things", **tokens).status == 404


class TestAPerson:
    def test_is_proven_on_their_card_by_whom_they_were_and_when(
        self, visitor: Caller, submit: Submit, desk: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        submit(**{"phone": None, **ROBIN})
        prove(visitor, send, mailbox)
        (found,) = desk.post("/people/search", {"email": "robin@example.com"}).json["people"]
        assert found["proven"]
        card = desk.get(f"/people/{found['person_id']}").json["person"]
        assert "proven_at" not in card
        assert card["code_proven_at"] == "2026-11-23T15:00:00Z"
        lines = desk.get(f"/people/{found['person_id']}/timeline").json["entries"]
        assert ("address-proven", "visitor") in [(each["what"], each["by"]) for each in lines]

    def test_with_another_name_is_not(
        self, visitor: Caller, submit: Submit, desk: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        submit(**{"phone": None, **ROBIN})
        prove(visitor, send, mailbox, KIM)
        (found,) = desk.post("/people/search", {"email": "robin@example.com"}).json["people"]
        assert (found["first_name"], found["proven"]) == ("Robin", False)
