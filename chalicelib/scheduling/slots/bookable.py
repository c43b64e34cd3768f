"""A time that somebody wants to book, and the slots that could serve it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ...clinic import Location, Service, UnknownLocationError, UnknownServiceError
from ...platform.errors import FieldProblem, InvalidInputError
from ...platform.runtime import Runtime
from ..errors import TimeNotBookableError, TimeTakenError
from .availability import earliest_start, last_bookable_day
from .check_online import check_online
from .list_available import service_at
from .models import Slot, SlotStatus
from .store import load_start
from .templates import is_hit_by_closure


@dataclass(frozen=True)
class Wanted:
    """A service at a start time, in any bay unless one is named."""

    location: Location
    service: Service
    starts_at: datetime
    bay: str | None = None

    @property
    def ends_at(self) -> datetime:
        """Instant at which the patient can leave: after the service's length, and recovery."""
        return self.starts_at + timedelta(minutes=self.service.bay_minutes)


def wanted_by_visitor(
    run: Runtime,
    location_id: str,
    service_id: str,
    starts_at: datetime,
    now: datetime,
    *,
    is_invited: bool = False,
) -> Wanted:
    """The wanted time, if visitors can have it at all, or whoever ``is_invited`` to the service.

    Raises InvalidInputError for an unknown location or service, NotBookableOnlineError for a
    service that the clinic books itself, TimeNotBookableError for a time that is past, too soon,
    or beyond the horizon.
    """
    want = _known(run, location_id, service_id, starts_at)
    if not is_invited:
        check_online(want.service)
    if starts_at <= now:
        raise TimeNotBookableError("This time has passed.")
    if starts_at < earliest_start(run.clinic, want.service, now):
        raise TimeNotBookableError("This is too soon to book online. Please call the clinic.")
    local_day = starts_at.astimezone(want.location.tz).date()
    if local_day > last_bookable_day(run.clinic, want.location, now):
        raise TimeNotBookableError("This is too far ahead to book yet.")
    return want


def wanted_by_staff(
    run: Runtime,
    location_id: str,
    service_id: str,
    starts_at: datetime,
    now: datetime,
    bay: str | None = None,
) -> Wanted:
    """As ``wanted_by_visitor``, but staff may book at any time that is not over, and name a bay.

    Raises InvalidInputError for a bay that the location does not have.
    """
    want = replace(_known(run, location_id, service_id, starts_at), bay=bay)
    if bay is not None and not want.location.has_bay(bay):
        raise _problem("bay", "This location doesn't have that bay.")
    if want.ends_at <= now:
        raise TimeNotBookableError("This time has passed.")
    return want


def _known(run: Runtime, location_id: str, service_id: str, starts_at: datetime) -> Wanted:
    return Wanted(*known_service(run, location_id, service_id), starts_at)


def known_service(run: Runtime, location_id: str, service_id: str) -> tuple[Location, Service]:
    """A location and a service that it offers. Raises InvalidInputError, naming the field."""
    try:
        return run.clinic.location(location_id), service_at(run, location_id, service_id)
    except UnknownLocationError:
        raise _problem("location_id", "The clinic doesn't have that location.") from None
    except UnknownServiceError:
        raise _problem("service_id", "This location doesn't offer that service.") from None


def _problem(field: str, message: str) -> InvalidInputError:
    return InvalidInputError((FieldProblem((field,), message),))


def slots_at(run: Runtime, want: Wanted) -> list[Slot]:
    """All slots that start at the wanted time, whoever has them; one consistent query."""
    day = want.starts_at.astimezone(want.location.tz).date().isoformat()
    return load_start(run.table, want.location.id, day, want.starts_at)


def free_of(slots: Sequence[Slot], want: Wanted, now: datetime, *, by_staff: bool) -> list[Slot]:
    """Those that could be taken for it at this moment.

    Staff can have released slots, too, and one that was just given up: that is how they undo it.
    Visitors have none that a closure hits, though it may have been published before that was known.

    Raises TimeTakenError if all are taken, TimeNotBookableError if there never was one.
    """
    suitable = [
        slot for slot in slots if slot.serves(want.service) and want.bay in (None, slot.bay)
    ]
    if not by_staff:
        suitable = [slot for slot in suitable if not is_hit_by_closure(want.location, slot)]
    bookable = {SlotStatus.FREE, *([SlotStatus.RELEASED] if by_staff else [])}
    free = [
        slot
        for slot in suitable
        if slot.status_at(now) in bookable or (by_staff and slot.is_resting(now))
    ]
    if free:
        return free
    if suitable:
        raise TimeTakenError
    raise TimeNotBookableError("That time isn't available.")


def free_slots(run: Runtime, want: Wanted, now: datetime, *, by_staff: bool) -> list[Slot]:
    """The slots that could be taken at this moment, in order of their bays; one query.

    Raises TimeTakenError, TimeNotBookableError.
    """
    return free_of(slots_at(run, want), want, now, by_staff=by_staff)
