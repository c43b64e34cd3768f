"""Each alarm rings when it should and rests when it should, as it is deployed."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from chalicelib.platform.job_runs import run_and_keep
from chalicelib.platform.jobs import JobReport
from chalicelib.web.job_registry import JOBS
from infra.templates import Template

from .cloudwatch import Alarm, Metrics
from .conftest import Alarms, World
from .scenarios import RESTS, RINGS, Scenario


def cases(of: Mapping[str, list[Scenario]]) -> list[tuple[str, Scenario]]:
    return [(section, scenario) for section, scenarios in of.items() for scenario in scenarios]


def states(world: World, found: Mapping[str, Alarm], before: str) -> dict[str, str]:
    """The state of each alarm when it is looked at; ``before`` is the one that it was in."""
    return {
        name: alarm.state(world.hear(), world.looked_at.get(name, world.clock()), before)
        for name, alarm in found.items()
    }


@pytest.mark.parametrize(("section", "scenario"), cases(RINGS))
def test_it_rings(section: str, scenario: Scenario, world: World, alarms: Alarms) -> None:
    found = alarms.of(section)
    scenario(world, found)
    assert found
    assert states(world, found, before="OK") == dict.fromkeys(found, "ALARM")


@pytest.mark.parametrize(("section", "scenario"), cases(RESTS))
def test_it_rests(section: str, scenario: Scenario, world: World, alarms: Alarms) -> None:
    """Also where it rang before: all that it looks at is well again."""
    found = alarms.of(section)
    scenario(world, found)
    assert found
    for before in ("OK", "ALARM"):
        assert states(world, found, before) == dict.fromkeys(found, "OK"), before


def test_every_alarm_is_tried_and_nothing_else(alarms: Alarms) -> None:
    assert set(RINGS) == set(RESTS) == alarms.sections


def test_every_job_has_an_alarm_for_when_it_is_overdue(alarms: Alarms) -> None:
    names = {each.properties["AlarmName"] for each in alarms.of("job-overdue").values()}
    assert names == {f"frontdesk-test-api-job-overdue-{each.name}" for each in JOBS}


def test_every_function_has_alarms_of_its_own(alarms: Alarms, transformed: Template) -> None:
    functions = {
        n for n, r in transformed["Resources"].items() if r["Type"] == "AWS::Lambda::Function"
    }
    assert set(alarms.of("function-errors")) == {f"{name}Errors" for name in functions}
    assert set(alarms.of("near-time-limit")) == {f"{name}NearTimeLimit" for name in functions}


def test_every_alarm_tells_whoever_is_on_call_that_it_began_and_that_it_is_over(
    alarms: Alarms,
) -> None:
    for section in alarms.sections:
        for alarm in alarms.of(section).values():
            assert alarm.properties["AlarmActions"] == ["the-topic"]
            assert alarm.properties["OKActions"] == ["the-topic"]
            assert "TreatMissingData" in alarm.properties


class TestAJob:
    @staticmethod
    def overdue(alarms: Alarms, name: str) -> Alarm:
        return next(
            each
            for each in alarms.of("job-overdue").values()
            if each.properties["AlarmName"].endswith(f"job-overdue-{name}")
        )

    def test_that_cannot_do_a_part_of_its_work_again_and_again_is_overdue(
        self, world: World, alarms: Alarms
    ) -> None:
        poisoned = JobReport("expire-holds", due=2, done=1, failed=1)
        alarm = self.overdue(alarms, "expire-holds")
        for _ in range(11):
            run_and_keep(world.run, lambda _run, _left: poisoned, "schedule", lambda: 60.0)
            world.clock.forward(minutes=1)
        assert alarm.state(world.hear(), world.clock()) == "ALARM"
        world.job("expire-holds")
        world.clock.forward(minutes=1)
        assert alarm.state(world.hear(), world.clock(), "ALARM") == "OK"

    def test_that_breaks_off_is_told_of_by_nothing(self, world: World, alarms: Alarms) -> None:
        def broken(*_: object) -> JobReport:
            raise MemoryError

        with pytest.raises(MemoryError):
            run_and_keep(world.run, broken, "schedule", lambda: 60.0)
        assert world.hear() == Metrics()
        assert self.overdue(alarms, "expire-holds").state(Metrics(), world.clock()) == "ALARM"

    def test_that_cannot_measure_who_waits_is_overdue_itself(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise ValueError

        monkeypatch.setattr("chalicelib.callbacks.return_stale_claims.measure_waits", broken)
        report = world.job("return-stale-claims")
        assert (report["failed"], report["failures"]) == (1, ["waits"])
        by = {"Stage": "test", "Job": "return-stale-claims"}
        told = world.hear().points["Frontdesk", "EndedWell", frozenset(by.items())]
        assert [value for _, value in told] == [0]


def test_a_nightly_job_may_miss_its_hour_by_two(alarms: Alarms) -> None:
    assert TestAJob.overdue(alarms, "publish-slots").span == timedelta(hours=26)
    assert TestAJob.overdue(alarms, "release-slots").span == timedelta(minutes=15)
    assert TestAJob.overdue(alarms, "expire-holds").span == timedelta(minutes=10)
