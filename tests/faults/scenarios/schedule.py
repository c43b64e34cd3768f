"""What staff do with a day's times, and with calendars of them."""

from ..world import World
from .scenario import (
    AT_ONE,
    AT_TEN,
    CONSULTATION,
    HERE,
    ROBIN,
    WEDNESDAY,
    Prepare,
    Scenario,
    Sent,
    book,
    given,
    given_up,
    keyed,
    offered_entry,
    publish,
    wait,
)

_SLOTS = "POST /locations/{location_id}/slots"
_CLOSINGS = "POST /locations/{location_id}/closings"
_FEEDS = "POST /locations/{location_id}/calendar-feeds"
_BAY = {"date": WEDNESDAY, "bay": "chair-1"}
_LATE = {"pool": "infusion", "bay": "chair-1", "starts_at": "2026-11-28T17:00:00-05:00"}
_OVER = {"override": "An extra day", "for_visitors": True}


def _publish(world: World) -> Sent:
    return Sent("manager", f"{HERE}/slots/publish", {"from": WEDNESDAY, "to": "2026-11-27"})


def _add(world: World) -> Sent:
    return Sent("desk", f"{HERE}/slots", {**_LATE, **_OVER})


def _block(world: World) -> Sent:
    """A bay with a visit in it: that stays, and is listed."""
    publish(world)
    book(world)
    return Sent("desk", f"{HERE}/slots/block", {**_BAY, "reason": "Broken lamp"})


def _block_offered(world: World) -> Sent:
    """Of the bay's times one is offered to somebody, who waits on."""
    offered_entry(world)
    return Sent("desk", f"{HERE}/slots/block", {**_BAY, "reason": "Broken lamp"})


def _unblock(*, whole_day: bool = False, waiting: bool = False) -> Prepare:
    def prepare(world: World) -> Sent:
        publish(world)
        bay = {"date": WEDNESDAY} if whole_day else _BAY
        given(world.desk.post(f"{HERE}/slots/block", {**bay, "reason": "Broken lamp"}))
        if waiting:
            wait(world)
        return Sent("desk", f"{HERE}/slots/unblock", bay)

    return prepare


def _withdraw(world: World) -> Sent:
    publish(world)
    return Sent("manager", f"{HERE}/slots/withdraw", {**_BAY, "starts_at": AT_TEN})


def _withdraw_rest(world: World) -> Sent:
    """What was just given up, and what nobody had."""
    given_up(world)
    return Sent("manager", f"{HERE}/slots/withdraw", _BAY)


_CLOSE = {"date": WEDNESDAY, "reason": "Snow", "shown_to_visitors": True}


def _close(world: World) -> Sent:
    """A visit is hit, and an offer in it ends."""
    offered_entry(world)
    booked = {"service_id": CONSULTATION, "starts_at": AT_ONE, **ROBIN}
    given(world.desk.post(f"{HERE}/appointments", booked, **keyed("another")))
    return Sent("manager", f"{HERE}/closings", {**_CLOSE, "to": "15:00"}, keyed())


def _close_location(world: World) -> Sent:
    return Sent("manager", f"{HERE}/closings", _CLOSE, keyed())


def _reopen(world: World) -> Sent:
    publish(world)
    book(world)
    closing = given(world.manager.post(f"{HERE}/closings", _CLOSE, **keyed()))
    return Sent("manager", f"{HERE}/closings/{closing['closing_id']}/reopen")


def _make_feed(world: World) -> Sent:
    return Sent("desk", f"{HERE}/calendar-feeds", {"label": "Room screen"}, keyed())


def _revoke_feed(world: World) -> Sent:
    feed = given(world.desk.post(f"{HERE}/calendar-feeds", {"label": "Room screen"}, **keyed()))
    return Sent("desk", f"{HERE}/calendar-feeds/{feed['feed_id']}/revoke")


SCENARIOS = (
    # Each report says what this very call changed: of what is published already, nothing. Which of
    # several at once published which day is theirs to tell; together they published all of it.
    Scenario("publish", f"{_SLOTS}/publish", _publish, answers_alike=False),
    Scenario("add a slot", _SLOTS, _add),
    Scenario("block a bay", f"{_SLOTS}/block", _block),
    Scenario("block a bay that is offered", f"{_SLOTS}/block", _block_offered),
    Scenario("unblock a bay", f"{_SLOTS}/unblock", _unblock()),
    Scenario("unblock a bay that is waited for", f"{_SLOTS}/unblock", _unblock(waiting=True)),
    Scenario("unblock a day", f"{_SLOTS}/unblock", _unblock(whole_day=True)),
    Scenario("withdraw a time", f"{_SLOTS}/withdraw", _withdraw),
    Scenario("withdraw what rests", f"{_SLOTS}/withdraw", _withdraw_rest),
    Scenario("close a part of a day", _CLOSINGS, _close),
    Scenario("close a location for a day", _CLOSINGS, _close_location),
    Scenario("reopen a day", f"{_CLOSINGS}/{{closing_id}}/reopen", _reopen),
    Scenario("make a calendar feed", _FEEDS, _make_feed),
    Scenario("revoke a calendar feed", f"{_FEEDS}/{{feed_id}}/revoke", _revoke_feed),
)
