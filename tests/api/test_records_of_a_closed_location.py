"""Whoever was at a location that the clinic no longer has is exported and erased like anybody."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.clock import parse_instant
from chalicelib.platform.runtime import using
from tests.published import publish_days

from .conftest import Caller, attempt, claim_next
from .on_record import ROBIN, World
from .on_record import world as world
from .whole_table import by_key

THERE = "chicago"
EVENING = "2026-11-24T02:00:00Z"
"""There it is still the evening of the 23rd."""
WISH = {"location_id": THERE, "service_id": "ketamine-infusion"}


@pytest.fixture
def person_id(world: World, visitor: Caller) -> str:
    """Somebody who has asked there, sent spam, and canceled online and on the phone."""
    publish_days(world.run, THERE, "2026-11-25", "2026-11-27")
    person_id = answered_there(world)
    world.submit(message="Am I spam to you?", leave_blank="x", location_id=THERE)
    world.clock.now = parse_instant(EVENING)
    booked = []
    for _ in range(2):
        asked = f"/availability?location={THERE}&service={WISH['service_id']}"
        starts_at = visitor.get(asked).json["times"][-1]["starts_at"]
        held = visitor.post("/holds", {**WISH, "starts_at": starts_at})
        assert held.status == 201, held.text
        reply = visitor.post("/appointments", {"hold_token": held.json["hold_token"], **ROBIN})
        assert reply.status == 201, reply.text
        booked.append(reply.json)
    online, by_phone = booked
    path = f"/appointments/{online['appointment_id']}/cancel"
    why = {"reason": "My sister can't drive."}
    assert visitor.post(path, why, Manage_Token=online["manage_token"]).status == 200
    world.cancel(by_phone)
    return person_id


def answered_there(world: World) -> str:
    world.submit(location_id=THERE, message="About my sleep.", email="robin@example.com")
    card = claim_next(world.desk, THERE)
    attempt(world.desk, card, "reached")
    return str(card["person_id"])


@pytest.fixture
def without_it(person_id: str, world: World, clinic: Clinic) -> Iterator[World]:
    """The clinic's file names that location no longer, nor its service."""
    left = tuple(each for each in clinic.locations if each.id != THERE)
    services = tuple(each for each in clinic.services if each.id != WISH["service_id"])
    smaller = clinic.model_copy(update={"locations": left, "services": services})
    with using(replace(world.run, clinic=smaller)) as runtime:
        yield replace(world, run=runtime)


def test_all_that_was_kept_there_is_exported(person_id: str, without_it: World) -> None:
    text = json.dumps(without_it.export(person_id))
    for word in ("About my sleep.", "Am I spam to you?", "My sister can't drive.", "Is ill."):
        assert word in text


def test_nothing_that_was_kept_there_is_left_once_they_are_erased(
    person_id: str, without_it: World
) -> None:
    assert any(" CANCELED#" in key for key in by_key(without_it.run))
    without_it.confirm(person_id)
    report = without_it.work_off()
    assert (report.done, report.failed) == (1, 0)
    for word in ("obin", "5550123", "About my sleep.", "spam to you", "My sister", "Is ill."):
        assert word not in without_it.told()
    assert not any(" CANCELED#" in key for key in by_key(without_it.run))
