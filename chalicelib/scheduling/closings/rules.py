"""A closing made of an order, and its faults. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from ...clinic import Location, OrderedClosure
from ...clinic.hours import first_instant
from ...clinic.walltime import end_minute, start_minute
from ...platform.errors import FieldProblem
from ..slots.availability import today_at
from ..slots.closing_models import DayClosing
from .models import Closing, ClosingIn

FURTHEST_DAYS = 366

MOST_OF_A_DAY = 20
"""Closings of one day that are not reopened."""

_MUST_OPEN_WITHIN = 45
"""Days; a location that is closed for longer could not promise anybody a call."""

_MIDNIGHT = time(0)


def closing_of(
    location: Location, given: ClosingIn, closing_id: str, by: str, at: datetime
) -> Closing:
    """The closing that somebody orders."""
    starts, ends = given.starts or _MIDNIGHT, given.ends or _MIDNIGHT
    return Closing(
        closing_id=closing_id,
        location_id=location.id,
        date=given.date,
        starts=starts,
        ends=ends,
        part=DayClosing(
            closing_id=closing_id,
            starts_at=first_instant(given.date, start_minute(starts), location.tz),
            ends_at=first_instant(given.date, end_minute(ends), location.tz),
            pool=given.pool,
            bays=_bays(location, given),
            reason=given.reason,
            is_shown=given.shown_to_visitors,
            by=by,
            at=at,
        ),
    )


def closure_of(closing: Closing) -> OrderedClosure | None:
    """The closing as a part of the location's opening; None where it is of some bays alone."""
    if closing.part.bays is not None:
        return None
    return OrderedClosure.model_validate(
        {
            "date": closing.date,
            "reason": closing.part.reason,
            "from": closing.starts,
            **({"to": closing.ends} if closing.ends != _MIDNIGHT else {}),
            "closing_id": closing.closing_id,
            "is_shown": closing.part.is_shown,
        }
    )


def _bays(location: Location, given: ClosingIn) -> tuple[str, ...] | None:
    pool = location.pool(given.pool) if given.pool else None
    if pool:
        return tuple(bay.id for bay in pool.bays)
    return tuple(dict.fromkeys(given.bays)) if given.bays else None


def problems_of(location: Location, given: ClosingIn, now: datetime) -> Iterator[FieldProblem]:
    """The faults of an order, field by field."""
    yield from _problems_of_scope(location, given)
    today = today_at(location, now)
    starts, ends = given.starts or _MIDNIGHT, given.ends or _MIDNIGHT
    if given.date > today + timedelta(days=FURTHEST_DAYS):
        yield FieldProblem(("date",), "This is more than a year away.")
    elif end_minute(ends) <= start_minute(starts):
        yield FieldProblem(("to",), "This needs to be later than the start.")
    elif first_instant(given.date, end_minute(ends), location.tz) <= now:
        yield FieldProblem(("date" if given.date < today else "to",), "This time has passed.")
    elif not (given.pool or given.bays or _opens_again(location, given, now)):
        yield FieldProblem(
            ("date",), f"The location would stay closed for {_MUST_OPEN_WITHIN} days and longer."
        )


def _problems_of_scope(location: Location, given: ClosingIn) -> Iterator[FieldProblem]:
    if given.pool and given.bays:
        yield FieldProblem(("bays",), "Please name a pool or bays, not both.")
    elif given.pool and location.pool(given.pool) is None:
        yield FieldProblem(("pool",), "This location doesn't have that pool.")
    for number, bay in enumerate(given.bays or ()):
        if not location.has_bay(bay):
            yield FieldProblem(("bays", number), "This location doesn't have that bay.")


def _opens_again(location: Location, given: ClosingIn, now: datetime) -> bool:
    closure = closure_of(closing_of(location, given, "", "", now))
    shut = location.model_copy(update={"closures": (*location.closures, closure)})
    first: date = given.date
    days = (first + timedelta(days=ahead) for ahead in range(-_MUST_OPEN_WITHIN, _MUST_OPEN_WITHIN))
    run = 0
    for day in days:
        run = 0 if shut.open_minutes_on(day) else run + 1
        if run >= _MUST_OPEN_WITHIN:
            return False
    return True
