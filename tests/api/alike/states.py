"""States that a known person is in, each made through the routes that visitors and staff have."""

from collections.abc import Callable

from chalicelib.scheduling.slots.models import UNDO_TIME
from chalicelib.scheduling.waitlist.offer_freed_slot import offer_freed_slots
from tests.api.conftest import a_request

from .people import Typed
from .world import AT_10, AT_1130, SERVICE, WEDNESDAY, World

_ANOTHER_PATIENT = Typed("Sam Otherwise", phone="+12125550166")


def _has_appointments_then(world: World, known: Typed) -> None:
    world.of_known = [_booked(world, known, starts_at) for starts_at in (AT_10, AT_1130)]


def _is_snoozed(world: World, known: Typed) -> None:
    _asks(world, known)
    card = _claimed(world)
    world.by_desk(f"/callbacks/{card[0]}/snooze", claim=card[1], until="2026-11-24T20:00:00Z")


def _waits(world: World, known: Typed) -> None:
    wish = {"first_day": str(WEDNESDAY), "last_day": str(WEDNESDAY)}
    where = {"location_id": "new-york", "service_id": SERVICE, "wish": wish}
    own_browser = {"Browser_Id": "of-the-known"}
    reply = world.visitor.post("/waitlist", {**where, **known.fields}, **own_browser)
    assert reply.status == 201, reply.text


def _is_offered_a_time(world: World, known: Typed) -> None:
    freed = _booked(world, _ANOTHER_PATIENT, AT_10)
    _waits(world, known)
    world.by_desk(f"/staff/appointments/{freed}/cancel")
    world.clock.now += UNDO_TIME
    report = offer_freed_slots(world.run, lambda: 60.0)
    assert (report.done, report.failed) == (1, 0)


def _asked_not_to_be_contacted(world: World, known: Typed) -> None:
    _asks(world, known)
    card = _claimed(world)
    path = f"/callbacks/{card[0]}/attempts"
    world.by_desk(path, claim=card[1], disposition="do-not-contact")


def _is_in_crisis(world: World, known: Typed) -> None:
    _asks(world, known, thinking_of_self_harm=True)


STATES: dict[str, Callable[[World, Typed], None]] = {
    "has-an-appointment-then": _has_appointments_then,
    "snoozed": _is_snoozed,
    "waitlisted": _waits,
    "offered": _is_offered_a_time,
    "do-not-contact": _asked_not_to_be_contacted,
    "in-crisis": _is_in_crisis,
}


TAKE_TIMES = frozenset({"has-an-appointment-then", "offered"})
"""Those in which fewer times are free. Of the others, nobody else can see anything."""


def _booked(world: World, who: Typed, starts_at: str) -> str:
    """The id of an appointment that the desk books for somebody."""
    why = {"override": "They asked for both"}
    booking = {"service_id": SERVICE, "starts_at": starts_at, **who.fields, **why}
    reply = world.by_desk("/locations/new-york/appointments", **booking)
    return str(reply.json["appointment_id"])


def _asks(world: World, known: Typed, **more: object) -> None:
    form = a_request(service_id=SERVICE, phone=None) | known.fields | more
    sent = {name: value for name, value in form.items() if value is not None}
    reply = world.visitor.post("/requests", sent)
    assert reply.status == 201, reply.text


def _claimed(world: World) -> tuple[str, str]:
    """The call that is owed next, claimed: its id, and the claim."""
    card = world.by_desk("/locations/new-york/queue/claim").json
    return card["callback_id"], card["claim"]["token"]
