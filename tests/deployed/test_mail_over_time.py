"""What a patient finds in their mailbox, from the request to the day: sent by the deployed whole.

The clock of the API and of the job that sends is moved on, so nobody waits for days. Mail goes
through the local cloud to a mail server of the tests' own.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from benchmarks.events import scheduled_event
from chalicelib.platform.clock import parse_instant, utc_now
from tests.api.calendar_readers import READERS, Seen
from tests.api.mailbox import text_of
from tests.deployed.mailbox import soon
from tests.deployed.walkers import publish
from tests.deployed.whole import Whole

HERE, SERVICE = "chicago", "ketamine-consultation"
PATIENT = {"name": "Postella Testperson", "email": "postella@mailbox.example"}
UNDONE = {"name": "Revoca Testperson", "email": "revoca@mailbox.example"}
JOB, API = "SendMessages", "APIHandler"
"""The functions whose clock is moved on: the job's each time, the API's before it is called."""

RECEIVED, CODE, BOOKED, MOVED, CANCELED, REMINDER = (
    "We have your request",
    "Your code",
    "Your appointment",
    "Your appointment has a new time",
    "Your appointment is canceled",
    "Reminder of your appointment",
)


@pytest.fixture
def patient(whole: Whole) -> Iterator["Patient"]:
    publish(whole, HERE)
    with whole.schedule_held(JOB):
        yield Patient(whole)
        whole.move_clock(timedelta(0), [JOB, API])


class Patient:
    """Somebody with a mailbox, and all that happens to them."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        self.later = timedelta(0)
        """So much later than in the world it is."""

    def ask(self, path: str, body: Any, **how: Any) -> Any:
        reply = self.whole.call("POST", path, body, **how)
        assert reply.status < 300, (path, reply.status, reply.content)
        return reply.json()

    def by_staff(self, path: str, **body: Any) -> Any:
        return self.ask(path, body, token=self.whole.token("front-desk"))

    def prove_address(self) -> None:
        """Type the code that came, where it was asked for."""
        asked = self.ask("proofs", {"location_id": HERE, **PATIENT})
        self.got(RECEIVED, CODE)
        code = re.search(r"^\d{3} \d{3}$", text_of(self.mails()[-1]), re.MULTILINE)
        assert code
        token = {"Code-Token": asked["code_token"]}
        self.ask(f"proofs/{asked['proof_id']}/code", {"code": code[0]}, headers=token)

    def mails(self) -> list[EmailMessage]:
        return self.whole.mailbox.mails_to(PATIENT["email"])

    def in_calendar(self) -> list[Seen]:
        """What their calendar makes of the mails that bring something: by each reader the same."""
        files = [file for mail in self.mails() for file in calendars_in(mail)]
        seen = [[reader(file) for file in files] for reader in READERS.values()]
        assert all(each == seen[0] for each in seen)
        return [event for events in seen[0] for event in events]

    def times(self) -> list[str]:
        """The starts that are free from a week and a half on: of the nearer, others make use."""
        first = (utc_now() + timedelta(days=10)).date()
        days = f"from={first}&to={first + timedelta(days=13)}"
        path = f"locations/{HERE}/availability?service={SERVICE}&{days}"
        reply = self.whole.call("GET", path, token=self.whole.token("front-desk"))
        return [str(each["starts_at"]) for each in reply.json()["times"]]

    def book_online(self, starts_at: str, receipt: Any) -> Any:
        sender = {"headers": {"Request-Token": receipt["visitor_token"]}}
        request = {"request_id": receipt["request_id"]}
        wish = {"location_id": HERE, "service_id": SERVICE, "starts_at": starts_at, **request}
        hold = self.ask("holds", wish, **sender)
        body = {"hold_token": hold["hold_token"], "is_adult": True, **PATIENT, **request}
        return self.ask("appointments", body, **sender)

    def it_is(self, at: datetime, *others: str) -> None:
        """Let time pass until then, for the job and for ``others``."""
        self.passes(at - utc_now() - self.later, *others)

    def passes(self, span: timedelta, *others: str) -> None:
        """Let so much time pass, for the job and for ``others``."""
        self.later += span
        self.whole.move_clock(self.later, [JOB, *others])

    def got(self, *subjects: str, who: Any = PATIENT) -> list[str]:
        """All subjects so far, once the job has run: just these, in order, and none besides."""
        report = self.whole.invoke(JOB, scheduled_event())
        assert report.get("failed") == 0, report
        box, address = self.whole.mailbox, who["email"]
        assert soon(lambda: len(box.subjects_to(address)) >= len(subjects))
        full = box.subjects_to(address)
        assert [each.partition(":")[0] for each in full] == list(subjects)
        return full


UNDO_TIME_IS_OVER = timedelta(minutes=4)


def test_a_patient_gets_each_mail_once_and_at_its_time(patient: Patient) -> None:
    boxes = {"consent": True, "is_adult": True}
    form = {"location_id": HERE, "service_id": SERVICE, **boxes, **PATIENT}
    receipt = patient.ask("requests", form)
    patient.got(RECEIVED)
    assert receipt["reference"] in text_of(patient.mails()[0])
    patient.prove_address()

    starts = patient.times()
    first, second = starts[0], next(each for each in starts if each[:10] > later(starts[0]))
    visit = patient.book_online(first, receipt)
    so_far = [RECEIVED, CODE, BOOKED]
    patient.got(*so_far)

    start, then = parse_instant(first), parse_instant(second)
    patient.it_is(start - timedelta(hours=48))
    patient.got(*so_far, REMINDER)
    patient.it_is(start - timedelta(hours=24), API)
    so_far += [REMINDER, REMINDER]
    mails = patient.got(*so_far)
    assert len({each.partition(": ")[2] for each in mails[2:]}) == 1

    path = f"staff/appointments/{visit['appointment_id']}"
    patient.by_staff(f"{path}/reschedule", starts_at=second)
    undone = patient.by_staff(
        f"locations/{HERE}/appointments", service_id=SERVICE, starts_at=first, **UNDONE
    )
    patient.by_staff(f"staff/appointments/{undone['appointment_id']}/cancel")
    patient.passes(UNDO_TIME_IS_OVER)
    so_far += [MOVED]
    new_time = patient.got(*so_far)[-1].partition(": ")[2]

    patient.it_is(then - timedelta(hours=48), API)
    so_far += [REMINDER]
    assert patient.got(*so_far)[-1].partition(": ")[2] == new_time

    patient.by_staff(f"{path}/cancel")
    patient.it_is(then - timedelta(hours=24))
    mails = patient.got(*so_far, CANCELED)
    assert mails[-1].partition(": ")[2] == new_time
    patient.got(who=UNDONE)

    booked, moved, canceled = patient.in_calendar()
    assert [each.method for each in (booked, moved, canceled)] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [each.starts_at for each in (booked, moved, canceled)] == [first, second, second]
    assert booked.uid == moved.uid == canceled.uid
    assert booked.sequence < moved.sequence < canceled.sequence


def calendars_in(mail: EmailMessage) -> Iterator[str]:
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            content: Any = part.get_payload(decode=True)
            yield str(content.decode())


def later(starts_at: str) -> str:
    """The day three days after: a reminder of the one is none of the other."""
    return str((parse_instant(starts_at) + timedelta(days=3)).date())
