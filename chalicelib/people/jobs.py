"""The scheduled job of people. Deployed as a Lambda of its own, which never imports app.py."""

from typing import Any

from chalice.app import Blueprint, CloudWatchEvent, Rate

from ..platform.job_runs import run_on_schedule
from .index_people import JOB
from .index_people import index_people as bring_up_to_date

jobs = Blueprint(__name__)


@jobs.schedule(Rate(1, unit=Rate.MINUTES), name=JOB)
def index_people(event: CloudWatchEvent) -> dict[str, Any]:
    """Every minute: let people be found who were opened or who have an appointment."""
    return run_on_schedule(bring_up_to_date, event.context)
