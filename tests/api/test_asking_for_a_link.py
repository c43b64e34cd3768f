"""The link to an appointment or a request, by its reference and the address that came with it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime, runtime, using
from chalicelib.platform.senders import SendFailedError
from chalicelib.platform.settings import Settings
from chalicelib.platform.storage.expressions import from_attributes
from tests.conftest import FixedClock, RoundTrips, make_runtime
from tests.published import publish_days

from .conftest import Caller, Submit, attempt, claim_next
from .mailbox import Mailbox, text_of
from .test_reopening import reopen, undo

HERE = "/locations/new-york"
INFUSION = "ketamine-infusion"
AT_10 = "2026-11-30T15:00:00Z"
NEXT_DAY = "2026-12-01T15:00:00Z"
ROBIN = {"name": "Robin Example", "email": "robin@example.com"}
BY_EMAIL = {**ROBIN, "phone": None}
PAGES = "https://frontdesk.example/api/"
LINK = re.compile(rf"{PAGES}(\w+)(?:\?lang=(\w+))?#([0-9a-z]{{26}})\.([\w-]+)")
NONE_OF_OURS = "7K3M-Q2PX"

Send = Callable[[], Any]
LinkBy = Callable[[str], tuple[str, str]]


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on, and the job knows the address of the pages."""
    settings = Settings.model_validate({"FRONTDESK_ENDPOINT_URL": PAGES})
    world = replace(make_runtime(dynamodb, clock, clinic), email=mailbox, settings=settings)
    with using(world) as runtime:
        yield runtime


@pytest.fixture
def send(job: Callable[[str], Any]) -> Send:
    """Let the job run once."""
    return lambda: job("send-messages")


@pytest.fixture
def booked(manager: Caller, desk: Caller) -> Any:
    """An appointment of Robin's, as the desk sees it."""
    publish()
    return book(desk)


@pytest.fixture
def link_by(visitor: Caller, send: Send, mailbox: Mailbox) -> LinkBy:
    """Ask by a reference, and let the one link be sent: its page, and the id of what it opens."""

    def asked(reference: str) -> tuple[str, str]:
        ask(visitor, reference)
        send()
        ((page, _, of, _),) = links_of(mailbox)
        return page, of

    return asked


def publish() -> None:
    publish_days(runtime(), "new-york", "2026-11-30", "2026-12-11")


