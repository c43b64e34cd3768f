"""Requests that look, and are sent with a body: nothing of them stays."""

from ..world import World
from .scenario import HERE, INFUSION, ROBIN, Scenario, Sent, publish, submit

_WISH = {
    "count": 3,
    "earliest_day": "2026-11-30",
    "weekdays": ["monday", "wednesday", "friday"],
    "earliest_time": "09:00",
    "latest_time": "12:00",
    "within_days": 12,
}


def _search(world: World) -> Sent:
    submit(world)
    return Sent("desk", "/people/search", {"phone": ROBIN["phone"]})


def _find(world: World) -> Sent:
    return Sent("desk", "/find", {"text": str(submit(world)["reference"])})


def _plan(world: World) -> Sent:
    publish(world, "2026-11-30", "2026-12-04")
    return Sent("desk", f"{HERE}/series/plan", {"service_id": INFUSION, "wish": _WISH})


SCENARIOS = (
    Scenario("find a contact", "POST /people/search", _search),
    Scenario("find by reference", "POST /find", _find),
    Scenario("plan a series", "POST /locations/{location_id}/series/plan", _plan),
)
