"""The alarms that every function has: it fails, it is near its time limit."""

from typing import Any

from infra.watch.schedules import Function

_NEAR = 0.8
"""The share of its time limit from which on a function is near it."""

_FIVE_MINUTES = 300


def function_alarms(function: Function) -> dict[str, Any]:
    """The alarms of one function, as resources by their names in the template."""
    return {
        f"{function.resource}Errors": _alarm(_errors(function)),
        f"{function.resource}NearTimeLimit": _alarm(_near_time_limit(function)),
    }


def _alarm(properties: dict[str, Any]) -> dict[str, Any]:
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}


def _errors(function: Function) -> dict[str, Any]:
    """Of what runs all the time, one failure is no trouble: the next run does what is left."""
    often = function.every is None or function.every * 60 < _FIVE_MINUTES
    return {
        "AlarmName": {"Fn::Sub": f"${{AWS::StackName}}-function-errors-{function.name}"},
        "AlarmDescription": f"{function.name} fails: it breaks off, or runs out of time or memory.",
        **_of(function, "Errors", "Sum"),
        "Threshold": 3 if often else 1,
        "EvaluationPeriods": 1,
    }


def _near_time_limit(function: Function) -> dict[str, Any]:
    """A job with much to do takes what time it has, so only one that always does is near.

    What runs once a night, or answers somebody, is near at once.
    """
    is_busy_job = function.every is not None and function.every * 60 <= _FIVE_MINUTES
    periods, needed = (3, 3) if is_busy_job else (1, 1)
    return {
        "AlarmName": {"Fn::Sub": f"${{AWS::StackName}}-near-time-limit-{function.name}"},
        "AlarmDescription": f"{function.name} takes 80 % of the {function.timeout} s it has.",
        **_of(function, "Duration", "Maximum"),
        "Threshold": int(function.timeout * 1000 * _NEAR),
        "EvaluationPeriods": periods,
        "DatapointsToAlarm": needed,
    }


def _of(function: Function, metric: str, statistic: str) -> dict[str, Any]:
    return {
        "Namespace": "AWS/Lambda",
        "MetricName": metric,
        "Dimensions": [{"Name": "FunctionName", "Value": {"Ref": function.resource}}],
        "Statistic": statistic,
        "Period": _FIVE_MINUTES,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "TreatMissingData": "notBreaching",
    }
