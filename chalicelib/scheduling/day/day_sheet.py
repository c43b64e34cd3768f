"""Show the desk a location's day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from ...clinic import Location
from ...people.flag_models import StatedFlag
from ...platform.runtime import Runtime
from ..appointments.cancel_models import CanceledOnline
from ..slots.models import WHOLE_DAY, DaySchedule, Slot
from ..slots.schemas import BayDay, DaySheet
from ..slots.store import load_day
from .closed_day import closed_day
from .lines import line_of
from .load_day_flags import load_day_flags

_MOST_CANCELED = 50


def day_sheet(run: Runtime, location_id: str, day: date) -> DaySheet:
    """Every bay of the location with its slots on a local date: one query, and one look at flags.

    Bays come in the clinic's order; slots of a bay that the clinic no longer has come last, under
    the bay's id. Raises UnknownLocationError.
    """
    location = run.clinic.location(location_id)
    schedule = load_day(run.table, location_id, day)
    flags = load_day_flags(run, schedule.slots)
    return DaySheet(
        location_id=location_id,
        date=day,
        zone=location.zone,
        closed=not schedule.slots and not location.open_minutes_on(day),
        closed_day=closed_day(location, day),
        block=schedule.day.blocks.get(WHOLE_DAY),
        bays=list(_bays(location, schedule, flags, run.clock())),
        canceled_online=_latest_first(schedule.canceled_online)[:_MOST_CANCELED],
        closings=list(schedule.day.closings),
    )


def _latest_first(canceled: Iterable[CanceledOnline]) -> list[CanceledOnline]:
    return sorted(canceled, key=lambda each: each.canceled_at, reverse=True)


def _bays(
    location: Location,
    schedule: DaySchedule,
    flags: Mapping[str, list[StatedFlag]],
    now: datetime,
) -> Iterator[BayDay]:
    by_bay: dict[str, list[Slot]] = {}
    for slot in schedule.slots:
        by_bay.setdefault(slot.bay, []).append(slot)
    known = [(bay.id, bay.name, pool.id) for pool in location.pools for bay in pool.bays]
    ids = {bay_id for bay_id, _, _ in known}
    gone = [(bay, bay, slots[0].pool) for bay, slots in by_bay.items() if bay not in ids]
    for bay_id, name, pool_id in [*known, *gone]:
        lines = [
            line_of(slot, location, now).model_copy(update={"flags": flags.get(slot.slot_id)})
            for slot in by_bay.get(bay_id, [])
        ]
        block = schedule.day.blocks.get(bay_id)
        yield BayDay(bay=bay_id, name=name, pool=pool_id, block=block, slots=lines)
