"""The whole handler, warm, against the bare driver sending the very same requests.

What the handler sends is recorded and sent again, by the driver as it comes, to a second table that
was prepared alike. The two take turns, so that a busy moment meets both.
"""

import io
import json
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from statistics import median
from types import SimpleNamespace
from typing import Any

from app import app
from chalicelib.platform.clock import instant_text
from chalicelib.platform.runtime import Runtime, using
from tests.races import booked

from .engine import Engine
from .events import api_event
from .figures import Figure, at_most

CALLS = 60
WARMING = 5
BUDGET = 1.3

_METHODS = {
    "Query": "query",
    "GetItem": "get_item",
    "BatchGetItem": "batch_get_item",
    "PutItem": "put_item",
    "UpdateItem": "update_item",
    "TransactWriteItems": "transact_write_items",
}

Event = dict[str, Any]
Request = tuple[str, dict[str, Any]]
Calls = Generator[tuple[Event, bool], dict[str, Any], None]
"""Calls, each with whether it counts or prepares one that does; answers come back in."""


@dataclass
class Recorder:
    """Keeps every request that a client sends."""

    sent: list[Request] = field(default_factory=list)

    def watch(self, client: Any) -> None:
        """From now on."""
        client.meta.events.register("provide-client-params.dynamodb.*", self._note)

    def _note(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self.sent.append((_METHODS[model.name], params))

    def taken(self) -> list[Request]:
        """What was sent since this was last asked."""
        sent, self.sent = self.sent, []
        return sent


def figures(engine: Engine) -> Iterator[Figure]:
    """Reads, writes, and both."""
    yield _against_raw(engine, "availability", _looks)
    yield _against_raw(engine, "submit a request", _requests)
    yield _against_raw(engine, "hold a time", _holds)
    yield _against_raw(engine, "book it", _bookings)
    yield _against_raw(engine, "claim the next call", _claims)


def _against_raw(engine: Engine, what: str, calls: Callable[[Runtime], Calls]) -> Figure:
    run, other = engine.as_deployed(engine.new_world()), engine.new_world()
    for world in (run, other):
        booked.publish(world)
    ours: list[float] = []
    raw: list[float] = []
    with using(run):
        for mine, theirs in _measured(calls(run), run, other):
            ours.append(mine)
            raw.append(theirs)
    pairs = list(zip(ours, raw, strict=True))[WARMING:]
    ratio = median(mine / theirs for mine, theirs in pairs)  # of neighbors: as busy a moment
    note = f" ({median(ours[WARMING:]):.1f} of {median(raw[WARMING:]):.1f} ms)"
    return at_most(f"Warm handler, {what}", round(ratio, 2), BUDGET, " ×", note)


def _measured(calls: Calls, run: Runtime, other: Runtime) -> Iterator[tuple[float, float]]:
    """Milliseconds of each call that counts, and of the driver alone."""
    recorder = Recorder()
    recorder.watch(run.table.client)
    event, counts = next(calls)
    while True:
        began = time.perf_counter()
        answer = answer_to(event)
        mine = _milliseconds_since(began)
        requests = [as_sent_to(other, request) for request in recorder.taken()]
        began = time.perf_counter()
        send(other, requests)
        if counts:
            yield mine, _milliseconds_since(began)
        try:
            event, counts = calls.send(answer)
        except StopIteration:
            return


def _milliseconds_since(began: float) -> float:
    return 1000 * (time.perf_counter() - began)


def answer_to(event: Event) -> dict[str, Any]:
    """What the application answers; RuntimeError for a refusal."""
    with redirect_stdout(io.StringIO()):  # its log lines
        answer = app(event, SimpleNamespace(aws_request_id="benchmark"))
    if answer["statusCode"] not in (200, 201):
        raise RuntimeError(f"no good answer: {answer}")
    told: dict[str, Any] = json.loads(answer["body"])
    return told


def send(run: Runtime, requests: Sequence[Request]) -> None:
    """Send them by the driver alone."""
    for method, params in requests:
        getattr(run.table.client, method)(**params)


def as_sent_to(run: Runtime, request: Request) -> Request:
    """The same for another table, and no repetition of what was sent to the first."""
    method, params = request
    if method == "batch_get_item":
        (asked,) = params["RequestItems"].values()
        return method, {**params, "RequestItems": {run.table.name: asked}}
    if method != "transact_write_items":
        return method, {**params, "TableName": run.table.name}
    actions = [
        {kind: {**action, "TableName": run.table.name} for kind, action in each.items()}
        for each in params["TransactItems"]
    ]
    token = "again" + params["ClientRequestToken"][5:]
    return method, {**params, "TransactItems": actions, "ClientRequestToken": token}


def _looks(_run: Runtime) -> Calls:
    query = {
        "location": "new-york",
        "service": "ketamine-infusion",
        "from": booked.FIRST.isoformat(),
    }
    for _ in range(CALLS):
        yield api_event("GET", "/availability", query=query), True


def _requests(_run: Runtime) -> Calls:
    for number in range(CALLS):
        yield api_event("POST", "/requests", body=_request(number)), True


def _holds(run: Runtime) -> Calls:
    for number, starts_at in enumerate(_starts(run)):
        yield _hold(number, starts_at), True


def _bookings(run: Runtime) -> Calls:
    for number, starts_at in enumerate(_starts(run)):
        held = yield _hold(number, starts_at), False
        person = {"name": "Robin Example", "phone": f"+1212555{4000 + number}"}
        booking = api_event("POST", "/appointments", body={**held_by(held), **person})
        booking["requestContext"]["identity"]["sourceIp"] = f"10.0.1.{number}"
        yield booking, True


def held_by(held: Mapping[str, Any]) -> dict[str, Any]:
    """What a booking brings of the hold that was answered."""
    return {"hold_token": held["hold_token"]}


def _claims(_run: Runtime) -> Calls:
    for number in range(CALLS):
        yield api_event("POST", "/requests", body=_request(number)), False
    for number in range(CALLS):
        claim = api_event("POST", "/locations/{location_id}/queue/claim")
        claim["pathParameters"] = {"location_id": "new-york"}
        claims = {"sub": f"staff-{number}", "token_use": "id", "cognito:groups": "front-desk"}
        claim["requestContext"]["authorizer"] = {"claims": claims}
        yield claim, True


def _starts(run: Runtime) -> Iterator[str]:
    """Starts of infusions on offer, each as often as chairs are free, as far as calls need them."""
    starts = [each.starts_at for each in booked.look(run).times]
    for number in range(CALLS):
        yield instant_text(starts[number % len(starts)])


def _hold(number: int, starts_at: str) -> Event:
    wish = {"location_id": "new-york", "service_id": booked.INFUSION, "starts_at": starts_at}
    event = api_event("POST", "/holds", body=wish)
    event["requestContext"]["identity"]["sourceIp"] = f"10.0.1.{number}"
    return event


def _request(number: int) -> dict[str, object]:
    return {
        "location_id": "new-york",
        "service_id": "ketamine-consultation",
        "name": "Robin Example",
        "phone": f"+1212555{2000 + number}",
        "message": "I would like to know whether this could help me.",
        "consent": True,
        "is_adult": True,
    }
