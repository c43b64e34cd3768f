"""Series in the table. Its visits are appointments of their own.

SERIES#<id>    SERIES              the series
               EVENT#<at>#<id>     its history
               MOVED#<identity>    a move of its rest that was carried out, so that it is so once
"""

from datetime import datetime

from ...platform.clock import instant_text
from ...platform.storage.conditions import Attr
from ...platform.storage.events import Event
from ...platform.storage.history import event_put
from ...platform.storage.keys import item_key, part_key
from ...platform.storage.table import Table
from ...platform.storage.writes import Put
from ..appointments.store import SERIES
from .models import Series

KIND = "SERIES"
MOVED = "moved"
"""The name of the write that notes a move; refused, it was carried out before."""


def series_put(series: Series) -> Put:
    """Store a series, once."""
    content = series.model_dump(mode="json")
    return Put({**item_key(KIND, series.series_id), **content}, Attr("pk").not_exists(), SERIES)


def series_event_put(series_id: str, event: Event) -> Put:
    """A line of the series' history."""
    return event_put(KIND, series_id, event)


def moved_put(series_id: str, identity: str, now: datetime) -> Put:
    """Note a move, once."""
    key = part_key(KIND, series_id, f"MOVED#{identity}")
    return Put({**key, "at": instant_text(now)}, Attr("pk").not_exists(), MOVED)


def was_moved(table: Table, series_id: str, identity: str) -> bool:
    """Was this very move carried out before?"""
    return table.get(part_key(KIND, series_id, f"MOVED#{identity}")) is not None


def load_series(table: Table, series_id: str) -> Series | None:
    """The series of this id, or None."""
    item = table.get(item_key(KIND, series_id))
    return Series.model_validate(item) if item else None
