"""The waitlist: joined, left, an offer declined; by the visitor and by the desk."""

from typing import Any

from ..world import World
from .scenario import (
    AT_TEN,
    HERE,
    INFUSION,
    ROBIN,
    WAITER,
    Prepare,
    Scenario,
    Sent,
    given,
    keyed,
    offered_entry,
    publish,
    wait,
)

_WISH = {"first_day": "2026-11-23", "last_day": "2026-11-30"}
_JOIN = {"service_id": INFUSION, **ROBIN, "wish": _WISH}


def _join(*, offered: bool = False) -> Prepare:
    def prepare(world: World) -> Sent:
        if offered:
            publish(world)
        return Sent("visitor", "/waitlist", {"location_id": "new-york", **_JOIN}, keyed())

    return prepare


def _join_as_staff(world: World) -> Sent:
    return Sent("desk", f"{HERE}/waitlist", _JOIN, keyed())


def _join_anew(world: World) -> Sent:
    """With another wish, from another page."""
    wait(world)
    body = {"location_id": "new-york", **_JOIN, **WAITER}
    return Sent("visitor", "/waitlist", body, keyed())


def _join_anew_as_staff(world: World) -> Sent:
    """With another wish, for whom they put on the list before."""
    body = {**_JOIN, **WAITER}
    given(world.desk.post(f"{HERE}/waitlist", body, **keyed("before")))
    again = {**body, "wish": {**_WISH, "last_day": "2026-12-05"}}
    return Sent("desk", f"{HERE}/waitlist", again, keyed())


def _call_off(world: World) -> Sent:
    """One number has two entries, and the first has an offer."""
    offered_entry(world)
    wait(world, 2, **WAITER)
    wait(world, 3)
    lines = given(world.desk.get(f"{HERE}/waitlist"))["entries"]
    return Sent("desk", f"{HERE}/waitlist/call-off", {"point_id": lines[0]["point_id"]})


def _leave(world: World) -> Sent:
    entry = wait(world)
    path = f"/waitlist/{entry['entry_id']}/leave"
    return Sent("visitor", path, headers={"Manage_Token": entry["token"]})


def _leave_as_staff(world: World) -> Sent:
    return Sent("desk", f"/staff/waitlist/{wait(world)['entry_id']}/leave")


def _leave_with_offer_as_staff(world: World) -> Sent:
    return Sent("desk", f"/staff/waitlist/{_offered(world)['entry_id']}/leave")


def _offered(world: World) -> Any:
    """One has an offer, and another waits for the same."""
    entry = offered_entry(world)
    wait(world, 2)
    return entry


def _with_offer(verb: str, **body: Any) -> Prepare:
    def prepare(world: World) -> Sent:
        entry = wait(world)
        offered = _offered(world)
        assert offered["offer"]
        path, token = f"/waitlist/{entry['entry_id']}/{verb}", entry["token"]
        return Sent("visitor", path, body, {"Manage_Token": token})

    return prepare


def _take(world: World) -> Sent:
    """The first who waits takes what is offered to them; another waits for the same."""
    entry = wait(world)
    hold = _offered(world)["offer"]["hold_token"]
    path = f"/waitlist/{entry['entry_id']}/take"
    return Sent("visitor", path, {"hold_token": hold}, {"Manage_Token": entry["token"]})


def _decline_as_staff(world: World) -> Sent:
    entry = _offered(world)
    path = f"/staff/waitlist/{entry['entry_id']}/decline"
    return Sent("desk", path, {"starts_at": AT_TEN})


_OWN = "POST /waitlist/{entry_id}"
_OURS = "POST /staff/waitlist/{entry_id}"

SCENARIOS = (
    Scenario("join the waitlist", "POST /waitlist", _join()),
    Scenario("join when a time is there", "POST /waitlist", _join(offered=True)),
    Scenario("join with another wish", "POST /waitlist", _join_anew),
    Scenario("join, by staff", "POST /locations/{location_id}/waitlist", _join_as_staff),
    Scenario(
        "join with another wish, by staff",
        "POST /locations/{location_id}/waitlist",
        _join_anew_as_staff,
    ),
    Scenario(
        "call off what a number collected",
        "POST /locations/{location_id}/waitlist/call-off",
        _call_off,
    ),
    Scenario("leave the waitlist", f"{_OWN}/leave", _leave),
    Scenario("leave with an offer", f"{_OWN}/leave", _with_offer("leave")),
    Scenario("leave, by staff", f"{_OURS}/leave", _leave_as_staff),
    Scenario("leave with an offer, by staff", f"{_OURS}/leave", _leave_with_offer_as_staff),
    Scenario("decline an offer", f"{_OWN}/decline", _with_offer("decline", starts_at=AT_TEN)),
    Scenario("take an offer", f"{_OWN}/take", _take),
    Scenario("decline, by staff", f"{_OURS}/decline", _decline_as_staff),
)
