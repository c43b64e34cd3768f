"""How long people wait, as CloudWatch hears of it."""

import json
from datetime import timedelta

import pytest

from chalicelib.clinic.hours import opening_time_between
from chalicelib.platform.clock import parse_instant

from .conftest import World

ELSEWHERE = "chicago"
STAGE = frozenset({("Stage", "test")})


def told(world: World, name: str) -> list[float]:
    """The values of a metric, in the order in which they came."""
    return [value for _, value in world.hear().points["Frontdesk", name, STAGE]]


def test_the_one_who_waits_longest_at_any_location_counts(world: World) -> None:
    for location, phone in (("new-york", "212-555-0123"), (ELSEWHERE, "312-555-0199")):
        call = {"phone": phone, "reason": "in danger", "urgency": "crisis"}
        assert world.desk.post(f"/locations/{location}/incoming-calls", call).status == 201
        world.clock.forward(minutes=10)
    world.job("return-stale-claims")
    assert told(world, "OldestCrisis") == [20 * 60]
    assert world.desk.post("/locations/new-york/queue/claim").status == 200
    world.job("return-stale-claims")
    assert told(world, "OldestCrisis") == [20 * 60, 10 * 60]


def test_a_call_is_not_overdue_before_the_hour_that_suits_the_caller(world: World) -> None:
    """It is five in the morning where they live; they may be called from eight on."""
    promised = parse_instant(world.submit(phone="808-555-0101")["respond_by"])
    eight = parse_instant("2026-11-23T18:00:00Z")
    assert promised < eight
    for now in (eight, eight + timedelta(hours=3)):
        world.clock.now = now
        world.job("return-stale-claims")
    new_york = world.run.clinic.location("new-york")
    since = opening_time_between(new_york, eight, eight + timedelta(hours=3))
    assert told(world, "MostOverdueCall") == [0, since.total_seconds()]


def test_what_is_told_of_waits_names_nobody(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.submit(name="Robin Example", email="robin@example.com")
    capsys.readouterr()
    world.job("return-stale-claims")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    metrics = [line for line in lines if "_aws" in line]
    known = {"_aws", "Stage", "Job", "OldestCrisis", "MostOverdueCall", "OutboxAge", "EndedWell"}
    assert metrics
    for line in metrics:
        assert set(line) <= known
        assert all(isinstance(v, int) for k, v in line.items() if k not in ("_aws", "Stage", "Job"))
