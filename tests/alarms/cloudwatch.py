"""CloudWatch, as far as its documentation says how an alarm comes to its state.

Metrics go by namespace, name and exactly their dimensions. An alarm looks at whole periods up to
now: at as many as it evaluates and, where some of those have no data, at a few before them. Data
points that are missing even so count as ``TreatMissingData`` says; those of DynamoDB's metrics are
always ignored.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from .metric_math import value_of

FURTHER_BACK = 2
"""Periods that are looked at besides those evaluated; in the documentation's example it is two."""

_PLACEHOLDER = re.compile(r"\$\{([^}]+)\}")

_STATISTICS: Mapping[str, Callable[[Sequence[float]], float]] = {
    "Sum": sum,
    "Maximum": max,
    "Minimum": min,
    "Average": lambda values: sum(values) / len(values),
    "SampleCount": len,
}
_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": lambda value, limit: value > limit,
    "GreaterThanOrEqualToThreshold": lambda value, limit: value >= limit,
    "LessThanThreshold": lambda value, limit: value < limit,
    "LessThanOrEqualToThreshold": lambda value, limit: value <= limit,
}

Dimensions = Mapping[str, str]


@dataclass
class Metrics:
    """The data points that CloudWatch was told of."""

    points: dict[tuple[str, str, frozenset[tuple[str, str]]], list[tuple[datetime, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def put(
        self, namespace: str, name: str, by: Dimensions, at: datetime, value: float
    ) -> "Metrics":
        """Take one data point."""
        self.points[namespace, name, frozenset(by.items())].append((at, value))
        return self

    def read_log(self, text: str) -> "Metrics":
        """Take the data points that a function's log has, in the embedded metric format."""
        for line in text.splitlines():
            if '"_aws"' in line:
                self._read_line(json.loads(line))
        return self

    def _read_line(self, line: Mapping[str, Any]) -> None:
        at = datetime.fromtimestamp(line["_aws"]["Timestamp"] / 1000, UTC)
        for described in line["_aws"]["CloudWatchMetrics"]:
            for names in described["Dimensions"]:
                by = {name: line[name] for name in names}
                for metric in described["Metrics"]:
                    value = line[metric["Name"]]
                    self.put(described["Namespace"], metric["Name"], by, at, value)

    def statistic(
        self, metric: Mapping[str, Any], stat: str, start: datetime, end: datetime
    ) -> float | None:
        """The statistic of a metric over a span, its end not included; None without data."""
        by = frozenset((each["Name"], each["Value"]) for each in metric.get("Dimensions", []))
        key = (metric["Namespace"], metric["MetricName"], by)
        values = [value for at, value in self.points.get(key, []) if start <= at < end]
        return _STATISTICS[stat](values) if values else None


@dataclass(frozen=True)
class Alarm:
    """An alarm as it is deployed: its properties, with what they refer to filled in."""

    properties: Mapping[str, Any]

    @property
    def span(self) -> timedelta:
        """The time that it evaluates."""
        return self._period * int(self.properties["EvaluationPeriods"])

    def state(self, metrics: Metrics, at: datetime, before: str = "OK") -> str:
        """The state of the alarm at that instant; ``before`` is the one it had until then."""
        count = int(self.properties["EvaluationPeriods"])
        ends = [at - self._period * back for back in range(count + FURTHER_BACK)]
        points = [self._value(metrics, end - self._period, end) for end in ends]
        actual = [point for point in points if point is not None]
        compare = _COMPARISONS[self.properties["ComparisonOperator"]]
        threshold = float(self.properties["Threshold"])
        breaching = [compare(point, threshold) for point in actual[:count]]
        needed = int(self.properties.get("DatapointsToAlarm", count))
        return _judged(breaching, count - len(breaching), needed, self._treatment, before)

    @property
    def _period(self) -> timedelta:
        found = {each["MetricStat"]["Period"] for each in self._asked}
        (seconds,) = found or {self.properties["Period"]}
        return timedelta(seconds=int(seconds))

    @property
    def _asked(self) -> list[Mapping[str, Any]]:
        return [each for each in self.properties.get("Metrics", []) if "MetricStat" in each]

    @property
    def _treatment(self) -> str:
        namespaces = {each["MetricStat"]["Metric"]["Namespace"] for each in self._asked}
        namespaces |= {self.properties.get("Namespace", "")}
        if "AWS/DynamoDB" in namespaces:
            return "ignore"
        return str(self.properties.get("TreatMissingData", "missing"))

    def _value(self, metrics: Metrics, start: datetime, end: datetime) -> float | None:
        if "Metrics" not in self.properties:
            return metrics.statistic(self.properties, self.properties["Statistic"], start, end)
        values = {
            each["Id"]: metrics.statistic(
                each["MetricStat"]["Metric"], each["MetricStat"]["Stat"], start, end
            )
            for each in self._asked
        }
        (watched,) = [each for each in self.properties["Metrics"] if each.get("ReturnData", True)]
        return value_of(watched["Expression"], values)


def _judged(breaching: Sequence[bool], missing: int, needed: int, treat: str, before: str) -> str:
    """The state by data points, of which some are missing."""
    bad = sum(breaching)
    if treat == "missing" and missing:
        if not breaching:
            return "INSUFFICIENT_DATA"
        return "ALARM" if bad >= min(needed, len(breaching)) else "OK"
    if treat == "ignore":
        return "ALARM" if bad >= needed else "OK" if bad + missing < needed else before
    filled = bad + (missing if treat == "breaching" else 0)
    return "ALARM" if filled >= needed else "OK"


def deployed(value: Any, parameters: Mapping[str, str]) -> Any:
    """A value of the template as it is deployed; what a resource is called is its name there.

    Raises KeyError for a function that is new here.
    """
    if isinstance(value, list):
        return [deployed(each, parameters) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"Ref"}:
        return parameters.get(value["Ref"], value["Ref"])
    if set(value) == {"Fn::GetAtt"}:
        return value["Fn::GetAtt"][0]
    if set(value) == {"Fn::Sub"}:
        known = lambda match: str(parameters.get(match[1], match[1].partition(".")[0]))  # noqa: E731
        return _PLACEHOLDER.sub(known, value["Fn::Sub"])
    if any(name.startswith("Fn::") for name in value):
        raise KeyError(f"{value} is new in an alarm")
    return {name: deployed(each, parameters) for name, each in value.items()}
