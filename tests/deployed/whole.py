"""The whole of Frontdesk, deployed to a cloud of its own for a test session."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from infra.local.cloud import LocalCloud
from infra.local.deployment import LocalDeployment
from infra.local.staff import Login, ensure_login, identity_token
from tests.deployed.calls import Reply, call
from tests.deployed.mailbox import Mailbox

PASSWORD = "Only0in1tests"

_MAIL_HANDED_ON = "SMTP relay: "
"""The local cloud's own line for each mail that it hands on to the tests' mailbox, with addresses.
It is no line of ours; where no mailbox is there to be handed to, there is none.
"""


@dataclass
class Whole:
    """A deployed Frontdesk, and how to speak to it."""

    cloud: LocalCloud
    deployed: LocalDeployment
    project: Path
    """What was deployed: the sources as they stood when the session began."""
    workspace: Path
    """Where it was packaged."""
    tree: Path
    """The package, unpacked."""
    mailbox: Mailbox
    """Where all its mail arrives."""
    _tokens: dict[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, body: Any = None, **how: Any) -> Reply:
        """Call the API at ``path`` (without a leading slash)."""
        return call(method, self.deployed.plain_url + path, body, **how)

    def token(self, *roles: str) -> str:
        """A real identity token of somebody with these roles, signed in with Cognito."""
        name = "-".join(roles) or "nobody"
        if name not in self._tokens:
            self._tokens[name] = self._sign_in(name, roles)
        return self._tokens[name]

    def client(self, service: str) -> Any:
        """A boto3 client of the cloud, as its root."""
        return self.deployed.target.client(service)

    def invoke(self, function: str, event: dict[str, Any]) -> Any:
        """Run a function of the API stack by its logical name; what Lambda answers."""
        name = self._name_of(function)
        answer = self.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event).encode())
        return json.load(answer["Payload"])

    def move_clock(self, by: timedelta, functions: Sequence[str]) -> None:
        """From now on these functions live so much later than the world; at zero, in its time."""
        aws = self.client("lambda")
        for function in functions:
            name = self._name_of(function)
            known = aws.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
            moved = {**known, "FRONTDESK_CLOCK_OFFSET": str(int(by.total_seconds()))}
            aws.update_function_configuration(FunctionName=name, Environment={"Variables": moved})

    @contextmanager
    def schedule_held(self, function: str) -> Iterator[None]:
        """While the block runs, the cloud itself does not run this job: the test alone does."""
        aws = self.client("lambda").get_function_configuration(FunctionName=self._name_of(function))
        events = self.client("events")
        rules = events.list_rule_names_by_target(TargetArn=aws["FunctionArn"])["RuleNames"]
        assert rules, "a job has a schedule"
        for rule in rules:
            events.disable_rule(Name=rule)
        try:
            yield
        finally:
            for rule in rules:
                events.enable_rule(Name=rule)

    def _name_of(self, function: str) -> str:
        stack = self.deployed.target.api_stack
        resource = self.client("cloudformation").describe_stack_resource(
            StackName=stack, LogicalResourceId=function
        )["StackResourceDetail"]
        return str(resource["PhysicalResourceId"])

    def log_lines(self) -> Iterator[str]:
        """Every line that the run has logged anywhere: functions, gateway, the cloud itself."""
        told = self.cloud.log.read_text("utf-8", "replace").splitlines()
        yield from (line for line in told if _MAIL_HANDED_ON not in line)
        logs = self.client("logs")
        for groups in logs.get_paginator("describe_log_groups").paginate():
            for group in groups["logGroups"]:
                pages = logs.get_paginator("filter_log_events")
                for page in pages.paginate(logGroupName=group["logGroupName"]):
                    yield from (event["message"] for event in page["events"])

    def lines_with(self, *words: str) -> list[str]:
        """The log lines that hold one of ``words``, whatever its case."""
        sought = [word.lower() for word in words]
        return [line for line in self.log_lines() if any(word in line.lower() for word in sought)]

    def _sign_in(self, name: str, roles: tuple[str, ...]) -> str:
        cognito = self.client("cognito-idp")
        data = self.deployed.deployment.data
        login = Login(f"{name}@frontdesk.example", roles[0] if roles else "", PASSWORD)
        ensure_login(cognito, data["UserPoolId"], login)
        for role in roles[1:]:
            cognito.admin_add_user_to_group(
                UserPoolId=data["UserPoolId"], Username=login.email, GroupName=role
            )
        return identity_token(cognito, data["SettingUserPoolClientId"], login)


def clean_environment(*trees: Path) -> dict[str, str]:
    """An environment for a fresh process that runs what is in ``trees`` and nothing of ours."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join(map(str, trees)),
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
