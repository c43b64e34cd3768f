"""Check that a location's weekly templates make slots that can be kept.

A slot starts while the location is open on its weekday, and its recovery is over by the day's
last closing. It may run through a break: breaks are the phone's, the bay keeps its patient.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from chalicelib.clinic.location import Location, Pool
from chalicelib.clinic.template import Template, services_served, slot_minutes
from chalicelib.clinic.walltime import MINUTES_PER_DAY, MinuteSpan
from chalicelib.clinic.words import Weekday

if TYPE_CHECKING:
    from chalicelib.clinic.clinic import Service

Path = tuple[str | int, ...]
Problem = tuple[Path, str]

Taken = dict[tuple[str, Weekday], list[MinuteSpan]]
"""By bay and weekday, what templates take of it so far."""


def problems_of_templates(
    path: Path, location: Location, local_services: Sequence["Service"]
) -> Iterator[Problem]:
    """Whatever is wrong with the location's templates; ``local_services`` are its services."""
    taken: Taken = {}
    for number, template in enumerate(location.templates):
        here = (*path, "templates", number)
        pool = location.pool(template.pool)
        problems = list(_problems_of_names(here, template, location, pool, local_services))
        if not problems and pool is not None:
            minutes = slot_minutes(template, local_services)
            problems = list(_problems_of_times(here, template, location, minutes))
            problems = problems or list(_overlaps(here, template, pool, minutes, taken))
        yield from problems


def _problems_of_names(
    path: Path,
    template: Template,
    location: Location,
    pool: Pool | None,
    local_services: Sequence["Service"],
) -> Iterator[Problem]:
    if pool is None:
        yield (*path, "pool"), f'this location has no pool "{template.pool}"'
        return
    known = {bay.id for bay in pool.bays}
    for number, bay in enumerate(template.bays or ()):
        if bay not in known:
            yield (*path, "bays", number), f'pool "{pool.id}" has no bay "{bay}"'
    where = (*path, "reserved", "for") if template.reserved else (*path, "services")
    for number, service_id in enumerate(template.named_services or ()):
        yield from _problem_of_service((*where, number), service_id, pool.id, local_services)
    if not services_served(template, local_services):
        yield (*path, "pool"), f'this location offers no service in pool "{pool.id}"'
    else:
        yield from _problems_of_fallback(path, template, location, local_services)


def _problem_of_service(
    path: Path, service_id: str, pool_id: str, local_services: Sequence["Service"]
) -> Iterator[Problem]:
    service = next((service for service in local_services if service.id == service_id), None)
    if service is None:
        yield path, f'this location offers no service "{service_id}"'
    elif service.pool != pool_id:
        yield path, f'"{service_id}" takes place in pool "{service.pool}", not in "{pool_id}"'


def _problems_of_fallback(
    path: Path, template: Template, location: Location, local_services: Sequence["Service"]
) -> Iterator[Problem]:
    fallback = template.reserved.fallback_pool if template.reserved else None
    if fallback is None:
        return
    where = (*path, "reserved", "fallback_pool")
    minutes = slot_minutes(template, local_services)
    if location.pool(fallback) is None:
        yield where, f'this location has no pool "{fallback}"'
    elif not any(s.pool == fallback and s.bay_minutes <= minutes for s in local_services):
        yield where, f'no service of pool "{fallback}" fits into these {minutes} minutes'


def _problems_of_times(
    path: Path, template: Template, location: Location, minutes: int
) -> Iterator[Problem]:
    for number, weekday in enumerate(template.weekdays):
        if not location.hours.on(weekday):
            yield (*path, "weekdays", number), f"the location is closed on {weekday}"
            continue
        for start in template.start_minutes:
            if trouble := _outside_hours(location, weekday, start, minutes):
                yield _path_of_start(path, template, start), trouble


def _outside_hours(location: Location, weekday: Weekday, start: int, minutes: int) -> str | None:
    spans = [span.minutes for span in location.hours.on(weekday)]
    closing = spans[-1][1]
    if not any(opens <= start < closes for opens, closes in spans):
        return f"{_clock(start)} on {weekday} is not within opening hours"
    if start + minutes > closing:
        end = start + minutes
        after = _clock(end) if end <= MINUTES_PER_DAY else "after midnight"
        return (
            f"the slot at {_clock(start)} on {weekday} takes {minutes} minutes and would end "
            f"at {after}, but the location closes at {_clock(closing)}"
        )
    return None


def _overlaps(
    path: Path, template: Template, pool: Pool, minutes: int, taken: Taken
) -> Iterator[Problem]:
    """The first slot of each template that another one of its bay is in the way of."""
    for bay in template.bays or [bay.id for bay in pool.bays]:
        for weekday in template.weekdays:
            spans = taken.setdefault((bay, weekday), [])
            for start in template.start_minutes:
                end = start + minutes
                other = next((s for s in spans if s[0] < end and start < s[1]), None)
                if other:
                    both = f"{_span(start, end)} overlaps the slot {_span(*other)}"
                    where = _path_of_start(path, template, start)
                    yield where, f'in bay "{bay}" on {weekday} the slot {both}'
                    return
                spans.append((start, end))


def _path_of_start(path: Path, template: Template, start: int) -> Path:
    if not template.starts:
        return (*path, "every_minutes")
    written = [wall.hour * 60 + wall.minute for wall in template.starts]
    return (*path, "starts", written.index(start))


def _span(start: int, end: int) -> str:
    return f"{_clock(start)}-{_clock(end)}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
