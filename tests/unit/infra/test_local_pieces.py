import io
import json
import os
import socket
import stat
from dataclasses import asdict, replace
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from infra.deploy.console import Console
from infra.deploy.errors import DeployError
from infra.deploy.paths import PROJECT
from infra.deploy.pipeline import with_code_at
from infra.deploy.target import Target
from infra.local.__main__ import UP
from infra.local.cloud import CloudError, LocalCloud, PortTakenError, free_port, require_free
from infra.local.staff import Login, ensure_login, identity_token, local_logins


def test_a_port_that_is_taken_is_said_to_be_so() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"port {port} of 127.0.0.1 is taken"):
            require_free(port)


def test_the_check_of_a_fresh_clone_waits_for_what_is_said_once_all_is_up() -> None:
    """In other words than these it would wait until its time is out."""
    script = (PROJECT / ".ci" / "fresh-clone").read_text("utf-8")
    assert f"grep -q '{UP}' run.log" in script


def test_a_cloud_that_does_not_come_up_shows_the_end_of_its_log(tmp_path: Path) -> None:
    no_ministack = tmp_path / "python"
    no_ministack.write_text("#!/bin/sh\necho this is no cloud\nexit 3\n", "utf-8")
    no_ministack.chmod(0o755)
    cloud = LocalCloud(tmp_path / "state", free_port(), no_ministack)
    with pytest.raises(CloudError, match="this is no cloud"), cloud:
        pytest.fail("it should not have come up")
    assert not cloud.is_up()


def test_a_cloud_that_was_left_behind_is_known_until_it_is_gone(tmp_path: Path) -> None:
    cloud = LocalCloud(tmp_path, free_port(), Path("python"))
    assert cloud.left_behind() is None
    (tmp_path / "cloud.pid").write_text(str(os.getpid()), "utf-8")
    assert cloud.left_behind() == os.getpid()
    (tmp_path / "cloud.pid").write_text("", "utf-8")
    assert cloud.left_behind() is None


def test_local_passwords_are_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    file = tmp_path / "staff.json"
    first = local_logins(file)
    assert local_logins(file) == first
    assert {login.role for login in first} == {"front-desk", "manager"}
    assert len({login.password for login in first}) == 2
    assert all(login.name for login in first)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_logins_made_before_they_had_names_get_theirs_and_keep_their_passwords(
    tmp_path: Path,
) -> None:
    file = tmp_path / "staff.json"
    first = local_logins(file)
    kept = [asdict(login) for login in first]
    for login in kept:
        del login["name"]
    file.write_text(json.dumps(kept), "utf-8")
    assert local_logins(file) == first


def test_a_login_works_after_it_is_ensured_and_may_be_ensured_again() -> None:
    login = Login("desk@frontdesk.example", "front-desk", "Sixteen0letters1")
    named = replace(login, name="Ana Example")
    with mock_aws():
        cognito = boto3.client("cognito-idp", region_name="us-east-1")
        policy = {"PasswordPolicy": {"MinimumLength": 12, "RequireSymbols": False}}
        pool = cognito.create_user_pool(PoolName="staff", Policies=policy)["UserPool"]["Id"]
        cognito.create_group(GroupName="front-desk", UserPoolId=pool)
        client = cognito.create_user_pool_client(
            UserPoolId=pool, ClientName="c", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
        )["UserPoolClient"]["ClientId"]
        ensure_login(cognito, pool, login)
        ensure_login(cognito, pool, named)
        found = cognito.admin_get_user(UserPoolId=pool, Username=login.email)["UserAttributes"]
        assert {"Name": "name", "Value": "Ana Example"} in found
        assert identity_token(cognito, client, login).count(".") == 2


def test_a_step_is_one_line_with_its_seconds_and_a_file_gets_no_bar() -> None:
    seconds = iter([0.0, 2.5])
    out = io.StringIO()
    console = Console(out, clock=lambda: next(seconds))
    console.bar(1, 2)
    console.step("package", "6.7 MB")
    assert out.getvalue() == "  package           6.7 MB  (2.5 s)\n"


def test_a_terminal_sees_how_far_the_upload_is() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    Console(out).bar(1_500_000, 3_000_000)
    assert "50% of 3.0 MB" in out.getvalue()


@pytest.mark.parametrize("stage", ["", "Production", "a b", "x" * 21, "1st"])
def test_a_stage_name_that_aws_would_choke_on_is_refused(stage: str) -> None:
    with pytest.raises(DeployError, match="stage name"):
        Target(stage, boto3.Session(region_name="us-east-1"))


def test_every_function_runs_the_uploaded_package_and_nothing_else_is_changed() -> None:
    role = {"Type": "AWS::IAM::Role", "Properties": {}}
    function = {
        "Type": "AWS::Serverless::Function",
        "Properties": {"CodeUri": "./deployment.zip", "Handler": "app.app"},
    }
    changed = with_code_at({"Resources": {"Api": function, "Role": role}}, "b", "k.zip")
    assert changed["Resources"] == {
        "Api": {
            "Type": "AWS::Serverless::Function",
            "Properties": {"CodeUri": {"Bucket": "b", "Key": "k.zip"}, "Handler": "app.app"},
        },
        "Role": role,
    }
