"""The closings of whole locations, as this process knows them: merged into the clinic's opening.

    CLOSED#ALL    <date>#<location>#<closing id>    a closing, put and taken away

Every rule that counts opening minutes is handed a location. So that none can forget a closing, a
runtime's clinic has them among its closures already. A process reads all locations' rows in one
query, at first use and when its copy is old; what it wrote itself it reads anew at once.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from ..clinic import Clinic, Location, OrderedClosure
from . import log
from .errors import UnavailableError
from .storage.conditions import Key
from .storage.keys import part_key
from .storage.table import Table
from .storage.writes import Delete, Put

KIND = "CLOSED"
ALL = "ALL"

FRESH_FOR = timedelta(seconds=10)
"""Age at which the copy is read again: as late as this, another process hears of a closing."""

LOOKS_BACK = timedelta(days=40)
"""Closings of dates before that matter to nothing that is counted still."""


class _Copy(NamedTuple):
    """The closings as they were read, and the instant of that."""

    read_at: datetime
    closures: Mapping[str, Sequence[OrderedClosure]]


class _Merged(NamedTuple):
    """A clinic as it was filed, and as some copy makes it."""

    filed: Clinic
    copy: _Copy
    clinic: Clinic


class CurrentClosings:
    """The copy of one process. What two threads do at once is done twice, and no harm."""

    def __init__(self) -> None:
        self._copy: _Copy | None = None
        self._merged: _Merged | None = None

    def applied_to(self, filed: Clinic, table: Table, now: datetime) -> Clinic:
        """The clinic with each location's closings among its closures; itself where none is.

        With the table out of reach, the last copy stands: nobody's request is refused for it.
        """
        copy = self._known(table, now)
        merged = self._merged
        if merged is None or merged.filed is not filed or merged.copy.closures != copy.closures:
            merged = _Merged(filed, copy, _with_closings(filed, copy.closures))
            self._merged = merged
        return merged.clinic

    def forget(self) -> None:
        """Have the next look read anew: something was written."""
        self._copy = None

    def _known(self, table: Table, now: datetime) -> _Copy:
        copy = self._copy
        if copy is None or not timedelta() <= now - copy.read_at < FRESH_FOR:
            before = self._merged.copy if self._merged else None
            otherwise = before.closures if before else {}
            copy = self._copy = _Copy(now, _read(table, now, otherwise))
        return copy


def _read(
    table: Table, now: datetime, otherwise: Mapping[str, Sequence[OrderedClosure]]
) -> Mapping[str, Sequence[OrderedClosure]]:
    """By location, the closings that the table has; ``otherwise`` when it cannot answer."""
    first = (now - LOOKS_BACK).astimezone(UTC).date()
    rows = Key("pk").eq(f"{KIND}#{ALL}") & Key("sk").gte(first.isoformat())
    found: dict[str, list[OrderedClosure]] = {}
    try:
        for item in table.query_all(rows):
            closure = OrderedClosure.model_validate(item["closure"])
            found.setdefault(item["location_id"], []).append(closure)
    except UnavailableError as failure:
        log.error("closings-not-read", failure)
        return otherwise
    return found


def closed_put(location_id: str, closure: OrderedClosure) -> Put:
    """Have every process know that a location is closed then."""
    closed: dict[str, Any] = closure.model_dump(mode="json", by_alias=True)
    return Put(
        {
            **_key(location_id, closure.day, closure.closing_id),
            "location_id": location_id,
            "closure": closed,
        }
    )


def closed_delete(location_id: str, day: date, closing_id: str) -> Delete:
    """Have every process know that it is not."""
    return Delete(_key(location_id, day, closing_id))


def _key(location_id: str, day: date, closing_id: str) -> dict[str, str]:
    return part_key(KIND, ALL, f"{day.isoformat()}#{location_id}#{closing_id}")


def _with_closings(filed: Clinic, closures: Mapping[str, Sequence[OrderedClosure]]) -> Clinic:
    """The clinic with these closings and no others, whatever it had been merged with before."""
    locations = tuple(_closed(each, closures.get(each.id, ())) for each in filed.locations)
    if all(new is old for new, old in zip(locations, filed.locations, strict=True)):
        return filed
    return filed.model_copy(update={"locations": locations})


def _closed(location: Location, ordered: Sequence[OrderedClosure]) -> Location:
    of_file = [each for each in location.closures if not isinstance(each, OrderedClosure)]
    closures = (*of_file, *ordered)
    unchanged = closures == location.closures
    return location if unchanged else location.model_copy(update={"closures": closures})
