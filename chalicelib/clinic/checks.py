"""Check the parts of a clinic's file against each other, each right in itself.

Every check yields a path into the file and a message; the paths are those of pydantic's ``loc``.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.clinic.base import Part
from chalicelib.clinic.location import Location
from chalicelib.clinic.template_checks import problems_of_templates
from chalicelib.clinic.week import Closure, open_minutes
from chalicelib.clinic.words import WEEK, OnlineBooking

if TYPE_CHECKING:
    from chalicelib.clinic.clinic import Clinic, Service

Path = tuple[str | int, ...]
Problem = tuple[Path, str]

MOST_DAYS_CLOSED = 45
"""A location closed for longer could not promise anybody a call."""


class CrossCheckError(ValueError):
    """Parts of the clinic do not fit one another; ``problems`` has each path and message."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(message for _, message in problems))
        self.problems = tuple(problems)


def check_together(clinic: "Clinic") -> None:
    """Raise CrossCheckError with all that does not fit together."""
    problems = list(_all_problems(clinic))
    if problems:
        raise CrossCheckError(problems)


def _all_problems(clinic: "Clinic") -> Iterator[Problem]:
    repeated = [
        *_repeated(("locations",), [location.id for location in clinic.locations]),
        *_repeated(("services",), [service.id for service in clinic.services]),
    ]
    if repeated:  # what refers to them by id could only be misjudged
        yield from repeated
        return
    for number, location in enumerate(clinic.locations):
        here = ("locations", number)
        yield from _problems_of_location(here, location)
        yield from problems_of_templates(here, location, clinic.services_at(location.id))
    for number, service in enumerate(clinic.services):
        yield from _problems_of_service(("services", number), service, clinic)
    yield from _problems_of_limits(("scheduling",), clinic.scheduling, _LIMITED)
    yield from _problems_of_limits(("messages",), clinic.messages, _LIMITED_CODES)
    yield from _problems_of_scripts(("desk", "scripts"), clinic)
    yield from _problems_of_sender(("messages", "sender_name"), clinic)


_TELLING = ("ketamine", "esketamine", "spravato", "cannabis", "marijuana", "botox", "infusion")
"""Words in a sender's name that tell others why somebody gets mail from there."""


def _problems_of_sender(path: Path, clinic: "Clinic") -> Iterator[Problem]:
    """A locked screen shows who writes: not why, then."""
    name = clinic.messages.sender_name.casefold()
    told = [*_TELLING, *(service.name.casefold() for service in clinic.services)]
    if any(word in name for word in told):
        yield path, "tells others why people come; use a name without a drug or a service"


def _repeated(path: Path, ids: Sequence[str]) -> Iterator[Problem]:
    for number, id_ in enumerate(ids):
        if id_ in ids[:number]:
            yield (*path, number, "id"), f'"{id_}" is taken; each needs an id of its own'


def _problems_of_location(path: Path, location: Location) -> Iterator[Problem]:
    yield from _repeated((*path, "pools"), [pool.id for pool in location.pools])
    yield from _repeated_bays((*path, "pools"), location)
    for number, closure in enumerate(location.closures):
        here = (*path, "closures", number)
        earlier = location.closures[:number]
        yield from _problems_of_closure(here, closure, earlier, location)


def _repeated_bays(path: Path, location: Location) -> Iterator[Problem]:
    """A slot is known by its bay within the whole location, so pools cannot share bay ids."""
    seen: set[str] = set()
    for pool_number, pool in enumerate(location.pools):
        for bay_number, bay in enumerate(pool.bays):
            if bay.id in seen:
                where = (*path, pool_number, "bays", bay_number, "id")
                yield where, f'"{bay.id}" is taken by another bay of this location'
            seen.add(bay.id)


def _problems_of_closure(
    path: Path, closure: Closure, earlier: Sequence[Closure], location: Location
) -> Iterator[Problem]:
    if any(_overlap(closure, other) for other in earlier):
        yield (*path, "date"), f"{closure.day} has another closure at that time already"
    elif not closure.is_whole_day and not _closes_something(closure, location):
        weekday = WEEK[closure.day.weekday()]
        yield (
            (*path, "date"),
            f"{closure.day} is a {weekday}, and the location is closed then anyway",
        )
    if not _opens_again(closure, location):
        yield (
            (*path, "date"),
            f"from {closure.day} the location stays closed for {MOST_DAYS_CLOSED} days and longer",
        )


def _overlap(one: Closure, other: Closure) -> bool:
    return (
        one.day == other.day
        and one.minutes[0] < other.minutes[1]
        and other.minutes[0] < one.minutes[1]
    )


def _closes_something(closure: Closure, location: Location) -> bool:
    usual = open_minutes(location.hours, (), closure.day)
    return usual != open_minutes(location.hours, (closure,), closure.day)


def _opens_again(closure: Closure, location: Location) -> bool:
    days = (closure.day + timedelta(days=ahead) for ahead in range(MOST_DAYS_CLOSED))
    return any(location.open_minutes_on(day) for day in days)


def _problems_of_service(path: Path, service: "Service", clinic: "Clinic") -> Iterator[Problem]:
    known = {location.id for location in clinic.locations}
    for number, location_id in enumerate(service.locations or ()):
        if location_id not in known:
            yield (*path, "locations", number), f'there is no location "{location_id}"'
    yield from _problems_of_named(path, service, clinic)
    for location in clinic.locations:
        if service.is_available_at(location.id) and location.pool(service.pool) is None:
            yield (*path, "pool"), f'location "{location.id}" has no pool "{service.pool}"'


def _problems_of_named(path: Path, service: "Service", clinic: "Clinic") -> Iterator[Problem]:
    """Problems with the other services that it names."""
    services = {each.id: each for each in clinic.services}
    for number, service_id in enumerate(service.leads_to):
        here = (*path, "leads_to", number)
        if service_id not in services:
            yield here, f'there is no service "{service_id}"'
        elif services[service_id].online is OnlineBooking.NOBODY:
            yield here, f'nobody can be invited to "{service_id}", which is booked by you alone'
    for number, service_id in enumerate(service.answers):
        if service_id not in services:
            yield (*path, "answers", number), f'there is no service "{service_id}"'


_LIMITED = {"holds": "hold", "bookings": "book", "waitlist_entries": "join"}
"""Everything that is limited online, and the word for doing it."""

_LIMITED_CODES = {"codes": "ask for", "code_tries": "type"}


def _problems_of_limits(path: Path, limits: Part, limited: Mapping[str, str]) -> Iterator[Problem]:
    """An address is that of all its browsers, so it cannot be allowed less than one of them."""
    for what, can in limited.items():
        of_visitor = getattr(limits, f"most_{what}_per_visitor")
        if getattr(limits, f"most_{what}_per_address") < of_visitor:
            message = f"must be at least {of_visitor}, as one visitor can {can}"
            yield (*path, f"most_{what}_per_address"), message


def _problems_of_scripts(path: Path, clinic: "Clinic") -> Iterator[Problem]:
    """Whoever calls reads one script, so no service may have two."""
    known = {service.id for service in clinic.services}
    taken: set[str] = set()
    for number, script in enumerate(clinic.desk.scripts):
        if not script.services and any(
            not other.services for other in clinic.desk.scripts[:number]
        ):
            yield (
                (*path, number),
                'another script is for all others already; give one of them "for"',
            )
        for index, service_id in enumerate(script.services):
            if service_id not in known:
                yield (*path, number, "for", index), f'there is no service "{service_id}"'
            elif service_id in taken:
                yield (*path, number, "for", index), f'"{service_id}" has another script already'
            taken.add(service_id)
