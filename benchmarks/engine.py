"""Amazon's DynamoDB Local for a benchmark, with a table of its own each time."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from chalicelib.clinic import Clinic, load_clinic
from chalicelib.platform.aws import TABLE_CONFIG
from chalicelib.platform.runtime import Runtime
from tests.conftest import make_table, open_to_anyone
from tests.races.barrier import TickingClock
from tests.races.conftest import a_world, through
from tests.races.engine import running_dynamodb

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass
class Engine:
    """A running engine."""

    url: str
    _tables: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def client(self, like: Config | None = None) -> "DynamoDBClient":
        """A client with a connection for every thread; else as it comes, or ``like`` another."""
        config = (like or Config()).merge(
            Config(
                max_pool_connections=64,
                read_timeout=60,
                retries={"mode": "standard", "total_max_attempts": 3},
            )
        )
        client: DynamoDBClient = boto3.client("dynamodb", endpoint_url=self.url, config=config)
        return client

    def new_table(self) -> str:
        """A table as the template defines it; its name."""
        name = f"benchmark-{next(self._tables)}"
        make_table(self.client(), name)
        return name

    def new_world(self, clinic: Clinic | None = None) -> Runtime:
        """A runtime on a table and with a client of its own; its clock ticks when looked at."""
        at = clinic or open_to_anyone(load_clinic())
        return a_world(self.client(), self.new_table(), TickingClock(), at)

    def as_deployed(self, run: Runtime) -> Runtime:
        """The same world, its table spoken to by a client like that of the deployed functions."""
        return through(run, self.client(TABLE_CONFIG))


@contextmanager
def running_engine() -> Iterator[Engine]:
    """An engine that runs while the block does."""
    with running_dynamodb() as url:
        yield Engine(url)
