"""Show the desk which slots of a day nobody has taken, and who waits for one."""

from datetime import date, datetime

from ...clinic import Location
from ...platform.clock import local_text
from ...platform.runtime import Runtime
from ..slots.models import Slot, SlotStatus
from ..slots.store import load_day
from . import rules
from .free_slots_models import FreeSlotLine, FreeSlots, FreeSlotWaiting
from .models import WaitlistEntry
from .store import load_waiting

NAMED = 5
"""So many of those who could use a slot are named, the first to be called first."""


def list_free_slots(run: Runtime, location_id: str, day: date) -> FreeSlots:
    """The slots of a local date that can still be filled, with what fits and who waits for it.

    Two queries: the day, and everybody who waits at the location; the second only if there is a
    slot. The desk can call whoever could come at such short notice, so neither lead time nor
    cut-off count here. Raises UnknownLocationError.
    """
    location = run.clinic.location(location_id)
    now = run.clock()
    schedule = load_day(run.table, location_id, day)
    free = [slot for slot in schedule.slots if _can_be_filled(slot, now)]
    waiting = sorted(load_waiting(run.table, location_id), key=_since) if free else []
    return FreeSlots(
        location_id=location_id,
        date=day,
        slots=[_line(run, location, slot, waiting, now) for slot in free],
    )


def _can_be_filled(slot: Slot, now: datetime) -> bool:
    open_to_desk = (SlotStatus.FREE, SlotStatus.RELEASED)
    return slot.starts_at > now and slot.status_at(now) in open_to_desk


def _since(entry: WaitlistEntry) -> datetime:
    return entry.since


def _line(
    run: Runtime, location: Location, slot: Slot, waiting: list[WaitlistEntry], now: datetime
) -> FreeSlotLine:
    fitting = {s.id: s for s in run.clinic.services_at(location.id) if slot.serves(s)}
    could = [
        entry
        for entry in waiting
        if (service := fitting.get(entry.service_id))
        and rules.could_use(entry, slot, service, location.tz, now)
    ]
    return FreeSlotLine(
        slot_id=slot.slot_id,
        pool=slot.pool,
        bay=slot.bay,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        local_start=local_text(slot.starts_at, location.tz),
        status=slot.status_at(now),
        services=list(fitting),
        waiting_count=len(could),
        waiting=[
            FreeSlotWaiting.model_validate(e.model_dump(include=_SHOWN)) for e in could[:NAMED]
        ],
    )


_SHOWN = set(FreeSlotWaiting.model_fields)
