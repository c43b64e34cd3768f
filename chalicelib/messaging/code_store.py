"""Codes that went to an address, in the table.

MAILED#<point id>         CODES     c0, c1, … until when each code of the hour counts
MAILED#<point id>#CODES   <date>    how many went that day (store.py counts all other mail so)
"""

from datetime import date, datetime

from ..platform.clock import instant_text, parse_instant
from ..platform.storage.conditions import Attr
from ..platform.storage.keys import part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Update
from .code_rules import MOST_CODES, MOST_CODES_A_DAY, WITHIN
from .store import MAILED, mailed_once_more

_CODES = "CODES"


def load_taken_until(table: Table, to_point: str) -> list[datetime | None]:
    """For each number of the hour, until when the last code that took it counts."""
    item = table.get(part_key(MAILED, to_point, _CODES)) or {}
    untils = [item.get(f"c{number}") for number in range(MOST_CODES)]
    return [parse_instant(until) if until else None for until in untils]


def number_taken(to_point: str, number: int, now: datetime) -> Update:
    """Let a code take a number for an hour, if none has it by now."""
    attribute, until = f"c{number}", now + WITHIN
    return Update(
        part_key(MAILED, to_point, _CODES),
        set={attribute: instant_text(until), "expires_at": int((until + WITHIN).timestamp())},
        only_if=Attr(attribute).not_exists() | Attr(attribute).lte(instant_text(now)),
    )


def code_once_more(to_point: str, day: date) -> Update:
    """Count a code of a day; refused where the address had its most."""
    return mailed_once_more(f"{to_point}#{_CODES}", day, MOST_CODES_A_DAY)
