"""The desk sees what a person was told, has it sent again, and learns what did not go."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime, using
from tests.conftest import FixedClock, make_runtime

from .conftest import Caller, Reply, Submit, claim_next
from .mailbox import Mailbox
from .test_letters import letter, missed
from .test_messages import AT_1130, MONDAY, Send, book, book_online, change
from .test_messages import published as published
from .test_messages import send as send

HERE = "/locations/new-york"
BOOKED = f"Your appointment: {MONDAY}"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on."""
    with using(replace(make_runtime(dynamodb, clock, clinic), email=mailbox)) as runtime:
        yield runtime


def of_person(desk: Caller, person_id: str) -> Any:
    reply = desk.get(f"/people/{person_id}/messages")
    assert reply.status == 200, reply.text
    return reply.json["messages"]


def of_appointment(desk: Caller, made: Any) -> Any:
    reply = desk.get(f"/staff/appointments/{made['appointment_id']}/messages")
    assert reply.status == 200, reply.text
    return reply.json["messages"]


def again(caller: Caller, message: Any) -> Reply:
    body = {"asked_again": message["asked_again"]}
    return caller.post(f"/messages/{message['message_id']}/send-again", body)


def kinds(messages: Any) -> set[str]:
    return {each["kind"] for each in messages}


def the(messages: Any, kind: str) -> Any:
    (found,) = [each for each in messages if each["kind"] == kind]
    return found


class TestWhatAPersonWasTold:
    def test_is_listed_with_kind_time_address_and_state(
        self, published: None, desk: Caller, send: Send, clock: FixedClock
    ) -> None:
        made = book(desk)
        clock.forward(minutes=3)
        send()
        messages = of_person(desk, made["person_id"])
        assert kinds(messages) == {"booked", "reminder"}
        booked, reminder = the(messages, "booked"), the(messages, "reminder")
        assert (booked["state"], booked["to"]) == ("sent", "robin@example.com")
        assert booked["sent_at"] == "2026-11-23T15:03:00Z"
        assert (reminder["state"], reminder.get("sent_at")) == ("waiting", None)
        assert reminder["due_at"] == "2026-11-28T15:00:00Z"

    def test_goes_back_to_the_first_request(self, submit: Submit, desk: Caller, send: Send) -> None:
        submit(phone=None, email="robin@example.com")
        send()
        (message,) = of_person(desk, claim_next(desk)["person_id"])
        assert (message["kind"], message["state"]) == ("request-received", "sent")
        assert message["to"] == "robin@example.com"

    def test_is_about_calls_the_waitlist_and_letters_too(
        self, submit: Submit, desk: Caller, send: Send, clock: FixedClock
    ) -> None:
        submit(phone=None, email="robin@example.com")
        card = claim_next(desk)
        letter(desk, card)
        clock.forward(minutes=3)
        send()
        messages = of_person(desk, card["person_id"])
        assert kinds(messages) == {"request-received", "letter-call-us"}

    def test_says_why_something_did_not_go(
        self, published: None, desk: Caller, send: Send, clock: FixedClock
    ) -> None:
        """Booked and called off before anybody was told: so they are told of neither."""
        made = book(desk)
        change(desk, made, "cancel")
        clock.forward(minutes=4)
        send()
        booked = the(of_person(desk, made["person_id"]), "booked")
        assert (booked["state"], booked["why"]) == ("called-off", "nothing-to-tell")
        assert missed(desk) == [], "it is missed by nobody"

    def test_shows_no_message_to_somebody_else_in_the_same_call(
        self, submit: Submit, desk: Caller, send: Send, clock: FixedClock
    ) -> None:
        submit(phone=None, email="robin@example.com")
        submit(phone=None, email="robin@example.com", name="Kim Example")
        card = claim_next(desk)
        robin, kim = sorted(card["people"], key=lambda each: each["name"] != "Robin Example")
        assert letter(desk, card, person_id=robin["person_id"]).status == 200
        clock.forward(minutes=3)
        send()
        assert "letter-call-us" in kinds(of_person(desk, robin["person_id"]))
        assert kinds(of_person(desk, kim["person_id"])) == {"request-received"}

    def test_is_never_a_code(self, submit: Submit, desk: Caller, visitor: Caller) -> None:
        submit(phone=None, email="robin@example.com")
        asked = {"location_id": "new-york", "name": "Robin Example", "email": "robin@example.com"}
        assert visitor.post("/proofs", asked).status == 201
        assert kinds(of_person(desk, claim_next(desk)["person_id"])) == {"request-received"}

    def test_is_paged(self, submit: Submit, desk: Caller, clock: FixedClock) -> None:
        for _ in range(25):
            submit(phone=None, email="robin@example.com")
            clock.forward(seconds=1)
        path = f"/people/{claim_next(desk)['person_id']}/messages"
        first = desk.get(path).json
        rest = desk.get(f"{path}?cursor={first['next_cursor']}").json
        ids = {each["message_id"] for each in (*first["messages"], *rest["messages"])}
        assert len(ids) == len(first["messages"]) + len(rest["messages"]) == 25
        assert "next_cursor" not in rest

    def test_is_looked_at_on_record(self, published: None, desk: Caller) -> None:
        made = book(desk)
        of_person(desk, made["person_id"])
        of_appointment(desk, made)
        told = desk.get(f"/people/{made['person_id']}/timeline").json["entries"]
        looks = [each["kind"] for each in told if each["what"] == "messages-viewed"]
        assert sorted(looks) == ["appointment", "person"]


