"""What can go at once goes at once: the table's stream calls the function that sends it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime, using
from chalicelib.sending.jobs import send_at_once
from tests.conftest import FixedClock, make_runtime
from tests.published import publish_days

from .conftest import Caller, a_request
from .mailbox import Mailbox
from .test_messages import book

CONTEXT = SimpleNamespace(get_remaining_time_in_millis=lambda: 50_000)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on."""
    with using(replace(make_runtime(dynamodb, clock, clinic), email=mailbox)) as runtime:
        yield runtime


@pytest.fixture
def streamed(dynamodb: Any, run: Runtime) -> Callable[[], dict[str, Any]]:
    """What the stream tells, unfiltered: every item of the table as if it were new."""

    def event() -> dict[str, Any]:
        items = dynamodb.scan(TableName=run.table.name)["Items"]
        keys = [{"pk": item["pk"], "sk": item["sk"]} for item in items]
        return {"Records": [{"eventName": "INSERT", "dynamodb": {"Keys": each}} for each in keys]}

    return event


Streamed = Callable[[], dict[str, Any]]


@pytest.fixture
def published(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-30", "2026-12-11")


def test_a_receipt_goes_without_waiting_for_the_job(
    visitor: Caller, streamed: Streamed, mailbox: Mailbox
) -> None:
    assert visitor.post("/requests", a_request(email="robin@example.com")).status == 201
    report = send_at_once(streamed(), CONTEXT)
    assert (report["due"], report["done"], report["counts"]) == (1, 1, {"sent": 1})
    assert mailbox.subjects == ["We have your request"]


def test_told_twice_of_a_message_it_sends_one_mail(
    visitor: Caller, streamed: Streamed, mailbox: Mailbox, job: Callable[[str], Any]
) -> None:
    assert visitor.post("/requests", a_request(email="robin@example.com")).status == 201
    told = streamed()
    send_at_once(told, CONTEXT)
    report = send_at_once(told, CONTEXT)
    assert (report["skipped"], report["failed"]) == (1, 0)
    job("send-messages")
    assert len(mailbox.taken) == 1


@pytest.mark.usefixtures("published")
def test_what_staff_may_still_undo_waits_for_the_job(
    desk: Caller, streamed: Streamed, mailbox: Mailbox
) -> None:
    book(desk)
    report = send_at_once(streamed(), CONTEXT)
    assert (report["done"], report["failed"]) == (0, 0)
    assert mailbox.taken == []


def test_a_provider_that_is_down_leaves_it_to_the_job(
    visitor: Caller,
    streamed: Streamed,
    mailbox: Mailbox,
    job: Callable[[str], Any],
    clock: FixedClock,
) -> None:
    assert visitor.post("/requests", a_request(email="robin@example.com")).status == 201
    mailbox.failing = "Throttling"
    assert send_at_once(streamed(), CONTEXT)["failed"] == 1
    mailbox.failing = None
    clock.now += timedelta(minutes=2)
    job("send-messages")
    assert mailbox.subjects == ["We have your request"]
