"""Alerts to whoever is on call: at once, at any hour, one in five minutes, till it is taken."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from chalicelib.clinic import Clinic, load_clinic
from chalicelib.platform.runtime import Runtime, using
from chalicelib.sending.send_at_once import send_at_once
from tests.conftest import FixedClock, RoundTrips, make_runtime, open_to_anyone

from .conftest import Caller, Submit, attempt, claim_next, write
from .mailbox import Mailbox, html_of, text_of
from .permitted import only_what_is_permitted
from .test_proof_by_code import things

Job = Callable[[str], Any]
ON_CALL = "oncall@clinic.example"
HELP = {"message": "I am going to kill myself tonight.", "name": "Robin Example"}


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """The packaged clinic; New York has somebody on call, and Chicago nobody, on purpose."""
    clinic = open_to_anyone(load_clinic())
    on_call = {"new-york": ON_CALL, "chicago": "none"}
    locations = tuple(
        location.model_copy(update={"on_call_email": on_call[location.id]})
        for location in clinic.locations
    )
    return clinic.model_copy(update={"locations": locations})


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    with using(replace(make_runtime(dynamodb, clock, clinic), email=mailbox)) as runtime:
        yield runtime


@pytest.fixture
def minutes(job: Job, clock: FixedClock, mailbox: Mailbox) -> Callable[[int], list[int]]:
    """Let so many minutes pass, with the job in each; the minutes in which an alert went."""

    def passed(count: int) -> list[int]:
        went = []
        for minute in range(count):
            before = len(mailbox.taken)
            assert job("send-messages")["failed"] == 0
            went += [minute] * (len(mailbox.taken) - before)
            clock.forward(minutes=1)
        return went

    return passed


Minutes = Callable[[int], list[int]]


def count_in(mailbox: Mailbox, number: int = -1) -> str:
    said = text_of(mailbox.mails[number])
    return next(line for line in said.splitlines() if "front of the queue" in line)[-1]


def test_goes_at_once_to_the_contact_of_the_location_in_the_night_too(
    submit: Submit, minutes: Minutes, mailbox: Mailbox, clock: FixedClock
) -> None:
    clock.forward(hours=12)
    submit(**HELP)
    assert minutes(1) == [0]
    ((to, _),) = mailbox.taken
    assert to == ON_CALL
    assert mailbox.subjects == ["Someone needs a call now"]
    assert count_in(mailbox) == "1"


def test_goes_without_waiting_for_the_job(submit: Submit, run: Runtime, mailbox: Mailbox) -> None:
    """Under the role of what the table's stream calls."""
    submit(**HELP)
    items = run.table.client.scan(TableName=run.table.name)["Items"]
    keys = [{"pk": item["pk"], "sk": item["sk"]} for item in items]
    told = [{"eventName": "INSERT", "dynamodb": {"Keys": each}} for each in keys]
    with only_what_is_permitted(run, "send-at-once"):
        report = send_at_once(run, {"Records": told}, lambda: 60.0)
    assert (report.failed, report.counts) == (0, {"sent": 1})
    assert mailbox.subjects == ["Someone needs a call now"]


def test_holds_no_name_no_number_and_no_word_that_was_typed(
    submit: Submit, minutes: Minutes, mailbox: Mailbox
) -> None:
    submit(**HELP, phone="212-555-0123", email="robin@example.com")
    minutes(1)
    alert = next(
        m for (to, _), m in zip(mailbox.taken, mailbox.mails, strict=True) if to == ON_CALL
    )
    said = (text_of(alert) + html_of(alert) + str(alert["Subject"])).lower()
    for typed in ("robin", "example.com", "555-0123", "0123", "kill", "tonight", "ketamine"):
        assert typed not in said, typed


def test_for_many_that_come_together_one_goes_in_five_minutes_with_their_number(
    submit: Submit, minutes: Minutes, mailbox: Mailbox
) -> None:
    submit(**HELP, phone="212-555-0100")
    assert minutes(1) == [0]
    for number in range(1, 8):
        submit(**HELP, phone=f"212-555-010{number}")
    assert minutes(5) == [4]
    assert count_in(mailbox) == "8"


def test_comes_again_every_ten_minutes_until_the_call_is_taken(
    submit: Submit, minutes: Minutes, mailbox: Mailbox, desk: Caller
) -> None:
    submit(**HELP)
    assert minutes(35) == [0, 10, 20, 30]
    card = claim_next(desk)
    attempt(desk, card, "reached")
    assert minutes(30) == []


def test_of_one_after_the_other_only_the_last_goes_on(
    submit: Submit, minutes: Minutes, mailbox: Mailbox
) -> None:
    submit(**HELP, phone="212-555-0100")
    minutes(3)
    submit(**HELP, phone="212-555-0101")
    assert minutes(30) == [2, 12, 22]
    assert count_in(mailbox) == "2"


