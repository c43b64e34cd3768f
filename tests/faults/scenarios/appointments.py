"""What visitors do with appointments of their own."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from ..world import World
from .scenario import (
    AT_ONE,
    AT_TEN,
    INFUSION,
    ROBIN,
    WAITER,
    Prepare,
    Scenario,
    Sent,
    given,
    hold,
    keyed,
    offered_entry,
    publish,
    submit,
    wait,
)

_ESCORT = {"name": "Sam Example"}
_IN_DANGER = {"reason": "I want to kill myself."}
_WHY = {"cause": "no-ride", "reason": "My sister is away."}


def _hold(world: World) -> Sent:
    publish(world)
    body = {"location_id": "new-york", "service_id": INFUSION, "starts_at": AT_TEN}
    return Sent("visitor", "/holds", body, keyed())


def _let_go(world: World) -> Sent:
    publish(world)
    return Sent("visitor", "/holds/release", {"hold_token": hold(world)["hold_token"]})


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


def _take_offer_as_another(world: World) -> Sent:
    """With another number than the one that waited."""
    taken = _take_offer(world)
    return replace(taken, body={**taken.body, **ROBIN})


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
        appointment = given(reply)
        if waited_for:
            wait(world)
        headers = {"Manage_Token": appointment["manage_token"], "If_Match": reply.headers["etag"]}
        return Sent(
            "visitor", f"/appointments/{appointment['appointment_id']}/{verb}", body or {}, headers
        )

    return prepare


def _say_here(world: World) -> Sent:
    sent = _by_visitor("here")(world)
    world.clock.now = datetime.fromisoformat(AT_TEN) - timedelta(minutes=20)
    return sent


_MINE = "POST /appointments/{appointment_id}"

SCENARIOS = (
    Scenario("hold a time", "POST /holds", _hold),
    Scenario("let a hold go", "POST /holds/release", _let_go),
    Scenario("book a held time", "POST /appointments", _book()),
    Scenario("book a held time that answers a call", "POST /appointments", _book(owed=True)),
    Scenario("book a held time, who waits", "POST /appointments", _book_while_waiting),
    Scenario("book an offered time", "POST /appointments", _take_offer),
    Scenario(
        "book an offered time with another number", "POST /appointments", _take_offer_as_another
    ),
    Scenario("cancel, by the visitor", f"{_MINE}/cancel", _by_visitor("cancel")),
    Scenario("cancel in danger", f"{_MINE}/cancel", _by_visitor("cancel", _IN_DANGER)),
    Scenario("cancel and say why", f"{_MINE}/cancel", _by_visitor("cancel", _WHY)),
    Scenario(
        "cancel what is waited for", f"{_MINE}/cancel", _by_visitor("cancel", waited_for=True)
    ),
    Scenario(
        "reschedule, by the visitor",
        f"{_MINE}/reschedule",
        _by_visitor("reschedule", {"starts_at": AT_ONE}),
    ),
    Scenario("name an escort", f"{_MINE}/escort", _by_visitor("escort", _ESCORT)),
    Scenario("say that one comes", f"{_MINE}/confirm", _by_visitor("confirm")),
    Scenario(
        "get ready", f"{_MINE}/preparation", _by_visitor("preparation", {"checked": ["fasting"]})
    ),
    Scenario("ask for a call", f"{_MINE}/call-me", _by_visitor("call-me")),
    Scenario("say that one is here", f"{_MINE}/here", _say_here),
)
