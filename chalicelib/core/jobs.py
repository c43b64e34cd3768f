"""How every scheduled job works: until nothing is due or its time is nearly out, then it tells.

A job may be run twice or killed anywhere: each piece of work is one conditional transaction.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from . import log
from .errors import RefusedError
from .expressions import Item
from .runtime import Runtime

TimeLeft = Callable[[], float]
"""Seconds until the job is stopped from outside."""

_RESERVE = 2.0
"""Seconds kept for ending well. Being stopped midway does no harm; it only leaves no report."""


@dataclass
class JobReport:
    """What one run of a job did, over all locations."""

    job: str
    due: int = 0
    done: int = 0
    skipped: int = 0
    """No longer due when it was their turn: somebody was faster."""
    failed: int = 0
    left: bool = False
    """Time ran out before the work did; the next run goes on."""
    failures: list[str] = field(default_factory=list)
    """The ids of what failed: items, or locations that could not be read."""

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON takes it."""
        return asdict(self)


def work_off(
    run: Runtime,
    job: str,
    due_at_location: Callable[[str], Iterable[Item]],
    do: Callable[[Item], None],
    time_left: TimeLeft,
) -> JobReport:
    """Do what is due at every location, one location after another begun at the same time.

    ``do`` may raise RefusedError for what is no longer due. Whatever else it raises stops only
    that piece of work, and a location that cannot be read stops only its own: one poisonous item
    never stops the rest.
    """
    from concurrent.futures import ThreadPoolExecutor

    report = JobReport(job)
    locations = [location.id for location in run.clinic.locations]

    def work_at(location_id: str) -> JobReport:
        part = JobReport(job)
        try:
            _work_through(part, due_at_location(location_id), do, time_left)
        except Exception as failure:  # noqa: BLE001  # the other locations still have theirs
            part.failed += 1
            part.failures.append(location_id)
            log.error("job-location-failed", failure, job=job, location=location_id)
        return part

    with ThreadPoolExecutor(max_workers=min(8, len(locations))) as pool:
        for part in pool.map(work_at, locations):
            _add(report, part)
    log.info(
        "job-ran",
        job=job,
        due=report.due,
        done=report.done,
        skipped=report.skipped,
        failed=report.failed,
        left=report.left,
    )
    return report


def _work_through(
    report: JobReport, due: Iterable[Item], do: Callable[[Item], None], time_left: TimeLeft
) -> None:
    for item in due:
        if time_left() < _RESERVE:
            report.left = True
            return
        report.due += 1
        _work_on(report, item, do)


def _work_on(report: JobReport, item: Item, do: Callable[[Item], None]) -> None:
    try:
        do(item)
    except RefusedError:
        report.skipped += 1
    except Exception as failure:  # noqa: BLE001  # one poisonous item never stops the rest
        report.failed += 1
        report.failures.append(str(item.get("pk", "")))
        log.error("job-item-failed", failure, job=report.job, item=str(item.get("pk", "")))
    else:
        report.done += 1


def _add(total: JobReport, part: JobReport) -> None:
    total.due += part.due
    total.done += part.done
    total.skipped += part.skipped
    total.failed += part.failed
    total.left = total.left or part.left
    total.failures += part.failures
