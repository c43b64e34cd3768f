"""Metrics: numbers that CloudWatch reads out of a line of the log, in its embedded metric format.

A function that writes one needs no call and no leave for it. Every metric goes by the stage, some
by one thing more: the name of a job, say. Each further value of that costs a metric of its own, so
it is never the id of an item; and nothing of a person is in it.

infra/alarms.yaml and infra/watch have the alarms that look at them.
"""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from .settings import settings

NAMESPACE = "Frontdesk"

Unit = Literal["Count", "Seconds"]


def write_metrics(
    numbers: Mapping[str, float], unit: Unit, at: datetime, **dimensions: str
) -> None:
    """Write numbers, by the metric's name, as they were at that instant.

    They are written whatever the log's level is: what watches over them would take silence for
    trouble.
    """
    by = {"Stage": settings().stage, **dimensions}
    metrics = [{"Name": name, "Unit": unit} for name in numbers]
    described = {"Namespace": NAMESPACE, "Dimensions": [list(by)], "Metrics": metrics}
    about = {"Timestamp": int(at.timestamp() * 1000), "CloudWatchMetrics": [described]}
    sys.stdout.write(json.dumps({"_aws": about, **by, **numbers}) + "\n")
    sys.stdout.flush()
