"""Whatever becomes of an appointment, and whenever: what its patient reads is true, and is enough.

Staff and patient book, move and cancel at drawn times, in an ordinary week and in those in which
the clocks change. The job runs as its schedule has it; what is sent is held against plain rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from chalice.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import app
from chalicelib.clinic import Clinic, load_clinic
from chalicelib.messaging.send_later import UNDO_TIME
from chalicelib.messaging.store import load_due_messages
from chalicelib.platform.clock import parse_instant
from chalicelib.platform.local_time import said_with_date
from chalicelib.platform.runtime import Runtime, using
from chalicelib.sending.send_messages import send_messages
from tests.conftest import FixedClock, make_runtime, open_to_anyone
from tests.quick_moto import empty_table

from .conftest import Caller, signed_in
from .mailbox import Mailbox

HERE, INFUSION = "/locations/new-york", "ketamine-infusion"
ZONE = ZoneInfo("America/New_York")
ROBIN = {"name": "Robin Example", "email": "robin@example.com"}

WEEKS = {
    "ordinary": ("2026-12-02T15:00:00+00:00", "2026-12-07", "2026-12-08"),
    "an hour more": ("2026-10-28T14:00:00+00:00", "2026-11-02", "2026-11-03"),
    "an hour less": ("2027-03-10T15:00:00+00:00", "2027-03-15", "2027-03-16"),
}
"""A Wednesday, and the Monday and Tuesday after it on which times are to be had."""

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
A_WHILE = st.sampled_from([MINUTE * n for n in (1, 2, 3, 4, 10)] + [HOUR * n for n in (5, 13, 44)])
WHO = st.sampled_from(["staff", "patient"])
WHICH = st.integers(0, 3)
CHANGES = st.one_of(
    st.tuples(A_WHILE, WHO, st.just("reschedule"), WHICH),
    st.tuples(A_WHILE, WHO, st.just("cancel"), st.just(0)),
)
Change = tuple[timedelta, str, str, int]


@dataclass(frozen=True)
class Mail:
    """One mail: when it went, what it is, and the time that it names."""

    at: datetime
    subject: str
    when: str
    stands: str
    starts_at: datetime
    """How the appointment stood when it went."""

    @property
    def is_reminder(self) -> bool:
        return self.subject.startswith("Reminder")


@dataclass
class Life:
    """An appointment's life, as it is lived through the API."""

    run: Runtime
    clock: FixedClock
    box: Mailbox
    desk: Caller
    visitor: Caller
    starts: list[datetime]
    made: Any = None
    mails: list[Mail] = field(default_factory=list)
    changed_at: datetime | None = None
    """When its time was last set, or it was canceled."""
    by_patient: bool = False

    def book(self, by: str, which: int) -> None:
        wish = {"service_id": INFUSION, "starts_at": self.starts[which].isoformat()}
        if by == "staff":
            reply = self.desk.post(f"{HERE}/appointments", {**wish, **ROBIN})
        else:
            hold = self.visitor.post("/holds", {"location_id": "new-york", **wish})
            body = {"hold_token": hold.json["hold_token"], **ROBIN}
            reply = self.visitor.post("/appointments", body)
        assert reply.status == 201, reply.text
        self.made, self.changed_at = reply.json, self.clock.now
        self.by_patient = by == "patient"

    def change(self, by: str, verb: str, which: int) -> None:
        """Try to; what the clinic's rules refuse is none."""
        before, of = self.as_it_stands(), self.made["appointment_id"]
        soon = self.clock.now + UNDO_TIME + MINUTE
        if before[1] <= soon or (verb == "reschedule" and self.starts[which] <= soon):
            return  # whoever is here by then is told by word of mouth
        body = {"starts_at": self.starts[which].isoformat()} if verb == "reschedule" else {}
        if by == "staff":
            self.desk.post(f"/staff/appointments/{of}/{verb}", body)
        elif token := self.made.get("manage_token"):
            self.visitor.post(f"/appointments/{of}/{verb}", body, Manage_Token=token)
        if self.as_it_stands() != before:
            self.changed_at = self.clock.now

    def as_it_stands(self) -> tuple[str, datetime]:
        shown = self.desk.get(f"/staff/appointments/{self.made['appointment_id']}").json
        return str(shown["status"]), parse_instant(shown["starts_at"])

    def send(self) -> None:
        went = len(self.box.taken)
        assert send_messages(self.run, lambda: 60.0).failed == 0
        for subject in self.box.subjects[went:]:
            what, _, when = subject.partition(": ")
            self.mails.append(Mail(self.clock.now, what, when, *self.as_it_stands()))

    def pass_time(self, span: timedelta) -> None:
        """The job runs each minute; the runs in which nothing is due are left out."""
        until = self.clock.now + span
        while (due := self.next_due()) <= until - MINUTE:
            self.clock.now = max(due, self.clock.now + MINUTE)
            self.send()
        self.clock.now = until

    def next_due(self) -> datetime:
        far = self.clock.now + timedelta(days=60)
        due = list(load_due_messages(self.run.table, "new-york", far))
        return min([parse_instant(each["due_at"]) for each in due], default=far)


