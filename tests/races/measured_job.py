"""Runs the release job on some table as Lambda would: in a process of its own, and measured."""

import itertools
import json
import resource
import sys
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import boto3
from botocore.config import Config

from chalicelib.clinic import load_clinic
from chalicelib.platform.jobs import JobReport
from chalicelib.scheduling.slots.release_slots import release_slots

from .barrier import TickingClock
from .conftest import a_world

SETTLED = 1000
"""After so many writes everything that is made once has been made."""

LOOKED_AT = 50
"""How many writes there are from one look at its memory to the next."""


@dataclass(frozen=True)
class Measured:
    """One run of the job."""

    report: dict[str, Any]
    seconds: float
    cpu_seconds: float
    """Of this process alone."""
    grew_kilobytes: int
    """How far its peak memory rose from the thousandth write to the end."""
    grew_blocks: int
    """How many more blocks of memory it had at most than when it first asked what is due."""

    @property
    def job_report(self) -> JobReport:
        """What the job said that it did."""
        return JobReport(**self.report)


def measured(url: str, table: str, now: str) -> Measured:
    """Run the job to its end."""
    client = boto3.client("dynamodb", endpoint_url=url, config=Config(max_pool_connections=16))
    writes = itertools.count(1)
    settled: list[int] = []
    blocks: list[int] = []

    def note(**_: Any) -> None:
        number = next(writes)
        if number == SETTLED:
            settled.append(peak_kilobytes())
        if number % LOOKED_AT == 0:
            blocks.append(sys.getallocatedblocks())

    client.meta.events.register("after-call.dynamodb.UpdateItem", note)
    run = a_world(client, table, TickingClock(datetime.fromisoformat(now)), load_clinic())
    blocks.append(sys.getallocatedblocks())
    began, used = time.monotonic(), time.process_time()
    report = release_slots(run, lambda: 600.0)
    seconds, cpu_seconds = time.monotonic() - began, time.process_time() - used
    at_the_end = peak_kilobytes()
    grew = at_the_end - (settled or [at_the_end])[0]
    return Measured(report.as_dict(), seconds, cpu_seconds, grew, max(blocks) - blocks[0])


def peak_kilobytes() -> int:
    """The most memory that this process ever had (Linux counts it in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    print(json.dumps(asdict(measured(*sys.argv[1:4]))))
