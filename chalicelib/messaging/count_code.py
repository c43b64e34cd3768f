"""Count the codes that go to an address."""

from datetime import datetime

from ..platform.clock import instant_text, parse_instant
from ..platform.errors import RefusedError
from ..platform.runtime import Runtime
from ..platform.storage.conditions import Attr
from ..platform.storage.keys import part_key
from ..platform.storage.writes import Update
from .code_rules import MOST_CODES, MOST_CODES_A_DAY, WITHIN, number_for
from .store import MAILED, mailed_once_more

_CODES = "CODES"


def may_get_code(run: Runtime, to_point: str, now: datetime) -> bool:
    """True if the address may get one more code now; then it is counted."""
    for _ in range(MOST_CODES + 1):  # others may take a number meanwhile, each of them once
        item = run.table.get(part_key(MAILED, to_point, _CODES)) or {}
        untils = [item.get(f"c{n}") for n in range(MOST_CODES)]
        number = number_for([parse_instant(each) if each else None for each in untils], now)
        if number is None:
            return False
        if _written(run, _taken(to_point, number, now)):
            of_codes = f"{to_point}#{_CODES}"
            return _written(run, mailed_once_more(of_codes, now.date(), MOST_CODES_A_DAY))
    return False


def _taken(to_point: str, number: int, now: datetime) -> Update:
    attribute, until = f"c{number}", now + WITHIN
    return Update(
        part_key(MAILED, to_point, _CODES),
        set={attribute: instant_text(until), "expires_at": int((until + WITHIN).timestamp())},
        only_if=Attr(attribute).not_exists() | Attr(attribute).lte(instant_text(now)),
    )


def _written(run: Runtime, update: Update) -> bool:
    try:
        run.table.update(update)
    except RefusedError:
        return False
    return True