def book(staff: Caller, starts_at: str = AT_10, name: str = ROBIN["name"]) -> Any:
    """An appointment that staff book for Robin, or for somebody else with the same address."""
    body = {"service_id": INFUSION, "starts_at": starts_at, **ROBIN, "name": name}
    reply = staff.post(f"{HERE}/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


def ask(
    visitor: Caller, reference: str, email: str = ROBIN["email"], headers: Any = None, **more: str
) -> Any:
    body = {"location_id": "new-york", "reference": reference, "email": email, **more}
    reply = visitor.post("/links", body, **(headers or {}))
    assert reply.status == 201, reply.text
    return reply.json


def note(answers: list[Any], asking: Send) -> None:
    answers.append(asking())


def answered_by_staff(manager: Caller, submit: Submit, count: int) -> tuple[Any, Any]:
    """The last of so many requests of Robin's, and the appointment that staff booked for them."""
    publish()
    sent = [submit(**BY_EMAIL) for _ in range(count)]
    return sent[-1], book(manager)


def cancel(manager: Caller, booked: Any, *, owe_call: bool) -> None:
    """Staff cancel, and say whether the call is owed again."""
    path = f"/staff/appointments/{booked['appointment_id']}/cancel"
    assert manager.post(path, {"owe_call": owe_call}).status == 200


def links_of(mailbox: Mailbox) -> list[tuple[str, ...]]:
    """Page, language, id and token of each link that was asked for."""
    asked = ("The link you asked for", "El enlace que pidió")
    mails = [mail for mail in mailbox.mails if str(mail["Subject"]).strip() in asked]
    return [found.groups() for mail in mails for found in LINK.finditer(text_of(mail))]


class TestTheLink:
    def test_to_an_appointment_goes_to_its_address_and_opens_it(
        self, visitor: Caller, booked: Any, send: Send, mailbox: Mailbox
    ) -> None:
        ask(visitor, booked["reference"].lower().replace("-", " "), language="es")
        send()
        ((page, language, of, token),) = links_of(mailbox)
        assert (page, language, of) == ("manage", "es", booked["appointment_id"])
        assert visitor.get(f"/appointments/{of}", Manage_Token=token).status == 200

    def test_to_a_request_goes_to_its_address_and_opens_it(
        self, visitor: Caller, submit: Submit, send: Send, mailbox: Mailbox
    ) -> None:
        sent = submit(**ROBIN)
        ask(visitor, sent["reference"])
        send()
        ((page, _, of, token),) = links_of(mailbox)
        assert (page, of) == ("receipt", sent["request_id"])
        assert visitor.get(f"/requests/{of}", Visitor_Token=token).status == 200

    def test_by_a_request_that_was_answered_leads_to_the_appointment(
        self, visitor: Caller, manager: Caller, submit: Submit, link_by: LinkBy
    ) -> None:
        publish()
        sent = submit(**BY_EMAIL, service_id=INFUSION)
        request, proof = (
            {"request_id": sent["request_id"]},
            {"Request_Token": sent["visitor_token"]},
        )
        wish = {"location_id": "new-york", "service_id": INFUSION, "starts_at": AT_10, **request}
        hold = visitor.post("/holds", wish, **proof).json
        body = {**ROBIN, **request, "hold_token": hold["hold_token"]}
        made = visitor.post("/appointments", body, **proof).json
        assert link_by(sent["reference"]) == ("manage", made["appointment_id"])

    @pytest.mark.parametrize("count", [1, 2, 3])
    def test_by_one_of_the_requests_that_staff_answered_leads_to_the_appointment(
        self, manager: Caller, submit: Submit, link_by: LinkBy, count: int
    ) -> None:
        sent, made = answered_by_staff(manager, submit, count)
        assert link_by(sent["reference"]) == ("manage", made["appointment_id"])

    @pytest.mark.parametrize("count", [1, 2])
    @pytest.mark.parametrize("is_open_anew", [True, False])
    def test_by_a_request_that_a_canceled_appointment_gave_back_leads_to_its_receipt(
        self,
        manager: Caller,
        submit: Submit,
        link_by: LinkBy,
        count: int,
        is_open_anew: bool,
    ) -> None:
        """Whether its call is open again by itself, or joined the one of a further form."""
        sent, made = answered_by_staff(manager, submit, count)
        if is_open_anew:
            submit(**BY_EMAIL)
        cancel(manager, made, owe_call=True)
        assert link_by(sent["reference"]) == ("receipt", sent["request_id"])

    def test_by_one_that_was_given_back_into_a_call_and_answered_there_leads_to_what_answered_it(
        self, manager: Caller, submit: Submit, link_by: LinkBy
    ) -> None:
        sent, made = answered_by_staff(manager, submit, 1)
        submit(**BY_EMAIL)
        cancel(manager, made, owe_call=True)
        again = book(manager, NEXT_DAY)
        assert link_by(sent["reference"]) == ("manage", again["appointment_id"])

    def test_by_one_whose_appointment_staff_canceled_for_good_leads_to_its_receipt(
        self, manager: Caller, submit: Submit, link_by: LinkBy
    ) -> None:
        sent, made = answered_by_staff(manager, submit, 1)
        cancel(manager, made, owe_call=False)
        assert link_by(sent["reference"]) == ("receipt", sent["request_id"])

    def test_by_one_that_was_answered_leads_to_nothing_of_somebody_else_with_the_same_address(
        self, manager: Caller, submit: Submit, link_by: LinkBy
    ) -> None:
        """Whose own request was given back into a call that Robin's never was in."""
        publish()
        sent, kim = submit(**BY_EMAIL), "Kim Otherwise"
        submit(**BY_EMAIL | {"name": kim})
        card = claim_next(manager)
        (robin,) = [each["person_id"] for each in card["people"] if each["name"] == ROBIN["name"]]
        attempt(manager, card, "reached", person_id=robin)
        made = book(manager, name=kim)
        submit(**BY_EMAIL | {"name": kim})
        cancel(manager, made, owe_call=True)
        book(manager, NEXT_DAY, kim)
        assert link_by(sent["reference"]) == ("receipt", sent["request_id"])

    def test_by_a_request_whose_call_was_reopened_leads_to_its_receipt(
        self, manager: Caller, submit: Submit, link_by: LinkBy
    ) -> None:
        sent, _ = answered_by_staff(manager, submit, 2)
        (closed,) = manager.get(f"{HERE}/closed-today").json["entries"]
        assert reopen(manager, closed).status == 200
        assert link_by(sent["reference"]) == ("receipt", sent["request_id"])

    def test_by_a_request_whose_outcome_was_undone_leads_to_its_receipt(
        self, manager: Caller, submit: Submit, link_by: LinkBy
    ) -> None:
        sent = submit(**BY_EMAIL)
        card = claim_next(manager)
        attempt(manager, card, "reached")
        assert undo(manager, card).status == 200
        assert link_by(sent["reference"]) == ("receipt", sent["request_id"])

    def test_is_not_sent_for_what_is_past(
        self, visitor: Caller, booked: Any, clock: FixedClock, send: Send, mailbox: Mailbox
    ) -> None:
        clock.forward(days=8)
        ask(visitor, booked["reference"])
        send()
        assert links_of(mailbox) == []

    def test_asked_for_again_with_the_same_key_is_sent_once(
        self, visitor: Caller, booked: Any, send: Send, mailbox: Mailbox
    ) -> None:
        key = {"Idempotency_Key": "of-the-page"}
        first = ask(visitor, booked["reference"], headers=key)
        assert ask(visitor, booked["reference"], headers=key) == first
        send()
        assert len(links_of(mailbox)) == 1


class TestWhoeverAsks:
    def test_gets_the_same_answer_in_one_round_trip(
        self, visitor: Caller, booked: Any, clock: FixedClock, round_trips: RoundTrips
    ) -> None:
        answers: list[Any] = []
        trips = []
        for reference, email in (
            (booked["reference"], ROBIN["email"]),
            (booked["reference"], "other@example.com"),
            (NONE_OF_OURS, ROBIN["email"]),
            (NONE_OF_OURS, "nobody@example.net"),
        ):
            asking = partial(note, answers, partial(ask, visitor, reference, email))
            trips.append(round_trips.during(asking))
            assert answers.pop() == {"asked_at": f"{clock.now:%Y-%m-%dT%H:%M:%SZ}"}
            clock.forward(minutes=61)  # those before count no more: what counts is who asks
        assert trips == [["TransactWriteItems"]] * 4

    def test_with_another_address_sends_nothing_to_anybody(
        self, visitor: Caller, booked: Any, send: Send, mailbox: Mailbox
    ) -> None:
        ask(visitor, booked["reference"], "other@example.com")
        ask(visitor, NONE_OF_OURS)
        send()
        assert links_of(mailbox) == []

    def test_cannot_fill_anybody_s_mailbox(
        self, visitor: Caller, booked: Any, clinic: Clinic, send: Send, mailbox: Mailbox
    ) -> None:
        for number in range(clinic.messages.most_mails_a_day + 3):
            ask(visitor, booked["reference"], headers={"Browser_Id": f"browser-{number}"})
        send()
        assert len(links_of(mailbox)) <= clinic.messages.most_mails_a_day

    def test_is_refused_who_asks_on_and_on_for_whatever(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        for _ in range(clinic.messages.most_codes_per_visitor):
            ask(visitor, NONE_OF_OURS, headers={"Browser_Id": "one"})
        body = {"location_id": "new-york", "reference": NONE_OF_OURS, "email": ROBIN["email"]}
        refused = visitor.post("/links", body, Browser_Id="one")
        assert (refused.status, refused.json["type"]) == (
            429,
            "urn:frontdesk:problem:too-many-links",
        )
        assert visitor.post("/links", body, Browser_Id="other").status == 201

    @pytest.mark.parametrize("reference", ["", "7K3M", "7K3M-Q2PU", "<script>", "7K3M-Q2PX-1"])
    def test_is_told_what_can_be_no_reference(self, visitor: Caller, reference: str) -> None:
        body = {"location_id": "new-york", "reference": reference, "email": ROBIN["email"]}
        refused = visitor.post("/links", body)
        assert refused.status == 422
        assert [error["field"] for error in refused.json["errors"]] == ["reference"]

    def test_leaves_neither_reference_nor_address_in_the_table(
        self, visitor: Caller, dynamodb: Any, run: Runtime
    ) -> None:
        ask(visitor, NONE_OF_OURS, "nobody@example.net")
        items = dynamodb.scan(TableName=run.settings.table)["Items"]
        stored = str([from_attributes(item) for item in items])
        assert NONE_OF_OURS not in stored
        assert "nobody@example.net" not in stored


def test_that_could_not_be_sent_is_nothing_for_the_desk(
    booked: Any,
    visitor: Caller,
    desk: Caller,
    mailbox: Mailbox,
    send: Send,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Anybody can ask for one; whoever waits for it asks for another."""

    def refuse(*_: Any) -> str:
        raise SendFailedError("MessageRejected", is_for_good=True)

    monkeypatch.setattr(mailbox, "send", refuse)
    ask(visitor, booked["reference"])
    send()
    assert desk.get(f"{HERE}/missed-messages").json["messages"] == []
