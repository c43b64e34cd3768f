"""``make publish``: a new stage has times before its first night."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from infra.deploy.errors import DeployError
from infra.deploy.publish_schedule import publish_schedule
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target
from tests.tools.stages.scripted_cloud import ScriptedCloudFormation

REPORT = {"failed": 0, "failures": [], "left": False, "counts": {"published": 12}}
TEMPLATE = {"Resources": {"PublishSlots": {"Type": "AWS::Serverless::Function"}}}


class Account:
    """An account whose function answers with this."""

    region_name = "us-east-1"

    def __init__(self, answer: Any, **more: str) -> None:
        self.answer, self.more, self.asked = answer, more, ""

    def client(self, _service: str, **_: Any) -> "Account":
        return self

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803
        assert json.loads(Payload)["detail-type"]
        self.asked = FunctionName
        return {"Payload": io.BytesIO(json.dumps(self.answer).encode()), **self.more}


def publish(account: Any, template: Any = TEMPLATE) -> list[str]:
    cloud = ScriptedCloudFormation()
    said: list[str] = []
    cloud.found_in("frontdesk-beta-api", "CREATE_COMPLETE", template)
    publish_schedule(Target("beta", account), Stacks(cloud), said.append)
    return said


def test_the_stages_own_job_publishes_and_what_it_did_is_said() -> None:
    account = Account(REPORT)
    assert publish(account) == ["the schedule is published: 12 new times"]
    assert account.asked == "id-of-PublishSlots"


@pytest.mark.parametrize(
    ("account", "words"),
    [
        (Account({"errorMessage": "no table"}, FunctionError="Unhandled"), "no table"),
        (Account({**REPORT, "failed": 1, "failures": ["chicago"]}), "failed for chicago"),
        (Account({**REPORT, "left": True}), "publish again"),
    ],
)
def test_what_went_wrong_is_said(account: Account, words: str) -> None:
    with pytest.raises(DeployError, match=words):
        publish(account)


def test_a_stage_that_is_not_there_is_said() -> None:
    account: Any = Account(REPORT)
    target = Target("beta", account)
    with pytest.raises(DeployError, match="there is no stack frontdesk-beta-api"):
        publish_schedule(target, Stacks(ScriptedCloudFormation()), print)


def test_the_job_that_it_asks_is_one_that_is_deployed() -> None:
    config = json.loads((Path(__file__).parents[3] / ".chalice" / "config.json").read_text())
    names = {name.title().replace("-", "") for name in config["lambda_functions"]}
    assert "PublishSlots" in names
