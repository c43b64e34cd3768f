"""What patients are told by email: when, how often, and of what."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.clock import parse_instant
from chalicelib.platform.runtime import Runtime, using
from tests.conftest import FixedClock, RoundTrips, make_runtime
from tests.published import publish_days

from .conftest import Caller, Submit, a_request, attempt, claim_next
from .mailbox import Mailbox, html_of, text_of

Job = Callable[[str], Any]
HERE = "/locations/new-york"
INFUSION = "ketamine-infusion"
AT_10, AT_1130 = "2026-11-30T15:00:00Z", "2026-11-30T16:30:00Z"
MONDAY = "Monday, November 30, 10:00 am EST"
ROBIN = {"name": "Robin Example", "email": "robin@example.com"}
KNOWN = {"name": "Robin Example", "phone": "212-555-0123"}
OF_A_STRANGER = {"email": "stranger@example.net"}


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
    """Let the job run, again and again where its time runs out; its last report."""

    def sent() -> Any:
        report = job("send-messages")
        while report["left"]:
            report = job("send-messages")
        assert report["failed"] == 0
        return report

    return sent


Send = Callable[[], Any]


@pytest.fixture
def published(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-30", "2026-12-11")


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

    def test_of_a_move_and_a_cancellation_they_are_told_of_the_time_that_they_know(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        """Nobody told them of the time in between: that it is canceled says nothing to them."""
        made = book(desk)
        clock.forward(minutes=4)
        send()
        change(desk, made, "reschedule", starts_at=AT_1130)
        clock.forward(minutes=1)
        change(desk, made, "cancel")
        clock.forward(minutes=4)
        send()
        assert mailbox.subjects[1:] == [f"Your appointment is canceled: {MONDAY}"]


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

    def test_to_canceled_is_told_to_nobody_once_it_would_have_begun(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        made = book(desk, "2026-12-08T15:00:00Z")
        clock.forward(minutes=4)
        send()
        clock.now = parse_instant("2026-12-08T14:57:00Z")
        send()
        before = len(mailbox.taken)
        change(desk, made, "cancel")
        clock.now = parse_instant("2026-12-08T15:00:00Z")
        for _ in range(2):
            send()
            clock.forward(minutes=4)
        assert len(mailbox.taken) == before

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


class TestAnAppointmentThatTheyKnowOf:
    """Made elsewhere before, and brought along."""

    def test_is_reminded_of_and_not_told_as_new(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        book(desk, is_known=True)
        for instant in ("2026-11-23T15:05:00Z", "2026-11-28T15:00:00Z", "2026-11-29T15:00:00Z"):
            clock.now = parse_instant(instant)
            send()
        assert mailbox.subjects == [f"Reminder of your appointment: {MONDAY}"] * 2

    def test_is_told_when_it_is_canceled(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        change(desk, book(desk, is_known=True), "cancel")
        clock.forward(minutes=4)
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

    def test_asks_to_confirm_and_to_get_ready_as_long_as_that_is_to_be_done(
        self, published: None, visitor: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        made = book_online(visitor)
        path, token = f"/appointments/{made['appointment_id']}", made["manage_token"]
        asks = ("Please tell us that you'll be there", "how you'll get home")
        done = {"confirm": {}, "preparation": {"checked": ["escort", "fasting", "no-driving"]}}
        clock.now = parse_instant("2026-11-28T15:00:00Z")
        send()
        assert [ask in text_of(mailbox.mails[-1]) for ask in asks] == [True, True]
        for verb, body in done.items():
            assert visitor.post(f"{path}/{verb}", body, Manage_Token=token).status == 200
        clock.now = parse_instant("2026-11-29T15:00:00Z")
        send()
        assert [ask in text_of(mailbox.mails[-1]) for ask in asks] == [False, False]

    def test_of_an_appointment_with_nothing_to_get_ready_asks_for_nothing(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        book(desk, service_id="ketamine-consultation")
        clock.now = parse_instant("2026-11-28T15:00:00Z")
        send()
        assert mailbox.subjects[-1].startswith("Reminder")
        assert "get ready" not in text_of(mailbox.mails[-1])
        assert "tell us that you" not in text_of(mailbox.mails[-1])


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

    @pytest.mark.parametrize("name", ["Robin Example", "Kim Sample"])
    def test_is_told_though_a_stranger_gave_their_number_with_another_address_before(
        self,
        name: str,
        submit: Submit,
        desk: Caller,
        send: Send,
        mailbox: Mailbox,
        clock: FixedClock,
    ) -> None:
        submit(email="stranger@example.net", name=name)
        submit(email="robin@example.com")
        submit(email="robin@example.com", message="Once more.")
        after: Any = {}
        while after.get("state") != "closed":
            after = attempt(desk, claim_next(desk), "no-answer")
            clock.now = parse_instant(after["not_before"]) if "not_before" in after else clock.now
        clock.forward(minutes=4)
        send()
        told = [to for to, mime in mailbox.taken if b"We tried to call you" in mime]
        assert sorted(told) == ["robin@example.com", "stranger@example.net"]


class TestASeries:
    def test_is_told_in_one_mail_and_each_time_is_reminded_of(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        book_series(desk)
        clock.forward(minutes=4)
        send()
        (mail,) = mailbox.mails
        for day in ("Monday, November 30", "Wednesday, December 2", "Friday, December 4"):
            assert f"{day}, 10:00 am EST" in text_of(mail)
        for days in range(26, 35):
            clock.now = parse_instant("2026-11-01T15:00:00Z") + timedelta(days=days)
            send()
        assert len(mailbox.taken) == 1 + 3 * 2

    def test_one_time_of_which_is_canceled_within_three_minutes_is_told_without_it(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        change(desk, book_series(desk)["appointments"][1], "cancel")
        for _ in range(2):
            clock.forward(minutes=4)
            send()
        (mail,) = mailbox.mails
        assert "December 2" not in text_of(mail)

    def test_one_time_of_which_is_moved_within_three_minutes_is_told_once(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        one = book_series(desk)["appointments"][1]
        clock.forward(minutes=1)
        change(desk, one, "reschedule", starts_at="2026-12-02T18:00:00Z")
        for _ in range(2):
            clock.forward(minutes=4)
            send()
        (mail,) = mailbox.mails
        assert "Wednesday, December 2, 1:00 pm EST" in text_of(mail)

    def test_a_time_of_which_is_moved_and_canceled_is_told_by_the_time_that_they_know(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        one = book_series(desk)["appointments"][1]
        clock.forward(minutes=4)
        send()
        change(desk, one, "reschedule", starts_at="2026-12-02T18:00:00Z")
        change(desk, one, "cancel")
        clock.forward(minutes=4)
        send()
        when = "Wednesday, December 2, 10:00 am EST"
        assert mailbox.subjects[1:] == [f"Your appointment is canceled: {when}"]

    def test_that_is_moved_is_told_once_with_all_its_times(
        self, published: None, desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        series = book_series(desk)
        clock.forward(minutes=4)
        send()
        afternoon = {**WISH, "earliest_time": "13:00", "latest_time": "16:00"}
        path = f"/series/{series['series_id']}/reschedule"
        assert desk.post(path, {"wish": afternoon}).status == 200
        clock.forward(minutes=4)
        send()
        assert len(mailbox.taken) == 2
        assert mailbox.subjects[1].startswith("Your new times, from")
        assert text_of(mailbox.mails[1]).count("1:00 pm EST") == 3


WISH = {
    "earliest_day": "2026-11-30",
    "weekdays": ["monday", "wednesday", "friday"],
    "earliest_time": "09:00",
    "latest_time": "12:00",
    "within_days": 12,
}


def book_series(desk: Caller) -> Any:
    reply = desk.post(
        f"{HERE}/series", {"service_id": INFUSION, "wish": {**WISH, "count": 3}, **ROBIN}
    )
    assert reply.status == 201, reply.text
    return reply.json


@pytest.mark.usefixtures("published")
class TestSomebodyOnTheWaitlist:
    @pytest.fixture
    def offered(
        self, published: None, visitor: Caller, desk: Caller, job: Job, clock: FixedClock
    ) -> None:
        """A time was freed, and is kept for somebody who joined with an address."""
        made = book(desk, name="Sam Sample", email=None, phone="212-555-0101")
        wish = {"first_day": "2026-11-30", "last_day": "2026-11-30"}
        where = {"location_id": "new-york", "service_id": INFUSION, "wish": wish}
        assert visitor.post("/waitlist", {**where, **ROBIN}).status == 201
        change(desk, made, "cancel")
        clock.forward(minutes=4)
        assert job("offer-freed-slots")["done"] == 1

    def test_is_told_of_a_time_that_is_kept_for_them(
        self, offered: None, send: Send, mailbox: Mailbox
    ) -> None:
        send()
        assert mailbox.subjects == [f"A time opened up: {MONDAY}"]
        assert "We're keeping it for you until Monday, November 23, " in text_of(mailbox.mails[0])

    @pytest.mark.usefixtures("offered")
    def test_is_told_once_of_the_second_offer_that_came_before_word_of_the_first(
        self, desk: Caller, job: Job, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        (entry,) = desk.get(f"{HERE}/waitlist").json["entries"]
        path = f"/staff/waitlist/{entry['entry_id']}/decline"
        assert desk.post(path, {"starts_at": AT_10}).status == 200
        made = book(desk, AT_1130, name="Sam Sample", email=None, phone="212-555-0101")
        change(desk, made, "cancel")
        clock.forward(minutes=4)
        assert job("offer-freed-slots")["failed"] == 0
        send()
        send()
        assert mailbox.subjects == ["A time opened up: Monday, November 30, 11:30 am EST"]

    def test_is_not_told_once_it_is_kept_no_longer(
        self, offered: None, send: Send, mailbox: Mailbox, clock: FixedClock
    ) -> None:
        clock.forward(hours=30)
        send()
        assert mailbox.taken == []


class TestAStranger:
    @pytest.fixture
    def known(self, request: Any, submit: Submit, desk: Caller, published: None) -> None:
        """The person whose name and number it is, in some state."""
        if request.param == "do-not-contact":
            submit(**KNOWN)
            attempt(desk, claim_next(desk), "do-not-contact")
        if request.param == "has-an-appointment":
            book(desk, AT_1130, **KNOWN)

    @pytest.fixture
    def told(
        self, known: None, visitor: Caller, submit: Submit, send: Send, clock: FixedClock
    ) -> None:
        """A stranger sends a form and books, with that name and number, and waits."""
        typed = {**KNOWN, **OF_A_STRANGER}
        submit(**typed)
        book_online(visitor, AT_1130, **typed)
        for instant in ("2026-11-28T16:30:00Z", "2026-11-29T16:30:00Z"):
            send()
            clock.now = parse_instant(instant)
        send()

    @pytest.mark.parametrize(
        "known", ["unknown", "do-not-contact", "has-an-appointment"], indirect=True
    )
    def test_with_somebodys_name_and_number_gets_the_mail_that_anybody_would(
        self, told: None, mailbox: Mailbox
    ) -> None:
        got = [str(mail["Subject"]) for mail in mailbox.mails if "stranger" in str(mail["To"])]
        assert sorted(subject.partition(":")[0] for subject in got) == [
            "Reminder of your appointment",
            "Reminder of your appointment",
            "We have your request",
            "Your appointment",
        ]

    def test_cannot_have_an_address_flooded(
        self, submit: Submit, send: Send, mailbox: Mailbox, clinic: Clinic
    ) -> None:
        for number in range(20):
            submit(email="victim@example.com", name=f"Name{number} Example", phone=None)
        send()
        assert len(mailbox.taken) == clinic.messages.most_mails_a_day


class TestRoundTrips:
    def test_a_message_costs_whoever_is_told_none(
        self, published: None, visitor: Caller, round_trips: RoundTrips
    ) -> None:
        hold = {"location_id": "new-york", "service_id": INFUSION, "starts_at": AT_10}
        token = visitor.post("/holds", hold).json["hold_token"]
        body = {"hold_token": token, **ROBIN}
        sent = round_trips.during(lambda: visitor.post("/appointments", body))
        assert sent == ["Query", "TransactWriteItems"]
        form = a_request(email="sam@example.com", phone=None, name="Sam Sample")
        sent = round_trips.during(lambda: visitor.post("/requests", form))
        assert sent == ["TransactWriteItems"]

    def test_a_provider_that_is_down_costs_whoever_is_told_none(
        self,
        published: None,
        visitor: Caller,
        round_trips: RoundTrips,
        mailbox: Mailbox,
        job: Job,
    ) -> None:
        """Nobody waits for a mail to go: what they ask takes the same calls and says the same."""
        mailbox.failing = "Throttling"
        for number in range(6):
            form = a_request(email=f"sam{number}@example.com", phone=None, name="Sam Sample")
            assert visitor.post("/requests", form).status == 201
        assert job("send-messages")["failed"] == 3
        self.test_a_message_costs_whoever_is_told_none(published, visitor, round_trips)
        assert mailbox.asked == 3
