"""Close a day or a part of it at once: its times leave the sale, and whom it hits is called.

The first transaction makes the closing, with its first times, and owes the rest. What is left is
done in the same call as far as that goes; cut short, a job finishes it (follow_closing.py).
"""

from datetime import datetime
from functools import partial

from ...platform.current_closings import closed_put
from ...platform.errors import IdempotencyConflictError, InvalidInputError
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork, fingerprint
from ..day.change_day import DayChange, change_day
from ..errors import TooManyClosingsError
from ..slots.models import DaySchedule
from . import rules, store
from .close_slots import slots_follow
from .follow_closing import follow_now
from .models import Closing, ClosingIn


def close_day(
    run: Runtime, staff_id: str, location_id: str, given: ClosingIn, key: str | None
) -> Closing:
    """Close a location, a pool or bays for a date or a part of it; the closing.

    Free, resting, held and offered times in it are blocked, whoever waits waits on, and each
    appointment hit is owed a call. What has begun is left alone. The same ``key`` and words again
    are the same closing. Raises UnknownLocationError, InvalidInputError, TooManyClosingsError,
    IdempotencyConflictError.
    """
    location = run.clinic.location(location_id)
    asked = fingerprint(run.keyring, given, location_id)
    named = run.keyring.derived_id(f"closing:{staff_id}", f"{location_id}\0{key}") if key else None
    if named and (known := _made_before(run, named, asked)):
        return follow_now(run, staff_id, known)
    now = run.clock()
    if problems := tuple(rules.problems_of(location, given, now)):
        raise InvalidInputError(problems)
    closing = rules.closing_of(location, given, named or run.ids.new(now), staff_id, now)
    _order(run, staff_id, closing, asked)
    if run.closings:
        run.closings.forget()
    made = _made_before(run, closing.closing_id, asked) if named else None
    return follow_now(run, staff_id, made or closing)


def _made_before(run: Runtime, closing_id: str, asked: str) -> Closing | None:
    """The closing of this id, made by the same call. Raises IdempotencyConflictError."""
    known = store.load_asked(run.table, closing_id)
    if known is not None and known[1] != asked:
        raise IdempotencyConflictError
    return known[0] if known else None


def _order(run: Runtime, staff_id: str, closing: Closing, asked: str) -> None:
    """Have the day, its times and every process know that it is closed."""

    def decide(schedule: DaySchedule, now: datetime) -> DayChange[None]:
        day, closings = schedule.day, schedule.day.closings
        if any(each.closing_id == closing.closing_id for each in closings):
            return DayChange(None, slots_follow(schedule, day, closing, now))
        if len(closings) >= rules.MOST_OF_A_DAY:
            raise TooManyClosingsError
        day = day.model_copy(update={"closings": (*closings, closing.part)})
        first = partial(_note, closing, asked)
        return DayChange(None, [first, *slots_follow(schedule, day, closing, now)], day)

    change_day(run, staff_id, closing.location_id, closing.date, decide)


def _note(closing: Closing, asked: str, work: UnitOfWork) -> None:
    work.add(*store.closing_puts(closing, asked, work.now))
    if closure := rules.closure_of(closing):
        work.add(closed_put(closing.location_id, closure))
    part = closing.part
    work.record(
        store.KIND,
        closing.closing_id,
        "closed",
        reason=part.reason,
        bays=list(part.bays) if part.bays else None,
        shown=part.is_shown,
    )
