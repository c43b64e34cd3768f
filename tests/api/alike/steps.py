"""Steps of a stranger: for each public route that asks the table, a way to call it.

A step that is not possible yet (to look at an appointment before there is one) is None.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.api.conftest import Reply, a_request

from .memory import Memory
from .people import Typed
from .world import AT_10, AT_1130, SERVICE, WEDNESDAY, World, a_hold

Done = tuple[Memory, list[Reply]] | None
Act = Callable[[World, Memory, Typed], Done]


@dataclass(frozen=True)
class Step:
    """One call of a stranger, by the route that it calls."""

    name: str
    route: str
    act: Act
    is_own: bool = False
    """It shows what the stranger was given before: what can be looked at after any sequence."""


STEPS: dict[str, Step] = {}


def step(name: str, route: str, *, is_own: bool = False) -> Callable[[Act], Act]:
    """Make a step of a function, under its name."""

    def made(act: Act) -> Act:
        STEPS[name] = Step(name, route, act, is_own)
        return act

    return made


@step("send the form", "POST /requests")
def send_form(world: World, memory: Memory, typed: Typed) -> Done:
    form = a_request(service_id=SERVICE, phone=None) | typed.fields
    sent = {name: value for name, value in form.items() if value is not None}
    reply = world.visitor.post("/requests", sent)
    return (memory.with_receipt(reply.json) if reply.status == 201 else memory), [reply]


@step("view one's requests", "GET /requests/{request_id}", is_own=True)
def view_requests(world: World, memory: Memory, typed: Typed) -> Done:
    replies = [
        world.visitor.get(
            f"/requests/{receipt['request_id']}", Visitor_Token=receipt["visitor_token"]
        )
        for receipt in memory.receipts
    ]
    return (memory, replies) if replies else None


@step("look at what is free", "GET /availability")
def look_at_free_times(world: World, memory: Memory, typed: Typed) -> Done:
    days = f"from={WEDNESDAY}&to={WEDNESDAY}"
    path = f"/availability?location=new-york&service={SERVICE}&{days}"
    return memory, [world.visitor.get(path)]


@step("hold a time", "POST /holds")
def hold_time(world: World, memory: Memory, typed: Typed) -> Done:
    proof = _proof(memory)
    reply = world.visitor.post("/holds", {**a_hold(), **_request(memory)}, **proof)
    return (memory.with_hold(reply.json["hold_token"]) if reply.status == 201 else memory), [reply]


@step("let a hold go", "POST /holds/release")
def let_hold_go(world: World, memory: Memory, typed: Typed) -> Done:
    if not memory.holds:
        return None
    return memory, [world.visitor.post("/holds/release", {"hold_token": memory.holds[-1]})]


@step("book with a hold", "POST /appointments")
def book(world: World, memory: Memory, typed: Typed) -> Done:
    if not memory.holds:
        return None
    reply = _book(world, memory.holds[-1], typed)
    return (memory.with_booked(reply.json) if reply.status == 201 else memory), [reply]


@step("book with a used hold", "POST /appointments")
def book_with_used_hold(world: World, memory: Memory, typed: Typed) -> Done:
    return memory, [_book(world, world.used_hold, typed)]


@step("book with an expired hold", "POST /appointments")
def book_with_expired_hold(world: World, memory: Memory, typed: Typed) -> Done:
    return memory, [_book(world, world.expired_hold, typed)]


@step("book with a hold and the request's token", "POST /appointments")
def book_with_token(world: World, memory: Memory, typed: Typed) -> Done:
    if not memory.holds or not memory.receipts:
        return None
    booking = {"hold_token": memory.holds[-1], **typed.fields, **_request(memory)}
    reply = world.visitor.post("/appointments", booking, **_proof(memory))
    return (memory.with_booked(reply.json) if reply.status == 201 else memory), [reply]


@step("look at one's appointments", "GET /appointments/{appointment_id}", is_own=True)
def look_at_appointments(world: World, memory: Memory, typed: Typed) -> Done:
    replies = [
        world.visitor.get(f"/appointments/{each.appointment_id}", Manage_Token=each.token)
        for each in memory.booked
    ]
    return (memory, replies) if replies else None


@step("see where it could move", "GET /appointments/{appointment_id}/availability")
def see_where_it_could_move(world: World, memory: Memory, typed: Typed) -> Done:
    days = f"from={WEDNESDAY}&to={WEDNESDAY}"
    replies = [
        world.visitor.get(
            f"/appointments/{each.appointment_id}/availability?{days}", Manage_Token=each.token
        )
        for each in memory.booked[-1:]
    ]
    return (memory, replies) if replies else None


@step("get it for one's calendar", "GET /appointments/{appointment_id}/calendar")
def get_for_calendar(world: World, memory: Memory, typed: Typed) -> Done:
    replies = [
        world.visitor.get(f"/appointments/{each.appointment_id}/calendar", Manage_Token=each.token)
        for each in memory.booked[-1:]
    ]
    return (memory, replies) if replies else None


@step("move", "POST /appointments/{appointment_id}/reschedule")
def move(world: World, memory: Memory, typed: Typed) -> Done:
    if not memory.booked:
        return None
    there = AT_1130 if memory.booked[-1].starts_at == AT_10 else AT_10
    reply = _change(world, memory, "reschedule", {"starts_at": there})
    return (memory.with_moved(there) if reply.status == 200 else memory), [reply]


@step("cancel", "POST /appointments/{appointment_id}/cancel")
def cancel(world: World, memory: Memory, typed: Typed) -> Done:
    return (memory, [_change(world, memory, "cancel", {})]) if memory.booked else None


@step("name an escort", "POST /appointments/{appointment_id}/escort")
def name_escort(world: World, memory: Memory, typed: Typed) -> Done:
    escort = {"name": "Pat Companion"}
    return (memory, [_change(world, memory, "escort", escort)]) if memory.booked else None


@step("say that one comes", "POST /appointments/{appointment_id}/confirm")
def confirm(world: World, memory: Memory, typed: Typed) -> Done:
    return (memory, [_change(world, memory, "confirm", {})]) if memory.booked else None


@step("get ready", "POST /appointments/{appointment_id}/preparation")
def get_ready(world: World, memory: Memory, typed: Typed) -> Done:
    seen_to = {"checked": ["fasting"]}
    return (memory, [_change(world, memory, "preparation", seen_to)]) if memory.booked else None


@step("ask for a call", "POST /appointments/{appointment_id}/call-me")
def ask_for_call(world: World, memory: Memory, typed: Typed) -> Done:
    return (memory, [_change(world, memory, "call-me", {})]) if memory.booked else None


@step("say that one is here", "POST /appointments/{appointment_id}/here")
def say_here(world: World, memory: Memory, typed: Typed) -> Done:
    return (memory, [_change(world, memory, "here", {})]) if memory.booked else None


@step("join the waitlist", "POST /waitlist")
def join(world: World, memory: Memory, typed: Typed) -> Done:
    wish = {"first_day": str(WEDNESDAY), "last_day": str(WEDNESDAY)}
    where = {"location_id": "new-york", "service_id": SERVICE, "wish": wish}
    joining = {**where, **typed.fields, **_request(memory)}
    reply = world.visitor.post("/waitlist", joining, **_proof(memory))
    return (memory.with_waiting(reply.json) if reply.status == 201 else memory), [reply]


@step("view one's places on the waitlist", "GET /waitlist/{entry_id}", is_own=True)
def view_places(world: World, memory: Memory, typed: Typed) -> Done:
    replies = [_place(world, memory, number) for number in range(len(memory.waiting))]
    return (memory, replies) if replies else None


@step("take what is offered, with what was typed when joining", "POST /waitlist/{entry_id}/take")
def take_as_joined(world: World, memory: Memory, typed: Typed) -> Done:
    """Take what one's place on the waitlist shows, or what it was never offered."""
    if not memory.waiting:
        return None
    place = _place(world, memory, -1)
    offer = place.json.get("offer") if place.status == 200 else None
    hold = offer["hold_token"] if offer else world.expired_hold
    reply = _to_place(world, memory, "take", {"hold_token": hold})
    after = memory.with_booked(reply.json) if reply.status == 201 else memory
    return after, [place, reply]


