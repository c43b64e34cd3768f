"""How well promises are kept."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import median

from ..clinic import Location
from ..clinic.hours import opening_minutes_between
from ..platform.errors import FieldProblem, InvalidInputError
from ..platform.runtime import Runtime
from .promise_store import load_promises
from .service_level import PromiseRecord, ServiceLevel, ServiceLevelDay

MOST_DAYS = 31


def service_level(run: Runtime, location_id: str, start: date, end: date) -> ServiceLevel:
    """The service level of a location for each local date from ``start`` to ``end``, both meant.

    Raises UnknownLocationError, and InvalidInputError for more than 31 days or none.
    """
    location = run.clinic.location(location_id)
    count = (end - start).days + 1
    if not 1 <= count <= MOST_DAYS:
        raise InvalidInputError(
            (FieldProblem(("to",), f"Please choose a range of 1 to {MOST_DAYS} days."),)
        )
    now = run.clock()
    days = [
        day_figures(day, _promises(run, location_id, day), location, now)
        for day in (start + timedelta(days=ahead) for ahead in range(count))
    ]
    return ServiceLevel(location_id=location_id, days=days)


def _promises(run: Runtime, location_id: str, day: date) -> list[PromiseRecord]:
    records = load_promises(run.table, location_id, day)
    return [PromiseRecord.model_validate(record) for record in records]


def day_figures(
    day: date, promises: Sequence[PromiseRecord], location: Location, now: datetime
) -> ServiceLevelDay:
    """The figures of one day's promises as they stand ``now``. Pure.

    A promise is kept by a first attempt (or a close) in time, broken by a later one or by none
    until it ran out, and pending else. Waits count opening minutes alone.
    """
    kept = sum(promise.is_kept for promise in promises)
    pending = [promise for promise in promises if promise.is_pending(now)]
    decided = len(promises) - len(pending)
    waits = [
        opening_minutes_between(location, promise.requested_at, promise.responded_at)
        for promise in promises
        if promise.responded_at is not None
    ]
    attempts = sum(promise.attempts for promise in promises)
    unanswered = [promise.respond_by for promise in promises if promise.responded_at is None]
    return ServiceLevelDay(
        date=day,
        promised=len(promises),
        kept=kept,
        broken=decided - kept,
        pending=len(pending),
        share_kept=round(kept / decided, 4) if decided else None,
        median_wait_minutes=float(median(waits)) if waits else None,
        attempts_per_contact=round(attempts / len(promises), 2) if promises else None,
        oldest_promise=min(unanswered, default=None),
    )
