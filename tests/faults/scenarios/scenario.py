"""What a scenario is, and what scenarios have in common."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.api.conftest import Caller, Reply

from ..world import World

HERE = "/locations/new-york"
CONSULTATION = "ketamine-consultation"
INFUSION = "ketamine-infusion"
WEDNESDAY = "2026-11-25"
AT_TEN = "2026-11-25T15:00:00Z"
AT_ONE = "2026-11-25T18:00:00Z"
WAITER = {"name": "Waiter1 Example", "phone": "212-555-0101"}
"""The first who waits, see ``wait``."""
ROBIN = {"name": "Robin Example", "phone": "212-555-0123"}


@dataclass(frozen=True)
class Sent:
    """One request, as its page sends it, and sends it again."""

    by: str
    path: str
    body: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, caller: Caller) -> Reply:
        """Send it."""
        return caller.post(self.path, self.body, **self.headers)


Prepare = Callable[[World], Sent]


@dataclass(frozen=True)
class Scenario:
    """One use case: its name, its route, and what sets up the world in which it is tried.

    What a job or publishing answers is how much it found to do, which a repeat rightly finds less
    of: then ``answers_alike`` is False, and only the table and the status are compared.
    """

    name: str
    route: str
    prepare: Prepare
    answers_alike: bool = True


def given(reply: Reply) -> Any:
    """What a good answer of the set-up says."""
    assert 200 <= reply.status < 300, reply.text
    return reply.json


def keyed(key: str = "a-key-of-the-page") -> dict[str, str]:
    """The key that a page keeps through silence."""
    return {"Idempotency_Key": key}


def publish(world: World, first: str = WEDNESDAY, last: str | None = None) -> None:
    """Some days are published."""
    body = {"from": first, "to": last or first}
    given(world.manager.post(f"{HERE}/slots/publish", body))


def hold(world: World, starts_at: str = AT_TEN, service: str = INFUSION) -> Any:
    """A visitor has a time held."""
    body = {"location_id": "new-york", "service_id": service, "starts_at": starts_at}
    return given(world.visitor.post("/holds", body, **keyed("a-hold")))


def book(world: World, starts_at: str = AT_TEN, **changes: Any) -> Any:
    """The desk books an infusion; the visit."""
    body = {"service_id": INFUSION, "starts_at": starts_at, **ROBIN, **changes}
    return given(world.desk.post(f"{HERE}/appointments", body, **keyed("a-booking")))


def wait(world: World, number: int = 1, **changes: Any) -> Any:
    """Somebody joins the waitlist; each number is another person."""
    body = {
        "location_id": "new-york",
        "service_id": INFUSION,
        "name": f"Waiter{number} Example",
        "phone": f"212-555-01{number:02}",
        "wish": {"first_day": "2026-11-23", "last_day": "2026-12-05"},
        **changes,
    }
    return given(world.visitor.post("/waitlist", body, **keyed(f"a-place-{number}")))


def given_up(world: World) -> None:
    """Of a day's times one was booked and called off: it rests before others may have it."""
    publish(world)
    appointment = book(world)
    given(world.desk.post(f"/staff/appointments/{appointment['appointment_id']}/cancel", {}))


def rested(world: World) -> None:
    """The few minutes pass in which staff could still undo."""
    world.clock.forward(minutes=4)


def offered_entry(world: World) -> Any:
    """A time was given up, and is now offered to the first who waits; their entry."""
    given_up(world)
    entry = wait(world)
    rested(world)
    given(world.manager.post("/jobs/offer-freed-slots"))
    path, token = f"/waitlist/{entry['entry_id']}", entry["token"]
    return given(world.visitor.get(path, Manage_Token=token))


def request_body(**changes: Any) -> dict[str, Any]:
    """What a visitor sends who fills in just what is needed."""
    usual = {
        "location_id": "new-york",
        "service_id": CONSULTATION,
        **ROBIN,
        "message": "I would like to know whether this could help me.",
        "consent": True,
    }
    return {**usual, **changes}


def submit(world: World, key: str = "a-form", **changes: Any) -> Any:
    """A visitor sends a request; the receipt."""
    return given(world.visitor.post("/requests", request_body(**changes), **keyed(key)))


def claimed(world: World) -> Any:
    """Somebody waits for a call, and Ana takes it; the card."""
    submit(world)
    return given(world.desk.post(f"{HERE}/queue/claim", **keyed("a-claim")))
