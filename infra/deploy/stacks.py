"""CloudFormation stacks: deployed by change set, watched to the end, explained when they fail."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.errors import DeployError

_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
_CHANGE_SET = "frontdesk"
_NEVER_MADE = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"}
_NOTHING_TO_DO = ("didn't contain changes", "no updates are to be performed", "no changes")
_CONSEQUENCES = ("resource creation cancelled", "resource update cancelled")
"""How CloudFormation explains what it stopped because something else had failed."""

Event = Mapping[str, Any]


@dataclass
class Stacks:
    """The stacks of one account and region. ``pause`` waits so many seconds between looks."""

    cloudformation: Any
    pause: Callable[[float], None] = time.sleep
    interval: float = 2.0
    tags: Mapping[str, str] = field(default_factory=dict)

    def deploy(self, name: str, template: Mapping[str, str], parameters: Mapping[str, str]) -> bool:
        """Make the stack what ``template`` says; False when it was so already.

        ``template`` is ``{"TemplateBody": ...}`` or ``{"TemplateURL": ...}``. Raises DeployError
        with the first reason that CloudFormation gives when it does not succeed.
        """
        existing = self._clear_failed_start(name)
        change = self._prepare(name, template, parameters, existing)
        if change is None:
            return False
        seen = self._newest_event(name)
        self.cloudformation.execute_change_set(ChangeSetName=change, StackName=name)
        status, events = self._outcome(name, seen)
        if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            reason = first_failure(events) or "no reason was given"
            raise DeployError(f"stack {name} ended as {status}: {reason}")
        return True

    def exists(self, name: str) -> bool:
        """True if there is such a stack."""
        return self._describe(name) is not None

    def outputs(self, name: str) -> dict[str, str]:
        """The stack's outputs. Raises DeployError when there is no such stack."""
        stack = self._describe(name)
        if stack is None:
            raise DeployError(f"there is no stack {name}")
        return {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])}

    def _clear_failed_start(self, name: str) -> bool:
        """True if the stack exists; one whose very creation failed is removed first."""
        stack = self._describe(name)
        status = stack["StackStatus"] if stack else None
        if status in _NEVER_MADE:
            self._delete(name)
            return False
        if status and status.endswith("_IN_PROGRESS") and status != "REVIEW_IN_PROGRESS":
            raise DeployError(f"stack {name} is being changed by someone else ({status})")
        return status not in (None, "REVIEW_IN_PROGRESS")

    def _prepare(
        self,
        name: str,
        template: Mapping[str, str],
        parameters: Mapping[str, str],
        existing: bool,
    ) -> str | None:
        change = self.cloudformation.create_change_set(
            StackName=name,
            ChangeSetName=f"{_CHANGE_SET}-{time.time_ns():x}",
            ChangeSetType="UPDATE" if existing else "CREATE",
            Parameters=[
                {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
            ],
            Capabilities=_CAPABILITIES,
            Tags=[{"Key": key, "Value": value} for key, value in self.tags.items()],
            **template,
        )["Id"]
        while True:
            found = self.cloudformation.describe_change_set(ChangeSetName=change, StackName=name)
            if found["Status"] == "CREATE_COMPLETE":
                return str(change)
            if found["Status"] == "FAILED":
                self.cloudformation.delete_change_set(ChangeSetName=change, StackName=name)
                reason = found.get("StatusReason", "no reason was given")
                if any(phrase in reason.lower() for phrase in _NOTHING_TO_DO):
                    return None
                raise DeployError(f"stack {name} can't be changed: {reason}")
            self.pause(self.interval)

    def _outcome(self, name: str, seen: str | None) -> tuple[str, list[Event]]:
        """The status that the stack comes to rest in, and its events after ``seen``.

        Read from the events: the stack's own status may still be the old one for a moment.
        """
        while True:
            events = self._events_since(name, seen)
            status = next((e["ResourceStatus"] for e in events if _of_stack_itself(e)), None)
            if status and not status.endswith("_IN_PROGRESS"):
                return status, events
            self.pause(self.interval)

    def _delete(self, name: str) -> None:
        self.cloudformation.delete_stack(StackName=name)
        while (stack := self._describe(name)) is not None:
            if stack["StackStatus"] == "DELETE_FAILED":
                raise DeployError(f"stack {name}, which was never created, can't be deleted")
            if stack["StackStatus"] == "DELETE_COMPLETE":
                return
            self.pause(self.interval)

    def _describe(self, name: str) -> dict[str, Any] | None:
        try:
            stacks = self.cloudformation.describe_stacks(StackName=name)["Stacks"]
        except ClientError as failure:
            if "does not exist" in failure.response["Error"]["Message"]:
                return None
            raise
        return stacks[0] if stacks else None

    def _newest_event(self, name: str) -> str | None:
        events = self.cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        return str(events[0]["EventId"]) if events else None

    def _events_since(self, name: str, seen: str | None) -> list[Event]:
        """The stack's events after ``seen``, newest first."""
        found: list[Event] = []
        pages = self.cloudformation.get_paginator("describe_stack_events")
        for page in pages.paginate(StackName=name):
            for event in page["StackEvents"]:
                if event["EventId"] == seen:
                    return found
                found.append(event)
        return found


def _of_stack_itself(event: Event) -> bool:
    return bool(event.get("PhysicalResourceId") == event["StackId"])


def first_failure(events_newest_first: Iterable[Event]) -> str | None:
    """What went wrong first: “Resource (Type): reason”; None when no event tells of a failure.

    What was only cancelled because of it does not count, nor does the stack's own summary while a
    resource gives a reason.
    """
    failures = [
        event
        for event in reversed(list(events_newest_first))
        if event["ResourceStatus"].endswith("_FAILED")
        and event.get("ResourceStatusReason")
        and not event["ResourceStatusReason"].lower().startswith(_CONSEQUENCES)
    ]
    of_resources = [e for e in failures if e["ResourceType"] != "AWS::CloudFormation::Stack"]
    chosen = next(iter(of_resources or failures), None)
    if chosen is None:
        return None
    return f"{_named(chosen)}: {chosen['ResourceStatusReason']}"


def _named(event: Event) -> str:
    return f"{event['LogicalResourceId']} ({event['ResourceType']})"
