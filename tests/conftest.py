"""The world that tests run in: a fixed clock, counted randomness, a table from the template."""

import hashlib
import os
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from botocore import UNSIGNED
from botocore.config import Config

from chalicelib.clinic import Clinic, OnlineBooking, load_clinic
from chalicelib.platform.cognito import StaffPool
from chalicelib.platform.ids import Ids
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.settings import Settings
from chalicelib.platform.storage.table import Table
from infra.table_definition import STATEFUL_TEMPLATE, create_table_arguments
from tests.chromium import browser as browser
from tests.packaged import packaged as packaged
from tests.packaged import template as template
from tests.packaged import transformed as transformed
from tests.sealed import KEYRING
from tests.staff_pool import CLIENT_ID, FakePool

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# Machines are noisy: no test passes or fails by the time that it takes.
hypothesis.settings.register_profile(
    "frontdesk", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("frontdesk")

MONDAY_MORNING = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""10:00 in New York, 9:00 in Chicago: both locations are open."""

NO_ACCOUNT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


LONGER = {"browser": 180, "deployed": 300, "races": 300}
"""Seconds that a test of these folders may take on a busy machine, its engine's start included."""

LONG_FIRST = (
    *("deployed", "test_release_job", "test_booking_interleavings", "races", "browser"),
    *("test_every_write_is_tried", "test_waitlist", "test_callbacks", "api"),
    *("tools", "test_hours_oracle", "test_house_rules"),
)
"""Folders and files that take long: begun last, one would keep a worker while the others idle."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file on one of several workers, and some of several files on one."""
    items.sort(key=_turn)
    for item in items:
        folder = _folder(item)
        group = folder if _is_kept_together(item) else f"{folder}/{item.path.stem}"
        item.add_marker(pytest.mark.xdist_group(group))
        if folder in LONGER and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(LONGER[folder]))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuse to run where files are torn apart: each test would start its file's table or cloud."""
    apart = (
        session.config.getvalue("loadgroup") if hasattr(session.config, "workerinput") else False
    )
    if apart and not all("@" in item.nodeid for item in session.items):
        raise pytest.UsageError("pytest-xdist no longer keeps the tests of a group on one worker")


def _folder(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parent).parts[0]


def _is_kept_together(item: pytest.Item) -> bool:
    """All of the local cloud's, and those that parse all of the code (``tests/parsed.py``)."""
    return _folder(item) == "deployed" or item.path.parent == Path(__file__).parent / "unit"


def _turn(item: pytest.Item) -> int:
    named = [LONG_FIRST.index(n) for n in (item.path.stem, _folder(item)) if n in LONG_FIRST]
    return min(named, default=len(LONG_FIRST))


@dataclass
class FixedClock:
    """Stands still until told otherwise."""

    now: datetime = MONDAY_MORNING

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        """Let time pass: ``forward(minutes=5)``."""
        self.now += timedelta(**span)


@dataclass
class CountedBytes:
    """Bytes that look random, differ each time, and are the same in every run."""

    drawn: int = 0

    def __call__(self, count: int) -> bytes:
        self.drawn += 1
        return hashlib.sha256(str(self.drawn).encode()).digest()[:count]


@dataclass
class RoundTrips:
    """Counts what a client sends, by operation."""

    sent: list[str] = field(default_factory=list)

    def watch(self, client: Any) -> None:
        """Count every request that the client sends from now on, repeated ones too."""
        client.meta.events.register("before-send.*", self._count)

    def _count(self, event_name: str, **_: Any) -> None:
        self.sent.append(event_name.rsplit(".", 1)[-1])

    def during(self, act: Callable[[], Any]) -> list[str]:
        """The operations that ``act`` sends."""
        before = len(self.sent)
        act()
        return self.sent[before:]


