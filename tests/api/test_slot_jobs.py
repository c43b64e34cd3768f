"""What time does to slots: holds run out, reservations end, and the desk gets what is left."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from app import app
from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime
from chalicelib.web.job_registry import JOBS
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller

WEDNESDAY = "2026-11-25"
AT_TEN = "2026-11-25T15:00:00Z"


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's Wednesday is published."""
    publish_days(run, "new-york", WEDNESDAY, WEDNESDAY)


def slots(desk: Caller, pool: str) -> list[dict[str, Any]]:
    sheet = desk.get(f"/locations/new-york/day?date={WEDNESDAY}").json
    return [slot for bay in sheet["bays"] for slot in bay["slots"] if slot["pool"] == pool]


def hold(visitor: Caller) -> None:
    wish = {"location_id": "new-york", "service_id": "ketamine-infusion", "starts_at": AT_TEN}
    assert visitor.post("/holds", wish).status == 201


def test_a_hold_that_ran_out_is_tidied_once(
    visitor: Caller, desk: Caller, clock: FixedClock, job: Callable[[str], Any]
) -> None:
    hold(visitor)
    assert job("expire-holds")["due"] == 0
    clock.forward(minutes=10)
    assert job("expire-holds")["done"] == 1
    assert job("expire-holds")["due"] == 0
    assert {slot["status"] for slot in slots(desk, "infusion")} == {"free"}


def test_idle_jobs_read_one_empty_query_per_location_and_write_their_report(
    round_trips: RoundTrips, job: Callable[[str], Any], clinic: Clinic
) -> None:
    for name in ("expire-holds", "release-slots"):
        sent = round_trips.during(lambda name=name: job(name))  # type: ignore[misc]
        assert sent == ["Query"] * len(clinic.locations) + ["PutItem"]


def test_a_reserved_slot_is_open_to_others_once_its_reservation_ends(
    visitor: Caller, desk: Caller, clock: FixedClock, job: Callable[[str], Any]
) -> None:
    path = f"/availability?location=new-york&service=follow-up&from={WEDNESDAY}&to={WEDNESDAY}"

    def left_at_nine() -> int:
        times = visitor.get(path).json["times"]
        return sum(time["left"] for time in times if time["starts_at"] == "2026-11-25T14:00:00Z")

    before = left_at_nine()
    clock.now = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)  # 24 hours before
    assert job("release-slots")["done"] > 0
    assert left_at_nine() == before + 1


def test_what_nobody_booked_is_the_desks_after_its_cut_off(
    visitor: Caller, desk: Caller, clock: FixedClock, job: Callable[[str], Any]
) -> None:
    clock.now = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
    job("release-slots")
    late = [slot for slot in slots(desk, "infusion") if slot["starts_at"] == AT_TEN]
    assert {slot["status"] for slot in late} == {"released"}
    walk_in = {
        "service_id": "ketamine-infusion",
        "starts_at": AT_TEN,
        "name": "Robin Example",
        "phone": "212-555-0123",
    }
    assert desk.post("/locations/new-york/appointments", walk_in).status == 201


def test_a_booked_slot_is_left_alone(
    desk: Caller, clock: FixedClock, job: Callable[[str], Any]
) -> None:
    appointment = {
        "service_id": "ketamine-infusion",
        "starts_at": AT_TEN,
        "name": "Robin Example",
        "phone": "212-555-0123",
    }
    desk.post("/locations/new-york/appointments", appointment)
    clock.now = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)
    job("release-slots")
    booked = [slot for slot in slots(desk, "infusion") if slot["status"] == "booked"]
    assert len(booked) == 1


class TestRunningOneNow:
    def test_a_manager_sees_what_it_did(
        self, visitor: Caller, manager: Caller, clock: FixedClock
    ) -> None:
        hold(visitor)
        clock.forward(minutes=10)
        report = manager.post("/jobs/expire-holds").json
        assert (report["due"], report["done"], report["left"]) == (1, 1, False)
        assert manager.post("/jobs/expire-holds").json["due"] == 0

    def test_every_job_but_one_that_takes_history_away_can_be_run(self, manager: Caller) -> None:
        scheduled = {event.name for event in app.event_sources}
        by_hand = {each.name for each in JOBS if each.by_hand}
        assert scheduled - by_hand == {"erase-people"}
        for name in sorted(by_hand - {"publish-slots"}):
            assert manager.post(f"/jobs/{name}").status == 200

    def test_one_that_does_not_exist_is_not_found(self, manager: Caller) -> None:
        assert manager.post("/jobs/make-coffee").status == 404

    def test_the_front_desk_may_not(self, desk: Caller) -> None:
        assert desk.post("/jobs/expire-holds").status == 403