@step("take what is offered", "POST /appointments")
def take(world: World, memory: Memory, typed: Typed) -> Done:
    """Book what one's place on the waitlist shows, if it shows anything."""
    if not memory.waiting:
        return None
    place = _place(world, memory, -1)
    offer = place.json.get("offer") if place.status == 200 else None
    if offer is None:
        return memory, [place]
    reply = _book(world, offer["hold_token"], typed)
    after = memory.with_booked(reply.json) if reply.status == 201 else memory
    return after, [place, reply]


@step("decline what is offered", "POST /waitlist/{entry_id}/decline")
def decline(world: World, memory: Memory, typed: Typed) -> Done:
    """Say no to ten o'clock, and to what one's place on the waitlist shows, if it is another."""
    if not memory.waiting:
        return None
    offer = _place(world, memory, -1).json.get("offer")
    starts = dict.fromkeys([AT_10, *([offer["starts_at"]] if offer else [])])
    return memory, [_to_place(world, memory, "decline", {"starts_at": each}) for each in starts]


@step("leave the waitlist", "POST /waitlist/{entry_id}/leave")
def leave(world: World, memory: Memory, typed: Typed) -> Done:
    return (memory, [_to_place(world, memory, "leave", {})]) if memory.waiting else None


@step("open an invitation", "GET /invitations/{invitation_id}")
def open_invitation(world: World, memory: Memory, typed: Typed) -> Done:
    """One that they were never given: nothing that they type opens it."""
    return memory, [world.visitor.get(_INVITATION, Manage_Token="made-up")]


