"""Whoever was at a location that the clinic no longer has is exported and erased like anybody."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.clock import parse_instant
from chalicelib.platform.runtime import Runtime, using
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Submit
from .erasing import ROBIN, confirm, told, work_off
from .whole_table import by_key

THERE = "chicago"
EVENING = "2026-11-24T02:00:00Z"
"""There it is still the evening of the 23rd."""
WISH = {"location_id": THERE, "service_id": "ketamine-infusion"}


@pytest.fixture
def person_id(
    submit: Submit, visitor: Caller, desk: Caller, run: Runtime, clock: FixedClock
) -> str:
    """Somebody who has asked there, sent spam, and canceled online and on the phone."""
    publish_days(run, THERE, "2026-11-25", "2026-11-27")
    person_id = answered_there(submit, desk)
    submit(message="Am I spam to you?", leave_blank="x", location_id=THERE)
    clock.now = parse_instant(EVENING)
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
    path = f"/staff/appointments/{by_phone['appointment_id']}/cancel"
    assert desk.post(path, {"reason": "Is ill."}).status == 200
    return person_id


def answered_there(submit: Submit, desk: Caller) -> str:
    submit(location_id=THERE, message="About my sleep.", email="robin@example.com")
    card = desk.post(f"/locations/{THERE}/queue/claim", {}).json
    body = {"claim": card["claim"]["token"], "disposition": "reached"}
    assert desk.post(f"/callbacks/{card['callback_id']}/attempts", body).status == 200
    return str(card["person_id"])


@pytest.fixture
def without_it(person_id: str, run: Runtime, clinic: Clinic) -> Iterator[Runtime]:
    """The clinic's file names that location no longer, nor its service."""
    left = tuple(each for each in clinic.locations if each.id != THERE)
    services = tuple(each for each in clinic.services if each.id != WISH["service_id"])
    smaller = clinic.model_copy(update={"locations": left, "services": services})
    with using(replace(run, clinic=smaller)) as runtime:
        yield runtime


def test_all_that_was_kept_there_is_exported(
    person_id: str, without_it: Runtime, manager: Caller
) -> None:
    reply = manager.get(f"/people/{person_id}/export")
    assert reply.status == 200, reply.text
    text = json.dumps(reply.json)
    for word in ("About my sleep.", "Am I spam to you?", "My sister can't drive.", "Is ill."):
        assert word in text


def test_nothing_that_was_kept_there_is_left_once_they_are_erased(
    person_id: str, without_it: Runtime, manager: Caller
) -> None:
    assert any(" CANCELED#" in key for key in by_key(without_it))
    confirm(manager, person_id)
    report = work_off(without_it)
    assert (report.done, report.failed) == (1, 0)
    for word in ("obin", "5550123", "About my sleep.", "spam to you", "My sister", "Is ill."):
        assert word not in told(without_it)
    assert not any(" CANCELED#" in key for key in by_key(without_it))
