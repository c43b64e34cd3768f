"""Runs the lease job on some table, and is killed by the system in the middle of it."""

import os
import signal
import sys
from datetime import datetime
from typing import Any

import boto3

from chalicelib.callbacks.service.tidying import return_stale_claims
from chalicelib.core.clinic import load_clinic

from .conftest import a_world
from .crowd import TickingClock


def main(url: str, table: str, now: str, writes: int) -> None:
    """Killed as soon as so many writes were carried out, before the job hears of the last one."""
    client = boto3.client("dynamodb", endpoint_url=url)
    left = [None] * writes

    def count(**_: Any) -> None:
        left.pop()
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    client.meta.events.register("after-call.dynamodb.TransactWriteItems", count)
    clock = TickingClock(datetime.fromisoformat(now))
    return_stale_claims(a_world(client, table, clock, load_clinic()), lambda: 60.0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
