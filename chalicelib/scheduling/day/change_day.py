"""Change which slots a day has: one look, then all that it takes or nothing.

Every such change raises the day's version and is refused if another one came first. Then the day
is read again and decided anew. Visitors who hold and book do not wait for any of this.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Generic, TypeVar

from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..slots.models import Day, DaySchedule
from ..slots.store import day_put, load_day

_ENOUGH = 96
"""Writes of one transaction (DynamoDB takes 100) after which no further step is begun."""

_TRIES = 8

Told = TypeVar("Told")

Step = Callable[[UnitOfWork], None]
"""Collects what changes with one slot, four writes at most, which go together."""


@dataclass(frozen=True)
class DayChange(Generic[Told]):
    """A change of a day, and the answer once it is made."""

    told: Told
    steps: Sequence[Step] = ()
    day: Day | None = None
    """The day as it then is, if it changes."""


Decide = Callable[[DaySchedule, datetime], DayChange[Told]]
"""Decides what to do about a day as it stands at a moment."""


def change_day(
    run: Runtime, by: str, location_id: str, day: date, decide: Decide[Told]
) -> list[Told]:
    """Carry out what ``decide`` makes of the day as it stands: two round trips, or one if nothing.

    A day with more steps than a transaction takes is changed in several parts, each a unit of work
    of its own. What somebody else changes in between is read, and decided anew; cut short, it is
    finished by the same call made again. Returns what was told at each part: the first knew the
    day as it was, the last as it now stands. Raises UnavailableError when others change the same
    day all the time.
    """

    def part(work: UnitOfWork) -> tuple[_Look[Told], int]:
        look = ahead
        if look is None or work.refused is not None:
            schedule = load_day(run.table, location_id, day)
            look = _Look(schedule, decide(schedule, work.now))
        return look, look.take_steps(work)

    told: list[Told] = []
    ahead: _Look[Told] | None = None
    while True:
        look, taken = carry_out(run, by, part, tries=_TRIES)
        told.append(look.change.told)
        if taken == len(look.change.steps):
            return told
        ahead = look.after(taken)


@dataclass(frozen=True)
class _Look(Generic[Told]):
    """A day as it was read, and what is to be done about it."""

    schedule: DaySchedule
    change: DayChange[Told]

    def take_steps(self, work: UnitOfWork) -> int:
        """Collect as many steps as a transaction takes; how many."""
        steps, day = self.change.steps, self.change.day
        if steps or day is not None:
            work.add(day_put(self.schedule, day or self.schedule.day))
        for taken, step in enumerate(steps):
            if work.size > _ENOUGH:
                return taken
            step(work)
        return len(steps)

    def after(self, taken: int) -> "_Look[Told]":
        """The same once so many steps are carried out, if nobody else changed the day."""
        raised = self.schedule.day.model_copy(update={"version": self.schedule.day.version + 1})
        schedule = self.schedule.model_copy(update={"day": raised})
        return _Look(schedule, replace(self.change, steps=self.change.steps[taken:]))
