"""No deployment moves the clock of functions that patients depend on."""

import io
import json
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra.deploy.console import Console
from infra.deploy.errors import DeployError
from infra.deploy.packaging import Package
from infra.deploy.pipeline import Pipeline
from infra.deploy.target import Target
from infra.deploy.world_clock import require_world_clock
from infra.templates import Template

MOVED = {"Environment": {"Variables": {"FRONTDESK_CLOCK_OFFSET": "3600"}}}
FUNCTION = "AWS::Serverless::Function"
JOB = {"Resources": {"SendMessages": {"Type": FUNCTION, "Properties": MOVED}}}
ALL = {"Globals": {"Function": MOVED}, "Resources": {}}


def test_the_template_as_it_is_moves_none(template: Template) -> None:
    require_world_clock(template)


@pytest.mark.parametrize(("moving", "named"), [(JOB, "SendMessages"), (ALL, "Globals")])
def test_a_template_that_moves_one_is_refused(moving: Any, named: str) -> None:
    with pytest.raises(DeployError, match=named):
        require_world_clock(moving)


def test_a_deployment_to_aws_stops_before_anything_is_sent(tmp_path: Path) -> None:
    place = tmp_path / "sam.yaml"
    place.write_text(json.dumps(JOB))
    package = Package(tmp_path / "frontdesk.zip", place, 0, reused=False)
    package.zipped.touch()
    target = Target("night", boto3.Session(region_name="us-east-1"))
    pipeline = Pipeline(target, Console(io.StringIO()), tmp_path)
    with pytest.raises(DeployError, match="only on your"):
        pipeline._deploy_api(package, {"ArtifactBucket": "bucket"})
