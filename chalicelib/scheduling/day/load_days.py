"""Several days of a location's schedule, read at the same time."""

from collections.abc import Sequence
from datetime import date

from ...platform.runtime import Runtime
from ..slots.models import DaySchedule
from ..slots.store import load_day

_AT_ONCE = 8
"""Queries under way at the same time; the client keeps ten connections."""


def load_days(run: Runtime, location_id: str, days: Sequence[date]) -> list[DaySchedule]:
    """These days as they now stand, in their order: a query each, a few at the same time."""
    from concurrent.futures import ThreadPoolExecutor

    if len(days) == 1:
        return [load_day(run.table, location_id, days[0])]
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        return list(pool.map(lambda day: load_day(run.table, location_id, day), days))
