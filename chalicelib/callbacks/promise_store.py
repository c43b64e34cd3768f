"""Promises in the table, day by day: the service level is made of them.

    PROMISES#<location>#<date>   CALLBACK#<id>      how that day's promise fared

A promise stays under the local date on which it first fell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ..platform.clock import instant_text
from ..platform.storage.conditions import Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import Key as TableKey
from ..platform.storage.keys import part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Delete, Put, Update
from .models import Callback, Outcome
from .store import KIND as CALLBACK

KIND = "PROMISES"


@dataclass(frozen=True)
class Promised:
    """A promise: a callback's, at a location, under the local date on which it first fell."""

    location_id: str
    day: date
    callback_id: str

    @property
    def key(self) -> TableKey:
        """The key that it is kept under."""
        part = f"{self.location_id}#{self.day.isoformat()}"
        return part_key(KIND, part, f"{CALLBACK}#{self.callback_id}")


def promise_put(callback: Callback) -> Put:
    """Note the promise under its day."""
    key = Promised(callback.location_id, callback.promise_day, callback.callback_id).key
    kept = callback.model_dump(
        mode="json",
        include={
            "callback_id",
            "location_id",
            "requested_at",
            "respond_by",
            "attempts",
            "urgency",
        },
    )
    return Put({**key, **kept, "source": str(callback.occasions[0].source)})


def promise_moved(promise: Promised, respond_by: datetime) -> Update:
    """Note that a promise is an earlier one from now on."""
    return Update(promise.key, set={"respond_by": instant_text(respond_by)})


def promise_answered(
    promise: Promised,
    responded_at: datetime,
    attempts: int | None = None,
    outcome: Outcome | None = None,
) -> Update:
    """Note a response. The first one's time stands; what is None stays as it was."""
    known = {"attempts": attempts, "outcome": str(outcome) if outcome else None}
    return Update(
        promise.key,
        set={name: value for name, value in known.items() if value is not None},
        keep={"responded_at": instant_text(responded_at)},
    )


def promise_unanswered(promise: Promised, attempts: int, *, is_answered: bool = False) -> Update:
    """Take an outcome back; with no attempt and no other answer left, nobody responded yet."""
    responded = attempts or is_answered
    remove = ("outcome",) if responded else ("outcome", "responded_at")
    return Update(promise.key, set={"attempts": attempts}, remove=remove)


def promise_delete(promise: Promised) -> Delete:
    """The promise lives on in that of another callback."""
    return Delete(promise.key)


def load_promises(table: Table, location_id: str, day: date) -> Iterator[Item]:
    """Every promise that fell on a location's local date."""
    return table.query_all(Key("pk").eq(f"{KIND}#{location_id}#{day.isoformat()}"))
