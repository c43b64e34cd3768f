"""Several days of a location's schedule, read at the same time."""

from collections.abc import Sequence
from datetime import date, timedelta

from ...platform.errors import FieldProblem, InvalidInputError
from ...platform.runtime import Runtime
from ..slots.models import DaySchedule
from ..slots.store import load_day

MOST_DAYS = 31
"""Local dates in one answer."""

_AT_ONCE = 8
"""Queries under way at the same time; the client keeps ten connections."""


def days_from(start: date, end: date) -> list[date]:
    """Each local date, both meant. Raises InvalidInputError for none, or for more than 31."""
    count = (end - start).days + 1
    if not 1 <= count <= MOST_DAYS:
        message = f"Please choose a range of 1 to {MOST_DAYS} days."
        raise InvalidInputError((FieldProblem(("to",), message),))
    return [start + timedelta(days=ahead) for ahead in range(count)]


def load_days(run: Runtime, location_id: str, days: Sequence[date]) -> list[DaySchedule]:
    """These days as they now stand, in their order: a query each, a few at the same time."""
    from concurrent.futures import ThreadPoolExecutor

    if len(days) == 1:
        return [load_day(run.table, location_id, days[0])]
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        return list(pool.map(lambda day: load_day(run.table, location_id, day), days))
