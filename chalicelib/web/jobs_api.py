"""The manager's route to the scheduled jobs: run one now, and see what it did."""

import time
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, Field

from ..callbacks.service.tidying import JOB as RETURN_STALE_CLAIMS
from ..callbacks.service.tidying import return_stale_claims
from ..core.errors import NotFoundError
from ..core.http import Access, Routes
from ..core.jobs import JobReport, TimeLeft
from ..core.runtime import Runtime
from ..scheduling.service.following_up import JOB as FOLLOW_UP_VISITS
from ..scheduling.service.following_up import follow_up_visits
from ..scheduling.service.publishing import JOB as PUBLISH_SLOTS
from ..scheduling.service.publishing import publish_to_horizon
from ..scheduling.service.releasing import (
    EXPIRE_HOLDS,
    RELEASE_SLOTS,
    expire_holds,
    release_slots,
)

routes = Routes(__name__)

_SECONDS = 10.0
"""The gateway's caller waits: what is left after that is the next run's, here or by schedule."""

_JOBS: dict[str, Callable[[Runtime, TimeLeft], JobReport]] = {
    RETURN_STALE_CLAIMS: return_stale_claims,
    EXPIRE_HOLDS: expire_holds,
    RELEASE_SLOTS: release_slots,
    FOLLOW_UP_VISITS: follow_up_visits,
    PUBLISH_SLOTS: lambda run, time_left: publish_to_horizon(run, time_left)[0],
}

JobName = Annotated[str, Field(pattern=r"^[a-z-]{1,60}$")]


class JobReportView(BaseModel):
    """What one run of a job did, over all locations."""

    job: str
    due: int
    done: int
    skipped: int = Field(description="No longer due when it was their turn.")
    failed: int
    left: bool = Field(description="Time ran out before the work did; the next run goes on.")
    failures: list[str] = Field(description="The keys of what failed.")


@routes.post("/jobs/{name}", access=Access.MANAGER)
def run_job(name: JobName, run: Runtime) -> JobReportView:
    """Run a scheduled job now, and see its report."""
    job = _JOBS.get(name)
    if job is None:
        raise NotFoundError("There is no such job.")
    until = time.monotonic() + _SECONDS
    report: dict[str, Any] = job(run, lambda: until - time.monotonic()).as_dict()
    return JobReportView.model_validate(report)
