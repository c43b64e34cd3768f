"""Series of infusions."""

from typing import Any

from ..world import World
from .scenario import (
    HERE,
    INFUSION,
    ROBIN,
    WAITER,
    Prepare,
    Scenario,
    Sent,
    given,
    keyed,
    publish,
    wait,
)

_MORNING = {
    "earliest_day": "2026-11-30",
    "weekdays": ["monday", "wednesday", "friday"],
    "earliest_time": "09:00",
    "latest_time": "12:00",
    "within_days": 12,
}
_AFTERNOON = {**_MORNING, "earliest_time": "13:00", "latest_time": "16:00"}
_BOOK = {"service_id": INFUSION, "wish": {**_MORNING, "count": 3}, **ROBIN}


def _book(world: World) -> Sent:
    publish(world, "2026-11-30", "2026-12-04")
    return Sent("desk", f"{HERE}/series", _BOOK, keyed())


def _book_told(world: World) -> Sent:
    """They gave an address, and get one mail for all of it."""
    publish(world, "2026-11-30", "2026-12-04")
    return Sent("desk", f"{HERE}/series", {**_BOOK, "email": "robin@example.com"}, keyed())


def _book_while_waiting(world: World) -> Sent:
    """Whoever waits for one infusion books several."""
    wait(world)
    publish(world, "2026-11-30", "2026-12-04")
    return Sent("desk", f"{HERE}/series", {**_BOOK, **WAITER}, keyed())


def _booked(world: World) -> Any:
    publish(world, "2026-11-30", "2026-12-04")
    return given(world.desk.post(f"{HERE}/series", _BOOK, **keyed("a-series")))


def _on_series(
    verb: str, *, waited_for: bool = False, headers: dict[str, str] | None = None, **body: Any
) -> Prepare:
    def prepare(world: World) -> Sent:
        series = _booked(world)
        if waited_for:
            wait(world)
        return Sent("desk", f"/series/{series['series_id']}/{verb}", body, headers or {})

    return prepare


_REST = "POST /series/{series_id}"

SCENARIOS = (
    Scenario("book a series", "POST /locations/{location_id}/series", _book),
    Scenario("book a series, told", "POST /locations/{location_id}/series", _book_told),
    Scenario(
        "book a series, who waits", "POST /locations/{location_id}/series", _book_while_waiting
    ),
    Scenario("cancel the rest of a series", f"{_REST}/cancel", _on_series("cancel")),
    Scenario(
        "cancel a series that is waited for",
        f"{_REST}/cancel",
        _on_series("cancel", waited_for=True),
    ),
    Scenario(
        "move the rest of a series",
        f"{_REST}/reschedule",
        _on_series("reschedule", headers=keyed(), wish=_AFTERNOON),
    ),
    Scenario(
        "move a series that is waited for",
        f"{_REST}/reschedule",
        _on_series("reschedule", waited_for=True, headers=keyed(), wish=_AFTERNOON),
    ),
    Scenario("plan the rest of a series", f"{_REST}/plan", _on_series("plan", wish=_AFTERNOON)),
)