def named(starts_at: datetime) -> str:
    return said_with_date(starts_at, ZONE, "en")


@pytest.fixture(scope="module")
def client_of_all(moto: None) -> Iterator[Client]:
    with Client(app) as client:
        yield client


def a_life(client: Client, table: Any, week: str, clinic: Clinic) -> Iterator[Life]:
    """An empty clinic on this week's Wednesday, with four times on its Monday and Tuesday."""
    empty_table("frontdesk-test")
    wednesday, monday, tuesday = WEEKS[week]
    clock, box = FixedClock(datetime.fromisoformat(wednesday)), Mailbox()
    with using(replace(make_runtime(table, clock, clinic), email=box)) as run:
        desk = signed_in(client, "staff-ana", "front-desk")
        manager = signed_in(client, "staff-mia", "manager")
        days = {"from": monday, "to": tuesday}
        assert manager.post(f"{HERE}/slots/publish", days).status == 200
        path = f"{HERE}/availability?service={INFUSION}&from={monday}&to={tuesday}"
        starts = [parse_instant(each["starts_at"]) for each in desk.get(path).json["times"]]
        four = [starts[0], starts[2], starts[-3], starts[-1]]
        yield Life(run, clock, box, desk, Caller(client), four)


@pytest.mark.parametrize("week", WEEKS)
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(by=WHO, which=WHICH, changes=st.lists(CHANGES, max_size=4))
def test_a_patient_knows_how_it_stands_and_is_reminded_of_it(
    client_of_all: Client, dynamodb: Any, week: str, by: str, which: int, changes: list[Change]
) -> None:
    clinic = open_to_anyone(load_clinic())
    for life in a_life(client_of_all, dynamodb, week, clinic):
        life.book(by, which)
        for span, who, verb, to in changes:
            life.pass_time(span)
            life.change(who, verb, to)
        life.pass_time(max(life.starts) + HOUR - life.clock.now)
        for mail in life.mails:
            was_true(mail)
        was_enough(life)
        was_reminded(life)


def was_true(mail: Mail) -> None:
    """It told how things stood when it went; a reminder at a time for it."""
    if mail.subject == "Your appointment is canceled":
        assert mail.stands == "cancelled"
        return
    assert (mail.stands, mail.when) == ("booked", named(mail.starts_at))
    assert mail.at < mail.starts_at
    if mail.is_reminder:
        assert 8 <= mail.at.astimezone(ZONE).hour < 21
        assert mail.starts_at - mail.at <= timedelta(hours=48)


def was_enough(life: Life) -> None:
    """The last news is how it stands, none came twice, and none of what nobody had to know."""
    news = [mail for mail in life.mails if not mail.is_reminder]
    told = [(mail.subject == "Your appointment is canceled", mail.when) for mail in news]
    assert all(one != other for one, other in pairwise(told))
    assert len([mail for mail in news if mail.subject == "Your appointment"]) <= 1
    status, starts_at = life.as_it_stands()
    if status == "booked":
        assert told[-1] == (False, named(starts_at))
    elif told:
        assert told[-1][0]
        assert told[-1][1] in {when for is_off, when in told if not is_off} or life.by_patient
    else:
        assert not life.by_patient


def was_reminded(life: Life) -> None:
    """Two days and one day before it starts, by day, and not so soon after it was set."""
    status, starts_at = life.as_it_stands()
    reminders = [mail.at for mail in life.mails if mail.is_reminder]
    assert all(after - before >= 12 * HOUR for before, after in pairwise(reminders))
    assert life.changed_at is not None
    if status != "booked":
        assert all(at < life.changed_at for at in reminders)
        return
    of_this_time = [at for at in reminders if at >= life.changed_at]
    wanted = [starts_at - HOUR * hours for hours in (48, 24)]
    wanted = [by_day(at) for at in wanted if at >= life.changed_at + 12 * HOUR]
    assert len(of_this_time) == len(wanted)
    for at, due in zip(of_this_time, wanted, strict=True):
        assert timedelta(0) <= at - due <= 3 * MINUTE


def by_day(at: datetime) -> datetime:
    while not 8 <= at.astimezone(ZONE).hour < 21:
        at += MINUTE
    return at
