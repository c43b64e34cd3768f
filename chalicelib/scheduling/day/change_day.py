"""Change which slots a day has: one look, then all writes or none, seen by no one halfway.

Every such change raises the day's version and is refused if another one came first. Then the day
is read again and decided anew. Visitors who hold and book do not wait for any of this.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Generic, TypeVar

from ...platform.errors import RefusedError, UnavailableError
from ...platform.runtime import Runtime
from ...platform.storage.writes import Write
from ..slots.models import Day, DaySchedule
from ..slots.store import day_put, load_day

_MOST_WRITES = 99
"""Writes in one transaction (DynamoDB takes 100), beside the day's own."""

_TRIES = 8

Told = TypeVar("Told")


@dataclass(frozen=True)
class DayChange(Generic[Told]):
    """What to write about a day, and what to tell once it is done."""

    told: Told
    writes: Sequence[Write] = ()
    day: Day | None = None
    """What then holds for the day, if that changes."""


def change_day(
    run: Runtime, location_id: str, day: date, decide: Callable[[DaySchedule], DayChange[Told]]
) -> Told:
    """Carry out what ``decide`` makes of the day as it stands: two round trips, or one if nothing.

    A day with more writes than a transaction takes is changed in several; what is left when one
    of them fails is done by the same call made again. Raises UnavailableError when others change
    the same day all the time.
    """
    for _ in range(_TRIES):
        schedule = load_day(run.table, location_id, day)
        change = decide(schedule)
        try:
            _write(run, schedule, change)
        except RefusedError:
            continue  # somebody was faster: look again
        return change.told
    raise UnavailableError("Many are changing this day at once.")


def _write(run: Runtime, schedule: DaySchedule, change: DayChange[Told]) -> None:
    if not change.writes and change.day is None:
        return
    now_holds = change.day or schedule.day
    writes = iter(change.writes)
    part = list(islice(writes, _MOST_WRITES))
    while True:
        run.table.transact([day_put(schedule, now_holds), *part])
        part = list(islice(writes, _MOST_WRITES))
        if not part:
            return
        raised = schedule.day.model_copy(update={"version": schedule.day.version + 1})
        schedule = schedule.model_copy(update={"day": raised})
