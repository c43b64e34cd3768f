"""A mail about an appointment brings it to the calendar of whoever is known to have the address."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.people.prove_address import note_address_proven
from chalicelib.platform.languages import LANGUAGES
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.unit_of_work import VISITOR, carry_out
from tests.conftest import FixedClock, make_runtime
from tests.published import publish_days

from .calendar_readers import READERS, Reader, Seen, by_icalendar
from .conftest import Caller
from .mailbox import Mailbox, html_of, text_of

HERE = "/locations/new-york"
INFUSION = "ketamine-infusion"
AT_10, AT_1130 = "2026-11-30T15:00:00Z", "2026-11-30T16:30:00Z"
ROBIN = {"name": "Robin Example", "email": "robin@example.com"}
WISH = {
    "earliest_day": "2026-11-30",
    "weekdays": ["monday", "wednesday", "friday"],
    "earliest_time": "09:00",
    "latest_time": "12:00",
    "within_days": 12,
    "count": 3,
}

Send = Callable[[], Any]
by_each_reader = pytest.mark.parametrize("reader", READERS.values(), ids=READERS)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on."""
    with using(replace(make_runtime(dynamodb, clock, clinic), email=mailbox)) as runtime:
        yield runtime


@pytest.fixture
def send(job: Callable[[str], Any], clock: FixedClock) -> Send:
    """Let the job run, after the time in which staff may undo."""

    def sent() -> Any:
        clock.forward(minutes=4)
        return job("send-messages")

    return sent


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-30", "2026-12-11")