@pytest.fixture(autouse=True)
def no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test can reach a real account, whatever the machine is set up for."""
    for name, value in NO_ACCOUNT.items():
        monkeypatch.setenv(name, value)
    for name in [name for name in os.environ if name.startswith("AWS_ENDPOINT")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True, scope="session")
def same_environment_for_all() -> Iterator[None]:
    """Calls in several threads leave the environment as it is."""
    from tests.one_environment import one_environment

    with one_environment():
        yield


@pytest.fixture(autouse=True, scope="session")
def as_long_as_it_takes() -> Iterator[None]:
    """A job comes as far on a busy machine as on an idle one."""
    from tests.unhurried import unhurried

    with unhurried():
        yield


@pytest.fixture
def clock() -> FixedClock:
    """Monday, 23 November 2026, 10:00 in New York."""
    return FixedClock()


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """The clinic that is packaged, where anyone may book any service online, as often as they like.

    So a test that is about something else books without sending a form first.
    """
    return open_to_anyone(load_clinic())


def open_to_anyone(clinic: Clinic) -> Clinic:
    """The same clinic, with every service open to anyone online, of any age and without limits."""
    return with_services(
        clinic, online=OnlineBooking.ANYONE, adults_only=False, hours_apart=0, most=None
    )


def with_services(clinic: Clinic, *only: str, **changes: Any) -> Clinic:
    """The same clinic, with these changes to all of its services, or to those named ``only``."""
    services = tuple(
        each.model_copy(update=changes) if not only or each.id in only else each
        for each in clinic.services
    )
    return clinic.model_copy(update={"services": services})


@pytest.fixture(scope="module")
def moto() -> Iterator[None]:
    """A DynamoDB in this process, for a whole file: it takes longer to start than most tests."""
    from moto import mock_aws

    from tests.quick_moto import quick_moto

    with mock_aws(), quick_moto():
        make_table(client_in_process(), "frontdesk-test")
        yield


@pytest.fixture
def dynamodb(moto: None, no_account: None) -> Iterator["DynamoDBClient"]:
    """A client whom nobody watches yet, of a table as the template defines it, with nothing in it.

    What a test has called at each request is called no more once it ends.
    """
    from tests.quick_moto import empty_table

    client = _one_client()
    watched: Any = client.meta.events
    before = copy(watched._emitter)
    yield client
    vars(watched._emitter).update(vars(before))
    empty_table("frontdesk-test")


def make_table(client: "DynamoDBClient", name: str) -> None:
    """A table as ``infra/stateful.yaml`` defines it, the only place that does."""
    client.create_table(**{**_table_arguments(), "TableName": name})


def client_in_process() -> "DynamoDBClient":
    """A client of the DynamoDB in this process. Nobody there reads signatures, so it makes none."""
    client: DynamoDBClient = _session().client(
        "dynamodb", region_name="us-east-1", config=Config(signature_version=UNSIGNED)
    )
    return client


@cache
def _one_client() -> "DynamoDBClient":
    """The client of all of a process's tests: many take less time than it takes to make one."""
    return client_in_process()


@cache
def _session() -> Any:
    """One session for all of a process's clients: it reads AWS's models once."""
    import boto3

    return boto3.session.Session()


@cache
def _table_arguments() -> Any:
    """Those of the template's table, read once: some tests make hundreds of tables."""
    return create_table_arguments(STATEFUL_TEMPLATE.read_text(), "any")


@pytest.fixture
def staff_pool() -> FakePool:
    """The pool that staff sign in to, with nobody in it yet."""
    return FakePool()


@pytest.fixture
def run(
    dynamodb: "DynamoDBClient", clock: FixedClock, clinic: Clinic, staff_pool: FakePool
) -> Iterator[Runtime]:
    """The runtime of the test, in place while it runs."""
    with using(make_runtime(dynamodb, clock, clinic, staff_pool=staff_pool)) as runtime:
        yield runtime


def make_runtime(
    client: "DynamoDBClient",
    clock: Callable[[], datetime],
    clinic: Clinic,
    table: str = "frontdesk-test",
    staff_pool: FakePool | None = None,
) -> Runtime:
    """A runtime on some DynamoDB, with nothing left to chance."""
    pool = staff_pool or FakePool()
    return Runtime(
        settings=Settings.model_validate({}),
        clinic=clinic,
        table=Table(lambda: client, table, pause=lambda _seconds: None),
        staff_pool=StaffPool(lambda: pool.client, CLIENT_ID),
        clock=clock,
        ids=Ids(CountedBytes()),
        keyring=KEYRING,
    )


@pytest.fixture
def round_trips(dynamodb: "DynamoDBClient") -> RoundTrips:
    """Counts what is sent to the table."""
    counter = RoundTrips()
    counter.watch(dynamodb)
    return counter
