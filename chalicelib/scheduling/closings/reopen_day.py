"""Reopen what was closed: just what the closing took returns, and calls not yet made are off."""

from datetime import datetime
from functools import partial

from ...platform.current_closings import closed_delete
from ...platform.errors import NotFoundError
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..day.change_day import DayChange, change_day
from ..slots.models import DaySchedule
from . import store
from .close_slots import slots_follow
from .follow_closing import follow_now
from .models import Closing


def reopen_day(run: Runtime, staff_id: str, location_id: str, closing_id: str) -> Closing:
    """Take a closing back; the closing as it then stands.

    Times that it took return, off sale for the minutes that any given-up time rests; those that
    something else keeps out stay out. Each appointment it hit takes place, and a call that nobody
    tried yet is owed no more. Again, it is so already. Raises UnknownLocationError, NotFoundError.
    """
    run.clinic.location(location_id)
    closing = _known(run, location_id, closing_id)

    def decide(schedule: DaySchedule, now: datetime) -> DayChange[None]:
        left = tuple(each for each in schedule.day.closings if each.closing_id != closing_id)
        if left == schedule.day.closings:
            return DayChange(None, slots_follow(schedule, schedule.day, closing, now))
        day = schedule.day.model_copy(update={"closings": left})
        first = partial(_note, closing)
        return DayChange(None, [first, *slots_follow(schedule, day, closing, now)], day)

    change_day(run, staff_id, location_id, closing.date, decide)
    if run.closings:
        run.closings.forget()
    return follow_now(run, staff_id, _known(run, location_id, closing_id))


def _known(run: Runtime, location_id: str, closing_id: str) -> Closing:
    closing = store.load_closing(run.table, closing_id)
    if closing is None or closing.location_id != location_id:
        raise NotFoundError("We can't find that closing.")
    return closing


def _note(closing: Closing, work: UnitOfWork) -> None:
    work.add(store.reopened(closing, work.by, work.now))
    if closing.part.bays is None:
        work.add(closed_delete(closing.location_id, closing.date, closing.closing_id))
    work.record(store.KIND, closing.closing_id, "reopened")
