"""Series in the table: ``SERIES#<id>``, with its history. Its visits are appointments."""

from boto3.dynamodb.conditions import Attr

from ...core.events import Event
from ...core.history import event_put
from ...core.keys import item_key
from ...core.table import Table
from ...core.writes import Put
from ..induction import Series
from .bookings import SERIES

KIND = "SERIES"


def series_put(series: Series) -> Put:
    """Store a series, once."""
    content = series.model_dump(mode="json")
    return Put({**item_key(KIND, series.series_id), **content}, Attr("pk").not_exists(), SERIES)


def series_event_put(series_id: str, event: Event) -> Put:
    """A line of the series' history."""
    return event_put(KIND, series_id, event)


def load_series(table: Table, series_id: str) -> Series | None:
    """The series of this id, or None."""
    item = table.get(item_key(KIND, series_id))
    return Series.model_validate(item) if item else None
