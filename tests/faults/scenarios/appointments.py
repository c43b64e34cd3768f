"""Appointments of one visitor, by the visitor and by the desk."""

from datetime import datetime
from typing import Any

from ..world import World
from .scenario import (
    AT_ONE,
    AT_TEN,
    HERE,
    INFUSION,
    ROBIN,
    WAITER,
    Prepare,
    Scenario,
    Sent,
    book,
    given,
    given_up,
    hold,
    keyed,
    offered_entry,
    publish,
    submit,
    wait,
)

ESCORT = {"name": "Sam Example"}


def _hold(world: World) -> Sent:
    publish(world)
    body = {"location_id": "new-york", "service_id": INFUSION, "starts_at": AT_TEN}
    return Sent("visitor", "/holds", body, keyed())


def _book(*, owed: bool = False) -> Prepare:
    def prepare(world: World) -> Sent:
        publish(world)
        more = {"request_id": submit(world)["request_id"]} if owed else {}
        body = {"hold_token": hold(world)["hold_token"], **ROBIN, **more}
        return Sent("visitor", "/appointments", body)

    return prepare


def _book_while_waiting(world: World) -> Sent:
    """Whoever waits for such a time books one."""
    publish(world)
    wait(world)
    return Sent("visitor", "/appointments", {"hold_token": hold(world)["hold_token"], **WAITER})


def _take_offer(world: World) -> Sent:
    """A time became free, and is offered to somebody who waited."""
    entry = offered_entry(world)
    return Sent(
        "visitor",
        "/appointments",
        {"hold_token": entry["offer"]["hold_token"], **WAITER},
    )


def _by_visitor(
    verb: str, body: dict[str, Any] | None = None, *, waited_for: bool = False
) -> Prepare:
    def prepare(world: World) -> Sent:
        publish(world)
        token = hold(world)["hold_token"]
        reply = world.visitor.post("/appointments", {"hold_token": token, **ROBIN})
        visit = given(reply)
        if waited_for:
            wait(world)
        headers = {"Manage_Token": visit["manage_token"], "If_Match": reply.headers["etag"]}
        return Sent(
            "visitor", f"/appointments/{visit['appointment_id']}/{verb}", body or {}, headers
        )

    return prepare


def _book_as_staff(*, owed: bool = False) -> Prepare:
    def prepare(world: World) -> Sent:
        publish(world)
        if owed:
            submit(world)
        body = {"service_id": INFUSION, "starts_at": AT_TEN, **ROBIN}
        return Sent("desk", f"{HERE}/appointments", body, keyed())

    return prepare


def _book_as_staff_again(world: World) -> Sent:
    """A time that was just called off rests: the desk undoes it."""
    given_up(world)
    body = {"service_id": INFUSION, "starts_at": AT_TEN, **ROBIN}
    return Sent("desk", f"{HERE}/appointments", body, keyed())


def _book_as_staff_another_time(world: World) -> Sent:
    """Somebody is offered a time, and has the desk book another one."""
    offered_entry(world)
    body = {"service_id": INFUSION, "starts_at": AT_ONE, **WAITER}
    return Sent("desk", f"{HERE}/appointments", body, keyed())


def _come_after_all(world: World) -> Sent:
    """They were given up for a no-show."""
    sent = _by_staff("no-show", at=_ENDED)(world)
    given(sent.send(world.desk))
    path = sent.path.removesuffix("/no-show")
    return Sent("desk", f"{path}/check-in", {}, {"If_Match": world.desk.get(path).headers["etag"]})


def _by_staff(
    verb: str,
    body: dict[str, Any] | None = None,
    *,
    at: str | None = None,
    checked_in: bool = False,
    waited_for: bool = False,
    owed: bool = False,
) -> Prepare:
    def prepare(world: World) -> Sent:
        publish(world)
        visit = book(world)
        if owed:
            submit(world)
        if waited_for:
            wait(world)
        if at:
            world.clock.now = datetime.fromisoformat(at)
        path = f"/staff/appointments/{visit['appointment_id']}"
        if checked_in:
            given(world.desk.post(f"{path}/check-in"))
        seen = {"If_Match": world.desk.get(path).headers["etag"]}
        return Sent("desk", f"{path}/{verb}", body or {}, seen)

    return prepare


_STARTED = "2026-11-25T15:20:05+00:00"
_ENDED = "2026-11-25T17:30:05+00:00"
_MOVED = {"starts_at": AT_ONE}
_MINE = "POST /appointments/{appointment_id}"
_OURS = "POST /staff/appointments/{appointment_id}"

SCENARIOS = (
    Scenario("hold a time", "POST /holds", _hold),
    Scenario("book a held time", "POST /appointments", _book()),
    Scenario("book a held time that answers a call", "POST /appointments", _book(owed=True)),
    Scenario("book a held time, who waits", "POST /appointments", _book_while_waiting),
    Scenario("book an offered time", "POST /appointments", _take_offer),
    Scenario("cancel, by the visitor", f"{_MINE}/cancel", _by_visitor("cancel")),
    Scenario(
        "cancel what is waited for", f"{_MINE}/cancel", _by_visitor("cancel", waited_for=True)
    ),
    Scenario(
        "reschedule, by the visitor", f"{_MINE}/reschedule", _by_visitor("reschedule", _MOVED)
    ),
    Scenario("name an escort", f"{_MINE}/escort", _by_visitor("escort", ESCORT)),
    Scenario("book by staff", "POST /locations/{location_id}/appointments", _book_as_staff()),
    Scenario(
        "book by staff what ends a call",
        "POST /locations/{location_id}/appointments",
        _book_as_staff(owed=True),
    ),
    Scenario(
        "book by staff what rests",
        "POST /locations/{location_id}/appointments",
        _book_as_staff_again,
    ),
    Scenario(
        "book by staff another time than is offered",
        "POST /locations/{location_id}/appointments",
        _book_as_staff_another_time,
    ),
    Scenario("cancel, by staff", f"{_OURS}/cancel", _by_staff("cancel", {"reason": "ill"})),
    Scenario(
        "cancel, by staff, what is waited for",
        f"{_OURS}/cancel",
        _by_staff("cancel", waited_for=True),
    ),
    Scenario("reschedule, by staff", f"{_OURS}/reschedule", _by_staff("reschedule", _MOVED)),
    Scenario(
        "reschedule, by staff, what is waited for",
        f"{_OURS}/reschedule",
        _by_staff("reschedule", _MOVED, waited_for=True),
    ),
    Scenario("check in", f"{_OURS}/check-in", _by_staff("check-in", at=_STARTED)),
    Scenario("fulfil", f"{_OURS}/fulfil", _by_staff("fulfil", at=_ENDED, checked_in=True)),
    Scenario("no-show", f"{_OURS}/no-show", _by_staff("no-show", at=_ENDED)),
    Scenario(
        "no-show to whom a call is owed",
        f"{_OURS}/no-show",
        _by_staff("no-show", at=_ENDED, owed=True),
    ),
    Scenario("check in after a no-show", f"{_OURS}/check-in", _come_after_all),
    Scenario("name an escort, by staff", f"{_OURS}/escort", _by_staff("escort", ESCORT)),
)
