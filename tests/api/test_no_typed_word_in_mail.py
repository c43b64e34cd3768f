"""Whatever somebody types, and whatever service it is: no mail says it, nor who it comes from."""

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
from chalicelib.platform.settings import Settings
from chalicelib.platform.unit_of_work import VISITOR, carry_out
from tests.conftest import FixedClock, make_runtime
from tests.published import publish_days

from .conftest import Caller, Submit
from .mailbox import Mailbox

HERE = "/locations/new-york"
INFUSION = "ketamine-infusion"
AT_10, AT_1130 = "2026-11-30T15:00:00Z", "2026-11-30T16:30:00Z"
ADDRESS = "robin@example.com"
NAME = "Zebra <script>[press]({link})</script> Xylophone"
TYPED = re.compile(r"zebra|xylophone|</?script|\[press|http://evil", re.IGNORECASE)
MESSAGE = "zebra [press](http://evil.example) {when} ketamine"
WISH = {
    "earliest_day": "2026-11-30",
    "weekdays": ["monday", "wednesday", "friday"],
    "earliest_time": "13:00",
    "latest_time": "17:00",
    "within_days": 12,
    "count": 3,
}


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    settings = Settings.model_validate({"FRONTDESK_PUBLIC_URL": "https://frontdesk.example/"})
    world = replace(make_runtime(dynamodb, clock, clinic), email=mailbox, settings=settings)
    with using(world) as runtime:
        yield runtime


@pytest.fixture
def send(job: Callable[[str], Any], clock: FixedClock) -> Callable[[], Any]:
    """Let the job run, after the time in which staff may undo."""

    def sent() -> Any:
        clock.forward(minutes=4)
        return job("send-messages")

    return sent


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-30", "2026-12-11")


def hold_and_book(visitor: Caller, language: str, starts_at: str = AT_10) -> Any:
    hold = {"location_id": "new-york", "service_id": INFUSION, "starts_at": starts_at}
    token = visitor.post("/holds", hold).json["hold_token"]
    who = {"name": NAME, "email": ADDRESS, "escort_name": NAME, "language": language}
    reply = visitor.post("/appointments", {"hold_token": token, **who})
    assert reply.status == 201, reply.text
    return reply.json


def said_in(mail: EmailMessage) -> str:
    """All that a mail says: headers, bodies, calendar, attachments and their names."""
    headers = "\n".join(str(value) for part in mail.walk() for value in part.values())
    bodies = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    return headers + "\n".join(bytes(body or b"").decode() for body in bodies)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_says_what_was_typed_or_names_a_service(
    visitor: Caller,
    submit: Submit,
    run: Runtime,
    send: Callable[[], Any],
    mailbox: Mailbox,
    language: str,
) -> None:
    carry_out(run, VISITOR, lambda work: note_address_proven(work, ADDRESS, NAME))
    submit(name=NAME, phone=None, email=ADDRESS, message=MESSAGE, language=language)
    booked = hold_and_book(visitor, language)
    send()
    token = {"Manage_Token": booked["manage_token"]}
    path = f"/appointments/{booked['appointment_id']}"
    assert visitor.post(f"{path}/reschedule", {"starts_at": AT_1130}, **token).status == 200
    send()
    assert visitor.post(f"{path}/cancel", {"reason": MESSAGE}, **token).status == 200
    send()
    assert visitor.post("/proofs", {"location_id": "new-york", "email": ADDRESS, "name": NAME})
    send()
    mails = mailbox.mails
    assert len(mails) == 5
    services = [re.escape(service.name_in(language)) for service in run.clinic.services]
    telling = re.compile("|".join(["ketamin", "infusi", "chair", *services]), re.IGNORECASE)
    for mail in mails:
        assert not TYPED.search(said_in(mail)), mail["Subject"]
        assert not telling.search(said_in(mail)), mail["Subject"]


def test_no_mail_of_staff_s_doing_says_it_either(
    desk: Caller,
    run: Runtime,
    send: Callable[[], Any],
    mailbox: Mailbox,
    clock: FixedClock,
) -> None:
    who = {"service_id": INFUSION, "name": NAME, "email": ADDRESS}
    assert desk.post(f"{HERE}/appointments", {**who, "starts_at": AT_10}).status == 201
    assert desk.post(f"{HERE}/series", {**who, "wish": WISH}).status == 201
    send()
    clock.forward(days=5, hours=1)
    send()
    subjects = mailbox.subjects
    assert any(each.startswith("Your appointments") for each in subjects)
    assert any(each.startswith("Reminder") for each in subjects)
    for mail in mailbox.mails:
        assert not TYPED.search(said_in(mail)), mail["Subject"]
        assert not re.search("ketamin|infusi|chair", said_in(mail), re.IGNORECASE)
