"""What works the outbox. Each is deployed as a Lambda of its own, which never imports app.py."""

from typing import Any

from chalice.app import Blueprint, CloudWatchEvent, Rate

from ..platform.job_runs import run_on_schedule, seconds_left
from .job_names import SEND_AT_ONCE, SEND_MESSAGES

jobs = Blueprint(__name__)


@jobs.schedule(Rate(1, unit=Rate.MINUTES), name=SEND_MESSAGES)
def send_messages(event: CloudWatchEvent) -> dict[str, Any]:
    """Every minute: send the messages whose time has come."""
    from .send_messages import send_messages as work_off

    return run_on_schedule(work_off, event.context)


@jobs.lambda_function(name=SEND_AT_ONCE)
def send_at_once(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """As soon as a message is filed: send it, if it can go at once."""
    from ..platform.runtime import runtime
    from .send_at_once import send_at_once as send

    return send(runtime(), event, seconds_left(context)).as_dict()
