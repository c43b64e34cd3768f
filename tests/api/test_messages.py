"""What patients are told by email: when, how often, and of what."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.clock import parse_instant
from chalicelib.platform.runtime import Runtime, using
from tests.conftest import FixedClock, make_runtime

from .conftest import Caller, Submit, attempt, claim_next
from .mailbox import Mailbox, html_of, text_of

Job = Callable[[str], Any]
HERE = "/locations/new-york"
INFUSION = "ketamine-infusion"
AT_10, AT_1130 = "2026-11-30T15:00:00Z", "2026-11-30T16:30:00Z"
MONDAY = "Monday, November 30, 10:00 am EST"
ROBIN = {"name": "Robin Example", "email": "robin@example.com"}


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on."""
    with using(replace(make_runtime(dynamodb, clock, clinic), email=mailbox)) as runtime:
        yield runtime


@pytest.fixture
def send(job: Job) -> Callable[[], Any]:
    """Let the job run once; its report."""

    def sent() -> Any:
        report = job("send-messages")
        assert report["failed"] == 0
        return report

    return sent


Send = Callable[[], Any]


@pytest.fixture
def published(manager: Caller) -> None:
    days = {"from": "2026-11-30", "to": "2026-12-11"}
    assert manager.post(f"{HERE}/slots/publish", days).status == 200


def book_online(visitor: Caller, starts_at: str = AT_10, **changes: Any) -> Any:
    hold = {"location_id": "new-york", "service_id": INFUSION, "starts_at": starts_at}
    token = visitor.post("/holds", hold).json["hold_token"]
    reply = visitor.post("/appointments", {"hold_token": token, **ROBIN, **changes})
    assert reply.status == 201, reply.text
    return reply.json


