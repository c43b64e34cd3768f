"""Scheduled jobs on record: when each ran last, who had it run, and what it did.

A job is an item, ``JOB#<name>``, and holds the run of it that ended last.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from . import log
from .clock import instant_text, parse_instant
from .jobs import JobReport, TimeLeft
from .metrics import write_metrics
from .runtime import Runtime, runtime
from .storage.keys import item_key
from .storage.table import Table
from .storage.writes import Put

KIND = "JOB"
SCHEDULE = "schedule"
"""The name of the one who has a job run that nobody asked for."""

ENDED_WELL = "EndedWell"
"""The metric of a job's runs: 1 where it did all that it tried, else 0; none where it broke off."""

Job = Callable[[Runtime, TimeLeft], JobReport]


class JobRun(NamedTuple):
    """One run of a job, from its beginning to its end."""

    started_at: datetime
    ended_at: datetime
    by: str
    """The staff member's id, or ``schedule``."""
    report: JobReport


def run_on_schedule(job: Job, context: Any) -> dict[str, Any]:
    """Do a job as a schedule's handler, for as long as Lambda lets it; its report."""
    return run_and_keep(runtime(), job, SCHEDULE, seconds_left(context)).as_dict()


def seconds_left(context: Any) -> TimeLeft:
    """Seconds until Lambda ends the call that has this context."""
    return lambda: float(context.get_remaining_time_in_millis()) / 1000


def run_and_keep(run: Runtime, job: Job, by: str, time_left: TimeLeft) -> JobReport:
    """Run a job and keep what it did. A report that cannot be kept takes nothing from the job."""
    started_at = run.clock()
    report = job(run, time_left)
    kept = JobRun(started_at=started_at, ended_at=run.clock(), by=by, report=report)
    try:
        run.table.put(job_run_put(kept))
    except Exception as failure:  # noqa: BLE001  # the work is done, whether or not it is on record
        log.error("job-run-not-kept", failure, job=report.job)
    write_metrics({ENDED_WELL: int(report.failed == 0)}, "Count", kept.ended_at, Job=report.job)
    return report


def job_run_put(job_run: JobRun) -> Put:
    """Keep a run in the place of the one before it."""
    content = {
        "started_at": instant_text(job_run.started_at),
        "ended_at": instant_text(job_run.ended_at),
        "by": job_run.by,
        "report": job_run.report.as_dict(),
    }
    return Put({**item_key(KIND, job_run.report.job), **content})


def load_last_run(table: Table, name: str) -> JobRun | None:
    """The run of this job that ended last, or None: it never did, or its report was not kept."""
    item = table.get(item_key(KIND, name))
    if item is None:
        return None
    started_at, ended_at = parse_instant(item["started_at"]), parse_instant(item["ended_at"])
    return JobRun(started_at, ended_at, item["by"], JobReport(**item["report"]))
