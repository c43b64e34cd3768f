"""The world that cells are tried in: one table, set up once a scenario and put back after each."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalice.app import Chalice, Request
from chalice.local import LambdaContext
from chalice.test import Client

from app import app
from chalicelib.clinic import Clinic
from chalicelib.platform.errors import UnavailableError
from chalicelib.platform.ids import Ids
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.storage.expressions import from_attributes
from chalicelib.platform.storage.table import Table
from tests.api.conftest import Caller, Reply, scheduled_event, signed_in
from tests.api.schedules import small_clinic
from tests.conftest import FixedClock, make_runtime
from tests.one_environment import one_environment
from tests.races.barrier import SharedBytes
from tests.unhurried import AS_LONG_AS_IT_TAKES

from .wire import Wire

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Items = dict[tuple[str, str], dict[str, Any]]

_AT_ONCE = 25
"""So many writes the table takes by one call."""

SCHEDULE = "schedule"
"""The name of the caller that runs a job as its schedule does."""

START = datetime.fromisoformat("2026-11-23T15:00:05+00:00")
"""Monday, 10:00 and a little in New York: far enough from the next minute for a few repeats."""


class _TakesAll:
    """A mail provider that takes everything, and forgets it."""

    address = "desk@clinic.example"

    def send(self, to: str, mime: bytes, tags: Mapping[str, str]) -> str:
        """Take one mail."""
        return f"taken-{len(to)}-{len(mime)}"


def one_location() -> Clinic:
    """New York alone, with one chair and one room, so that a job does one thing after another.

    Two weeks can be booked: a job that publishes them all is tried at each of its calls.
    """
    small = small_clinic()
    scheduling = small.scheduling.model_copy(update={"horizon_days": 14})
    return small.model_copy(update={"locations": small.locations[:1], "scheduling": scheduling})


class _OneRequestAThread(Chalice):  # type: ignore[misc]  # chalice publishes no types
    """The application as two Lambdas would have it: each thread has its own current request."""

    _own = threading.local()

    @property
    def current_request(self) -> Request | None:
        """The request of this thread."""
        return getattr(self._own, "request", None)

    @current_request.setter
    def current_request(self, request: Request | None) -> None:
        self._own.request = request


class Schedule(Caller):
    """The schedule of a job that nobody can run by hand: it calls the job's own function."""

    def post(self, path: str, body: object = None, **headers: str) -> Reply:
        """Have the job run whose path it is; 503 where the table failed it, as for one run by hand.

        500 where it broke off otherwise.
        """
        name = path.removeprefix("/jobs/")
        context = LambdaContext(name, memory_size=128, max_runtime_ms=AS_LONG_AS_IT_TAKES)
        try:
            report = app.handler_map[name](scheduled_event(), context)
        except UnavailableError:
            return Reply(503, {}, b"{}")
        except Exception as failure:  # noqa: BLE001  # as Lambda has it: the call failed
            return Reply(500, {}, json.dumps({"failed": type(failure).__name__}).encode())
        return Reply(200, {}, json.dumps(report).encode())


@dataclass
class World:
    """The application on a table behind the wire, with somebody of each kind to call it."""

    run: Runtime
    wire: Wire
    patient: "DynamoDBClient"
    """A client that sends again by itself, twice."""
    clock: FixedClock
    visitor: Caller
    desk: Caller
    manager: Caller
    _others: dict[int, Client] = field(default_factory=dict)

    def caller(self, name: str, seat: int = 0) -> Caller:
        """A caller by the name of its kind; callers in other seats may call at the same time."""
        if seat not in self._others:
            self._others[seat] = Client(app)
        if name == SCHEDULE:
            return Schedule(self._others[seat])
        known: Caller = getattr(self, name)
        return Caller(self._others[seat], known.headers)

    def start_over(self) -> None:
        """An empty table, on Monday at ten, and ids as from the first."""
        self.restore({}, START)

    def restore(self, items: Items, now: datetime) -> None:
        """Put the table and the clock back to how they stood."""
        found = self.items()
        gone = ({"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in found.keys() - items.keys())
        changed = (item for key, item in items.items() if found.get(key) != item)
        writes: list[Any] = [{"DeleteRequest": {"Key": key}} for key in gone]
        writes += [{"PutRequest": {"Item": item}} for item in changed]
        for start in range(0, len(writes), _AT_ONCE):
            self._write(writes[start : start + _AT_ONCE])
        self.clock.now = now

    def _write(self, writes: list[Any]) -> None:
        requests: Any = {self.run.table.name: writes}
        while requests:
            answer = self.run.table.client.batch_write_item(RequestItems=requests)
            requests = answer["UnprocessedItems"]

    def items(self) -> Items:
        """The whole table, as the engine has it."""
        pages = self.run.table.client.get_paginator("scan").paginate(
            TableName=self.run.table.name, ConsistentRead=True
        )
        items = [item for page in pages for item in page["Items"]]
        return {(item["pk"]["S"], item["sk"]["S"]): dict(item) for item in items}

    def a_second_later(self) -> None:
        """Time passes before somebody tries again."""
        self.clock.now += timedelta(seconds=1)

    @contextmanager
    def driver_repeating(self) -> Iterator[None]:
        """While the block runs, the driver sends again by itself."""
        table = Table(lambda: self.patient, self.run.table.name, pause=_no_pause)
        with using(replace(self.run, table=table)):
            yield


def plain(items: Items) -> list[dict[str, Any]]:
    """Their contents; what a job keeps about its own last run aside, and looks once each.

    Whoever is answered again sees somebody again, which is on record again.
    """
    contents = [from_attributes(item) for item in items.values()]
    looks = {(item["pk"], item["sk"].split("#", 2)[2]) for item in contents if _is_look(item)}
    rest = [item for item in contents if not _is_look(item)]
    kept = [item for item in rest if not str(item["pk"]).startswith("JOB")]
    return kept + [{"pk": pk, "sk": told} for pk, told in sorted(looks)]


def _is_look(item: Mapping[str, Any]) -> bool:
    return str(item["pk"]).startswith("LOOKS#")


@contextmanager
def a_world(quick: "DynamoDBClient", patient: "DynamoDBClient", table: str) -> Iterator[World]:
    """A world on this table, which ``quick`` sends to once and ``patient`` more than once."""
    wire, clock = Wire(), FixedClock(START)
    made = make_runtime(wire.carry(quick), clock, one_location(), table)
    run = replace(made, ids=Ids(SharedBytes()), email=_TakesAll())
    wire.carry(patient)
    was, app.__class__ = app.__class__, _OneRequestAThread
    try:
        with using(run), one_environment():
            client = Client(app)
            visitor = Caller(client)
            desk = signed_in(client, "staff-ana", "front-desk", name="Ana Example")
            manager = signed_in(client, "staff-mia", "manager")
            yield World(run, wire, patient, clock, visitor, desk, manager)
    finally:
        app.__class__ = was


def _no_pause(_seconds: float) -> None:
    return
