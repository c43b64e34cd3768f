"""Functions that work the outbox, and that hear of mail that came back.

Each is deployed as a Lambda of its own, which never imports app.py.
"""

from typing import Any

from chalice.app import Blueprint, CloudWatchEvent, Rate

from ..platform.job_runs import run_on_schedule, seconds_left
from ..platform.runtime import runtime
from .job_names import NOTE_RETURNED_MAIL, SEND_AT_ONCE, SEND_MESSAGES

jobs = Blueprint(__name__)


@jobs.schedule(Rate(1, unit=Rate.MINUTES), name=SEND_MESSAGES)
def send_messages(event: CloudWatchEvent) -> dict[str, Any]:
    """Every minute: send the messages whose time has come."""
    from .send_messages import send_messages as work_off

    return run_on_schedule(work_off, event.context)


@jobs.lambda_function(name=SEND_AT_ONCE)
def send_at_once(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """As soon as a message is filed: send it, if it can go at once."""
    from .send_at_once import send_at_once as send

    return send(runtime(), event, seconds_left(context)).as_dict()


@jobs.lambda_function(name=NOTE_RETURNED_MAIL)
def note_returned_mail(event: dict[str, Any], context: Any) -> dict[str, int]:
    """As the provider's notices come: note which mail came back, so that its address gets no more.

    Its topic is in infra/api.yaml.
    """
    from .note_returned_mail import note_returned_mail as note

    texts = [record["Sns"]["Message"] for record in event["Records"]]
    returned = note(runtime(), texts)
    if returned.failed:
        raise returned.failed[0]
    return returned.as_dict()