class TestWhatAnAppointmentTold:
    def test_is_its_own_alone_and_of_its_series(
        self, published: None, desk: Caller, send: Send
    ) -> None:
        made = book(desk)
        other = book(desk, AT_1130, name="Kim Example")
        assert kinds(of_appointment(desk, made)) == {"booked", "reminder"}
        ids = [each["message_id"] for one in (made, other) for each in of_appointment(desk, one)]
        assert len(set(ids)) == 4

    def test_tells_that_it_went_elsewhere_than_it_would_now(
        self, published: None, desk: Caller, run: Runtime, send: Send, clock: FixedClock
    ) -> None:
        """The outbox keeps no address; so of another one it tells just that it was another."""
        made = book(desk)
        clock.forward(minutes=3)
        send()
        key = {"pk": {"S": f"APPOINTMENT#{made['appointment_id']}"}, "sk": {"S": "APPOINTMENT"}}
        run.table.client.update_item(
            TableName="frontdesk-test",
            Key=key,
            UpdateExpression="SET email = :now",
            ExpressionAttributeValues={":now": {"S": "other@example.com"}},
        )
        booked = the(of_appointment(desk, made), "booked")
        assert (booked.get("to"), booked["to_another"]) == (None, True)


class TestSendingAgain:
    def test_sends_what_was_sent_as_it_now_stands(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        made = book(desk)
        clock.forward(minutes=3)
        send()
        clock.forward(minutes=1)
        asked = again(desk, the(of_appointment(desk, made), "booked"))
        assert asked.status == 200, asked.text
        send()
        assert mailbox.subjects == [BOOKED, BOOKED]
        ids = {str(mail["Message-ID"]) for mail in mailbox.mails}
        assert len(ids) == 2, "a mail program takes them for two, and shows both"

    def test_pressed_twice_goes_once(
        self,
        published: None,
        desk: Caller,
        colleague: Caller,
        send: Send,
        mailbox: Mailbox,
        clock: FixedClock,
    ) -> None:
        made = book(desk)
        clock.forward(minutes=3)
        send()
        booked = the(of_appointment(desk, made), "booked")
        assert again(desk, booked).json == again(desk, booked).json
        send()
        assert again(colleague, booked).status == 200, "that is done already"
        send()
        assert mailbox.subjects == [BOOKED, BOOKED]
        assert again(desk, the(of_appointment(desk, made), "booked")).status == 200
        send()
        assert mailbox.subjects == [BOOKED, BOOKED, BOOKED], "meant anew, it goes anew"

    def test_is_needless_while_it_waits(self, published: None, desk: Caller) -> None:
        made = book(desk)
        refused = again(desk, the(of_appointment(desk, made), "booked"))
        assert refused.status == 409
        assert refused.json["type"].endswith("message-waits")

    def test_is_refused_once_what_it_tells_is_over(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        made = book(desk)
        clock.forward(minutes=3)
        send()
        booked = the(of_appointment(desk, made), "booked")
        change(desk, made, "cancel")
        refused = again(desk, booked)
        assert refused.status == 409
        assert refused.json["type"].endswith("nothing-to-tell")

    def test_is_refused_while_mail_is_off(
        self, published: None, desk: Caller, run: Runtime, send: Send, clock: FixedClock
    ) -> None:
        made = book(desk)
        clock.forward(minutes=3)
        send()
        booked = the(of_appointment(desk, made), "booked")
        with using(replace(run, email=None)):
            assert again(desk, booked).status == 409

    def test_keeps_to_what_an_unproven_address_may_get(
        self,
        published: None,
        visitor: Caller,
        desk: Caller,
        run: Runtime,
        send: Send,
        mailbox: Mailbox,
    ) -> None:
        """Whoever presses: an address that a stranger typed gets its few a day. That is told."""
        made = book_online(visitor)
        send()
        for _ in range(run.clinic.messages.most_mails_a_day + 2):
            again(desk, the(of_appointment(desk, made), "booked"))
            send()
        assert len(mailbox.taken) == run.clinic.messages.most_mails_a_day
        (line,) = missed(desk)
        assert (line["kind"], line["why"]) == ("booked", "enough-today")

    def test_is_never_of_a_code(self, visitor: Caller, desk: Caller, run: Runtime) -> None:
        asked = {"location_id": "new-york", "name": "Robin Example", "email": "robin@example.com"}
        proof_id = visitor.post("/proofs", asked).json["proof_id"]
        items = run.table.client.scan(TableName="frontdesk-test")["Items"]
        (message_id,) = [
            item["message_id"]["S"] for item in items if item.get("kind") == {"S": "code"}
        ]
        assert message_id.startswith(proof_id)
        body = {"asked_again": 0}
        assert desk.post(f"/messages/{message_id}/send-again", body).status == 404


class TestWhatWasGivenUp:
    def give_up(self, send: Callable[[], Any], mailbox: Mailbox, clock: FixedClock) -> None:
        """The provider takes nothing for longer than it is tried."""
        mailbox.failing = "Throttling"
        for _ in range(16):
            clock.forward(hours=1)
            send()
        mailbox.failing = None

    @pytest.fixture
    def try_all(self, job: Callable[[str], Any]) -> Callable[[], Any]:
        return lambda: job("send-messages")

    def test_stands_at_the_desk_with_whom_and_why(
        self,
        published: None,
        desk: Caller,
        mailbox: Mailbox,
        clock: FixedClock,
        try_all: Callable[[], Any],
    ) -> None:
        made = book(desk)
        self.give_up(try_all, mailbox, clock)
        (line,) = missed(desk)
        assert (line["kind"], line["state"], line["why"]) == ("booked", "given-up", "Throttling")
        assert line["person_id"] == made["person_id"]
        assert (line["first_name"], line["last_initial"]) == ("Robin", "E")

    def test_is_sent_again_from_there_and_stands_there_no_more(
        self,
        published: None,
        desk: Caller,
        mailbox: Mailbox,
        clock: FixedClock,
        try_all: Callable[[], Any],
    ) -> None:
        book(desk)
        self.give_up(try_all, mailbox, clock)
        (line,) = missed(desk)
        assert again(desk, line).status == 200
        assert missed(desk) == []
        try_all()
        assert mailbox.subjects == [BOOKED]
        assert missed(desk) == []

    def test_is_tried_no_more_by_itself(
        self,
        published: None,
        desk: Caller,
        mailbox: Mailbox,
        clock: FixedClock,
        try_all: Callable[[], Any],
    ) -> None:
        """Also where another message has to come after it."""
        made = book(desk)
        self.give_up(try_all, mailbox, clock)
        change(desk, made, "reschedule", starts_at=AT_1130)
        clock.forward(minutes=4)
        try_all()
        assert mailbox.subjects == [
            "Your appointment has a new time: Monday, November 30, 11:30 am EST"
        ]
        assert [each["kind"] for each in missed(desk)] == ["booked"]

    def test_costs_one_query_where_there_is_nothing(
        self, desk: Caller, run: Runtime, published: None
    ) -> None:
        assert missed(desk) == []
        assert desk.get("/locations/nowhere/missed-messages").status == 404
