"""``make remove``: a stage that came to go is gone, and one that is to stay stays."""

from pathlib import Path
from typing import cast

import boto3
import pytest

from infra.deploy.errors import DeployError
from infra.deploy.remove_stage import remove_stage
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target
from tests.tools.stages.scripted_cloud import ScriptedAccount, ScriptedCloudFormation
from tests.tools.stages.test_repeated_deployment import API, DATA, Stage, stopped


def remove(stage: Stage, name: str = "night") -> list[str]:
    said: list[str] = []
    target = Target(name, cast(boto3.Session, stage.account))
    stacks = Stacks(target.client("cloudformation"), pause=lambda _seconds: None)
    remove_stage(target, stacks, said.append)
    return said


def disposable(folder: Path) -> Stage:
    stage = Stage(folder)
    stage.deploy(protected=False)
    return stage


def is_gone(stage: Stage) -> bool:
    left = {*stage.account.s3.objects, *stage.account.s3.noted, *stage.cloud.orphans}
    return not left and stage.cloud.stacks.keys() == {"frontdesk-account"}


def test_a_disposable_stage_goes_with_its_data_and_can_be_removed_twice(tmp_path: Path) -> None:
    stage = disposable(tmp_path)
    said = remove(stage)
    assert is_gone(stage)
    assert said[0] == f"{API} is deleted"
    assert said[-1] == f"{DATA} is deleted"
    assert remove(stage) == [f"{API} is not there", f"{DATA} is not there"]


def test_removing_may_be_stopped_after_any_call_and_repeated(tmp_path: Path) -> None:
    call = 0
    for call, stage in stopped(lambda: disposable(tmp_path), remove):
        remove(stage)
        assert is_gone(stage), call
    assert call > 10


def test_what_a_deployment_left_that_was_stopped_anywhere_is_removed(tmp_path: Path) -> None:
    for call, stage in stopped(lambda: Stage(tmp_path), lambda each: each.deploy(protected=False)):
        remove(stage)
        stage.cloud.come_to_rest()
        assert {API, DATA}.isdisjoint(stage.cloud.stacks), call


def test_a_protected_stage_is_not_touched_and_its_removal_takes_two_steps(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.deploy()
    before = {name: stack.asked for name, stack in stage.cloud.stacks.items()}
    with pytest.raises(DeployError, match=r'make deploy STAGE=night ARGS="--disposable" first'):
        remove(stage)
    assert {name: stack.asked for name, stack in stage.cloud.stacks.items()} == before
    assert stage.account.s3.objects
    stage.deploy(protected=False)
    remove(stage)
    assert is_gone(stage)


def test_production_is_never_removed(tmp_path: Path) -> None:
    with pytest.raises(DeployError, match="no command removes production"):
        remove(disposable(tmp_path), "production")


def test_what_does_not_go_is_said_with_the_reason(tmp_path: Path) -> None:
    cloud = ScriptedCloudFormation({("UserPool", "DELETE"): ["a domain uses it"]})
    stage = Stage(tmp_path, ScriptedAccount(cloud))
    stage.deploy(protected=False)
    with pytest.raises(DeployError, match=rf"{DATA} doesn't go: UserPool .*a domain uses it"):
        remove(stage)
    remove(stage)
    assert is_gone(stage)