def book(desk: Caller, starts_at: str = AT_10, **changes: Any) -> Any:
    body = {"service_id": INFUSION, "starts_at": starts_at, **ROBIN, **changes}
    reply = desk.post(f"{HERE}/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


def change(caller: Caller, made: Any, verb: str, **fields: Any) -> Any:
    reply = caller.post(f"/staff/appointments/{made['appointment_id']}/{verb}", fields)
    assert reply.status == 200, reply.text
    return reply.json


class TestAConfirmation:
    def test_goes_at_once_to_whoever_booked_online_with_an_address(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        book_online(visitor)
        assert send()["counts"] == {"sent": 1}
        ((to, _),) = mailbox.taken
        (mail,) = mailbox.mails
        assert to == "robin@example.com"
        assert mail["Subject"] == f"Your appointment: {MONDAY}"
        assert str(mail["From"]) == "Harbor Light <desk@clinic.example>"
        assert f"Your appointment is booked.\n\n{MONDAY}\n" in text_of(mail)
        assert MONDAY in html_of(mail)
        assert "(212) 555-0142" in text_of(mail)

    def test_goes_once(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        book_online(visitor)
        send()
        send()
        assert len(mailbox.taken) == 1

    def test_goes_to_nobody_who_gave_no_address(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        book_online(visitor, email=None, phone="212-555-0123")
        assert send()["due"] == 0
        assert mailbox.taken == []

    def test_is_in_the_language_of_the_page(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox
    ) -> None:
        book_online(visitor, language="es")
        send()
        (mail,) = mailbox.mails
        assert "Su cita está reservada." in text_of(mail)
        assert "lunes 30 de noviembre" in str(mail["Subject"])
        assert mail["Content-Language"] == "es"

    def test_waits_three_minutes_where_staff_booked(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        book(desk)
        clock.forward(minutes=2)
        send()
        assert mailbox.taken == []
        clock.forward(minutes=1)
        send()
        assert mailbox.subjects == [f"Your appointment: {MONDAY}"]

    def test_tells_the_time_as_it_is_when_it_goes(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        """Moved within the three minutes: one mail, with the time that counts."""
        made = book(desk)
        clock.forward(minutes=1)
        change(desk, made, "reschedule", starts_at=AT_1130)
        clock.forward(minutes=4)
        send()
        send()
        assert mailbox.subjects == ["Your appointment: Monday, November 30, 11:30 am EST"]


class TestWhatStaffUndoWithinThreeMinutes:
    def test_tells_nobody_that_it_was_booked_nor_that_it_is_canceled(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        change(desk, book(desk), "cancel")
        clock.forward(minutes=10)
        send()
        assert mailbox.taken == []

    def test_tells_nobody_that_it_was_moved_and_moved_back(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        made = book(desk)
        clock.forward(minutes=4)
        send()
        change(desk, made, "reschedule", starts_at=AT_1130)
        clock.forward(minutes=1)
        change(desk, made, "reschedule", starts_at=AT_10)
        clock.forward(minutes=4)
        send()
        assert len(mailbox.taken) == 1


class TestAChange:
    def test_of_time_is_told_and_the_reminders_follow(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        made = book(desk, "2026-12-08T15:00:00Z")
        clock.forward(minutes=4)
        send()
        change(desk, made, "reschedule", starts_at="2026-12-10T15:00:00Z")
        clock.forward(minutes=4)
        send()
        new = "Thursday, December 10, 10:00 am EST"
        assert mailbox.subjects[1:] == [f"Your appointment has a new time: {new}"]
        clock.now = parse_instant("2026-12-08T14:59:00Z")
        send()
        assert len(mailbox.taken) == 2
        for instant in ("2026-12-08T15:00:00Z", "2026-12-09T15:00:00Z", "2026-12-10T14:00:00Z"):
            clock.now = parse_instant(instant)
            send()
        assert mailbox.subjects[2:] == [f"Reminder of your appointment: {new}"] * 2

    def test_to_canceled_is_told_and_nobody_is_reminded(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        made = book(desk, "2026-12-08T15:00:00Z")
        clock.forward(minutes=4)
        send()
        change(desk, made, "cancel")
        clock.forward(minutes=4)
        send()
        clock.now = parse_instant("2026-12-06T15:00:00Z")
        send()
        when = "Tuesday, December 8, 10:00 am EST"
        assert mailbox.subjects[1:] == [f"Your appointment is canceled: {when}"]

    def test_by_staff_of_what_a_visitor_just_booked_is_told(
        self,
        published: None,
        visitor: Caller,
        desk: Caller,
        send: Send,
        mailbox: Mailbox,
        clock: FixedClock,
    ) -> None:
        change(desk, book_online(visitor), "cancel")
        clock.forward(minutes=4)
        send()
        send()
        assert mailbox.subjects == [f"Your appointment is canceled: {MONDAY}"]


class TestAReminder:
    def test_goes_two_days_and_one_day_before(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        book_online(visitor)
        send()
        for instant, count in (
            ("2026-11-28T14:59:00Z", 1),
            ("2026-11-28T15:00:00Z", 2),
            ("2026-11-29T14:59:00Z", 2),
            ("2026-11-29T15:00:00Z", 3),
            ("2026-11-30T14:59:00Z", 3),
        ):
            clock.now = parse_instant(instant)
            send()
            assert len(mailbox.taken) == count, instant
        assert len({mail["Message-ID"] for mail in mailbox.mails}) == 3


class TestAReceipt:
    def test_goes_with_promise_and_reference_and_no_typed_word(
        self, submit: Submit, send: Send, mailbox: Mailbox
    ) -> None:
        receipt = submit(email="robin@example.com", name="Marzipan Zebra", message="pistachio")
        send()
        (mail,) = mailbox.mails
        assert mail["Subject"] == "We have your request"
        assert receipt["reference"] in text_of(mail)
        assert "We'll call you by Monday, November 23, " in text_of(mail)
        whole = f"{mail} {text_of(mail)} {html_of(mail)}".lower()
        assert not [
            word for word in ("marzipan", "zebra", "pistachio", "ketamine") if word in whole
        ]


class TestSomebodyWhoCouldNotBeReached:
    def test_is_told_how_to_reach_the_clinic(
        self, submit: Submit, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        submit(email="robin@example.com")
        after: Any = {}
        while after.get("state") != "closed":
            after = attempt(desk, claim_next(desk), "no-answer")
            clock.now = parse_instant(after["not_before"]) if "not_before" in after else clock.now
        send()
        clock.forward(minutes=4)
        send()
        assert mailbox.subjects == ["We tried to call you"]
