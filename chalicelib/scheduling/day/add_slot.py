"""Add a single slot by hand."""

from datetime import datetime, timedelta
from functools import partial

from ...clinic import Location, Service
from ...clinic.hours import first_instant
from ...clinic.template import longest
from ...platform.errors import FieldProblem, InvalidInputError
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..errors import BayBlockedError, OutsideOpeningError, SlotOverlapsError
from ..slots.availability import today_at
from ..slots.models import DaySchedule, Origin, Slot
from ..slots.rules import last_minute
from ..slots.schemas import SlotIn, SlotLine
from ..slots.store import new_slot_put
from ..slots.templates import is_within_opening, kept_services
from .change_day import DayChange, change_day
from .lines import line_of

FURTHEST_DAYS = 366

OVERRIDES = "OVERRIDES"
"""The kind under which it is on record, by day, who added what though it was closed, and why."""


def add_slot(run: Runtime, staff_id: str, location_id: str, given: SlotIn) -> SlotLine:
    """Add a slot that no template asks for.

    Added past its cut-off, it is the desk's to fill. Outside of opening hours, or in a closing, it
    needs an override, which goes on record with who gave it; then it is the desk's too, unless it
    is said to be for visitors. The same call again gives the same slot.
    Raises UnknownLocationError, InvalidInputError naming each field, SlotOverlapsError,
    BayBlockedError, OutsideOpeningError.
    """
    location = run.clinic.location(location_id)
    now = run.clock()
    slot = _slot(run, staff_id, location, given, now)

    def decide(schedule: DaySchedule, _now: datetime) -> DayChange[Slot]:
        other = schedule.in_the_way(slot)
        if other and _is_the_same(other, slot):
            return DayChange(other)
        if other:
            raise SlotOverlapsError
        if schedule.day.block_of(slot.bay):
            raise BayBlockedError
        is_open = is_within_opening(location, slot) and not schedule.day.closing_of(slot)
        added = slot if is_open else _overridden(slot, given, now)
        return DayChange(added, [partial(_add, added)])

    (added,) = change_day(run, staff_id, location_id, slot.date, decide)
    return line_of(added, location, now)


def _add(slot: Slot, work: UnitOfWork) -> None:
    work.add(new_slot_put(slot, work.run.clinic.retention))
    if slot.override:
        of = f"{slot.location_id}#{slot.date}"
        work.record(OVERRIDES, of, "slot-added", slot=slot.slot_id, override=slot.override)


def _overridden(slot: Slot, given: SlotIn, now: datetime) -> Slot:
    """The slot though it is closed then; the desk's alone if not said otherwise."""
    if given.override is None:
        raise OutsideOpeningError
    over = {"override": given.override, "overrides_at": now}
    if not given.for_visitors:
        over["cut_off_at"] = last_minute(now)
    return slot.model_copy(update=over).freed(now)


def _is_the_same(present: Slot, slot: Slot) -> bool:
    """True if this very call added it before."""
    parts = {"slot_id", "pool", "minutes", "services", "origin", "added_by"}
    return present.model_dump(include=parts) == slot.model_dump(include=parts)


def _slot(run: Runtime, staff_id: str, location: Location, given: SlotIn, now: datetime) -> Slot:
    local_services = [s for s in run.clinic.services_at(location.id) if s.pool == given.pool]
    chosen = [s for s in local_services if given.services is None or s.id in given.services]
    minutes = given.minutes or (longest(chosen) if chosen else 0)
    problems = [
        *_problems_of_bay(location, given),
        *_problems_of_services(given, local_services, chosen),
        *_problems_of_time(location, given, minutes, now),
    ]
    if problems:
        raise InvalidInputError(tuple(problems))
    cut_off = timedelta(minutes=run.clinic.scheduling.cut_off_minutes)
    fitting = [service for service in chosen if service.bay_minutes <= minutes]
    return Slot(
        location_id=location.id,
        date=given.starts_at.astimezone(location.tz).date(),
        pool=given.pool,
        bay=given.bay,
        starts_at=given.starts_at,
        minutes=minutes,
        services=kept_services(fitting, given.pool, minutes, local_services),
        origin=Origin.STAFF,
        added_by=staff_id,
        cut_off_at=given.starts_at - cut_off,
    ).freed(now)


def _problems_of_bay(location: Location, given: SlotIn) -> list[FieldProblem]:
    pool = location.pool(given.pool)
    if pool is None:
        return [FieldProblem(("pool",), "This location doesn't have that pool.")]
    if given.bay not in {bay.id for bay in pool.bays}:
        return [FieldProblem(("bay",), "This pool doesn't have that bay.")]
    return []


def _problems_of_services(
    given: SlotIn, local_services: list[Service], chosen: list[Service]
) -> list[FieldProblem]:
    known = {service.id for service in local_services}
    problems = [
        FieldProblem(("services", number), "This location doesn't offer that service in this pool.")
        for number, service_id in enumerate(given.services or [])
        if service_id not in known
    ]
    if not local_services:
        problems.append(
            FieldProblem(("pool",), "This location doesn't offer any service in this pool.")
        )
    if given.minutes is None or not chosen:
        return problems
    needed = [service.bay_minutes for service in chosen]
    least = max(needed) if given.services else min(needed)
    if given.minutes < least:
        problems.append(FieldProblem(("minutes",), f"These services need {least} minutes."))
    return problems


def _problems_of_time(
    location: Location, given: SlotIn, minutes: int, now: datetime
) -> list[FieldProblem]:
    day = given.starts_at.astimezone(location.tz).date()
    if given.starts_at <= now:
        return [FieldProblem(("starts_at",), "This time has passed.")]
    if day > today_at(location, now) + timedelta(days=FURTHEST_DAYS):
        return [FieldProblem(("starts_at",), "This is more than a year away.")]
    midnight = first_instant(day, 24 * 60, location.tz)
    if given.starts_at + timedelta(minutes=minutes) > midnight:
        return [FieldProblem(("starts_at",), "A slot needs to end on the day it starts.")]
    return []
