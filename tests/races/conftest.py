"""Races are run on Amazon's own DynamoDB Local: one for the session, a new table for each test."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config

from chalicelib.clinic import Clinic
from chalicelib.platform.aws import TABLE_CONFIG
from chalicelib.platform.ids import Ids
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.table import Table
from infra.local.engines import dynamodb_local
from tests.conftest import make_runtime, make_table
from tests.engines import engine

from .barrier import SharedBytes, TickingClock
from .engine import running_dynamodb

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Clients = Callable[..., "DynamoDBClient"]
Tables = Callable[[], str]

_SIGNED = (
    "AWS4-HMAC-SHA256 Credential=testing/20261123/us-east-1/dynamodb/aws4_request, "
    "SignedHeaders=host, Signature=0"
)
"""DynamoDB Local asks for a signature and verifies none; making each takes a tenth of a call."""


@cache
def _session() -> boto3.Session:
    """Its own: the one that Boto3 keeps may be older than the test's environment."""
    return boto3.Session("testing", "testing", "testing", region_name="us-east-1")


@pytest.fixture(scope="session")
def dynamodb_url() -> Iterator[str]:
    """Where DynamoDB Local answers."""
    engine(dynamodb_local)
    with running_dynamodb() as url:
        yield url


@pytest.fixture
def new_client(dynamodb_url: str, no_account: None) -> Clients:
    """Makes clients like the product's own, which send a request so many times.

    They have a connection for every thread, and the patience of a busy machine.
    """

    def make(sends: int = 3) -> "DynamoDBClient":
        config = Config(
            max_pool_connections=64,
            connect_timeout=5,
            read_timeout=30,
            retries={"mode": "standard", "total_max_attempts": sends},
            signature_version=UNSIGNED,
        )
        client: DynamoDBClient = _session().client(
            "dynamodb", endpoint_url=dynamodb_url, config=TABLE_CONFIG.merge(config)
        )
        client.meta.events.register("before-call", _sign)
        return client

    return make


@pytest.fixture
def dynamodb(new_client: Clients) -> "DynamoDBClient":
    """DynamoDB Local, by a client of the test's own."""
    return new_client()


def _sign(params: dict[str, Any], **_: object) -> None:
    params["headers"]["Authorization"] = _SIGNED


_tables = itertools.count(1)


@pytest.fixture
def new_table(dynamodb: "DynamoDBClient") -> Tables:
    """Makes tables as the template defines them; the name of each."""

    def make() -> str:
        name = f"races-{next(_tables)}"
        make_table(dynamodb, name)
        return name

    return make


@pytest.fixture
def clock() -> TickingClock:
    """Monday, 23 November 2026, 10:00 in New York, and a millisecond later at each look."""
    return TickingClock()


@pytest.fixture
def run(
    dynamodb: "DynamoDBClient", new_table: Tables, clock: TickingClock, clinic: Clinic
) -> Runtime:
    """The world of one test: a table of its own, and ids that no two threads share."""
    return a_world(dynamodb, new_table(), clock, clinic)


def a_world(
    client: "DynamoDBClient",
    table: str,
    clock: TickingClock,
    clinic: Clinic,
    ids: Ids | None = None,
) -> Runtime:
    """A runtime that many threads may use."""
    run = make_runtime(client, clock, clinic, table)
    return replace(run, ids=ids or Ids(SharedBytes()))


def _no_time(_seconds: float) -> None:
    """Pause not at all."""


def through(run: Runtime, client: object, pause: Callable[[float], None] = _no_time) -> Runtime:
    """The same world, its table reached by another client, with these pauses between two tries."""
    table = Table(lambda: client, run.table.name, pause)  # type: ignore[arg-type,return-value]
    return replace(run, table=table)


def patiently(run: Runtime, client: object) -> Runtime:
    """The same, with the pauses between two tries that are made in earnest."""
    return replace(run, table=Table(lambda: client, run.table.name))  # type: ignore[arg-type,return-value]


def in_table(run: Runtime, name: str) -> Runtime:
    """The same world, as yet empty: in another table."""
    return replace(run, table=Table(lambda: run.table.client, name))
