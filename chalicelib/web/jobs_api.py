"""The scheduled jobs for staff: which there are, what each did last, and to run one now."""

import time
from dataclasses import replace
from typing import Annotated

from pydantic import ConfigDict, Field

from ..platform.clock import Instant
from ..platform.errors import ConflictError, NotFoundError
from ..platform.http import Incoming, Routes, Tag
from ..platform.job_runs import load_last_run, run_and_keep
from ..platform.model import Model
from ..platform.runtime import Runtime
from ..staff.access import Access, Staff
from .job_registry import JOBS, ScheduledJob

routes = Routes(
    __name__, Tag("Jobs", "The scheduled jobs: what each did last, and to run one now.")
)

_SECONDS = 10.0
"""The gateway's caller waits: what is left after that is the next run's, here or by schedule."""

JobName = Annotated[str, Field(pattern=r"^[a-z-]{1,60}$")]


class JobByScheduleAloneError(ConflictError):
    """A job does what the API's role may not."""

    def __init__(self, runs: str) -> None:
        super().__init__(f"This job can't be run by hand. It runs by itself, {runs}.")


class JobReportView(Model):
    """A report of one run of a job, over all locations."""

    model_config = ConfigDict(from_attributes=True)

    job: str
    due: int
    done: int
    skipped: int = Field(description="No longer due when it was their turn.")
    failed: int
    left: bool = Field(description="Time ran out before the work did; the next run goes on.")
    failures: list[str] = Field(description="The keys of what failed, or of the first of them.")
    counts: dict[str, int] = Field(description="What else the job counts, by name.")


class JobRunView(Model):
    """One run of a job."""

    model_config = ConfigDict(from_attributes=True)

    started_at: Instant
    ended_at: Instant
    by: str = Field(description="The staff member who had it run, or `schedule`.")
    report: JobReportView


class JobView(Model):
    """A scheduled job."""

    name: str
    does: str
    runs: str = Field(description="How often, in words.")
    by_hand: bool = Field(description="A manager can have it run now.")
    last: JobRunView | None = Field(
        None, description="The run that ended last; none if it never ran to its end."
    )


class JobList(Model):
    """All scheduled jobs."""

    jobs: list[JobView]


@routes.get("/jobs", access=Access.DESK)
def list_jobs(run: Runtime) -> JobList:
    """The scheduled jobs, with what each did when it last ran."""
    return JobList(jobs=[_view(run, job) for job in JOBS])


@routes.post("/jobs/{name}", access=Access.MANAGER, problems=(JobByScheduleAloneError,))
def run_job(name: JobName, staff: Staff, incoming: Incoming, run: Runtime) -> JobReportView:
    """Run a scheduled job now, and see its report."""
    job = next((job for job in JOBS if job.name == name), None)
    if job is None:
        raise NotFoundError("We can't find that job.")
    if not job.by_hand:
        raise JobByScheduleAloneError(job.runs)
    until = time.monotonic() + _SECONDS
    report = run_and_keep(
        _reached(run, incoming), job.run, staff.staff_id, lambda: until - time.monotonic()
    )
    return JobReportView.model_validate(report)


def _reached(run: Runtime, incoming: Incoming) -> Runtime:
    """The runtime, which knows the address of the pages: the gateway tells none but a job's own
    function, and staff who ask for a job reached them at this one.
    """
    url = f"{incoming.origin}{incoming.base_path}" if incoming.origin else ""
    known = run.settings.model_copy(update={"endpoint_url": run.settings.endpoint_url or url})
    return replace(run, clinic=run.filed_clinic, settings=known)


def _view(run: Runtime, job: ScheduledJob) -> JobView:
    last = load_last_run(run.table, job.name)
    return JobView(
        name=job.name,
        does=job.does,
        runs=job.runs,
        by_hand=job.by_hand,
        last=JobRunView.model_validate(last) if last else None,
    )
