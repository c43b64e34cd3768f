"""Callers of the API: a visitor, the desk, a manager."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest
from chalice.test import Client

from app import app
from chalicelib.platform.clock import parse_instant
from chalicelib.platform.jobs import JobReport
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.slots.models import UNDO_TIME
from chalicelib.scheduling.waitlist.offer_freed_slot import offer_freed_slots
from tests.conftest import FixedClock
from tests.staff_pool import unsigned

from .permitted import only_what_is_permitted


@dataclass
class Reply:
    """An answer, read."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Caller:
    """Somebody who calls the API over HTTP."""

    client: Client
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Reply:
        """GET a path; header names are written with underscores."""
        return self._read(self.client.http.get(path, headers=self._with(headers)))

    def post(self, path: str, body: object = None, **headers: str) -> Reply:
        """POST a body as JSON."""
        sent = {"Content-Type": "application/json", **self._with(headers)}
        content = json.dumps(body if body is not None else {}).encode()
        return self._read(self.client.http.post(path, headers=sent, body=content))

    def post_form(self, path: str, fields: dict[str, Any], **headers: str) -> Reply:
        """POST fields as a browser's form does."""
        sent = {"Content-Type": "application/x-www-form-urlencoded", **self._with(headers)}
        content = urlencode(fields, doseq=True).encode()
        return self._read(self.client.http.post(path, headers=sent, body=content))

    def post_raw(self, path: str, body: bytes, **headers: str) -> Reply:
        """POST bytes as they are."""
        return self._read(self.client.http.post(path, headers=self._with(headers), body=body))

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return {**self.headers, **named}

    def _read(self, response: Any) -> Reply:
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Reply(response.status_code, headers, response.body)


@pytest.fixture
def client(run: Runtime) -> Iterator[Client]:
    """The whole application, as the framework calls it."""
    with Client(app) as client:
        yield client


@pytest.fixture
def visitor(client: Client) -> Caller:
    """Somebody on the clinic's website."""
    return Caller(client)


@pytest.fixture
def desk(client: Client) -> Caller:
    """A member of the front desk, signed in."""
    return signed_in(client, "staff-ana", "front-desk")


@pytest.fixture
def colleague(client: Client) -> Caller:
    """Another one."""
    return signed_in(client, "staff-ben", "front-desk")


@pytest.fixture
def manager(client: Client) -> Caller:
    """The clinic's manager, signed in."""
    return signed_in(client, "staff-mia", "manager")


def signed_in(client: Client, staff_id: str, *groups: str, **more: str) -> Caller:
    """Somebody whose token the gateway has verified."""
    return Caller(client, {"Authorization": token(staff_id, *groups, **more)})


def token(staff_id: str, *groups: str, **more: str) -> str:
    """An identity token as the test client reads it: unverified, as the gateway's claims."""
    claims = {
        "sub": staff_id,
        "cognito:username": staff_id,
        "token_use": "id",
        "cognito:groups": list(groups),
        **more,
    }
    return unsigned(claims)


Submit = Callable[..., Any]


@pytest.fixture
def submit(visitor: Caller) -> Submit:
    """Send a request as a visitor, with some fields changed; the receipt."""

    def submit_with(**changes: Any) -> Any:
        reply = visitor.post("/requests", a_request(**changes))
        assert reply.status == 201, reply.text
        return reply.json

    return submit_with


def a_request(**changes: Any) -> dict[str, Any]:
    """What a visitor sends who fills in just what is needed."""
    usual = {
        "location_id": "new-york",
        "service_id": "ketamine-consultation",
        "name": "Robin Example",
        "phone": "(212) 555-0123",
        "message": "I would like to know whether this could help me.",
        "consent": True,
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def scheduled_event() -> dict[str, Any]:
    """What a schedule hands to the function of its job."""
    return {
        "version": "0",
        "id": "1",
        "account": "000000000000",
        "region": "us-east-1",
        "time": "2026-11-23T15:00:00Z",
        "source": "aws.events",
        "detail-type": "Scheduled Event",
        "resources": [],
        "detail": {},
    }


@pytest.fixture
def job(client: Client, run: Runtime) -> Callable[[str], Any]:
    """Run a job by its name, as its schedule does, with the leave that it has; its report."""

    def ran(name: str) -> Any:
        with only_what_is_permitted(run, name):
            return client.lambda_.invoke(name, scheduled_event()).payload

    return ran


Rest = Callable[[], JobReport]


@pytest.fixture
def rest(run: Runtime, clock: FixedClock) -> Rest:
    """Let what was given up rest for its three minutes, and the job offer it; its report."""

    def rested() -> JobReport:
        clock.now += UNDO_TIME
        report = offer_freed_slots(run, lambda: 60.0)
        assert report.failed == 0
        return report

    return rested


@pytest.fixture
def lease_job(job: Callable[[str], Any]) -> Callable[[], Any]:
    """Run the job that returns abandoned claims; its report."""
    return lambda: job("return-stale-claims")


def claim_next(caller: Caller, location_id: str = "new-york", **headers: str) -> Any:
    """Take the next call; its card, or None when there is none."""
    reply = caller.post(f"/locations/{location_id}/queue/claim", **headers)
    assert reply.status in (200, 204), reply.text
    return reply.json if reply.status == 200 else None


def write(caller: Caller, card: Any, verb: str, **fields: Any) -> Reply:
    """Write something on a callback that was claimed."""
    body = {"claim": card["claim"]["token"], **fields}
    return caller.post(f"/callbacks/{card['callback_id']}/{verb}", body)


def attempt(caller: Caller, card: Any, disposition: str, **fields: Any) -> Any:
    """Record how a call went; how the callback then stands."""
    reply = write(caller, card, "attempts", disposition=disposition, **fields)
    assert reply.status == 200, reply.text
    return reply.json


def ring_twice(caller: Caller, clock: FixedClock) -> None:
    """Two calls that nobody answers, each made once it may be: a third one puts it off for long."""
    for _ in range(2):
        after = attempt(caller, claim_next(caller), "no-answer")
        clock.now = parse_instant(after["not_before"])
