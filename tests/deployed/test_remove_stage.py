"""A stage that comes and goes, beside one that stays."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.deploy.console import Console
from infra.deploy.pipeline import Pipeline
from infra.deploy.remove_stage import remove_stage
from infra.deploy.stacks import Stacks
from tests.deployed.whole import Whole


def stacks_of(whole: Whole) -> set[str]:
    listed: list[Any] = whole.client("cloudformation").describe_stacks()["Stacks"]
    return {stack["StackName"] for stack in listed}


def test_a_disposable_stage_goes_whole_and_the_one_beside_it_stays(
    whole: Whole, tmp_path: Path
) -> None:
    before = stacks_of(whole)
    console = Console(io.StringIO())
    target = replace(whole.deployed.target, stage="passing")
    data = Pipeline(target, console, tmp_path, whole.project).run().data
    stacks, said = Stacks(whole.client("cloudformation"), interval=0.1), list[str]()

    remove_stage(target, stacks, said.append)

    assert stacks_of(whole) == before
    assert said[0] == "frontdesk-passing-api is deleted"
    assert said[-1] == "frontdesk-passing-data is deleted"
    tables = whole.client("dynamodb").list_tables()["TableNames"]
    assert data["SettingTable"] not in tables
    with pytest.raises(ClientError, match="404"):
        whole.client("s3").head_bucket(Bucket=data["ArtifactBucket"])
    assert whole.call("GET", "clinic").status == 200
    remove_stage(target, stacks, said.append)
    assert said[-1] == "frontdesk-passing-data is not there"
