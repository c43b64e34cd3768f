"""The alarm that every scheduled job has: it has not ended well for longer than it may."""

from typing import Any

from infra.watch.schedules import Function

_LEAST = 10
"""Minutes without a good end that are nothing yet, however often a job comes round."""
_MISSED = 3
"""Runs that may be missed of a job that comes round by day."""
_HOUR = 60
_DAY = 24 * _HOUR
_HOURS_FOR_A_NIGHTLY_ONE = 26


def job_alarm(job: Function) -> dict[str, Any]:
    """The alarm of one job, as a resource by its name in the template.

    Runs that are not told of count as none: they are filled with 0, because CloudWatch would look
    further back for data before it took a gap for one. Raises ValueError for a function without a
    schedule.
    """
    if job.every is None:
        raise ValueError(f"{job.name} has no schedule")
    period, periods = _window(job.every)
    properties = {
        "AlarmName": {"Fn::Sub": f"${{AWS::StackName}}-job-overdue-{job.name}"},
        "AlarmDescription": (
            f"{job.name} has not ended well for {_in_words(period * periods)}: it didn't run, "
            "broke off, or could not do a part of its work."
        ),
        "Metrics": [
            {"Id": "ended", "Expression": "FILL(well, 0)", "Label": job.name, "ReturnData": True},
            {
                "Id": "well",
                "ReturnData": False,
                "MetricStat": {
                    "Metric": {
                        "Namespace": "Frontdesk",
                        "MetricName": "EndedWell",
                        "Dimensions": [
                            {"Name": "Stage", "Value": {"Ref": "Stage"}},
                            {"Name": "Job", "Value": job.name},
                        ],
                    },
                    "Period": period * 60,
                    "Stat": "Sum",
                },
            },
        ],
        "ComparisonOperator": "LessThanThreshold",
        "Threshold": 1,
        "EvaluationPeriods": periods,
        "TreatMissingData": "breaching",
    }
    resource = {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}
    return {f"{job.resource}Overdue": resource}


def _window(every: int) -> tuple[int, int]:
    """Minutes of a period, and the number of periods without a good end that make the alarm."""
    if every >= _DAY:
        return _HOUR, _HOURS_FOR_A_NIGHTLY_ONE * (every // _DAY)
    return 5, max(_LEAST, _MISSED * every) // 5


def _in_words(minutes: int) -> str:
    return f"{minutes // _HOUR} hours" if minutes >= 2 * _HOUR else f"{minutes} minutes"
