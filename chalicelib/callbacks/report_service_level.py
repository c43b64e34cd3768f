"""Report how many promises a location kept, per local date."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import median

from ..clinic import Location, Source, Urgency
from ..clinic.hours import opening_minutes_between
from ..platform.days import days_from
from ..platform.runtime import Runtime
from .promise_store import load_promises
from .service_level import PromiseRecord, ServiceLevel, ServiceLevelDay


def service_level(
    run: Runtime, location_id: str, start: date, end: date, source: Source | None = None
) -> ServiceLevel:
    """The service level of a location for each local date from ``start`` to ``end``, both meant.

    With a ``source``, of the promises to those alone who first came in that way. A query a day.
    Raises UnknownLocationError, and InvalidInputError for more than 31 days or none.
    """
    location = run.clinic.location(location_id)
    asked, now = days_from(start, end), run.clock()
    days = [
        day_figures(day, _promises(run, location_id, day, source), location, now) for day in asked
    ]
    return ServiceLevel(location_id=location_id, days=days)


def _promises(
    run: Runtime, location_id: str, day: date, source: Source | None
) -> list[PromiseRecord]:
    records = load_promises(run.table, location_id, day)
    promises = map(PromiseRecord.model_validate, records)
    return [each for each in promises if source is None or each.source is source]


def day_figures(
    day: date, promises: Sequence[PromiseRecord], location: Location, now: datetime
) -> ServiceLevelDay:
    """The figures of one day's promises as they stand ``now``. Pure.

    A promise is kept by a first attempt (or a close) in time, broken by a later one or by none
    until it ran out, and pending else. Waits count opening minutes alone, but for a crisis, which
    waits at any hour.
    """
    kept = sum(promise.is_kept for promise in promises)
    pending = [promise for promise in promises if promise.is_pending(now)]
    decided = len(promises) - len(pending)
    waits = [
        _waited(location, promise, promise.responded_at)
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


def _waited(location: Location, promise: PromiseRecord, until: datetime) -> int:
    """The whole minutes for which somebody waited."""
    if promise.urgency is Urgency.CRISIS:
        return (until - promise.requested_at) // timedelta(minutes=1)
    return opening_minutes_between(location, promise.requested_at, until)