def test_goes_on_where_the_call_was_taken_and_left(
    submit: Submit, minutes: Minutes, mailbox: Mailbox, desk: Caller
) -> None:
    submit(**HELP)
    assert minutes(5) == [0]
    card = claim_next(desk)
    assert minutes(10) == []
    write(desk, card, "hand-back")
    assert len(minutes(15)) >= 1


def test_none_goes_for_a_call_that_was_tried(
    submit: Submit, minutes: Minutes, desk: Caller
) -> None:
    """Whoever tries has it in hand, and is told when to try again."""
    submit(**HELP)
    attempt(desk, claim_next(desk), "no-answer")
    assert minutes(30) == []


def test_none_goes_where_nobody_is_on_call_on_purpose(submit: Submit, minutes: Minutes) -> None:
    submit(**HELP, location_id="chicago")
    assert minutes(12) == []


def test_none_goes_for_an_ordinary_form(submit: Submit, minutes: Minutes) -> None:
    submit()
    assert minutes(12) == []


def test_of_each_form_goes_whoever_sent_it_or_wishes_to_be_left_alone(
    submit: Submit, desk: Caller, minutes: Minutes
) -> None:
    submit()
    attempt(desk, claim_next(desk), "do-not-contact")
    submit(**HELP)
    assert minutes(1) == [0]


def test_what_was_logged_as_a_crisis_is_told_of_too(desk: Caller, minutes: Minutes) -> None:
    call = {"phone": "212-555-0123", "reason": "in danger", "urgency": "crisis"}
    assert desk.post("/locations/new-york/incoming-calls", call).status == 201
    assert minutes(1) == [0]


def test_goes_as_soon_as_the_provider_is_back_though_mail_to_it_once_came_back(
    submit: Submit, minutes: Minutes, mailbox: Mailbox, job: Job, clock: FixedClock
) -> None:
    mailbox.failing = "Throttling"
    submit(**HELP)
    for _ in range(5):
        job("send-messages")
        clock.forward(minutes=1)
    mailbox.failing = None
    assert len(minutes(8)) == 1


def test_a_form_of_a_crisis_takes_one_round_trip_still(
    submit: Submit, round_trips: RoundTrips
) -> None:
    assert round_trips.during(lambda: submit(**HELP)) == ["TransactWriteItems"]


def test_two_alerts_of_a_location_are_never_nearer_than_five_minutes(
    submit: Submit, job: Job, mailbox: Mailbox, clock: FixedClock
) -> None:
    """Whenever crises come: each is in an alert within five minutes of its coming."""
    went = []
    for minute in range(60):
        if minute % 7 in (0, 1, 4):
            submit(**HELP, phone=f"212-555-01{minute:02}")
        before = len(mailbox.taken)
        job("send-messages")
        went += [clock()] * (len(mailbox.taken) - before)
        clock.forward(minutes=1)
    apart = [later - earlier for earlier, later in pairwise(went)]
    assert min(apart) >= timedelta(minutes=5)
    assert max(apart) <= timedelta(minutes=10)


class TestTheReceiptOfACrisis:
    def test_names_no_time_where_somebody_is_on_call(self, submit: Submit) -> None:
        promise = "We'll be in touch as soon as we can, day or night."
        assert submit(**HELP)["promise"] == promise
        spanish = submit(**HELP, language="es", phone="212-555-0199")["promise"]
        assert spanish == "Nos comunicaremos con usted lo antes posible, de día o de noche."

    def test_says_the_same_by_email(
        self, submit: Submit, minutes: Minutes, mailbox: Mailbox
    ) -> None:
        promise = submit(**HELP, email="robin@example.com")["promise"]
        minutes(1)
        receipt = next(
            mail
            for (to, _), mail in zip(mailbox.taken, mailbox.mails, strict=True)
            if to == "robin@example.com"
        )
        assert promise in text_of(receipt)

    def test_says_the_same_where_they_see_all_that_is_theirs(
        self, submit: Submit, visitor: Caller, job: Job, mailbox: Mailbox
    ) -> None:
        who = {"name": "Robin Example", "email": "robin@example.com"}
        submit(**HELP, email=who["email"])
        submit(**who)
        shown = things(visitor, lambda: job("send-messages"), mailbox, who)["requests"]
        assert sorted(each["at_any_hour"] for each in shown) == [False, True]

    def test_tells_there_if_the_front_desk_is_open_and_nobody_else_is_told(
        self, submit: Submit, visitor: Caller, job: Job, mailbox: Mailbox
    ) -> None:
        who = {"name": "Robin Example", "email": "robin@example.com"}
        submit(**HELP, email=who["email"])
        submit(**who)
        shown = things(visitor, lambda: job("send-messages"), mailbox, who)["requests"]
        said = {each["at_any_hour"]: each.get("front_desk") for each in shown}
        assert said[True]["said"].startswith("Open now until ")
        assert said[False] is None

    def test_names_its_time_where_nobody_is(self, submit: Submit) -> None:
        assert "We'll call you by" in submit(**HELP, location_id="chicago")["promise"]
