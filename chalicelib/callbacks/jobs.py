"""The queue's scheduled job. Deployed as a Lambda of its own, which never imports app.py."""

from typing import Any

from chalice.app import Blueprint, CloudWatchEvent, Rate

from ..platform.job_runs import run_on_schedule
from .return_stale_claims import JOB
from .return_stale_claims import return_stale_claims as give_back

jobs = Blueprint(__name__)


@jobs.schedule(Rate(1, unit=Rate.MINUTES), name=JOB)
def return_stale_claims(event: CloudWatchEvent) -> dict[str, Any]:
    """Every minute: return callbacks whose claim was abandoned."""
    return run_on_schedule(give_back, event.context)
