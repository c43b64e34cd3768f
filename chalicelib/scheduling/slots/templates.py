"""From weekly templates to the slots of one local date. Pure.

- A start that the clock does not show on that date (the hour skipped in spring) gives no slot.
- A start that it shows twice (the hour repeated in autumn) gives one, at the first of the two.
- Slots last for real minutes, whatever the clock on the wall does meanwhile.
- A closure takes away every slot that it touches; so does the day's last closing.
- Where the clock jumps, two slots of a bay that do not overlap on the wall may do so in reality.
  The earlier one stays.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from ...clinic import Clinic, Location, Service, Template, Weekday, services_served, slot_minutes
from ...clinic.hours import Interval, Timetable, first_instant
from .models import Slot

_WEEK = tuple(Weekday)


def slots_of_day(clinic: Clinic, location_id: str, day: date) -> tuple[Slot, ...]:
    """The slots that the location's templates give on a local date, by start, then bay.

    They are free, and no two of one bay overlap. Raises UnknownLocationError.
    """
    location = clinic.location(location_id)
    local_services = clinic.services_at(location_id)
    cut_off = timedelta(minutes=clinic.scheduling.cut_off_minutes)
    found = [
        slot
        for template in location.templates
        if _WEEK[day.weekday()] in template.weekdays
        for slot in _slots_of_template(template, location, local_services, day, cut_off)
    ]
    found.sort(key=lambda slot: slot.start_and_bay)
    return tuple(_without_overlaps(_while_open(found, location, day)))


def start_on(location: Location, day: date, minute: int) -> datetime | None:
    """The instant at which the location's clock first shows ``minute`` of a date, if it does."""
    at = first_instant(day, minute, location.tz)
    wall = at.astimezone(location.tz)
    shown = (wall.date(), wall.hour * 60 + wall.minute)
    return at if shown == (day, minute) else None


def kept_services(
    chosen: Sequence[Service], pool: str, minutes: int, local_services: Sequence[Service]
) -> tuple[str, ...] | None:
    """The services that a slot keeps: None when it serves all of its pool that fit."""
    fitting = {s.id for s in local_services if s.pool == pool and s.bay_minutes <= minutes}
    ids = tuple(service.id for service in chosen)
    return None if set(ids) == fitting else ids


def _slots_of_template(
    template: Template,
    location: Location,
    local_services: Sequence[Service],
    day: date,
    cut_off: timedelta,
) -> Iterator[Slot]:
    minutes = slot_minutes(template, local_services)
    served = services_served(template, local_services)
    services = kept_services(served, template.pool, minutes, local_services)
    if template.reserved:
        services = tuple(service.id for service in served)
    for minute in template.start_minutes:
        starts_at = start_on(location, day, minute)
        if starts_at is None:
            continue
        for bay in _bays(template, location):
            yield Slot(
                location_id=location.id,
                date=day,
                pool=template.pool,
                bay=bay,
                starts_at=starts_at,
                minutes=minutes,
                services=services,
                cut_off_at=starts_at - cut_off,
                fallback_pool=_fallback_pool(template),
                release_at=_release_at(template, starts_at),
            )


def _bays(template: Template, location: Location) -> Sequence[str]:
    if template.bays is not None:
        return template.bays
    pool = location.pool(template.pool)
    return [bay.id for bay in pool.bays] if pool else []


def _fallback_pool(template: Template) -> str | None:
    if template.reserved is None:
        return None
    return template.reserved.fallback_pool or template.pool


def _release_at(template: Template, starts_at: datetime) -> datetime | None:
    if template.reserved is None:
        return None
    return starts_at - timedelta(hours=template.reserved.release_hours_before)


def is_within_opening(location: Location, slot: Slot) -> bool:
    """True if a slot lies between a day's first opening and its last closing, in no closure."""
    spans = location.hours.on(_WEEK[slot.date.weekday()])
    if not spans:
        return False
    opening = first_instant(slot.date, spans[0].minutes[0], location.tz)
    return (
        opening <= slot.starts_at and next(_while_open([slot], location, slot.date), None) is slot
    )


def is_hit_by_closure(location: Location, slot: Slot) -> bool:
    """True if a closure touches it for which nobody overrode that."""
    return slot.override is None and _is_touched(slot, _closures(location, slot.date))


def _is_touched(slot: Slot, closed: Sequence[Interval]) -> bool:
    return any(slot.starts_at < shut.end and shut.start < slot.ends_at for shut in closed)


def _while_open(slots: Sequence[Slot], location: Location, day: date) -> Iterator[Slot]:
    """Those that no closure touches and that end by the day's last closing."""
    spans = location.hours.on(_WEEK[day.weekday()])
    if not spans:
        return
    closing = first_instant(day, spans[-1].minutes[1], location.tz)
    closed = _closures(location, day)
    for slot in slots:
        if slot.ends_at <= closing and not _is_touched(slot, closed):
            yield slot


def _closures(location: Location, day: date) -> list[Interval]:
    closures = [closure.minutes for closure in location.closures if closure.day == day]
    return list(Timetable(location.tz, lambda _day: sorted(closures)).on(day))


def _without_overlaps(slots: Iterator[Slot]) -> Iterator[Slot]:
    taken_until: dict[str, datetime] = {}
    for slot in slots:
        if slot.starts_at >= taken_until.get(slot.bay, slot.starts_at):
            taken_until[slot.bay] = slot.ends_at
            yield slot
