"""Count the people whom nobody could reach."""

from datetime import date

from ..platform.runtime import Runtime
from . import store
from .models import Outcome


def count_unreachable(run: Runtime, location_id: str, day: date) -> int:
    """The number of calls that were closed on a local date since nobody could be reached."""
    closed = store.load_all_closed(run.table, location_id, day)
    return sum(store.flat(item).get("closed_as") == Outcome.UNREACHABLE for item in closed)
