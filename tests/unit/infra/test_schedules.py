"""What a schedule says, for the alarm of a job that is overdue."""

import pytest

from infra.watch.job_alarms import job_alarm
from infra.watch.schedules import Function, minutes_between


@pytest.mark.parametrize(
    ("schedule", "minutes"),
    [
        ("rate(1 minute)", 1),
        ("rate(5 minutes)", 5),
        ("rate(2 hours)", 120),
        ("cron(30 8 * * ? *)", 1440),
    ],
)
def test_how_often_a_job_comes_round_is_read_from_its_schedule(schedule: str, minutes: int) -> None:
    assert minutes_between(schedule) == minutes


@pytest.mark.parametrize("schedule", ["cron(0 8 ? * MON *)", "rate(x)", "at(2026-11-23T15:00:00)"])
def test_a_schedule_of_another_kind_is_refused_and_no_alarm_guessed(schedule: str) -> None:
    with pytest.raises(ValueError, match="is not known"):
        minutes_between(schedule)


def test_what_has_no_schedule_is_never_overdue() -> None:
    with pytest.raises(ValueError, match="send-at-once has no schedule"):
        job_alarm(Function("SendAtOnce", 50, None))


def test_a_function_is_called_as_its_job_is() -> None:
    assert Function("ExpireHolds", 50, 1).name == "expire-holds"
    assert Function("APIHandler", 15, None).name == "api"
