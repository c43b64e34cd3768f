"""Series in the table. Its appointments are items of their own.

SERIES#<id>    SERIES              the series
               EVENT#<at>#<id>     its history
               MOVED#<identity>    a move of its rest that was carried out, so that it is so once
"""

from datetime import datetime

from ...platform.clock import instant_text
from ...platform.storage.keys import item_key, part_key
from ...platform.storage.table import Table
from ...platform.storage.writes import Put
from .models import Series

KIND = "SERIES"


def series_key(series_id: str) -> dict[str, str]:
    """The key of a series."""
    return item_key(KIND, series_id)


def series_put(series: Series) -> Put:
    """Store a series."""
    return Put({**series_key(series.series_id), **series.model_dump(mode="json")})


def moved_key(series_id: str, identity: str) -> dict[str, str]:
    """The key under which it is kept that a move was carried out."""
    return part_key(KIND, series_id, f"MOVED#{identity}")


def moved_put(series_id: str, identity: str, now: datetime) -> Put:
    """Note a move."""
    return Put({**moved_key(series_id, identity), "at": instant_text(now)})


def load_series(table: Table, series_id: str) -> Series | None:
    """The series of this id, or None."""
    item = table.get(series_key(series_id))
    return Series.model_validate(item) if item else None
