"""Many at once: visitors at one slot, agents at one queue."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from chalicelib.platform.errors import FrontdeskError
from chalicelib.scheduling.appointments.models import Appointment
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.slots.schemas import DaysIn
from tests.races.barrier import at_once
from tests.races.builders import reach
from tests.races.conftest import patiently
from tests.races.faulty_network import Refusals
from tests.races.test_many_agents import writes_per_claim
from tests.races.test_one_time import DAY, book, nine_on
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_template

from .engine import Engine
from .figures import Figure, at_most

VISITORS = 64


def visitors(engine: Engine) -> Iterator[Figure]:
    """Sixty-four visitors hold and book the one bay at one time, all let go together."""
    clinic = a_clinic(a_template("09:00"), pools=[a_pool("consult", "room-1")])
    world = engine.new_world(clinic)
    run = replace(patiently(world, world.table.client), clinic=clinic)
    publish(run, "harbor", DaysIn.model_validate({"from": DAY, "to": DAY}))
    writes = Refusals()
    writes.watch(run.table.client, "TransactWriteItems")
    ends = at_once(partial(book, run, nine_on(DAY)), range(VISITORS))
    booked = sum(isinstance(end, Appointment) for end in ends)
    refused = sum(isinstance(end, FrontdeskError) for end in ends)
    what = f"{VISITORS} visitors at one slot"
    note = f" and {refused} clear refusals"
    yield Figure(f"{what}: bookings", f"{booked}{note}", "= 1", 1.0 if booked == 1 else 2.0)
    yield at_most(f"{what}: writes per refusal", round(writes.refused / refused, 2), 2)


def agents(engine: Engine, owed: int) -> Iterator[Figure]:
    """Sixteen agents empty a queue; each call once and every crisis first, or this fails."""
    writes = writes_per_claim(engine.new_world(), reach, owed)
    yield at_most(f"16 agents, {owed:,} calls: writes per claim", round(writes, 2), 2)
