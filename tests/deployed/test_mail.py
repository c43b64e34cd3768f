"""Mail that leaves the deployed whole: sent by the job under its own role, and by a manager."""

import json
import urllib.request
from collections.abc import Callable
from time import sleep
from typing import Any

import pytest

from benchmarks.events import scheduled_event
from infra.check_mail.look import Look
from infra.local.deployment import MAIL_FROM
from tests.deployed.whole import Whole

REQUEST = {
    "location_id": "new-york",
    "service_id": "ketamine-consultation",
    "consent": True,
    "is_adult": True,
    "name": "Mailia Testperson",
}

BOUNCES = "bounce@simulator.amazonses.com"
"""An address of SES's own, from which everything comes back."""


def mails_to(whole: Whole, address: str) -> list[Any]:
    """What the local cloud took for this address."""
    url = f"{whole.cloud.endpoint}/_ministack/ses/messages"
    with urllib.request.urlopen(url, timeout=10) as answer:
        by_account = json.load(answer)["messages"]
    return [mail for mails in by_account.values() for mail in mails if address in mail["To"]]


DUE = '"due": 1'
"""In the report on the one message that was filed; other writes of the table are passed over."""


def as_soon_as_there(look: Callable[[], list[Any]]) -> Any:
    """The first that is found, once it is there: what the stream calls goes on by itself."""
    for _ in range(600):
        found = look()
        if found:
            return found[0]
        sleep(0.05)
    raise AssertionError("nothing came")


def said_by(whole: Whole, job: str) -> list[str]:
    """What one function reported in its own log: of all that was logged, little to look through."""
    group = f"/aws/lambda/{whole.deployed.target.api_stack}/{job}"
    events = whole.client("logs").filter_log_events(logGroupName=group)["events"]
    return [each["message"] for each in events if f'"job": "{job}"' in each["message"]]


def first_mail_to(whole: Whole, address: str) -> Any:
    return as_soon_as_there(lambda: mails_to(whole, address))


def job_runs(whole: Whole) -> None:
    report = whole.invoke("SendMessages", scheduled_event())
    assert report["failed"] == 0, report


def manager_runs(whole: Whole) -> None:
    token = whole.token("manager")
    reply = whole.call("POST", "jobs/send-messages", {}, token=token)
    assert (reply.status, reply.json()["failed"]) == (200, 0)


@pytest.mark.parametrize("sends", [job_runs, manager_runs])
def test_a_receipt_is_mailed_once_to_whoever_sent_the_form(whole: Whole, sends: Any) -> None:
    address = f"{sends.__name__.replace('_', '.')}@example.com"
    sent = whole.call("POST", "requests", {**REQUEST, "email": address})
    assert sent.status == 201
    sends(whole)
    mail = first_mail_to(whole, address)
    sends(whole)
    assert len(mails_to(whole, address)) == 1
    assert (mail["Subject"], mail["Source"]) == ("We have your request", MAIL_FROM)
    assert sent.json()["reference"] in mail["BodyText"]
    assert sent.json()["reference"] in mail["BodyHtml"]
    assert f"/receipt?lang=en#{sent.json()['request_id']}." in mail["BodyText"]


def test_a_receipt_goes_at_once_though_no_job_runs(whole: Whole) -> None:
    sent = whole.call("POST", "requests", {**REQUEST, "email": "at.once@example.com"})
    assert sent.status == 201
    mail = first_mail_to(whole, "at.once@example.com")
    assert sent.json()["reference"] in mail["BodyText"]
    link = f"{whole.deployed.url}receipt?lang=en#{sent.json()['request_id']}."
    assert link in mail["BodyText"], "where browsers find the page"
    # The stream said which, whoever was faster to send it.
    as_soon_as_there(lambda: [each for each in said_by(whole, "send-at-once") if DUE in each])


def marks(whole: Whole) -> list[Any]:
    """The addresses that stand in the table as such that get no more."""
    found = whole.client("dynamodb").scan(
        TableName=whole.deployed.deployment.data["SettingTable"],
        FilterExpression="sk = :email and begins_with(pk, :mailed)",
        ExpressionAttributeValues={":email": {"S": "EMAIL"}, ":mailed": {"S": "MAILED#"}},
    )
    return list(found["Items"])


def test_the_check_of_its_email_sees_that_the_stage_listens(whole: Whole) -> None:
    deployed = whole.deployed
    look = Look(whole.client("sesv2"), whole.client("sns"), lambda _: [], deployed.target.region)
    facts = look.facts(deployed.deployment.data)
    assert facts is not None
    assert facts.told_events == {"BOUNCE", "COMPLAINT"}
    assert facts.hears


def test_an_address_that_mail_comes_back_from_gets_no_more(whole: Whole) -> None:
    """Told by SES to the stage's topic, and heard by its function under a role of its own."""
    assert whole.call("POST", "requests", {**REQUEST, "email": BOUNCES}).status == 201
    first_mail_to(whole, BOUNCES)
    as_soon_as_there(lambda: marks(whole))
    again = {**REQUEST, "email": BOUNCES, "phone": "212-555-0177"}
    assert whole.call("POST", "requests", again).status == 201
    job_runs(whole)
    assert len(mails_to(whole, BOUNCES)) == 1
    assert not whole.lines_with('"notice-unreadable"', '"notice-failed"')
