"""Add what watches over a stage to the packaged template of its API stack."""

from typing import Any

from infra.deploy.paths import ALARMS_TEMPLATE
from infra.templates import Template, read_template
from infra.watch.dashboard import dashboard
from infra.watch.function_alarms import function_alarms
from infra.watch.job_alarms import job_alarm
from infra.watch.schedules import Function, functions_of

_RUNBOOK = "docs/operating.md"

_OF_EACH = ("function-errors", "near-time-limit", "job-overdue")
"""Sections that are about an alarm of each function, whose name stands behind theirs."""

_FAILED = {"OnFailure": {"Destination": {"Fn::GetAtt": ["FailedCalls", "Arn"]}}}


def with_alarms(template: Template) -> Template:
    """The packaged template with alarms, dashboard, and a destination for calls that fail."""
    fixed = read_template(ALARMS_TEMPLATE.read_text("utf-8"))["Resources"]
    made = dict(fixed)
    for function in functions_of(template):
        made |= _alarms_of(function)
    alarms = {n: _told(r) for n, r in made.items() if r["Type"] == "AWS::CloudWatch::Alarm"}
    sections = {name: section_of(alarm) for name, alarm in alarms.items()}
    packaged = {n: _with_destination(r) for n, r in template["Resources"].items()}
    resources = {**packaged, **made, **alarms, **dashboard(alarms, sections)}
    return {**template, "Resources": resources}


def section_of(alarm: Template) -> str:
    """The section of the runbook that is about an alarm: its name without stack and function."""
    written: str = alarm["Properties"]["AlarmName"]["Fn::Sub"]
    name = written.removeprefix("${AWS::StackName}-")
    return next((each for each in _OF_EACH if name.startswith(f"{each}-")), name)


def _alarms_of(function: Function) -> dict[str, Any]:
    of_job = job_alarm(function) if function.every is not None else {}
    return {**function_alarms(function), **of_job}


def _told(alarm: Template) -> Template:
    """The alarm as it tells whoever is on call that it began, and that it is over."""
    properties = alarm["Properties"]
    topic = [{"Ref": "AlarmTopicArn"}]
    what = f"{properties['AlarmDescription']} See {_RUNBOOK}#{section_of(alarm)}"
    told = {"AlarmDescription": what, "AlarmActions": topic, "OKActions": topic}
    return {**alarm, "Properties": {**properties, **told}}


def _with_destination(resource: Template) -> Template:
    """What is called without anybody waiting for it, with a queue for calls that fail for good."""
    properties = resource.get("Properties", {})
    if resource["Type"] == "AWS::Lambda::EventSourceMapping":
        return {**resource, "Properties": {**properties, "DestinationConfig": _FAILED}}
    if resource["Type"] != "AWS::Serverless::Function" or "Events" not in properties:
        return resource
    to_queue = {"OnFailure": {"Type": "SQS", **_FAILED["OnFailure"]}}
    called = {**properties.get("EventInvokeConfig", {}), "DestinationConfig": to_queue}
    return {**resource, "Properties": {**properties, "EventInvokeConfig": called}}
