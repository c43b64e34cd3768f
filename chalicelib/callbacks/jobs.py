"""The queue's scheduled job. Deployed as a Lambda of its own, which never imports app.py."""

from typing import Any

from chalice.app import Blueprint, CloudWatchEvent, Rate

from ..core.runtime import runtime
from .service.tidying import JOB
from .service.tidying import return_stale_claims as give_back

jobs = Blueprint(__name__)


@jobs.schedule(Rate(1, unit=Rate.MINUTES), name=JOB)
def return_stale_claims(event: CloudWatchEvent) -> dict[str, Any]:
    """Every minute: return callbacks whose claim was abandoned."""
    context = event.context
    report = give_back(runtime(), lambda: context.get_remaining_time_in_millis() / 1000)
    return report.as_dict()
