"""The scheduled jobs as staff see them: which there are, and what each did when it last ran."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from chalice.app import Cron, Rate

from app import app
from chalicelib.platform.errors import UnavailableError
from chalicelib.platform.job_runs import run_and_keep
from chalicelib.platform.jobs import JobReport, TimeLeft
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.table import Table
from chalicelib.platform.storage.writes import Put
from chalicelib.web.job_registry import JOBS
from tests.conftest import FixedClock

from .conftest import Caller, Submit

Job = Callable[[str], Any]


def listed(caller: Caller) -> dict[str, Any]:
    """The jobs that staff are shown, by name."""
    return {job["name"]: job for job in caller.get("/jobs").json["jobs"]}


def test_the_front_desk_sees_every_scheduled_job_and_what_it_does(desk: Caller) -> None:
    jobs = listed(desk)
    assert jobs.keys() == {event.name for event in app.event_sources}
    assert all(job["does"].endswith(".") and "last" not in job for job in jobs.values())


def test_how_often_a_job_runs_is_said_as_it_is_scheduled(desk: Caller) -> None:
    said = {name: job["runs"] for name, job in listed(desk).items()}
    assert said == {event.name: in_words(event.schedule_expression) for event in app.event_sources}


def in_words(schedule: Rate | Cron | str) -> str:
    """``rate(5 minutes)`` → every 5 minutes; ``cron(30 8 * * ? *)`` → every day at 8:30 UTC."""
    text = schedule if isinstance(schedule, str) else schedule.to_string()
    if rate := re.fullmatch(r"rate\((?:1 (\w+)|(\d+ \w+))\)", text):
        return f"every {rate[1] or rate[2]}"
    daily = re.fullmatch(r"cron\((\d+) (\d+) \* \* \? \*\)", text)
    assert daily, f"{text} has no words yet"
    return f"every day at {int(daily[2])}:{int(daily[1]):02} UTC"


@pytest.mark.parametrize("name", [job.name for job in JOBS])
def test_a_scheduled_run_leaves_its_report(run: Runtime, job: Job, desk: Caller, name: str) -> None:
    report = job(name)
    last = listed(desk)[name]["last"]
    assert last["by"] == "schedule"
    assert last["started_at"] == last["ended_at"] == "2026-11-23T15:00:00Z"
    assert last["report"] == report


def test_a_manager_who_runs_one_is_named_with_what_it_did(
    manager: Caller, job: Job, clock: FixedClock
) -> None:
    job("expire-holds")
    clock.forward(minutes=1)
    report = manager.post("/jobs/expire-holds").json
    last = listed(manager)["expire-holds"]["last"]
    assert last["by"] == "staff-mia"
    assert last["report"] == report
    assert last["started_at"] == "2026-11-23T15:01:00Z"


@pytest.mark.parametrize("name", [job.name for job in JOBS if not job.by_hand])
def test_one_that_takes_history_away_is_run_by_its_schedule_alone(
    manager: Caller, name: str
) -> None:
    refused = manager.post(f"/jobs/{name}")
    assert refused.status == 409
    assert "runs by itself, every 5 minutes" in refused.json["detail"]
    assert "last" not in listed(manager)[name]
    assert not listed(manager)[name]["by_hand"]


def test_a_slow_machine_takes_no_time_from_a_job_that_a_test_runs(
    submit: Submit, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests ask what a job does, and not how far it comes in some seconds."""
    for number in range(3):
        submit(name=f"Name{number} Example", email=f"v.{number}@example.com", phone=None)
    looks = count()
    monkeypatch.setattr("chalice.local.Clock.time", lambda _clock: 20.0 * next(looks))
    report = job("send-messages")
    assert (report["due"], report["done"], report["left"]) == (3, 3, False)


def test_a_visitor_sees_none_of_it(visitor: Caller) -> None:
    assert visitor.get("/jobs").status == 401


class TestAReportThatCannotBeKept:
    @pytest.fixture
    def full(self, run: Runtime) -> Runtime:
        """A world whose table takes no reports."""

        class Full(Table):
            def put(self, put: Put) -> None:
                raise UnavailableError(f"no room for {put.item['pk']}")

        return replace(run, table=Full(lambda: run.table.client, run.table.name))

    def test_takes_nothing_from_what_the_job_did(
        self, full: Runtime, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def work(run: Runtime, time_left: TimeLeft) -> JobReport:
            return JobReport("a-job", due=3, done=3)

        assert run_and_keep(full, work, "schedule", lambda: 60.0).done == 3
        assert '"what": "job-run-not-kept", "job": "a-job"' in capsys.readouterr().out
