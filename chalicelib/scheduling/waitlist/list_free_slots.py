"""Show the desk which slots of a day nobody has taken, and who waits for one."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from ...clinic import Location, Service
from ...people.flag_models import FlagsAsked, StatedFlag
from ...people.note_flags import load_flags
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
    slot. Then a look at the flags of those who are named. The desk can call whoever could come at
    such short notice, so neither lead time nor cut-off count here. Raises UnknownLocationError.
    """
    location = run.clinic.location(location_id)
    now = run.clock()
    schedule = load_day(run.table, location_id, day)
    free = [slot for slot in schedule.slots if _can_be_filled(slot, now)]
    waiting = sorted(load_waiting(run.table, location_id), key=_since) if free else []
    could_use = [_could_use(run, location, slot, waiting, now) for slot in free]
    named = [entry for could in could_use for entry in could[:NAMED]]
    flags = load_flags(run, [entry.flags_asked for entry in named])
    both = zip(free, could_use, strict=True)
    lines = [_line(run, location, slot, could, flags) for slot, could in both]
    return FreeSlots(location_id=location_id, date=day, slots=lines)


def _can_be_filled(slot: Slot, now: datetime) -> bool:
    open_to_desk = (SlotStatus.FREE, SlotStatus.RELEASED)
    return slot.starts_at > now and slot.status_at(now) in open_to_desk


def _since(entry: WaitlistEntry) -> datetime:
    return entry.since


def _could_use(
    run: Runtime, location: Location, slot: Slot, waiting: Sequence[WaitlistEntry], now: datetime
) -> list[WaitlistEntry]:
    fitting = _fitting(run, location, slot)
    return [
        entry
        for entry in waiting
        if (service := fitting.get(entry.service_id))
        and rules.could_use(entry, slot, service, location.tz, now)
    ]


def _fitting(run: Runtime, location: Location, slot: Slot) -> dict[str, Service]:
    return {each.id: each for each in run.clinic.services_at(location.id) if slot.serves(each)}


def _line(
    run: Runtime,
    location: Location,
    slot: Slot,
    could: Sequence[WaitlistEntry],
    flags: Mapping[FlagsAsked, list[StatedFlag]],
) -> FreeSlotLine:
    return FreeSlotLine(
        slot_id=slot.slot_id,
        pool=slot.pool,
        bay=slot.bay,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        local_start=local_text(slot.starts_at, location.tz),
        status=slot.status_at(run.clock()),
        services=list(_fitting(run, location, slot)),
        waiting_count=len(could),
        waiting=[_named(entry, flags[entry.flags_asked]) for entry in could[:NAMED]],
    )


def _named(entry: WaitlistEntry, flags: list[StatedFlag]) -> FreeSlotWaiting:
    return FreeSlotWaiting.model_validate({**entry.model_dump(include=_SHOWN), "flags": flags})


_SHOWN = set(FreeSlotWaiting.model_fields)
