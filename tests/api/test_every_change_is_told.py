"""Whatever books, moves or cancels an appointment writes the news of it in the same step.

Every use case that writes is tried, as the matrix of faults has them; its people give an address.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from app import app
from chalicelib.messaging.models import Message, MessageKind, MessageState
from chalicelib.messaging.store import is_message_key
from chalicelib.platform.storage.expressions import from_attributes
from chalicelib.scheduling.appointments.models import Appointment, AppointmentStatus
from chalicelib.scheduling.appointments.reminder_rules import next_reminder_at
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.world import World

from .tried import everybody_gives_an_address as everybody_gives_an_address
from .tried import world as world

pytestmark = pytest.mark.usefixtures("everybody_gives_an_address")

OF_JOBS = "POST /jobs/"
"""Whatever jobs there are, of any room, are tried as well."""

BOOKED = {MessageKind.BOOKED, MessageKind.SERIES_BOOKED}
MOVED = {MessageKind.MOVED, MessageKind.SERIES_MOVED}
CANCELED = {MessageKind.CANCELED}

CERTAIN = {
    "book a held time": MessageKind.BOOKED,
    "reschedule, by the visitor": MessageKind.MOVED,
    "cancel, by the visitor": MessageKind.CANCELED,
    "book by staff": MessageKind.BOOKED,
    "reschedule, by staff": MessageKind.MOVED,
    "cancel, by staff": MessageKind.CANCELED,
    "call off what was booked online": MessageKind.CANCELED,
    "book an offered time": MessageKind.BOOKED,
    "book a series": MessageKind.SERIES_BOOKED,
    "move the rest of a series": MessageKind.SERIES_MOVED,
    "cancel the rest of a series": MessageKind.CANCELED,
}
"""Use cases that are sure to have news, so that it is known to be looked for."""


def of_the_room() -> Iterator[Scenario]:
    """The use cases of the room that alone can write an appointment, and all jobs."""
    rooms = {f"{each.method} {each.pattern}": each.view.__module__ for each in app.every_route}
    for each in SCENARIOS:
        room = rooms.get(each.route, "")
        if room.startswith("chalicelib.scheduling.") or each.route.startswith(OF_JOBS):
            yield each


OF_THE_ROOM = tuple(of_the_room())


def read(world: World, kind: str) -> dict[str, Any]:
    items = (from_attributes(item) for (_, sk), item in world.items().items() if sk == kind)
    return {str(item["pk"]).partition("#")[2]: item for item in items}


def appointments(world: World) -> dict[str, Appointment]:
    found = read(world, "APPOINTMENT").items()
    return {of: Appointment.model_validate(item) for of, item in found}


def messages(world: World) -> dict[str, Message]:
    found = (
        Message.model_validate(from_attributes(item))
        for (pk, sk), item in world.items().items()
        if is_message_key({"pk": pk, "sk": sk})
    )
    return {each.message_id: each for each in found}


def wanted(before: Appointment | None, after: Appointment) -> set[MessageKind]:
    """The kinds of message of which one has to be new, if any has."""
    is_off = after.status is AppointmentStatus.CANCELLED
    if before is None:
        return BOOKED
    if is_off and before.status is not AppointmentStatus.CANCELLED:
        return CANCELED
    return MOVED if after.starts_at != before.starts_at else set()


@pytest.mark.parametrize("tried", [pytest.param(each, id=each.name) for each in OF_THE_ROOM])
def test_every_way_in_which_an_appointment_changes_is_told(world: World, tried: Scenario) -> None:
    world.start_over()
    sent = tried.prepare(world)
    stood, told = appointments(world), messages(world)
    assert sent.send(world.caller(sent.by)).status < 300
    written = {of: each for of, each in messages(world).items() if told.get(of) != each}
    seen: set[MessageKind] = set()
    for of, after in appointments(world).items():
        kinds = wanted(stood.get(of), after) if after.email else set()
        if not kinds:
            continue
        (news,) = (
            each
            for each in written.values()
            if each.about in (of, after.series_id) and each.kind in kinds
        )
        assert news.state is MessageState.WAITING
        assert after.message_id == news.message_id
        seen.add(news.kind)
        if kinds is CANCELED:
            assert written[of].due_at is None, "nobody is reminded of it any more"
        elif after.series_id is None:
            assert written[of].due_at == next_reminder_at(after.starts_at, world.clock())

    assert tried.name not in CERTAIN or seen == {CERTAIN[tried.name]}


def test_no_use_case_that_is_sure_to_have_news_has_gone() -> None:
    assert CERTAIN.keys() <= {each.name for each in OF_THE_ROOM}
