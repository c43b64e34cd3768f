"""The dashboard: the state of every alarm on top, then what each kind of them looks at."""

import json
from collections.abc import Mapping
from typing import Any

_WIDE, _HALF = 24, 12
_HEIGHT = 6


def dashboard(alarms: Mapping[str, Any], sections: Mapping[str, str]) -> dict[str, Any]:
    """The dashboard of these alarms, as a resource by its name in the template.

    ``sections`` says of an alarm which section of the runbook is about it: those of one section
    stand together in a row of their own.
    """
    order = dict.fromkeys(sections.values())
    widgets = [_states(list(alarms), len(alarms) // 4 + 2)]
    top = widgets[0]["height"]
    rows = [(name, [a for a in alarms if sections[a] == name]) for name in order]
    for index, (section, names) in enumerate(rows):
        at = {"x": _HALF * (index % 2), "y": top + _HEIGHT * (index // 2)}
        widgets.append({**at, **_graph(section, [alarms[name] for name in names], names)})
    body = json.dumps({"widgets": widgets}, separators=(",", ":"))
    name = {"Fn::Sub": "${AWS::StackName}"}
    properties = {"DashboardName": name, "DashboardBody": {"Fn::Sub": body}}
    return {"Dashboard": {"Type": "AWS::CloudWatch::Dashboard", "Properties": properties}}


def _states(alarms: list[str], height: int) -> dict[str, Any]:
    shown = {"title": "Alarms", "alarms": [f"${{{name}.Arn}}" for name in alarms]}
    return {"type": "alarm", "x": 0, "y": 0, "width": _WIDE, "height": height, "properties": shown}


def _graph(section: str, alarms: list[Any], names: list[str]) -> dict[str, Any]:
    """One graph: of a single alarm with its threshold, of several with a line for each."""
    title = section.replace("-", " ").capitalize()
    size = {"type": "metric", "width": _HALF, "height": _HEIGHT}
    shown: dict[str, Any] = {"title": title, "region": "${AWS::Region}", "view": "timeSeries"}
    if len(names) == 1:
        shown["annotations"] = {"alarms": [f"${{{names[0]}.Arn}}"]}
        return {**size, "properties": shown}
    lines = [_line(each["Properties"]) for each in alarms]
    return {**size, "properties": {**shown, "metrics": lines, "period": 300}}


def _line(alarm: Mapping[str, Any]) -> list[Any]:
    """A metric as a dashboard writes it: where it is, by what, and how it is drawn."""
    metric, stat = alarm, alarm.get("Statistic")
    for query in alarm.get("Metrics", []):
        if "MetricStat" in query:
            metric, stat = query["MetricStat"]["Metric"], query["MetricStat"]["Stat"]
    by = [part for each in metric["Dimensions"] for part in (each["Name"], _text(each["Value"]))]
    return [metric["Namespace"], metric["MetricName"], *by, {"stat": stat}]


def _text(value: Any) -> str:
    return f"${{{value['Ref']}}}" if isinstance(value, dict) else str(value)
