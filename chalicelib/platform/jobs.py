"""Work as every scheduled job does: until nothing is due or its time is nearly out; then tell.

A job may be run twice or killed anywhere: each piece of work is one conditional write.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

from . import log
from .errors import NotDueError, RefusedError
from .runtime import Runtime
from .storage.expressions import Item

TimeLeft = Callable[[], float]
"""Seconds until the job is stopped from outside."""

_RESERVE = 2.0
"""Seconds kept for ending well. Being stopped midway does no harm; it only leaves no report."""

MOST_FAILURES = 100
"""So many of them are told by their ids. All are counted."""


@dataclass
class JobReport:
    """A report of one run of a job, over all locations."""

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
    counts: dict[str, int] = field(default_factory=dict)
    """Numbers of other things that it counted, by name."""

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON takes it."""
        return asdict(self)


_Begun = Callable[[], JobReport]
"""Waits for an item that was begun; what became of it."""

_Begin = Callable[[Item], _Begun]


def work_off(
    run: Runtime,
    job: str,
    due_at_location: Callable[[str], Iterable[Item]],
    do: Callable[[Item], None],
    time_left: TimeLeft,
    *,
    at_once: int = 1,
) -> JobReport:
    """Work off what is due at every location, one location after another begun at the same time.

    Each location's items are worked on one after another; with ``at_once``, so many are at the
    same time, over all locations, in no certain order. What is due is read as it is worked off:
    memory stays flat however much it is.

    ``do`` may raise NotDueError, or RefusedError, for what is no longer due. Whatever else it
    raises stops only that piece of work, and a location that cannot be read stops only its own:
    one poisonous item never stops the rest.
    """
    from concurrent.futures import ThreadPoolExecutor

    report = JobReport(job)
    locations = [location.id for location in run.filed_clinic.locations]

    def work_at(location_id: str) -> JobReport:
        part = JobReport(job)
        try:
            _work_through(part, due_at_location(location_id), begin, 2 * at_once - 1, time_left)
        except Exception as failure:  # noqa: BLE001  # the other locations still have theirs
            _add(part, JobReport(job, failed=1, failures=[location_id]))
            log.error("job-location-failed", failure, job=job, location=location_id)
        return part

    with (
        _hands(partial(_work_on, job, do), at_once) as begin,
        ThreadPoolExecutor(max_workers=min(8, len(locations))) as pool,
    ):
        for part in pool.map(work_at, locations):
            _add(report, part)
    _tell(report)
    return report


def work_through(
    job: str, items: Iterable[Item], do: Callable[[Item], None], time_left: TimeLeft
) -> JobReport:
    """Work off these items, one after another, whatever becomes of each; the report on them all.

    ``do`` may raise as it may for ``work_off``.
    """
    report = JobReport(job)
    with _hands(partial(_work_on, job, do), 1) as begin:
        _work_through(report, items, begin, 1, time_left)
    _tell(report)
    return report


@contextmanager
def _hands(work: Callable[[Item], JobReport], at_once: int) -> Iterator[_Begin]:
    """The hands that work: a pool, or, where one item is worked on at a time, there and then."""
    if at_once == 1:

        def begin_and_end(item: Item) -> _Begun:
            ended = work(item)
            return lambda: ended

        yield begin_and_end
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(max_workers=at_once) as pool:
        yield lambda item: pool.submit(work, item).result


def _work_through(
    report: JobReport, due: Iterable[Item], begin: _Begin, ahead: int, time_left: TimeLeft
) -> None:
    """Begin each item, and count it once it ends; at most ``ahead`` are under way meanwhile."""
    under_way: deque[_Begun] = deque()
    try:
        for item in due:
            if time_left() < _RESERVE:
                report.left = True
                return
            under_way.append(begin(item))
            if len(under_way) >= ahead:
                _add(report, under_way.popleft()())
    finally:
        for begun in under_way:
            _add(report, begun())


def _work_on(job: str, do: Callable[[Item], None], item: Item) -> JobReport:
    """Work on one item, whatever becomes of it; the report on it alone."""
    try:
        do(item)
    except (NotDueError, RefusedError):
        return JobReport(job, due=1, skipped=1)
    except Exception as failure:  # noqa: BLE001  # one poisonous item never stops the rest
        item_id = str(item.get("pk", ""))
        log.error("job-item-failed", failure, job=job, item=item_id)
        return JobReport(job, due=1, failed=1, failures=[item_id])
    return JobReport(job, due=1, done=1)


def _add(total: JobReport, part: JobReport) -> None:
    total.due += part.due
    total.done += part.done
    total.skipped += part.skipped
    total.failed += part.failed
    total.left = total.left or part.left
    total.failures += part.failures[: MOST_FAILURES - len(total.failures)]


def _tell(report: JobReport) -> None:
    log.info(
        "job-ran",
        job=report.job,
        due=report.due,
        done=report.done,
        skipped=report.skipped,
        failed=report.failed,
        left=report.left,
    )