def book(desk: Caller, **changes: str) -> Any:
    body = {"service_id": INFUSION, "starts_at": AT_10, **ROBIN, **changes}
    reply = desk.post(f"{HERE}/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


def book_online(visitor: Caller, **changes: Any) -> Any:
    hold = {"location_id": "new-york", "service_id": INFUSION, "starts_at": AT_10}
    token = visitor.post("/holds", hold).json["hold_token"]
    reply = visitor.post("/appointments", {"hold_token": token, **ROBIN, **changes})
    assert reply.status == 201, reply.text
    return reply.json


def change(desk: Caller, made: Any, verb: str, **fields: str) -> None:
    reply = desk.post(f"/staff/appointments/{made['appointment_id']}/{verb}", fields)
    assert reply.status == 200, reply.text


def prove(run: Runtime, name: str = "Robin Example") -> None:
    """The address was proven for this name, by a code or by a link."""
    address = ROBIN["email"]
    carry_out(run, VISITOR, lambda work: note_address_proven(work, address, name))


def parts(mail: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in mail.walk()]


def calendar_in(mail: EmailMessage) -> str:
    """The calendar that a mail brings, the same as a part and attached."""
    (part,) = (each for each in mail.walk() if each.get_content_type() == "text/calendar")
    (attached,) = mail.iter_attachments()
    content: Any = part.get_payload(decode=True)
    assert attached.get_filename() == "invite.ics"
    assert attached.get_payload(decode=True) == content
    method = re.search(rb"\r\nMETHOD:(\w+)\r\n", content)
    assert method
    assert part.get_param("method") == method[1].decode()
    return str(content.decode())


def seen_in(mailbox: Mailbox, reader: Reader = by_icalendar) -> list[Seen]:
    return [event for mail in mailbox.mails for event in reader(calendar_in(mail))]


@by_each_reader
def test_booked_moved_and_canceled_are_an_invitation_its_update_and_its_end(
    desk: Caller, send: Send, mailbox: Mailbox, reader: Reader
) -> None:
    made = book(desk)
    send()
    change(desk, made, "reschedule", starts_at=AT_1130)
    send()
    change(desk, made, "cancel")
    send()
    invited, moved, canceled = seen_in(mailbox, reader)
    assert (invited.method, invited.status) == ("REQUEST", "CONFIRMED")
    assert (invited.starts_at, invited.ends_at[:10]) == (AT_10, "2026-11-30")
    assert (moved.method, moved.status, moved.starts_at) == ("REQUEST", "CONFIRMED", AT_1130)
    assert (canceled.method, canceled.status) == ("CANCEL", "CANCELLED")
    assert len({each.uid for each in (invited, moved, canceled)}) == 1
    assert invited.sequence < moved.sequence < canceled.sequence
    assert {each.organizer for each in (invited, moved, canceled)} == {"mailto:desk@clinic.example"}
    assert {each.attendee for each in (invited, moved, canceled)} == {"mailto:robin@example.com"}


HOSTILE = "Ketamine <b>Example</b>"


@by_each_reader
@pytest.mark.parametrize("language", LANGUAGES)
def test_tells_when_and_where_and_no_word_of_what_or_who(
    visitor: Caller, run: Runtime, send: Send, mailbox: Mailbox, reader: Reader, language: str
) -> None:
    prove(run, HOSTILE)
    book_online(visitor, language=language, name=HOSTILE)
    send()
    (event,) = seen_in(mailbox, reader)
    assert event.summary == {"en": "Appointment", "es": "Cita"}[language]
    assert event.location == ", ".join(run.clinic.location("new-york").address)
    assert "(212) 555-0142" in event.description
    content = calendar_in(mailbox.mails[0]).replace("\r\n ", "")
    assert not re.search("ketamin|infusi|example<|<b>|chair", content, re.IGNORECASE)
    assert "#" not in content, "no token that opens anything"


def test_is_the_last_of_the_alternatives_and_once_more_attached(
    desk: Caller, send: Send, mailbox: Mailbox
) -> None:
    book(desk)
    send()
    (mail,) = mailbox.mails
    assert parts(mail) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    assert "Your appointment is booked." in text_of(mail)
    assert "Your appointment is booked." in html_of(mail)


class TestAnAddressThatAnybodyMayHaveTyped:
    def test_gets_no_calendar(self, visitor: Caller, send: Send, mailbox: Mailbox) -> None:
        book_online(visitor)
        send()
        (mail,) = mailbox.mails
        assert parts(mail) == ["multipart/alternative", "text/plain", "text/html"]

    def test_gets_one_once_it_is_proven_for_that_name(
        self, visitor: Caller, run: Runtime, send: Send, mailbox: Mailbox
    ) -> None:
        prove(run)
        book_online(visitor)
        send()
        assert [each.method for each in seen_in(mailbox)] == ["REQUEST"]

    def test_gets_one_though_a_number_was_given_as_well(
        self, visitor: Caller, run: Runtime, send: Send, mailbox: Mailbox
    ) -> None:
        prove(run)
        book_online(visitor, phone="212-555-0123")
        send()
        assert [each.method for each in seen_in(mailbox)] == ["REQUEST"]

    def test_gets_none_for_another_name_than_the_proven_one(
        self, visitor: Caller, run: Runtime, send: Send, mailbox: Mailbox
    ) -> None:
        prove(run)
        book_online(visitor, name="Kim Sample")
        send()
        assert "text/calendar" not in parts(mailbox.mails[0])


def test_a_reminder_brings_no_second_invitation(
    desk: Caller, send: Send, mailbox: Mailbox, clock: FixedClock
) -> None:
    book(desk)
    send()
    clock.forward(days=5, hours=1)
    send()
    assert [len(list(mail.iter_attachments())) for mail in mailbox.mails] == [1, 0]


@by_each_reader
def test_a_series_brings_all_its_appointments_in_one_file(
    desk: Caller, send: Send, mailbox: Mailbox, reader: Reader
) -> None:
    """Several events in one invitation are read by few; a file to be opened, by all."""
    body = {"service_id": INFUSION, "wish": WISH, **ROBIN}
    made = desk.post(f"{HERE}/series", body).json
    send()
    (mail,) = mailbox.mails
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "appointments.ics"
    assert "text/calendar" not in parts(mail)
    content: Any = attached.get_payload(decode=True)
    events = reader(content.decode())
    assert [each.starts_at for each in events] == [
        each["starts_at"] for each in made["appointments"]
    ]
    assert {(each.method, each.attendee) for each in events} == {("PUBLISH", None)}
    assert len({each.uid for each in events}) == len(events)


def test_an_appointment_of_a_series_that_moves_later_is_the_same_event(
    desk: Caller, send: Send, mailbox: Mailbox
) -> None:
    body = {"service_id": INFUSION, "wish": WISH, **ROBIN}
    made = desk.post(f"{HERE}/series", body).json
    send()
    (attached,) = mailbox.mails[0].iter_attachments()
    content: Any = attached.get_payload(decode=True)
    first = by_icalendar(content.decode())[0]
    change(desk, made["appointments"][0], "reschedule", starts_at=AT_1130)
    send()
    (moved,) = by_icalendar(calendar_in(mailbox.mails[1]))
    assert (moved.uid, moved.method) == (first.uid, "REQUEST")
    assert moved.sequence > first.sequence
