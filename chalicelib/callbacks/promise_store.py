"""How promises fare, day by day: what the service level is made of.

    PROMISES#<location>#<date>   CALLBACK#<id>      how that day's promise fared

A promise stays under the local date on which it first fell.
"""

from collections.abc import Iterator
from datetime import date, datetime

from ..platform.clock import instant_text
from ..platform.storage.conditions import Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Put, Update
from .models import Callback
from .store import KIND as CALLBACK

KIND = "PROMISES"


def promise_put(callback: Callback) -> Put:
    """Note the promise under its day."""
    key = _promise_key(callback.location_id, callback.promise_day, callback.callback_id)
    kept = callback.model_dump(
        mode="json",
        include={"callback_id", "location_id", "requested_at", "respond_by", "attempts"},
    )
    return Put({**key, **kept})


def promise_update(
    location_id: str,
    day: date,
    callback_id: str,
    *,
    respond_by: datetime | None = None,
    responded_at: datetime | None = None,
    attempts: int | None = None,
    outcome: str | None = None,
) -> Update:
    """Note how a promise fares. The first response stands; what is None stays as it was."""
    known = {"attempts": attempts, "outcome": outcome}
    if respond_by is not None:
        known["respond_by"] = instant_text(respond_by)
    return Update(
        _promise_key(location_id, day, callback_id),
        set={name: value for name, value in known.items() if value is not None},
        keep={"responded_at": instant_text(responded_at)} if responded_at else {},
    )


def _promise_key(location_id: str, day: date, callback_id: str) -> dict[str, str]:
    return part_key(KIND, f"{location_id}#{day.isoformat()}", f"{CALLBACK}#{callback_id}")


def load_promises(table: Table, location_id: str, day: date) -> Iterator[Item]:
    """Every promise that fell on a location's local date."""
    return table.query_all(Key("pk").eq(f"{KIND}#{location_id}#{day.isoformat()}"))
