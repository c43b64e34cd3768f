"""A release that people get step by step, alarms that take it back, and ways around them."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from infra.deploy.errors import DeployError
from infra.deploy.releases import gone_back_to, load_releases
from infra.deploy.stopped_shift import words_on_shift
from tests.tools.stages.scripted_cloud import Killed
from tests.tools.stages.test_repeated_deployment import API, Stage, at_once, back

RINGS = "frontdesk-night-api-gateway-failures"


def released(folder: Path) -> Stage:
    """A stage with a first release, whose next version is another."""
    stage = Stage(folder)
    stage.deploy()
    stage.version = 2
    return stage


def asked(stage: Stage) -> dict[str, Any]:
    return stage.cloud.stacks[API].asked


def versions(stage: Stage) -> list[str]:
    """The versions of the releases that can be gone back to."""
    noted = load_releases(stage.account.s3, "any")
    bodies = [json.loads(stage.account.s3.noted[each.template]) for each in noted]
    return [body["Description"] for body in bodies]


def test_a_release_during_which_an_alarm_rings_is_taken_back_and_it_is_said_what_to_look_at(
    tmp_path: Path,
) -> None:
    stage = released(tmp_path)
    before = asked(stage)
    stage.cloud.ringing = RINGS
    with pytest.raises(DeployError) as failure:
        stage.deploy()
    said = str(failure.value)
    assert f"stack {API} ended as UPDATE_ROLLBACK_COMPLETE: APIHandlerAliaslive" in said
    assert RINGS in said
    assert "everything is the release before again" in said
    assert f"the dashboard {API}" in said
    assert "--at-once" in said
    assert asked(stage) == before
    assert versions(stage) == ["version 1"]


def test_it_is_deployed_again_once_the_alarm_is_over(tmp_path: Path) -> None:
    stage = released(tmp_path)
    stage.cloud.ringing = RINGS
    with pytest.raises(DeployError):
        stage.deploy()
    stage.cloud.ringing = ""
    assert stage.is_whole(stage.deploy())
    assert asked(stage)["parameters"]["Gradually"] == "true"
    assert versions(stage) == ["version 1", "version 2"]


def test_one_for_everybody_at_once_asks_no_alarm(tmp_path: Path) -> None:
    stage = released(tmp_path)
    stage.cloud.ringing = RINGS
    assert stage.is_whole(stage.deploy(at_once=True))
    assert asked(stage)["parameters"]["Gradually"] == "false"
    assert "a tenth of the calls" not in stage.out.getvalue()


def test_the_next_one_is_gradual_again(tmp_path: Path) -> None:
    stage = released(tmp_path)
    stage.deploy(at_once=True)
    stage.version = 3
    stage.deploy()
    assert asked(stage)["parameters"]["Gradually"] == "true"


def test_a_first_release_has_nothing_to_be_shifted_from(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.cloud.ringing = RINGS
    assert stage.is_whole(stage.deploy())
    assert "a tenth of the calls" not in stage.out.getvalue()


def test_a_later_one_says_that_it_takes_its_time(tmp_path: Path) -> None:
    stage = released(tmp_path)
    stage.deploy()
    assert "what is new gets a tenth of the calls first, all ten minutes later" in (
        stage.out.getvalue()
    )


def test_going_back_asks_no_alarm_since_one_rings_then(tmp_path: Path) -> None:
    stage = released(tmp_path)
    first = asked(stage)
    stage.deploy()
    stage.cloud.ringing = RINGS
    back(stage)
    assert asked(stage) == at_once(first)


def under_way(folder: Path, looks: int) -> Stage:
    """A stage with three releases, the last of which is being deployed by somebody else."""
    stage = released(folder)
    stage.deploy()
    stage.version, stage.cloud.shift_takes = 3, 20
    kept, look = asked(stage), stage.cloud.describe_stack_events

    def seen(StackName: str) -> Any:  # noqa: N803
        seen.left -= asked(stage) == kept and StackName == API  # type: ignore[attr-defined]
        if not seen.left:  # type: ignore[attr-defined]
            raise Killed
        return look(StackName)

    seen.left = looks  # type: ignore[attr-defined]
    stage.cloud.describe_stack_events = seen  # type: ignore[method-assign]
    with pytest.raises(Killed):
        stage.deploy()
    del stage.cloud.describe_stack_events
    return stage


@pytest.mark.parametrize("looks", [3, 12])
def test_one_that_is_under_way_is_stopped_and_is_the_one_that_is_gone_back_from(
    tmp_path: Path, looks: int
) -> None:
    stage = under_way(tmp_path, looks)
    before = asked(stage)
    assert stage.cloud.stacks[API].status == "UPDATE_IN_PROGRESS"
    back(stage)
    assert stage.cloud.stacks[API].status == "UPDATE_ROLLBACK_COMPLETE"
    assert asked(stage) == before
    assert versions(stage) == ["version 1", "version 2"]


def test_one_that_an_alarm_took_back_is_the_one_that_was_gone_back_from(tmp_path: Path) -> None:
    stage = released(tmp_path)
    stage.deploy()
    stage.version, stage.cloud.ringing = 3, RINGS
    before = asked(stage)
    with pytest.raises(DeployError):
        stage.deploy()
    with pytest.raises(DeployError, match=r"was taken back, so the release before it is live"):
        back(stage)
    assert asked(stage) == before
    assert versions(stage) == ["version 1", "version 2"]
    back(stage, further=True)
    assert versions(stage) == ["version 1"]


@pytest.mark.parametrize("calls", range(1, 40))
def test_stopping_one_may_be_broken_off_after_any_call_and_repeated(
    tmp_path: Path, calls: int
) -> None:
    stage = under_way(tmp_path, 12)
    before = asked(stage)
    stage.stop_after(calls)
    try:
        back(stage)
    except Killed:
        stage.stop_after(None)
        with suppress(DeployError):
            back(stage)
    assert stage.cloud.stacks[API].status == "UPDATE_ROLLBACK_COMPLETE"
    assert asked(stage) == before
    assert versions(stage) == ["version 1", "version 2"]


def test_one_that_came_through_in_the_very_moment_is_said(tmp_path: Path) -> None:
    stage = under_way(tmp_path, 12)
    stage.cloud.stop_deployment = lambda **_: None  # type: ignore[method-assign]
    with pytest.raises(
        DeployError, match=r"could not be stopped.*UPDATE_COMPLETE.*roll back again"
    ):
        back(stage)


def test_the_same_release_deployed_at_once_is_no_other_to_go_back_to(tmp_path: Path) -> None:
    stage = released(tmp_path)
    stage.deploy()
    stage.deploy(at_once=True)
    assert versions(stage) == ["version 1", "version 2"]


def test_what_a_release_of_before_does_not_know_it_is_not_asked() -> None:
    assert gone_back_to({"TableArn": "arn"}) == {"TableArn": "arn"}
    assert gone_back_to({"TableArn": "arn", "Gradually": "true"})["Gradually"] == "false"


def test_a_local_stage_has_neither_versions_nor_aliases(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.deploy(endpoint="http://127.0.0.1:4566", protected=False)
    assert "Gradually" not in asked(stage)["parameters"]
    assert "APIHandlerAliaslive" not in stage.cloud.stacks[API].resources


def event(kind: str, reason: str) -> dict[str, str]:
    return {
        "ResourceStatus": "UPDATE_FAILED",
        "ResourceStatusReason": reason,
        "ResourceType": kind,
        "LogicalResourceId": "Any",
    }


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("AWS::IAM::Role", "UPDATE_ROLLBACK_COMPLETE"),
        ("AWS::Lambda::Alias", "UPDATE_ROLLBACK_FAILED"),
        ("AWS::Lambda::Alias", "ROLLBACK_COMPLETE"),
    ],
)
def test_of_other_failures_it_is_not_said(kind: str, status: str) -> None:
    assert words_on_shift("s", status, [event(kind, "any")]) == ""
    assert words_on_shift("s", status, []) == ""


def test_what_was_only_cancelled_because_an_alias_was_not_moved_hides_nothing() -> None:
    newest_first = [
        event("AWS::Lambda::Alias", "One or more alarms have been activated"),
        event("AWS::ApiGateway::Stage", "Resource update cancelled"),
    ]
    assert "taken back" in words_on_shift("s", "UPDATE_ROLLBACK_COMPLETE", newest_first)
