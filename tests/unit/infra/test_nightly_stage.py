"""The workflow that deploys a stage each night, and the role that it has for it."""

import re
from typing import Any

import pytest
import yaml

from infra.deploy.paths import NIGHTLY_TEMPLATE, PROJECT
from infra.deploy.target import Target
from infra.templates import read_template

TEXT = (PROJECT / ".github" / "workflows" / "nightly-stage.yml").read_text("utf-8")
WORKFLOW: Any = yaml.safe_load(TEXT)
MAKEFILE = (PROJECT / "Makefile").read_text("utf-8")


class Somewhere:
    region_name = "us-east-1"


@pytest.fixture
def job() -> Any:
    (job,) = WORKFLOW["jobs"].values()
    return job


def test_it_runs_by_hand_and_each_night_one_at_a_time_once_it_is_switched_on(job: Any) -> None:
    begins = WORKFLOW[True]  # YAML reads the key "on" so
    assert begins.keys() == {"workflow_dispatch", "schedule"}
    assert len(begins["schedule"]) == 1
    assert WORKFLOW["concurrency"] == {"group": "nightly-stage", "cancel-in-progress": False}
    assert "vars.NIGHTLY_ROLE != ''" in job["if"]


def test_it_assumes_a_role_and_knows_no_secret(job: Any) -> None:
    assert WORKFLOW["permissions"] == {}
    assert job["permissions"] == {"contents": "read", "id-token": "write"}
    assert "secrets." not in TEXT
    assert not re.search(r"aws-(access-key-id|secret-access-key)", TEXT)
    (assumed,) = (s["with"] for s in job["steps"] if "credentials" in s.get("uses", ""))
    role = read_template(NIGHTLY_TEMPLATE.read_text("utf-8"))["Resources"]["Role"]["Properties"]
    assert assumed["role-duration-seconds"] == role["MaxSessionDuration"]
    assert assumed["role-duration-seconds"] / 60 >= job["timeout-minutes"]


def test_what_others_wrote_is_fixed_by_its_commit(job: Any) -> None:
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert used
    assert not [each for each in used if not re.fullmatch(r"[a-z-]+/[a-z-]+@[0-9a-f]{40}", each)]


def test_it_deploys_publishes_walks_and_removes_whatever_came_of_it(job: Any) -> None:
    steps = [step for step in job["steps"] if "run" in step]
    asked = [step["run"].split()[1] for step in steps]
    assert asked == ["deploy", "publish", "smoke", "remove"]
    assert all(re.search(rf"(?m)^{target}:", MAKEFILE) for target in asked)
    assert "--disposable" in steps[0]["run"]
    assert [step.get("if") for step in steps] == [None, None, None, "always()"]
    assert all(step["run"].split()[2] == 'STAGE="$STAGE"' for step in steps)
    assert sum(step["timeout-minutes"] for step in steps) < job["timeout-minutes"]


def test_its_stage_has_a_name_that_can_be_deployed_and_that_its_role_is_for(job: Any) -> None:
    name = job["env"]["STAGE"].replace("${{ github.run_id }}", "99999999999")
    session: Any = Somewhere()
    stack = Target(name, session).api_stack
    text = NIGHTLY_TEMPLATE.read_text("utf-8")
    assert stack.startswith("frontdesk-nightly-")
    assert ":role/frontdesk-nightly-*" in text


def test_only_the_workflow_on_its_branch_may_assume_the_role() -> None:
    role = read_template(NIGHTLY_TEMPLATE.read_text("utf-8"))["Resources"]["Role"]["Properties"]
    (statement,) = role["AssumeRolePolicyDocument"]["Statement"]
    claims = statement["Condition"]["StringEquals"]
    assert claims["token.actions.githubusercontent.com:aud"] == "sts.amazonaws.com"
    whose = claims["token.actions.githubusercontent.com:sub"]
    assert whose == {"Fn::Sub": "repo:${Repository}:ref:refs/heads/${Branch}"}
