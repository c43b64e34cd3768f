"""A published schedule to begin with: published once, and then put there as it was left.

Hundreds of tests begin with some days of a location, and most take less than publishing them does.
In an empty table of moto's, at the same time, for the same clinic it always comes to the same.
"""

import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.slots.schemas import DaysIn
from tests.quick_moto import items_of

Asked = tuple[int, datetime, str, str, str]


@dataclass(frozen=True)
class _Left:
    """The items as publishing left them, and whose they are: a clinic that is kept has its id."""

    clinic: Clinic
    items: dict[Any, Any]


_left: dict[Asked, _Left] = {}


def publish_days(run: Runtime, location_id: str, first: str, last: str) -> None:
    """Have some days of a location published, as the use case does."""
    items = items_of(run.table.name)
    asked = (id(run.clinic), run.clock(), location_id, first, last)
    if not items and asked in _left:
        items.update(_copied(_left[asked].items))
        return
    was_empty = not items
    publish(run, location_id, DaysIn.model_validate({"from": first, "to": last}))
    if was_empty:
        _left[asked] = _Left(run.clinic, _copied(items))


def _copied(items: dict[Any, Any]) -> dict[Any, Any]:
    """Copies of all, each with its own attributes: what is stored is changed in place."""
    return {
        pk: {sk: copy.deepcopy(item) for sk, item in of_part.items()}
        for pk, of_part in items.items()
    }
