"""The whole handler, warm, against the bare driver sending the very same requests.

What the handler sends is recorded and sent again, by the driver alone, to a second table that was
prepared alike. The two take turns, so that a busy moment meets both.
"""

import io
import time
from collections.abc import Callable, Iterator, Sequence
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
BUDGET = 1.5

_METHODS = {
    "Query": "query",
    "GetItem": "get_item",
    "UpdateItem": "update_item",
    "TransactWriteItems": "transact_write_items",
}

Event = dict[str, Any]
Request = tuple[str, dict[str, Any]]


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
    """A read, a write, and both."""
    yield _against_raw(engine, "availability", _looks)
    yield _against_raw(engine, "hold a time", _holds)
    yield _against_raw(engine, "submit a request", _requests)


def _against_raw(engine: Engine, what: str, events: Callable[[Runtime], list[Event]]) -> Figure:
    run, other = engine.new_world(), engine.new_world()
    for world in (run, other):
        booked.publish(world)
    calls, recorder = events(run), Recorder()
    recorder.watch(run.table.client)
    ours: list[float] = []
    raw: list[float] = []
    with using(run):
        for event in calls:
            ours.append(_milliseconds(lambda event=event: _answer(event)))  # type: ignore[misc]
            requests = [_elsewhere(request, other) for request in recorder.taken()]
            raw.append(_milliseconds(lambda requests=requests: _send(other, requests)))  # type: ignore[misc]
    mine, theirs = median(ours[WARMING:]), median(raw[WARMING:])
    note = f" ({mine:.1f} of {theirs:.1f} ms)"
    return at_most(f"Warm handler, {what}", round(mine / theirs, 2), BUDGET, " ×", note)


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


def _answer(event: Event) -> None:
    with redirect_stdout(io.StringIO()):  # its log lines
        answer = app(event, SimpleNamespace(aws_request_id="benchmark"))
    if answer["statusCode"] not in (200, 201):
        raise RuntimeError(f"no good answer: {answer}")


def _send(run: Runtime, requests: Sequence[Request]) -> None:
    for method, params in requests:
        getattr(run.table.client, method)(**params)


def _elsewhere(request: Request, run: Runtime) -> Request:
    """The same for another table, and no repetition of what was sent to the first."""
    method, params = request
    if method != "transact_write_items":
        return method, {**params, "TableName": run.table.name}
    actions = [
        {kind: {**action, "TableName": run.table.name} for kind, action in each.items()}
        for each in params["TransactItems"]
    ]
    token = "again" + params["ClientRequestToken"][5:]
    return method, {**params, "TransactItems": actions, "ClientRequestToken": token}


def _looks(run: Runtime) -> list[Event]:
    query = {
        "location": "new-york",
        "service": "ketamine-infusion",
        "from": booked.FIRST.isoformat(),
    }
    return [api_event("GET", "/availability", query=query)] * CALLS


def _holds(run: Runtime) -> list[Event]:
    starts = [time.starts_at for time in booked.look(run).times]
    return [_hold(number, instant_text(starts[number % len(starts)])) for number in range(CALLS)]


def _hold(number: int, starts_at: str) -> Event:
    wish = {"location_id": "new-york", "service_id": booked.INFUSION, "starts_at": starts_at}
    event = api_event("POST", "/holds", body=wish)
    event["requestContext"]["identity"]["sourceIp"] = f"10.0.1.{number}"
    return event


def _requests(run: Runtime) -> list[Event]:
    return [api_event("POST", "/requests", body=_request(number)) for number in range(CALLS)]


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
