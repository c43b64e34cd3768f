"""``python -m infra.deploy.publish_schedule STAGE``: publishes a stage's schedule now.

As its own job does every night; a new stage has no times before its first.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from botocore.config import Config

from infra.deploy.errors import DeployError
from infra.deploy.run_command import run_on_stage, stage_parser
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target

_JOB = "PublishSlots"
_LONGEST = 330
"""Seconds to wait for the answer: a little longer than the job may take."""

_EVENT = {
    "version": "0",
    "id": "by-hand",
    "account": "",
    "region": "",
    "time": "",
    "source": "frontdesk.deploy",
    "detail-type": "Scheduled Event",
    "resources": [],
    "detail": {},
}
"""What the schedule would send, of which the job reads nothing."""


def main(arguments: list[str]) -> int:
    """Publish; the exit status."""
    options = stage_parser("make publish", __doc__).parse_args(arguments)
    return run_on_stage(
        options, lambda target, stacks: publish_schedule(target, stacks, print), "Not published"
    )


def publish_schedule(target: Target, stacks: Stacks, say: Callable[[str], None]) -> None:
    """Have the stage's own job publish up to the horizon; done again, it changes nothing.

    Raises DeployError where there is no such stage, or with what the job says went wrong.
    """
    if not stacks.exists(target.api_stack):
        raise DeployError(f"there is no stack {target.api_stack}")
    function = stacks.physical_id(target.api_stack, _JOB)
    if function is None:
        raise DeployError(f"{target.api_stack} has no function that publishes")
    config = Config(read_timeout=_LONGEST, retries={"total_max_attempts": 1})
    lambdas = target.session.client("lambda", endpoint_url=target.endpoint, config=config)
    answer = lambdas.invoke(FunctionName=function, Payload=json.dumps(_EVENT).encode())
    report: Any = json.loads(answer["Payload"].read())
    if answer.get("FunctionError"):
        raise DeployError(f"the job failed: {report.get('errorMessage', report)}")
    if report["failed"]:
        raise DeployError(f"the job failed for {', '.join(report['failures'])}")
    if report["left"]:
        raise DeployError("time ran out before all days were done; publish again, and it goes on")
    say(f"the schedule is published: {report['counts'].get('published', 0)} new times")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
