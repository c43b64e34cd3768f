"""A world to begin with: prepared once, and then put there as it was left.

Many tests of a file begin with the same, and most take less than preparing it does. In an empty
table of moto's, at the same time, for the same clinic it always comes to the same.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime
from tests.conftest import CountedBytes, FixedClock
from tests.quick_moto import items_of

Told = TypeVar("Told")


@dataclass(frozen=True)
class _Left:
    """What preparing told, and how it left the world."""

    clinic: Clinic
    """Whose id no other gets while it is kept."""
    items: dict[Any, Any]
    now: datetime
    drawn: int
    told: Any


_left: dict[tuple[str, int, datetime, int], _Left] = {}


def prepared(run: Runtime, name: str, prepare: Callable[[], Told]) -> Told:
    """What ``prepare`` tells; the table, the clock and the ids to come are as it leaves them.

    It is called the first time for a name, a clinic and a time, and wherever the table holds
    something already. What it tells is made of plain values; each test has its own.
    """
    clock, counted, items = run.clock, run.ids._random_bytes, items_of(run.table.name)
    if items or not isinstance(clock, FixedClock) or not isinstance(counted, CountedBytes):
        return prepare()
    asked = (name, id(run.clinic), clock.now, counted.drawn)
    if asked not in _left:
        told = prepare()
        items = items_of(run.table.name)  # a transaction that is refused puts others in their place
        kept = _copied(items), clock.now, counted.drawn, copy.deepcopy(told)
        _left[asked] = _Left(run.clinic, *kept)
        return told
    left = _left[asked]
    items.update(_copied(left.items))
    clock.now, counted.drawn = left.now, left.drawn
    return copy.deepcopy(left.told)  # type: ignore[no-any-return]


def _copied(items: dict[Any, Any]) -> dict[Any, Any]:
    """Copies of all, each with its own attributes: what is stored is changed in place."""
    return {
        pk: {sk: copy.deepcopy(item) for sk, item in of_part.items()}
        for pk, of_part in items.items()
    }
