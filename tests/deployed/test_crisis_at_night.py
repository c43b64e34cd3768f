"""A crisis at two in the morning of a holiday, step by step, on the deployed whole.

The clock of the API and of what sends is moved on to Christmas. Mail goes through the local cloud
to a mail server of the tests' own.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from benchmarks.events import scheduled_event
from chalicelib.platform.clock import utc_now
from tests.api.mailbox import text_of
from tests.deployed.conftest import ON_CALL, ON_CALL_AT
from tests.deployed.mailbox import soon
from tests.deployed.whole import Whole

AT_TWO = datetime(2000, 12, 25, 2, 0, tzinfo=ZoneInfo("America/Chicago"))
JOB, AT_ONCE, API = "SendMessages", "SendAtOnce", "APIHandler"
ALERT = "Someone needs a call now"
FORM = {
    "location_id": ON_CALL_AT,
    "service_id": "ketamine-consultation",
    "consent": True,
    "is_adult": True,
    "name": "Noctua Testperson",
    "phone": "312-555-0177",
    "message": "I am going to kill myself tonight.",
}


class Night:
    """The night of a holiday, as it passes."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        now = utc_now()
        at = AT_TWO.replace(year=now.year)
        self.later = (at if at > now else at.replace(year=now.year + 1)) - now
        self.passes(timedelta(0))
        self.take_all()
        self.passes(timedelta(minutes=11))  # an alert that went before keeps none of ours back
        self.whole.invoke(JOB, scheduled_event())
        self.had = len(self.whole.mailbox.mails_to(ON_CALL))

    def take_all(self) -> None:
        """Answer all in a crisis that tests before have left."""
        while self.waiting()[ON_CALL_AT]:
            card = self.by_staff("POST", f"locations/{ON_CALL_AT}/queue/claim")
            said = {"claim": card["claim"]["token"], "disposition": "reached"}
            path = f"callbacks/{card['callback_id']}/attempts"
            self.by_staff("POST", path, **said, done="spoke-not-in-danger")

    def passes(self, span: timedelta) -> None:
        """Let so much time pass."""
        self.later += span
        self.whole.move_clock(self.later, [JOB, AT_ONCE, API])

    def by_staff(self, method: str, path: str, **body: Any) -> Any:
        token = self.whole.token("front-desk")
        reply = self.whole.call(method, path, body or None, token=token)
        assert reply.status < 300, (path, reply.status, reply.content)
        return reply.json()

    def alerts(self, count: int) -> list[str]:
        """The alerts of this night so far, once the job has run: just so many."""
        report = self.whole.invoke(JOB, scheduled_event())
        assert report.get("failed") == 0, report
        box = self.whole.mailbox
        assert soon(lambda: len(box.mails_to(ON_CALL)) >= self.had + count)
        assert box.subjects_to(ON_CALL)[self.had :] == [ALERT] * count
        return [text_of(mail) for mail in box.mails_to(ON_CALL)[self.had :]]

    def row(self) -> dict[str, Any]:
        """Their row in the queue: behind none but others in a crisis."""
        entries = self.by_staff("GET", f"locations/{ON_CALL_AT}/queue")["entries"]
        at = [each["first_name"] for each in entries].index("Noctua")
        assert all(each["urgency"] == "crisis" for each in entries[:at])
        return dict(entries[at])

    def waiting(self) -> dict[str, int]:
        """How many in a crisis wait at each location, as the banner of every screen says."""
        locations = self.by_staff("GET", "crises")["locations"]
        return {each["location_id"]: each["waiting"] for each in locations}


@pytest.fixture
def night(whole: Whole) -> Iterator[Night]:
    with whole.schedule_held(JOB):
        yield Night(whole)
        whole.move_clock(timedelta(0), [JOB, AT_ONCE, API])


def test_a_crisis_at_two_on_a_holiday_is_seen_told_again_and_taken(night: Night) -> None:
    whole = night.whole
    before = night.waiting()

    receipt = whole.call("POST", "requests", FORM)
    assert receipt.status == 201
    assert "988" in str(receipt.json()["crisis"])
    assert receipt.json()["promise"] == "We'll be in touch as soon as we can, day or night."

    (alert,) = night.alerts(1)
    assert "front of the queue: 1" in alert
    assert not any(typed in alert for typed in ("Noctua", "0177", "kill"))

    row = night.row()
    assert (row["urgency"], row["callable"]) == ("crisis", True)
    assert night.waiting() == before | {ON_CALL_AT: 1}
    assert says_what_to_say(whole)

    night.passes(timedelta(minutes=11))
    night.alerts(2)
    assert night.row()["overdue"], "its minutes are those of the clock"

    card = night.by_staff("POST", f"locations/{ON_CALL_AT}/queue/claim")
    assert (card["urgency"], card["name"]) == ("crisis", FORM["name"])
    assert night.waiting()[ON_CALL_AT] == 0
    answered = {"claim": card["claim"]["token"], "disposition": "reached"}
    path = f"callbacks/{card['callback_id']}/attempts"
    token = whole.token("front-desk")
    assert whole.call("POST", path, answered, token=token).status == 422, "what was done?"
    after = night.by_staff("POST", path, **answered, done="handed-to-988")
    assert after["state"] == "closed"

    night.passes(timedelta(minutes=30))
    night.alerts(2)


def says_what_to_say(whole: Whole) -> bool:
    """True if the desk's page brings the words to say to somebody in danger."""
    page = whole.call("GET", "desk").content.decode()
    scripts = re.findall(r'src="([^"]+\.js)"', page)
    texts = (whole.call("GET", each.split("/api/")[-1].lstrip("/")).content for each in scripts)
    return any(b"Are you thinking about killing yourself?" in text for text in texts)
