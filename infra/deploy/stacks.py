"""CloudFormation stacks: deployed by change set, watched to the end, explained when they fail."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.errors import DeployError
from infra.deploy.settle_stack import Settle
from infra.deploy.stack_events import first_failure
from infra.deploy.stopped_shift import words_on_shift
from infra.deploy.watch_stack import Watch
from infra.templates import Template, read_template

_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
_CHANGE_SET = "frontdesk"
_NOTHING_TO_DO = ("didn't contain changes", "no updates are to be performed", "no changes")
_OVERTAKEN = ("InvalidChangeSetStatus", "ChangeSetNotFound", "ValidationError")
"""Answers of CloudFormation when somebody else changed the stack since it was looked at."""


def _say_nothing(_line: str) -> None:
    pass


@dataclass
class Stacks:
    """The stacks of one account and region. ``pause`` waits so many seconds between looks.

    Whatever state a stack is found in, deploying it again is the way on: see ``stack_states``.
    """

    cloudformation: Any
    pause: Callable[[float], None] = time.sleep
    interval: float = 2.0
    tags: Mapping[str, str] = field(default_factory=dict)
    say: Callable[[str], None] = _say_nothing

    def __post_init__(self) -> None:
        self._watch = Watch(self.cloudformation, self.pause, self.interval)

    def settle(self, name: str) -> bool:
        """Bring the stack to rest, whatever state it is found in; True if it is there, and whole.

        Raises DeployError, with words on what to do, where only somebody can decide.
        """
        return Settle(self.cloudformation, self._watch, self.say).run(name)

    def deploy(self, name: str, template: Mapping[str, Any], parameters: Mapping[str, str]) -> bool:
        """Make the stack what ``template`` says; False when it was so already.

        ``template`` is ``{"TemplateBody": ...}``, ``{"TemplateURL": ...}`` or, to change parameters
        alone, ``{"UsePreviousTemplate": True}``. Raises DeployError with the first reason that
        CloudFormation gives when it does not succeed.
        """
        existing = self.settle(name)
        change = self._prepare(name, template, parameters, existing)
        if change is None:
            return False
        seen = self._watch.newest_event(name)
        self._execute(name, change)
        status, events = self._watch.outcome(name, seen)
        if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            reason = first_failure(events) or "no reason was given"
            advice = words_on_shift(name, status, events)
            raise DeployError(f"stack {name} ended as {status}: {reason}{advice}")
        return True

    def state(self, name: str) -> str | None:
        """The state that CloudFormation says the stack is in; None where there is none."""
        stack = self._watch.describe(name)
        return str(stack["StackStatus"]) if stack else None

    def come_to_rest(self, name: str) -> None:
        """Return once nothing is going on with a stack that is being changed."""
        self._watch.until_rest(name)

    def exists(self, name: str) -> bool:
        """True if there is such a stack."""
        return self._watch.describe(name) is not None

    def delete(self, name: str) -> bool:
        """Delete the stack with what is in it; False when it wasn't there.

        Raises DeployError, with the reason, where it doesn't go.
        """
        self._watch.until_rest(name)
        stack = self._watch.describe(name)
        if stack is None:
            return False
        self.cloudformation.delete_stack(StackName=name)
        self._watch.until_rest(name, not_before_change_of=stack["StackStatus"])
        left = self._watch.describe(name)
        if left is not None and left["StackStatus"] != "DELETE_COMPLETE":
            reason = first_failure(self._watch.events_of_last_operation(left["StackId"]))
            raise DeployError(f"stack {name} doesn't go: {reason or left['StackStatus']}")
        return True

    def physical_id(self, name: str, resource: str) -> str | None:
        """The name that AWS knows a resource of the stack by; None where it isn't there."""
        pages = self.cloudformation.get_paginator("list_stack_resources").paginate(StackName=name)
        found = [r for page in pages for r in page["StackResourceSummaries"]]
        ids = [
            str(each["PhysicalResourceId"])
            for each in found
            if each["LogicalResourceId"] == resource
            and each.get("PhysicalResourceId")
            and each["ResourceStatus"] != "DELETE_COMPLETE"
        ]
        return ids[0] if ids else None

    def template(self, name: str) -> Template:
        """The template that the stack, which is there, was deployed with last."""
        body = self.cloudformation.get_template(StackName=name, TemplateStage="Original")
        text = body["TemplateBody"]
        return read_template(text) if isinstance(text, str) else dict(text)

    def outputs(self, name: str) -> dict[str, str]:
        """The stack's outputs. Raises DeployError when there is no such stack."""
        stack = self._watch.describe(name)
        if stack is None:
            raise DeployError(f"there is no stack {name}")
        return {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])}

    def parameters(self, name: str) -> dict[str, str]:
        """The stack's parameters as they were deployed last; none where there is no such stack."""
        stack = self._watch.describe(name) or {}
        return {p["ParameterKey"]: p["ParameterValue"] for p in stack.get("Parameters", [])}

    def _prepare(
        self,
        name: str,
        template: Mapping[str, Any],
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

    def _execute(self, name: str, change: str) -> None:
        try:
            self.cloudformation.execute_change_set(ChangeSetName=change, StackName=name)
        except ClientError as failure:
            if failure.response["Error"]["Code"] not in _OVERTAKEN:
                raise
            raise DeployError(
                f"stack {name} was changed by somebody else in this very moment; deploy again "
                f"({failure.response['Error']['Message']})"
            ) from failure
