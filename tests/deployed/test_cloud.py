"""The local cloud: what it keeps, what it is told, and that it goes when it should."""

import io
import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from infra.deploy.console import Console
from infra.deploy.errors import DeployError
from infra.deploy.paths import PROJECT
from infra.deploy.stacks import Stacks
from infra.local.cloud import LocalCloud, free_port
from infra.local.deployment import deploy
from infra.local.engines import cloud_python
from infra.local.staff import Login, identity_token
from tests.deployed.whole import PASSWORD, Whole
from tests.engines import engine


def processes_of(group: int) -> list[str]:
    """The processes of a group that have not ended yet."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pgid=,stat=,args="], capture_output=True, text=True, check=True
    )
    lines = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    return [args for pgid, state, args in lines if int(pgid) == group and state[0] != "Z"]


def test_the_job_is_scheduled_every_minute(whole: Whole) -> None:
    events = whole.client("events")
    rules = {rule["Name"]: rule for rule in events.list_rules()["Rules"]}
    (name,) = [name for name in rules if "ReturnStaleClaims" in name]
    assert (rules[name]["ScheduleExpression"], rules[name]["State"]) == (
        "rate(1 minute)",
        "ENABLED",
    )
    (target,) = events.list_targets_by_rule(Rule=name)["Targets"]
    assert "ReturnStaleClaims" in target["Arn"]


def test_every_log_is_kept_for_ninety_days_and_then_no_longer(whole: Whole) -> None:
    groups = whole.client("logs").describe_log_groups()["logGroups"]
    configured = json.loads((whole.project / ".chalice" / "config.json").read_text("utf-8"))
    functions = {"api", *configured["lambda_functions"]} - {"api_handler"}
    wanted = {f"/aws/lambda/frontdesk-test-api/{function}": 90 for function in functions}
    wanted["/aws/apigateway/frontdesk-test-api"] = 90
    assert {group["logGroupName"]: group["retentionInDays"] for group in groups} == wanted


def test_deploying_again_without_a_change_changes_nothing(whole: Whole) -> None:
    out = io.StringIO()
    again = deploy(
        whole.cloud, "test", Console(out), project=whole.project, workspace=whole.workspace
    )
    assert again.url == whole.deployed.url
    lines = out.getvalue().splitlines()
    outcome = {line[2:19].strip(): line[20:].split("  (")[0] for line in lines}
    assert outcome["data stack"] == outcome["API stack"] == "no changes"
    assert outcome["upload"] == "already there"
    assert outcome["package"].endswith("unchanged")


def test_what_was_stored_is_there_after_a_restart(whole: Whole) -> None:
    table = whole.deployed.deployment.data["SettingTable"]
    key = {"pk": {"S": "TEST#restart"}, "sk": {"S": "TEST"}}
    whole.client("dynamodb").put_item(TableName=table, Item={**key, "text": {"S": "Ünï 🙏"}})
    before = whole.token("front-desk")

    whole.cloud.stop()
    whole.cloud.start()

    kept = whole.client("dynamodb").get_item(TableName=table, Key=key)["Item"]
    assert kept["text"] == {"S": "Ünï 🙏"}
    assert whole.call("GET", "locations/new-york/queue", token=before).status == 200
    client_id = whole.deployed.deployment.data["SettingUserPoolClientId"]
    login = Login("front-desk@frontdesk.example", "front-desk", PASSWORD)
    assert identity_token(whole.client("cognito-idp"), client_id, login)


def test_it_goes_with_everything_that_it_started(whole: Whole) -> None:
    whole.call("GET", "clinic")  # a function is running now
    process, scratch = whole.cloud._process, whole.cloud._scratch
    assert process is not None
    assert scratch is not None
    assert list(scratch.glob("*/code/app.py"))
    whole.cloud.stop()
    try:
        assert not processes_of(process.pid)
        assert not scratch.exists()
    finally:
        whole.cloud.start()


def test_a_port_that_is_taken_is_said_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        engine(cloud_python)
        done = subprocess.run(
            [sys.executable, "-m", "infra.local", "run", f"--port={port}", f"--state={tmp_path}"],
            cwd=PROJECT,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    assert f"port {port} of 127.0.0.1 is taken" in done.stderr
    assert f"make run PORT={port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_clinic_file_with_a_mistake_stops_the_deployment_before_it_begins(
    tmp_path: Path,
) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECT / "chalicelib", project / "chalicelib")
    clinic = project / "chalicelib" / "clinic.toml"
    clinic.write_text(clinic.read_text("utf-8").replace("America/New_York", "America/Gotham"))
    cloud = LocalCloud(tmp_path / "cloud", free_port(), Path(sys.executable))
    with pytest.raises(DeployError, match=r"clinic\.toml(?s:.*)Gotham"):
        deploy(cloud, "test", Console(io.StringIO()), project=project)


def test_a_stack_that_fails_tells_which_resource_and_why(whole: Whole) -> None:
    template = """
    Resources:
      Pool: {Type: "AWS::Cognito::UserPool", Properties: {}}
      Group:
        Type: AWS::Cognito::UserPoolGroup
        Properties: {GroupName: g, UserPoolId: us-east-1_NotThere}
    """
    stacks = Stacks(whole.client("cloudformation"), interval=0.1)
    with pytest.raises(DeployError, match=r"Group \(AWS::Cognito::UserPoolGroup\): .+"):
        stacks.deploy("fails", {"TemplateBody": template}, {})
