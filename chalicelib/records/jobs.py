"""The scheduled job of records. Deployed as a Lambda of its own, which never imports app.py."""

from typing import Any

from chalice.app import Blueprint, CloudWatchEvent, Rate

from ..platform.job_runs import run_on_schedule
from .erase_people import erase_people as work_off
from .erase_person import JOB

jobs = Blueprint(__name__)


@jobs.schedule(Rate(5, unit=Rate.MINUTES), name=JOB)
def erase_people(event: CloudWatchEvent) -> dict[str, Any]:
    """Every five minutes: erase who was confirmed, brought by a restore, or never answered."""
    return run_on_schedule(work_off, event.context)
