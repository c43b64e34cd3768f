"""Runs a job on some table, and is killed by the system in the middle of it."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import boto3
from botocore.config import Config

from chalicelib.callbacks.return_stale_claims import JOB as RETURN_STALE_CLAIMS
from chalicelib.callbacks.return_stale_claims import return_stale_claims
from chalicelib.clinic import load_clinic
from chalicelib.platform.job_runs import Job
from chalicelib.scheduling.job_names import RELEASE_SLOTS
from chalicelib.scheduling.slots.release_slots import release_slots

from .barrier import TickingClock
from .conftest import a_world

JOBS: dict[str, tuple[Job, str]] = {
    RETURN_STALE_CLAIMS: (return_stale_claims, "TransactWriteItems"),
    RELEASE_SLOTS: (release_slots, "UpdateItem"),
}
"""Each with the operation that it writes by."""


def main(job: str, url: str, table: str, now: str, writes: str) -> None:
    """Killed as soon as so many writes were carried out, before the job hears of the last one."""
    client = boto3.client("dynamodb", endpoint_url=url, config=Config(max_pool_connections=16))
    run_it, operation = JOBS[job]
    client.meta.events.register(f"after-call.dynamodb.{operation}", killing_after(int(writes)))
    clock = TickingClock(datetime.fromisoformat(now))
    run_it(a_world(client, table, clock, load_clinic()), lambda: 600.0)


def killing_after(writes: int) -> Callable[..., None]:
    """Counts writes, and with the last of them kills this process."""
    left = [None] * writes

    def count(**_: Any) -> None:
        left.pop()
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    return count


if __name__ == "__main__":
    main(*sys.argv[1:])
