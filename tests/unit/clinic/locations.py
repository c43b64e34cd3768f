"""Locations to count opening hours in."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.clinic import Location

OFFICE_HOURS = ["08:30-12:00", "13:00-17:30"]
EVERY_WEEKDAY = ("monday", "tuesday", "wednesday", "thursday", "friday")
EVERY_DAY = (*EVERY_WEEKDAY, "saturday", "sunday")


def every_day(*spans: str) -> dict[str, list[str]]:
    """The same hours on all seven days."""
    return {day: list(spans) for day in EVERY_DAY}


def a_location(
    zone: str = "America/New_York",
    hours: Mapping[str, Sequence[str]] | None = None,
    closures: Sequence[Mapping[str, Any]] = (),
) -> Location:
    """A location as the clinic's file would describe it; by default open Monday to Friday."""
    return Location.model_validate(
        {
            "id": "harbor",
            "name": "Harbor",
            "zone": zone,
            "phone": "+12125550142",
            "address": ["1 Example Pier"],
            "hours": dict.fromkeys(EVERY_WEEKDAY, OFFICE_HOURS) if hours is None else hours,
            "closures": list(closures),
            "pools": [{"id": "consult", "bays": [{"id": "room-1", "name": "Room 1"}]}],
        }
    )
