"""The outbox's job. It is deployed as a Lambda of its own, which never imports app.py."""

from typing import Any

from chalice.app import Blueprint, CloudWatchEvent, Rate

from ..platform.job_runs import run_on_schedule
from .job_names import SEND_MESSAGES

jobs = Blueprint(__name__)


@jobs.schedule(Rate(1, unit=Rate.MINUTES), name=SEND_MESSAGES)
def send_messages(event: CloudWatchEvent) -> dict[str, Any]:
    """Every minute: send the messages whose time has come."""
    from .send_messages import send_messages as work_off

    return run_on_schedule(work_off, event.context)
