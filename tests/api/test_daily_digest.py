"""The clinic's daily digest: the day before in numbers, at an hour of the clinic's own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from chalicelib.clinic import Clinic, load_clinic
from chalicelib.platform.clock import parse_instant
from chalicelib.platform.runtime import Runtime, using
from tests.conftest import FixedClock, make_runtime, open_to_anyone

from .conftest import Caller, Submit, attempt, claim_next
from .mailbox import Mailbox, html_of, text_of

Job = Callable[[str], Any]
MANAGERS = ("manager@clinic.example", "owner@clinic.example")


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """The packaged clinic; New York's digest goes to two addresses, Chicago's to nobody."""
    clinic = open_to_anyone(load_clinic())
    first, *others = clinic.locations
    told = first.model_copy(update={"digest_emails": MANAGERS})
    return clinic.model_copy(update={"locations": (told, *others)})


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    with using(replace(make_runtime(dynamodb, clock, clinic), email=mailbox)) as runtime:
        yield runtime


@pytest.fixture
def send(job: Job) -> Callable[[], int]:
    def sent() -> int:
        report = job("send-messages")
        assert report["failed"] == 0
        return int(report["counts"]["sent"])

    return sent


Send = Callable[[], int]


@pytest.fixture
def filed(job: Job, clock: FixedClock) -> None:
    """The night has passed in which the job files them: Monday, 3:30 in New York."""
    clock.now = datetime.fromisoformat("2026-11-23T08:30:00+00:00")
    assert job("publish-slots")["failed"] == 0


def at(clock: FixedClock, instant: str) -> None:
    clock.now = datetime.fromisoformat(instant)


def test_goes_every_day_at_its_hour_to_each_address(
    filed: None, send: Send, mailbox: Mailbox, clock: FixedClock
) -> None:
    at(clock, "2026-11-23T12:00:00+00:00")  # Monday's tells of a Sunday, when nobody is there
    assert send() == 0
    at(clock, "2026-11-24T11:59:00+00:00")
    assert send() == 0
    at(clock, "2026-11-24T12:00:00+00:00")  # Tuesday, 7:00 in New York
    assert send() == 2
    assert sorted(to for to, _ in mailbox.taken) == sorted(MANAGERS)
    assert set(mailbox.subjects) == {"The day in numbers: Monday, November 23"}
    assert send() == 0
    at(clock, "2026-11-25T12:00:00+00:00")
    assert send() == 2
    assert mailbox.subjects[-1] == "The day in numbers: Tuesday, November 24"


def test_tells_what_was_late_empty_missed_and_out_of_reach(
    filed: None,
    send: Send,
    mailbox: Mailbox,
    clock: FixedClock,
    submit: Submit,
    desk: Caller,
) -> None:
    at(clock, "2026-11-23T15:00:00+00:00")
    send()
    booking = {"service_id": "ketamine-infusion", "starts_at": "2026-11-23T16:30:00Z"}
    patient = {"name": "Sam Example", "phone": "212-555-0188"}
    made = desk.post("/locations/new-york/appointments", {**booking, **patient})
    assert made.status == 201
    submit()
    at(clock, "2026-11-23T17:30:00+00:00")
    where = f"/staff/appointments/{made.json['appointment_id']}/no-show"
    assert desk.post(where, {}).status == 200
    at(clock, "2026-11-24T12:00:00+00:00")
    send()
    said = text_of(mailbox.mails[-1])
    assert "Calls that weren't made by the time promised: 2" in said
    assert "Patients who didn't come: 1" in said
    assert "Times that stayed empty: 0" not in said
    assert "People you couldn't reach: 0" in said
    everything = (said + html_of(mailbox.mails[-1])).lower()
    for name in ("robin", "sam example", "0188", "ketamine", "infusion"):
        assert name not in everything


def test_counts_whom_nobody_could_reach(
    filed: None, send: Send, mailbox: Mailbox, clock: FixedClock, submit: Submit, desk: Caller
) -> None:
    at(clock, "2026-11-23T15:00:00+00:00")
    send()
    submit()
    while (after := attempt(desk, claim_next(desk), "no-answer")).get("not_before"):
        clock.now = parse_instant(after["not_before"])
    clock.forward(days=1)
    send()
    assert "People you couldn't reach: 1" in text_of(mailbox.mails[-1])


def test_files_each_once_and_again_where_its_turn_was_lost(
    filed: None, run: Runtime, send: Send, job: Job, clock: FixedClock
) -> None:
    job("publish-slots")
    at(clock, "2026-11-24T12:00:00+00:00")
    with using(replace(run, email=None)):
        assert send() == 0
    at(clock, "2026-11-25T08:30:00+00:00")
    job("publish-slots")
    job("publish-slots")
    at(clock, "2026-11-25T12:00:00+00:00")
    assert send() == 2


def test_goes_the_next_day_though_nobody_saw_to_one_that_could_not_be_sent(
    filed: None, mailbox: Mailbox, send: Send, job: Job, desk: Caller, clock: FixedClock
) -> None:
    at(clock, "2026-11-24T12:00:00+00:00")
    mailbox.failing = "Throttling"
    for _ in range(16):
        job("send-messages")
        clock.forward(hours=1)
    missed = "/locations/new-york/missed-messages"
    assert [each["kind"] for each in desk.get(missed).json["messages"]] == ["digest"] * 2
    mailbox.failing = None
    at(clock, "2026-11-25T08:30:00+00:00")
    job("publish-slots")
    at(clock, "2026-11-25T12:00:00+00:00")
    assert send() == 2
    assert desk.get(missed).json["messages"] == []
