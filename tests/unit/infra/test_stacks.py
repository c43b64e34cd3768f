"""How a deployment by change set ends, told by a cloud that follows a script."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.deploy.errors import DeployError
from infra.deploy.stack_events import first_failure
from infra.deploy.stacks import Stacks

STACK = "AWS::CloudFormation::Stack"


def event(
    resource: str, status: str, reason: str = "", kind: str = "AWS::SQS::Queue"
) -> dict[str, str]:
    itself = kind == STACK
    return {
        "EventId": f"{resource}-{status}",
        "StackId": "arn:stack",
        "PhysicalResourceId": "arn:stack" if itself else f"id-of-{resource}",
        "LogicalResourceId": resource,
        "ResourceType": kind,
        "ResourceStatus": status,
        "ResourceStatusReason": reason,
    }


class ScriptedCloudFormation:
    """Knows one stack. ``looks`` are the lists of new events that each look at them brings."""

    def __init__(
        self,
        status: str | None,
        change: tuple[str, str] = ("CREATE_COMPLETE", ""),
        looks: list[list[dict[str, str]]] | None = None,
    ) -> None:
        self.status = status
        self.change = change
        self.looks = looks or []
        self.calls: list[str] = []
        self.kinds: list[str] = []
        self.events = [event("earlier", "CREATE_COMPLETE", kind=STACK)] if status else []

    def describe_stacks(self, StackName: str) -> dict[str, Any]:  # noqa: N803
        if self.status is None:
            answer = {"Error": {"Code": "ValidationError", "Message": "it does not exist"}}
            raise ClientError(answer, "DescribeStacks")
        outputs = [{"OutputKey": "Table", "OutputValue": "t-1"}]
        return {"Stacks": [{"StackStatus": self.status, "Outputs": outputs}]}

    def create_change_set(self, **request: Any) -> dict[str, str]:
        self.kinds.append(request["ChangeSetType"])
        return {"Id": "arn:change"}

    def describe_change_set(self, **_: Any) -> dict[str, str]:
        return {"Status": self.change[0], "StatusReason": self.change[1]}

    def delete_change_set(self, **_: Any) -> None:
        self.calls.append("delete change set")

    def execute_change_set(self, **_: Any) -> None:
        self.calls.append("execute")

    def delete_stack(self, **_: Any) -> None:
        self.calls.append("delete stack")
        self.status = None

    def describe_stack_events(self, StackName: str) -> dict[str, Any]:  # noqa: N803
        return {"StackEvents": self.events}

    def get_paginator(self, _: str) -> "ScriptedCloudFormation":
        return self

    def paginate(self, StackName: str) -> Iterator[dict[str, Any]]:  # noqa: N803
        if "execute" in self.calls and self.looks:
            self.events = list(reversed(self.looks.pop(0))) + self.events
        yield {"StackEvents": self.events}


def stacks(cloud: ScriptedCloudFormation) -> tuple[Stacks, list[float]]:
    waits: list[float] = []
    return Stacks(cloud, pause=waits.append, interval=7.0), waits


def deploy(cloud: ScriptedCloudFormation) -> bool:
    return stacks(cloud)[0].deploy("s", {"TemplateBody": "{}"}, {})


def test_a_stack_that_is_not_there_is_created() -> None:
    cloud = ScriptedCloudFormation(None, looks=[[event("s", "CREATE_COMPLETE", kind=STACK)]])
    assert deploy(cloud) is True
    assert cloud.kinds == ["CREATE"]


def test_it_is_watched_until_its_own_event_says_that_it_is_done() -> None:
    cloud = ScriptedCloudFormation(
        "CREATE_COMPLETE",
        looks=[
            [],
            [event("s", "UPDATE_IN_PROGRESS", kind=STACK)],
            [event("Queue", "UPDATE_COMPLETE")],
            [event("s", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", kind=STACK)],
            [event("s", "UPDATE_COMPLETE", kind=STACK)],
        ],
    )
    watcher, waits = stacks(cloud)
    assert watcher.deploy("s", {"TemplateBody": "{}"}, {}) is True
    assert cloud.kinds == ["UPDATE"]
    assert waits == [7.0] * 4


def test_a_stack_that_is_as_wanted_is_left_alone() -> None:
    reason = "The submitted information didn't contain changes. Submit different information."
    cloud = ScriptedCloudFormation("UPDATE_COMPLETE", change=("FAILED", reason))
    assert deploy(cloud) is False
    assert cloud.calls == ["delete change set"]


def test_a_change_that_cannot_be_prepared_tells_the_reason() -> None:
    cloud = ScriptedCloudFormation("UPDATE_COMPLETE", change=("FAILED", "Transform failed: x"))
    with pytest.raises(DeployError, match="Transform failed: x"):
        deploy(cloud)


def test_a_failure_tells_what_went_wrong_first() -> None:
    cloud = ScriptedCloudFormation(
        "CREATE_COMPLETE",
        looks=[
            [
                event("Queue", "UPDATE_FAILED", "Access denied to the queue"),
                event("Topic", "UPDATE_FAILED", "Resource update cancelled"),
                event("s", "UPDATE_ROLLBACK_IN_PROGRESS", "…", kind=STACK),
                event("s", "UPDATE_ROLLBACK_COMPLETE", kind=STACK),
            ]
        ],
    )
    with pytest.raises(
        DeployError, match=r"UPDATE_ROLLBACK_COMPLETE: Queue \(AWS::SQS::Queue\): Access denied"
    ):
        deploy(cloud)


def test_a_stack_whose_creation_failed_is_cleared_away_first() -> None:
    done = [event("s", "CREATE_COMPLETE", kind=STACK)]
    cloud = ScriptedCloudFormation("ROLLBACK_COMPLETE", looks=[done])
    assert deploy(cloud) is True
    assert cloud.calls == ["delete stack", "execute"]
    assert cloud.kinds == ["CREATE"]


def test_a_stack_that_somebody_else_changes_all_the_time_is_not_touched() -> None:
    cloud = ScriptedCloudFormation("UPDATE_IN_PROGRESS")
    with pytest.raises(DeployError, match="Somebody else is changing it"):
        deploy(cloud)
    assert cloud.calls == []


def test_outputs_are_read_by_name() -> None:
    assert stacks(ScriptedCloudFormation("CREATE_COMPLETE"))[0].outputs("s") == {"Table": "t-1"}
    with pytest.raises(DeployError, match="no stack"):
        stacks(ScriptedCloudFormation(None))[0].outputs("s")


def test_what_was_cancelled_is_no_reason_and_the_stack_speaks_last() -> None:
    newest_first = [
        event("s", "ROLLBACK_FAILED", "The following resources failed", kind=STACK),
        event("Later", "CREATE_FAILED", "another reason"),
        event("First", "CREATE_FAILED", "the reason"),
        event("Topic", "CREATE_FAILED", "Resource creation cancelled"),
    ]
    assert first_failure(newest_first) == "First (AWS::SQS::Queue): the reason"


def test_when_only_the_stack_gives_a_reason_it_is_told() -> None:
    only = [event("s", "CREATE_FAILED", "no permission", kind=STACK)]
    assert first_failure(only) == f"s ({STACK}): no permission"
    assert first_failure([event("s", "ROLLBACK_COMPLETE", kind=STACK)]) is None
