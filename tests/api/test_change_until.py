"""A page or a mail promises a change until a time that is kept, and none that is past."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.clock import told_text
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.settings import Settings
from tests.conftest import FixedClock, make_runtime
from tests.published import publish_days

from .conftest import Caller
from .mailbox import Mailbox, text_of

CONSULTATION = "ketamine-consultation"
TUESDAY = "2026-11-24"
ROBIN = {"name": "Robin Example", "email": "robin@example.com"}
MINUTES = 60


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on, and tomorrow is published."""
    settings = Settings.model_validate({"FRONTDESK_ENDPOINT_URL": "https://clinic.example/api/"})
    world = replace(make_runtime(dynamodb, clock, clinic), email=mailbox, settings=settings)
    with using(world) as runtime:
        publish_days(runtime, "new-york", TUESDAY, "2026-11-27")
        yield runtime


def times(visitor: Caller, day: str = TUESDAY) -> list[str]:
    path = f"/availability?location=new-york&service={CONSULTATION}&from={day}&to={day}"
    return [each["starts_at"] for each in visitor.get(path).json["times"]]


def hold(visitor: Caller, starts_at: str) -> Any:
    wish = {"location_id": "new-york", "service_id": CONSULTATION, "starts_at": starts_at}
    return visitor.post("/holds", wish)


def book(visitor: Caller, starts_at: str) -> Any:
    held = hold(visitor, starts_at)
    assert held.status == 201, held.text
    reply = visitor.post("/appointments", {"hold_token": held.json["hold_token"], **ROBIN})
    assert reply.status == 201, reply.text
    return reply.json


def cancel(visitor: Caller, booked: Any) -> Any:
    path = f"/appointments/{booked['appointment_id']}/cancel"
    return visitor.post(path, {}, Manage_Token=booked["manage_token"])


def move(visitor: Caller, booked: Any, starts_at: str) -> Any:
    path = f"/appointments/{booked['appointment_id']}/reschedule"
    return visitor.post(path, {"starts_at": starts_at}, Manage_Token=booked["manage_token"])


def kind(reply: Any) -> tuple[int, str]:
    return reply.status, reply.json["type"].rpartition(":")[2]


class TestBookedWithinTheNotice:
    @pytest.mark.parametrize(("seconds", "status"), [(15 * MINUTES, 200), (15 * MINUTES + 1, 409)])
    def test_it_can_be_canceled_for_fifteen_minutes(
        self, visitor: Caller, clock: FixedClock, seconds: int, status: int
    ) -> None:
        booked = book(visitor, times(visitor)[0])
        assert booked["change_until"] == told_text(clock.now + timedelta(minutes=15))
        clock.forward(seconds=seconds)
        assert cancel(visitor, booked).status == status

    def test_the_minute_in_which_it_was_booked_counts_whole(
        self, visitor: Caller, clock: FixedClock
    ) -> None:
        clock.forward(seconds=20)
        booked = book(visitor, times(visitor)[0])
        assert booked["change_until"] == "2026-11-23T15:16:00Z"
        clock.now = datetime.fromisoformat("2026-11-23T15:16:00Z")
        assert cancel(visitor, booked).status == 200

    def test_moving_it_does_not_begin_them_anew(self, visitor: Caller, clock: FixedClock) -> None:
        first, second, third, *_ = times(visitor)
        booked = book(visitor, first)
        clock.forward(minutes=14)
        assert move(visitor, booked, second).json["change_until"] == booked["change_until"]
        clock.forward(minutes=2)
        assert kind(move(visitor, booked, third)) == (409, "too-late")
        assert kind(cancel(visitor, booked)) == (409, "too-late")

    def test_whoever_books_and_cancels_again_and_again_meets_the_limit(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        for starts_at in times(visitor)[: clinic.scheduling.most_bookings_per_visitor]:
            assert cancel(visitor, book(visitor, starts_at)).status == 200
        held = hold(visitor, times(visitor, "2026-11-25")[0]).json
        reply = visitor.post("/appointments", {"hold_token": held["hold_token"], **ROBIN})
        assert kind(reply) == (429, "too-many-bookings")


class TestAMail:
    def test_says_until_when(
        self, visitor: Caller, mailbox: Mailbox, job: Callable[[str], Any]
    ) -> None:
        book(visitor, times(visitor)[0])
        job("send-messages")
        (mail,) = mailbox.mails
        said = "You can change or cancel it online until Monday, November 23, 10:15 am EST."
        assert said in text_of(mail)
        assert "See, change or cancel it:" in text_of(mail)

    def test_that_goes_too_late_for_a_change_promises_none(
        self, visitor: Caller, clock: FixedClock, mailbox: Mailbox, job: Callable[[str], Any]
    ) -> None:
        book(visitor, times(visitor)[0])
        clock.forward(minutes=16)
        job("send-messages")
        (mail,) = mailbox.mails
        assert "online" not in text_of(mail)
        assert "change or cancel" not in text_of(mail)
        assert "See your appointment:" in text_of(mail)
        assert "/manage" in text_of(mail)

    def test_of_what_staff_booked_within_the_notice_promises_none(
        self,
        visitor: Caller,
        desk: Caller,
        clock: FixedClock,
        mailbox: Mailbox,
        job: Callable[[str], Any],
    ) -> None:
        body = {"service_id": CONSULTATION, "starts_at": times(visitor)[0], **ROBIN}
        assert desk.post("/locations/new-york/appointments", body).status == 201
        clock.forward(minutes=3)
        job("send-messages")
        (mail,) = mailbox.mails
        assert "change or cancel" not in text_of(mail)