@step("see times when invited", "GET /invitations/{invitation_id}/availability")
def see_times_when_invited(world: World, memory: Memory, typed: Typed) -> Done:
    return memory, [world.visitor.get(f"{_INVITATION}/availability", Manage_Token="made-up")]


@step("hold a time when invited", "POST /invitations/{invitation_id}/holds")
def hold_when_invited(world: World, memory: Memory, typed: Typed) -> Done:
    start = {"starts_at": AT_10}
    return memory, [world.visitor.post(f"{_INVITATION}/holds", start, Manage_Token="made-up")]


@step("book when invited", "POST /invitations/{invitation_id}/book")
def book_when_invited(world: World, memory: Memory, typed: Typed) -> Done:
    body = {"hold_token": memory.holds[-1] if memory.holds else world.used_hold}
    return memory, [world.visitor.post(f"{_INVITATION}/book", body, Manage_Token="made-up")]


@step("ask for a code", "POST /proofs")
def ask_code(world: World, memory: Memory, typed: Typed) -> Done:
    """By the address that they type, or by one that is nobody's, with the name that they type."""
    email = typed.email or "nobody@example.net"
    asked = {"location_id": "new-york", "email": email, "name": typed.name}
    reply = world.visitor.post("/proofs", asked)
    return (memory.with_asked(reply.json) if reply.status == 201 else memory), [reply]


@step("ask for a link", "POST /links")
def ask_link(world: World, memory: Memory, typed: Typed) -> Done:
    """By the reference of their own request, if they sent one, or by one that they make up."""
    own = memory.receipts[-1]["reference"] if memory.receipts else "7K3M-Q2PX"
    email = typed.email or "nobody@example.net"
    asked = {"location_id": "new-york", "email": email, "reference": own}
    return memory, [world.visitor.post("/links", asked)]


@step("type a code", "POST /proofs/{proof_id}/code")
def type_code(world: World, memory: Memory, typed: Typed) -> Done:
    if not memory.asked:
        return None
    latest = memory.asked[-1]
    path, token = f"/proofs/{latest['proof_id']}/code", latest["code_token"]
    return memory, [world.visitor.post(path, {"code": "123456"}, Code_Token=token)]


@step("prove an address by the receipt's own link", "POST /proofs/link")
def prove_by_receipt(world: World, memory: Memory, typed: Typed) -> Done:
    """The receipt's token came by no mail."""
    if not memory.receipts:
        return None
    latest = memory.receipts[-1]
    link = {"opens": "request", "thing_id": latest["request_id"]}
    headers = {"Mailed_Token": latest["visitor_token"]}
    return memory, [world.visitor.post("/proofs/link", link, **headers)]


@step("view what is proven", "GET /proofs/{proof_id}/things", is_own=True)
def view_proven(world: World, memory: Memory, typed: Typed) -> Done:
    replies = [
        world.visitor.get(f"/proofs/{each['proof_id']}/things", **_as_if_proven(each))
        for each in memory.asked
    ]
    return (memory, replies) if replies else None


@step("be contacted again", "POST /proofs/{proof_id}/contact-again")
def be_contacted_again(world: World, memory: Memory, typed: Typed) -> Done:
    if not memory.asked:
        return None
    latest = memory.asked[-1]
    path = f"/proofs/{latest['proof_id']}/contact-again"
    return memory, [world.visitor.post(path, {}, **_as_if_proven(latest))]


_INVITATION = f"/invitations/{'0' * 26}"


def _as_if_proven(asked: dict[str, str]) -> dict[str, str]:
    return {"Code_Token": asked["code_token"], "Proof_Token": "made-up"}


def _book(world: World, hold_token: str, typed: Typed) -> Reply:
    return world.visitor.post("/appointments", {"hold_token": hold_token, **typed.fields})


def _request(memory: Memory) -> dict[str, str]:
    return {"request_id": memory.receipts[-1]["request_id"]} if memory.receipts else {}


def _proof(memory: Memory) -> dict[str, str]:
    return {"Request_Token": memory.receipts[-1]["visitor_token"]} if memory.receipts else {}


def _change(world: World, memory: Memory, verb: str, body: dict[str, Any]) -> Reply:
    latest = memory.booked[-1]
    path = f"/appointments/{latest.appointment_id}/{verb}"
    return world.visitor.post(path, body, Manage_Token=latest.token)


def _place(world: World, memory: Memory, number: int) -> Reply:
    entry = memory.waiting[number]
    return world.visitor.get(f"/waitlist/{entry.entry_id}", Manage_Token=entry.token)


def _to_place(world: World, memory: Memory, verb: str, body: dict[str, str]) -> Reply:
    entry = memory.waiting[-1]
    path = f"/waitlist/{entry.entry_id}/{verb}"
    return world.visitor.post(path, body, Manage_Token=entry.token)
