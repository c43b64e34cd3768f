"""What the desk does with a visitor's appointments."""

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
    keyed,
    offered_entry,
    publish,
    submit,
    wait,
)

_ADDRESS = "robin@example.com"
_ESCORT = {"name": "Sam Example"}
_HOME = {"escort": _ESCORT}
_NOTE = {"note": "Prefers the chair by the window."}
_STARTED = "2026-11-25T15:20:05+00:00"
_ENDED = "2026-11-25T17:30:05+00:00"
_MOVED = {"starts_at": AT_ONE}
_BOOK = "POST /locations/{location_id}/appointments"
_OURS = "POST /staff/appointments/{appointment_id}"


def _book(*, owed: bool = False, **given_with: str) -> Prepare:
    def prepare(world: World) -> Sent:
        publish(world)
        if owed:
            submit(world)
        body = {"service_id": INFUSION, "starts_at": AT_TEN, **ROBIN, **given_with}
        return Sent("desk", f"{HERE}/appointments", body, keyed())

    return prepare


def _book_again(world: World) -> Sent:
    """A time that was just called off rests: the desk undoes it."""
    given_up(world)
    body = {"service_id": INFUSION, "starts_at": AT_TEN, **ROBIN}
    return Sent("desk", f"{HERE}/appointments", body, keyed())


def _book_another_time(world: World) -> Sent:
    """Somebody is offered a time, and has the desk book another one."""
    offered_entry(world)
    body = {"service_id": INFUSION, "starts_at": AT_ONE, **WAITER}
    return Sent("desk", f"{HERE}/appointments", body, keyed())


def _come_after_all(world: World) -> Sent:
    """They were given up for a no-show."""
    sent = _change("no-show", at=_ENDED)(world)
    given(sent.send(world.desk))
    path = sent.path.removesuffix("/no-show")
    return Sent("desk", f"{path}/check-in", {}, {"If_Match": world.desk.get(path).headers["etag"]})


def _change(
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
        appointment = book(world)
        if owed:
            submit(world)
        if waited_for:
            wait(world)
        if at:
            world.clock.now = datetime.fromisoformat(at)
        path = f"/staff/appointments/{appointment['appointment_id']}"
        if checked_in:
            given(world.desk.post(f"{path}/check-in"))
        seen = {"If_Match": world.desk.get(path).headers["etag"]}
        return Sent("desk", f"{path}/{verb}", body or {}, seen)

    return prepare


def _undo(step: str, *, after: str | None = None, owed: bool = False) -> Prepare:
    """Take back a step of the day, which came after another one."""

    def prepare(world: World) -> Sent:
        publish(world)
        path = f"/staff/appointments/{book(world)['appointment_id']}"
        if owed:
            submit(world)
        world.clock.now = datetime.fromisoformat(_ENDED)
        for each in (after, step):
            if each:
                given(world.desk.post(f"{path}/{each}", _HOME if each == "fulfil" else {}))
        seen = {"If_Match": world.desk.get(path).headers["etag"]}
        return Sent("desk", f"{path}/undo", {"step": step}, seen)

    return prepare


def _change_told(verb: str, body: dict[str, Any] | None = None) -> Prepare:
    """Of an appointment of somebody who gave an address."""

    def prepare(world: World) -> Sent:
        publish(world)
        appointment = book(world, email=_ADDRESS)
        return Sent(
            "desk", f"/staff/appointments/{appointment['appointment_id']}/{verb}", body or {}
        )

    return prepare


def _call_off(world: World) -> Sent:
    """One number has two appointments that were booked online."""
    publish(world)
    for number, starts_at in enumerate((AT_TEN, AT_ONE)):
        wish = {"location_id": "new-york", "service_id": INFUSION, "starts_at": starts_at}
        hold = given(world.visitor.post("/holds", wish, **keyed(f"hold-{number}")))
        booked = {"hold_token": hold["hold_token"], **ROBIN}
        given(world.visitor.post("/appointments", booked))
        world.a_second_later()
    (found,) = given(world.desk.post("/people/search", {"phone": ROBIN["phone"]}))["people"]
    return Sent("desk", "/staff/booked-online/call-off", {"point_id": found["point_id"]})


SCENARIOS = (
    Scenario("call off what was booked online", "POST /staff/booked-online/call-off", _call_off),
    Scenario("book by staff", _BOOK, _book()),
    Scenario("book by staff who is told", _BOOK, _book(email=_ADDRESS)),
    Scenario(
        "book by staff what ends a call",
        _BOOK,
        _book(owed=True),
    ),
    Scenario(
        "book by staff what rests",
        _BOOK,
        _book_again,
    ),
    Scenario(
        "book by staff another time than is offered",
        _BOOK,
        _book_another_time,
    ),
    Scenario("cancel, by staff", f"{_OURS}/cancel", _change("cancel", {"reason": "ill"})),
    Scenario(
        "cancel, by staff, what is waited for",
        f"{_OURS}/cancel",
        _change("cancel", waited_for=True),
    ),
    Scenario("reschedule, by staff", f"{_OURS}/reschedule", _change("reschedule", _MOVED)),
    Scenario(
        "reschedule, by staff, what is waited for",
        f"{_OURS}/reschedule",
        _change("reschedule", _MOVED, waited_for=True),
    ),
    Scenario("cancel what is told", f"{_OURS}/cancel", _change_told("cancel")),
    Scenario("reschedule what is told", f"{_OURS}/reschedule", _change_told("reschedule", _MOVED)),
    Scenario("check in", f"{_OURS}/check-in", _change("check-in", at=_STARTED)),
    Scenario("fulfil", f"{_OURS}/fulfil", _change("fulfil", _HOME, at=_ENDED, checked_in=True)),
    Scenario("undo a check-in", f"{_OURS}/undo", _undo("check-in")),
    Scenario(
        "undo a check-in after a no-show", f"{_OURS}/undo", _undo("check-in", after="no-show")
    ),
    Scenario("undo that it was completed", f"{_OURS}/undo", _undo("fulfil", after="check-in")),
    Scenario("undo a no-show", f"{_OURS}/undo", _undo("no-show")),
    Scenario("undo a no-show beside another call", f"{_OURS}/undo", _undo("no-show", owed=True)),
    Scenario("no-show", f"{_OURS}/no-show", _change("no-show", at=_ENDED)),
    Scenario(
        "no-show to whom a call is owed",
        f"{_OURS}/no-show",
        _change("no-show", at=_ENDED, owed=True),
    ),
    Scenario("check in after a no-show", f"{_OURS}/check-in", _come_after_all),
    Scenario("note on an appointment", f"{_OURS}/note", _change("note", _NOTE)),
    Scenario(
        "note on an appointment under way",
        f"{_OURS}/note",
        _change("note", _NOTE, at=_STARTED, checked_in=True),
    ),
    Scenario("note that they come, by staff", f"{_OURS}/confirm", _change("confirm")),
    Scenario("name an escort, by staff", f"{_OURS}/escort", _change("escort", _ESCORT)),
)
