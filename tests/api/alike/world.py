"""The world that strangers walk in: a small clinic, and a way back from wherever a branch led."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from chalice.test import Client

from app import app
from chalicelib.clinic import Clinic, Most, load_clinic
from chalicelib.platform.ids import Ids
from chalicelib.platform.runtime import Runtime, using
from tests.api.conftest import Caller, Reply, signed_in
from tests.conftest import (
    CountedBytes,
    FixedClock,
    client_in_process,
    make_runtime,
    open_to_anyone,
    with_services,
)

from .remembered import RememberedCalls
from .stored import Stored
from .undo_log import UndoLog

WEDNESDAY = date(2026, 11, 25)
"""Two days after the tests' Monday: four chairs for infusions at each of three starts."""

AT_10 = "2026-11-25T15:00:00Z"
AT_1130 = "2026-11-25T16:30:00Z"
AT_1430 = "2026-11-25T19:30:00Z"

SERVICE = "ketamine-infusion"

_DRAWN_A_CALL = 1000
"""More ids than any call draws: each begins anew, so that all draw alike from their first."""


@dataclass(frozen=True)
class Mark:
    """A place that a branch begins at."""

    in_log: int
    now: datetime


@dataclass
class World:
    """The application on a table of its own, with somebody of each kind to call it."""

    run: Runtime
    clock: FixedClock
    drawn: CountedBytes
    log: UndoLog
    calls: RememberedCalls
    visitor: Caller
    desk: Caller
    manager: Caller
    used_hold: str = ""
    """The token of a hold that somebody booked with."""
    expired_hold: str = ""
    of_known: list[str] = field(default_factory=list)
    """Ids of the appointments that the known person has, where that is their state."""

    def mark(self) -> Mark:
        """Remember this place."""
        return Mark(self.log.mark(), self.clock.now)

    def has_changed_since(self, mark: Mark) -> bool:
        """True if time has passed, or anything stored is not as it was."""
        return self.clock.now != mark.now or self.log.has_changed_since(mark.in_log)

    def back_to(self, mark: Mark) -> None:
        """Let everything since then not have happened."""
        self.log.back_to(mark.in_log)
        self.clock.now = mark.now

    def begin_call(self, turn: int) -> None:
        """Draw ids as every call of this turn does, however many those before it drew."""
        self.drawn.drawn = turn * _DRAWN_A_CALL

    def by_desk(self, path: str, **body: object) -> Reply:
        """Something that the desk does, and that has to work."""
        reply = self.desk.post(path, body)
        assert reply.status < 300, reply.text
        return reply


@contextmanager
def a_world(table: str) -> Iterator[World]:
    """A world on this table of moto's, with Wednesday published."""
    client = client_in_process()
    log, clock, drawn = UndoLog(table), FixedClock(), CountedBytes()
    log.watch(client)
    run = replace(make_runtime(client, clock, _one_pool(), table), ids=Ids(drawn))
    with using(run), Client(app) as client:
        called = RememberedCalls(client, clock, drawn, log, Stored(table))
        called.watch(run.table.client)
        desk = signed_in(called, "staff-ana", "front-desk")
        manager = signed_in(called, "staff-mia", "manager")
        world = World(run, clock, drawn, log, called, Caller(called), desk, manager)
        days = {"from": str(WEDNESDAY), "to": str(WEDNESDAY)}
        reply = manager.post("/locations/new-york/slots/publish", days)
        assert reply.status == 200, reply.text
        _spend_holds(world)
        yield world
        log.back_to(0)


def a_hold(starts_at: str = AT_10) -> dict[str, str]:
    """The words that ask for a hold."""
    return {"location_id": "new-york", "service_id": SERVICE, "starts_at": starts_at}


def _spend_holds(world: World) -> None:
    """Have one hold used by somebody else, and let another expire."""
    first, second = (world.visitor.post("/holds", a_hold(AT_1430)).json for _ in range(2))
    world.used_hold, world.expired_hold = first["hold_token"], second["hold_token"]
    booking = {"hold_token": world.used_hold, "name": "Ada Passerby", "phone": "212-555-0199"}
    assert world.visitor.post("/appointments", booking).status == 201
    world.clock.forward(minutes=world.run.clinic.scheduling.hold_minutes)


def _one_pool() -> Clinic:
    """New York alone, with its chairs at three starts a day, open to anyone.

    Infusions have their limits: that somebody passes them is told to nobody but the desk.
    """
    limits = {"hours_apart": 20, "most": Most(count=4, days=7)}
    whole = with_services(open_to_anyone(load_clinic()), SERVICE, **limits)
    new_york = whole.location("new-york")
    chairs = new_york.templates[0]
    _, ten, half_past_eleven, _, half_past_two, _ = chairs.starts
    template = chairs.model_copy(update={"starts": (ten, half_past_eleven, half_past_two)})
    location = new_york.model_copy(update={"templates": (template,)})
    return whole.model_copy(update={"locations": (location,)})
