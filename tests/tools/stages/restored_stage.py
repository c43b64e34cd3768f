"""A stage in a scripted account whose table was written to before and after an instant."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import boto3

from infra.deploy.console import Console
from infra.deploy.packaging import Package
from infra.deploy.paths import STATEFUL_TEMPLATE
from infra.deploy.pipeline import Deployment, Pipeline
from infra.deploy.releases import KEY
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target
from infra.restore.restore_table import RestoreTable
from infra.restore.stage import Stage
from infra.templates import Template, read_template
from tests.tools.stages.scripted_cloud import ScriptedAccount
from tests.tools.stages.scripted_tables import Item, ScriptedBackup, ScriptedTables

NAME = "night"
DATA, API = f"frontdesk-{NAME}-data", f"frontdesk-{NAME}-api"
LIVE = "value-of-SettingTable"
KEY_ARN = "value-of-KeyArn"
AT = datetime(2026, 11, 27, 19, 5, tzinfo=UTC)
RESTORED = f"frontdesk-{NAME}-restored-20261127T190500Z"
EARLIEST = datetime(2026, 10, 24, 4, 0, tzinfo=UTC)
LATEST = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
TEMPLATE = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))
OF_THE_TABLE = ("TableArn", "TableName", "TableStreamArn")
PARAMETERS = {name: str(each.get("Default", "")) for name, each in TEMPLATE["Parameters"].items()}


def item(pk: str, sk: str, **has: str) -> Item:
    return {name: {"S": text} for name, text in {"pk": pk, "sk": sk, **has}.items()}


def event(pk: str, at: str) -> Item:
    return item(pk, f"EVENT#{at}#01kb3w0000000000000000000a", at=at, what="made")


def queued(call: str, urgency: str = "routine") -> Item:
    place = "1-crisis#" if urgency == "crisis" else "2-promise#"
    due = {"due_pk": "queue#main", "due_at": f"{place}2026-11-28T15:00:00.000Z"}
    return item(f"CALLBACK#{call}", "CALLBACK", urgency=urgency, **due)


def message(number: str, state: str, send_at: str = "2026-11-27T19:00:00.000Z") -> Item:
    due = {"due_pk": "message#main", "due_at": send_at} if state == "waiting" else {}
    told = {"message_id": f"r1_{number}", "kind": "receipt", "about": "r1", "send_at": send_at}
    return item("MESSAGE#r1", f"MESSAGE#{number}", state=state, **told, **due)


BEFORE, AFTER = "2026-11-27T19:04:59.000Z", "2026-11-27T19:05:00.001Z"
ERASED_BEFORE, ERASED_AFTER = "01kb3v0000000000000000000a", "01kb3x0000000000000000000b"

PAST = [
    item("REQUEST#r1", "REQUEST"),
    event("REQUEST#r1", BEFORE),
    queued("c1"),
    event("CALLBACK#c1", BEFORE),
    item(
        "SLOTS#main#2026-11-30", "2026-11-30T15:00:00.000Z#1", status="booked", appointment_id="a1"
    ),
    item("APPOINTMENT#a1", "APPOINTMENT", status="booked"),
    item(
        "SLOTS#main#2026-11-30",
        "2026-11-30T16:00:00.000Z#1",
        status="free",
        open_pk="main#consult",
        open_sk="2026-11-30T16:00:00.000Z#1",
    ),
    message("m1", "waiting"),
    message("m2", "waiting"),
    message("m3", "waiting"),
    item("ERASURES#ALL", ERASED_BEFORE, reason="asked-by-person"),
]
"""The table at the instant."""

NOW = [
    *(each for each in PAST if each["pk"]["S"] not in ("MESSAGE#r1", "ERASURES#ALL")),
    item("REQUEST#r2", "REQUEST"),
    event("REQUEST#r2", AFTER),
    queued("c2"),
    event("CALLBACK#c2", AFTER),
    queued("c3", "crisis"),
    event("CALLBACK#c3", AFTER),
    event("APPOINTMENT#a1", AFTER),
    message("m1", "sent"),
    message("m2", "called-off"),
    message("m3", "sent", send_at="2026-12-01T19:00:00.000Z"),
    item("ERASURES#ALL", ERASED_BEFORE, reason="asked-by-person", done_at=AFTER),
    item("ERASURES#ALL", ERASED_AFTER, reason="asked-by-person", done_at=AFTER),
]
"""The table as it is: of what waited, m1 was sent, m2 called off, and m3 put off before it went."""


@dataclass
class RestoreAccount(ScriptedAccount):
    """All services that a deployment or a restore calls."""

    dynamodb: Any = None
    backup: Any = None


@dataclass
class RestoredStage:
    """A stage that is deployed, and that somebody restores."""

    moto: Any
    folder: Path
    said: list[str] = field(default_factory=list)
    version: str = "3"
    """Of the code that is deployed."""
    out: io.StringIO = field(default_factory=io.StringIO)

    def __post_init__(self) -> None:
        from tests.quick_moto import tables

        tables().clear()
        self.account = RestoreAccount()
        self.tables = self.account.dynamodb = ScriptedTables(self.moto)
        self.backup = self.account.backup = ScriptedBackup(self.tables)
        self.live = self.tables.make(
            LIVE,
            NOW,
            key=KEY_ARN,
            recovery=(EARLIEST, LATEST),
            stream="2026-01-01T00:00:00.000",
            expires_by="expires_at",
            is_protected=True,
            tags={"stage": NAME, "cost:center": "12", "aws:cloudformation:stack-name": DATA},
        )
        self.tables.past[LIVE] = PAST
        self.tables.of_stack[LIVE] = self.account.table
        given = {**PARAMETERS, "Stage": NAME, "Protection": "on"}
        cloud = self.account.cloudformation
        cloud.found_in(DATA, "UPDATE_COMPLETE", TEMPLATE, **given)
        self._release({name: f"value-of-{name}" for name in OF_THE_TABLE})

    def _release(self, parameters: dict[str, str]) -> None:
        releases = []
        for version in ("1", "2"):
            template = f"packages/version-{version}.json"
            text = json.dumps(api_template({"FRONTDESK_TABLE": LIVE}, version))
            self.account.s3.noted[template] = text.encode()
            releases.append({"template": template, "parameters": parameters})
        self.account.s3.noted[KEY] = json.dumps(releases).encode()
        url: Any = f"https://s3.example/value-of-ArtifactBucket/{releases[-1]['template']}"
        self.account.cloudformation.found_in(API, "UPDATE_COMPLETE", url, **parameters)

    @property
    def target(self) -> Target:
        return Target(NAME, cast(boto3.Session, self.account))

    def stage(self) -> Stage:
        target = self.target
        stacks = Stacks(target.client("cloudformation"), pause=_at_once)
        return Stage(target, stacks, target.client("dynamodb"), _at_once, self.said.append)

    def restore(self, at: datetime = AT, **how: bool) -> str:
        return RestoreTable(self.stage(), at, **how).run()

    def switched(self) -> "RestoredStage":
        """The stage, that somebody restored and switched some time ago, and deployed since."""
        stream = "2026-11-28T03:00:00.000"
        found = self.tables.make(RESTORED, PAST[:1], stream=stream, expires_by="expires_at")
        found.recovery, found.is_protected, found.key = (EARLIEST, LATEST), True, KEY_ARN
        in_use = {"TableInUse": RESTORED, "StreamInUse": stream}
        self.account.cloudformation.stacks[DATA].asked["parameters"] |= in_use
        self.deploy()
        return self

    def disposable(self) -> "RestoredStage":
        """The stage, deployed to come and go since."""
        cloud = self.account.cloudformation
        given = {**cloud.stacks[DATA].asked["parameters"], "Protection": "off"}
        cloud.found_in(DATA, "UPDATE_COMPLETE", TEMPLATE, **{**given, "Disposal": "Delete"})
        return self

    def deploy(self, data_template: Template | None = None) -> Deployment:
        """Deploy once more, from the same sources but for the data stack's template."""
        return Pipeline(
            self.target,
            Console(self.out),
            self.folder,
            packager=self._package,
            pause=_at_once,
            data_template=data_template,
        ).carry_out()

    def _package(self, environment: Mapping[str, str], _earlier: Any) -> Package:
        template, zipped = self.folder / "sam.json", self.folder / "frontdesk.zip"
        made = api_template(environment, self.version)
        template.write_text(json.dumps({**made, "Parameters": {name: {} for name in OF_THE_TABLE}}))
        zipped.write_bytes(b"code")
        return Package(zipped, template, 4, reused=False)

    def stop_after(self, calls: int | None) -> None:
        self.account.count, self.account.kill_after = 0, calls

    def table_of_functions(self) -> set[str]:
        """The tables that the deployed functions use."""
        url = self.account.cloudformation.stacks[API].asked["template"]
        placed = url.removeprefix("https://s3.example/value-of-ArtifactBucket/")
        functions = json.loads(self.account.s3.noted[placed])["Resources"].values()
        variables = [
            each["Properties"]["Environment"]["Variables"]
            for each in functions
            if each["Type"] == "AWS::Serverless::Function"
        ]
        return {each["FRONTDESK_TABLE"] for each in variables}

    def uses(self, table: str) -> bool:
        """Everything of the stage uses this table, its stream too."""
        stacks = self.account.cloudformation.stacks
        arn = f":table/{table}"
        parameters = stacks[API].asked["parameters"]
        return (
            self.stage().data["SettingTable"] == table
            and self.table_of_functions() == {table}
            and parameters["TableArn"].endswith(arn)
            and parameters["TableName"] == table
            and f"{arn}/stream/2026-11-28T03:00:00.000" in parameters["TableStreamArn"]
        )


def api_template(environment: Mapping[str, str], version: str) -> dict[str, Any]:
    """An API stack of two functions."""
    function = {
        "Type": "AWS::Serverless::Function",
        "Properties": {"Environment": {"Variables": {**environment, "VERSION": version}}},
    }
    return {"Resources": {"APIHandler": function, "SendAtOnce": function}}


def _at_once(_seconds: float) -> None:
    pass
