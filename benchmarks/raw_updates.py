"""The bare driver doing what the release job does: in a process of its own, and measured."""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import boto3
from botocore.config import Config

from chalicelib.platform.storage.expressions import write_request
from chalicelib.scheduling.slots.models import Slot
from chalicelib.scheduling.slots.release_store import release_update
from chalicelib.scheduling.slots.rules import release_due
from chalicelib.scheduling.slots.store import slot_item
from tests.races.many_slots import due_slots


@dataclass(frozen=True)
class Raw:
    """So many conditional updates."""

    updates: int
    seconds: float
    cpu_seconds: float
    """Of this process alone."""


def measured(url: str, table: str, now: str, count: str, at_once: str) -> Raw:
    """Send them; the requests are made ready before the clock starts."""
    client = boto3.client("dynamodb", endpoint_url=url, config=Config(max_pool_connections=16))
    at = datetime.fromisoformat(now)
    requests = [request_for(slot, table, at) for slot in due_slots(int(count), at)]
    began, used = time.monotonic(), time.process_time()
    with ThreadPoolExecutor(int(at_once)) as pool:
        list(pool.map(lambda request: client.update_item(**request), requests))
    return Raw(len(requests), time.monotonic() - began, time.process_time() - used)


def request_for(slot: Slot, table: str, now: datetime) -> dict[str, Any]:
    """The update that is due for a slot, as the driver takes it."""
    item = {k: v for k, v in slot_item(slot).items() if v is not None}
    due = release_due(item, now)
    if due is None:
        raise ValueError("every one of these slots is due")
    return write_request(release_update(item, due, now), table)[1]


if __name__ == "__main__":
    print(json.dumps(asdict(measured(*sys.argv[1:]))))
