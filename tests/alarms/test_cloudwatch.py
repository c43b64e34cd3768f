"""The CloudWatch that alarms are tried on comes to the states that its documentation lists."""

from datetime import timedelta

import pytest

from tests.conftest import MONDAY_MORNING

from .cloudwatch import Alarm, Metrics
from .metric_math import value_of

MINUTE = timedelta(minutes=1)
METRIC = {"Namespace": "Example", "MetricName": "Load"}
LIMIT = {"ComparisonOperator": "GreaterThanThreshold", "Threshold": 1}

DOCUMENTED = [
    ("0-X-X", "OK", "OK", "OK", "OK"),
    ("0----", "OK", "OK", "OK", "OK"),
    ("-----", "INSUFFICIENT_DATA", "before", "ALARM", "OK"),
    ("0XX-X", "ALARM", "ALARM", "ALARM", "ALARM"),
    ("--X--", "ALARM", "before", "ALARM", "OK"),
]
"""Oldest first: 0 is within the threshold, X beyond it, - missing. Three of three are evaluated."""
TREATMENTS = ("missing", "ignore", "breaching", "notBreaching")


def fed(points: str) -> Metrics:
    metrics = Metrics()
    for back, point in enumerate(reversed(points), start=1):
        if point != "-":
            at = MONDAY_MORNING - MINUTE * back
            metrics.put("Example", "Load", {}, at, 2.0 if point == "X" else 0.0)
    return metrics


@pytest.mark.parametrize(("points", "missing", "ignore", "breaching", "fine"), DOCUMENTED)
def test_missing_data_is_treated_as_the_documentation_shows(
    points: str, missing: str, ignore: str, breaching: str, fine: str
) -> None:
    for treatment, state in zip(TREATMENTS, (missing, ignore, breaching, fine), strict=True):
        alarm = Alarm(
            {
                **METRIC,
                **LIMIT,
                "Period": 60,
                "Statistic": "Maximum",
                "EvaluationPeriods": 3,
                "TreatMissingData": treatment,
            }
        )
        assert alarm.state(fed(points), MONDAY_MORNING, "before") == state, treatment


def test_some_of_many_data_points_are_enough_where_that_is_said() -> None:
    asked = {**METRIC, **LIMIT, "Period": 60, "Statistic": "Maximum", "EvaluationPeriods": 5}
    alarm = Alarm({**asked, "DatapointsToAlarm": 2, "TreatMissingData": "notBreaching"})
    assert alarm.state(fed("X000X"), MONDAY_MORNING) == "ALARM"
    assert alarm.state(fed("0000X"), MONDAY_MORNING) == "OK"


def test_an_alarm_on_the_tables_own_metrics_stays_while_nothing_is_told() -> None:
    dynamodb = {"Namespace": "AWS/DynamoDB", "MetricName": "ReadThrottleEvents"}
    asked = {**dynamodb, **LIMIT, "Period": 60, "Statistic": "Sum", "EvaluationPeriods": 1}
    alarm = Alarm({**asked, "TreatMissingData": "notBreaching"})
    assert alarm.state(Metrics(), MONDAY_MORNING, "ALARM") == "ALARM"


def test_another_dimension_or_one_less_is_another_metric() -> None:
    metrics = Metrics().put("Example", "Load", {"Stage": "one"}, MONDAY_MORNING, 1)
    until = MONDAY_MORNING + MINUTE
    for by in ([], [{"Name": "Stage", "Value": "two"}]):
        asked = {**METRIC, "Dimensions": by}
        assert metrics.statistic(asked, "Sum", MONDAY_MORNING, until) is None
    same = {**METRIC, "Dimensions": [{"Name": "Stage", "Value": "one"}]}
    assert metrics.statistic(same, "Sum", MONDAY_MORNING, until) == 1


def test_metric_math_makes_nothing_of_nothing() -> None:
    assert value_of("100 * a / b", {"a": 1.0, "b": 4.0}) == 25
    assert value_of("100 * a / b", {"a": 1.0, "b": 0.0}) is None
    assert value_of("a + b", {"a": 1.0, "b": None}) is None
    assert value_of("FILL(a, 0) + b", {"a": None, "b": 2.0}) == 2
    assert value_of("IF(a >= 3, a, 0)", {"a": 2.0}) == 0
    with pytest.raises(ValueError, match="is new in metric math"):
        value_of("RATE(a)", {"a": 1.0})
