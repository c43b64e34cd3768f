"""Count the codes that go to an address."""

from datetime import datetime

from ..platform.errors import RefusedError
from ..platform.runtime import Runtime
from ..platform.storage.writes import Update
from . import code_store as store
from .code_rules import MOST_CODES, number_for


def may_get_code(run: Runtime, to_point: str, now: datetime) -> bool:
    """True if the address may get one more code now; then it is counted."""
    for _ in range(MOST_CODES + 1):  # others may take a number meanwhile, each of them once
        number = number_for(store.load_taken_until(run.table, to_point), now)
        if number is None:
            return False
        if _written(run, store.number_taken(to_point, number, now)):
            return _written(run, store.code_once_more(to_point, now.date()))
    return False


def _written(run: Runtime, update: Update) -> bool:
    try:
        run.table.update(update)
    except RefusedError:
        return False
    return True
