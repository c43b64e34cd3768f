"""The deployment of one stage, step by step."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from infra.deploy.build import environment_from
from infra.deploy.change_index import ChangeIndex
from infra.deploy.console import Console, megabytes
from infra.deploy.errors import DeployError
from infra.deploy.index_rules import indexes_of, table_of
from infra.deploy.packaging import Package, Packaging
from infra.deploy.paths import ACCOUNT_TEMPLATE, PROJECT, STATEFUL_TEMPLATE
from infra.deploy.publish_versions import GRADUALLY, with_versions
from infra.deploy.python_version import require_python
from infra.deploy.releases import Release, gone_back_to, note_release
from infra.deploy.served_assets import (
    Files,
    Served,
    brought_along,
    built_files,
    load_served,
    note_served,
)
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target
from infra.deploy.upload import content_key, upload_file
from infra.deploy.world_clock import require_world_clock
from infra.restore.equip_table import Equip, keep_as_defined
from infra.templates import Template, read_template

_MAIL = "SettingMailFrom"
_ON_CALL = "OnCall"
_UNPROTECTED = {"Protection": "off", "Disposal": "Delete"}
_PROTECTED = {"Protection": "on", "Disposal": "RetainExceptOnCreate"}
_MAIL_IS_OFF = "OFF: nobody gets a confirmation or a reminder (see docs/deploying.md)"
_ALARMS_ARE_OFF = "nobody is told of trouble (see docs/operating.md)"
_USUAL = {"MonthlyBudget": "100"}
"""Parameters that are something else than empty as long as nobody says what they are to be."""


@dataclass(frozen=True)
class Deployment:
    """What a deployment came to: the outputs of both stacks, and the package."""

    data: Mapping[str, str]
    api: Mapping[str, str]
    package: Package

    @property
    def url(self) -> str:
        """Where the API answers on AWS, with a slash at its end."""
        return api_url(self.data, self.api)


def api_url(data: Mapping[str, str], api: Mapping[str, str]) -> str:
    """Where the API answers on AWS, by the outputs of both stacks, with a slash at its end."""
    if data["Domain"] == "none":
        return api["EndpointURL"]
    base = "" if data["BasePath"] == "none" else f"{data['BasePath']}/"
    return f"https://{data['Domain']}/{base}"


@dataclass
class Pipeline:
    """Deploys ``project`` to ``target``, working in ``workspace`` (kept, to be quick next time).

    Stopped after any of its calls, it may be run again: it goes on from what it finds.
    """

    target: Target
    console: Console
    workspace: Path
    project: Path = PROJECT
    packager: Callable[[Mapping[str, str], Files], Package] | None = None
    """Makes the package for an environment and earlier files; by default, ``Packaging`` does."""
    pause: Callable[[float], None] = time.sleep
    data_template: Template | None = None
    """The data stack's template; by default, ``infra/stateful.yaml``."""

    def __post_init__(self) -> None:
        tags = {"application": "frontdesk", "stage": self.target.stage}
        interval = 2.0 if self.target.endpoint is None else 0.1
        client = self.target.client("cloudformation")
        self._stacks = Stacks(
            client,
            pause=self.pause,
            interval=interval,
            tags=tags,
            say=lambda line: self.console.line(f"  {line}"),
        )

    def run(self) -> Deployment:
        """Check, then carry out every step. Raises DeployError with the reason when one fails."""
        self._check()
        return self.carry_out()

    def carry_out(self) -> Deployment:
        """Carry out every step in the cloud. Raises DeployError with the reason when one fails."""
        self._let_gateway_log()
        data = self._deploy_data()
        s3, bucket = self.target.client("s3"), data["ArtifactBucket"]
        built = built_files(self.project)
        earlier = brought_along(built, load_served(s3, bucket))
        package = self._package(data, earlier)
        self._upload(package, bucket)
        api = self._deploy_api(package, data)
        self._drop_indexes()
        note_served(s3, bucket, Served(built, earlier))
        return Deployment(data, api, package)

    def _check(self) -> None:
        require_python(sys.version_info[:2], for_aws=self.target.endpoint is None)
        strict = ["--production"] if self.target.stage == "production" else []
        command = [sys.executable, "-m", "chalicelib.clinic", *strict]
        done = subprocess.run(
            command, cwd=self.project, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise DeployError(f"the clinic's file: {(done.stderr or done.stdout).strip()}")
        self.console.step("clinic.toml", "OK")

    def _let_gateway_log(self) -> None:
        """Where nobody has yet: give API Gateway the account's role for writing access logs."""
        if self._gateway_can_log():
            return
        body = ACCOUNT_TEMPLATE.read_text("utf-8")
        made = self._stacks.deploy("frontdesk-account", {"TemplateBody": body}, {})
        if not made and not self._gateway_can_log() and self.target.endpoint is None:
            raise DeployError(
                "API Gateway has no role for writing access logs, though stack frontdesk-account "
                "gave it one: somebody took it away. Delete that stack, then deploy again"
            )
        self.console.step("account", "API Gateway can write access logs now")

    def _gateway_can_log(self) -> bool:
        return bool(self.target.client("apigateway").get_account().get("cloudwatchRoleArn"))

    def _deploy_data(self) -> dict[str, str]:
        """The data stack. It is made unprotected, so that a creation that fails can be taken back
        whole, and protected by an update at once, before anything is in it.
        """
        stack, protected = self.target.data_stack, self.target.protected
        is_there = self._stacks.settle(stack)
        settings = self._settings(self._stacks.parameters(stack) if is_there else {})
        if protected and not is_there:
            self._deploy_data_by(settings | _UNPROTECTED)(self._wanted_data())
            self.console.step("data stack", "made")
        wanted = settings | (_PROTECTED if protected else _UNPROTECTED)
        deploy = self._deploy_data_by(wanted)
        if is_there or protected:
            changed = self._indexes().before_code(self._wanted_data(), deploy)
        else:
            changed = deploy(self._wanted_data())
        outcome = "deployed" if is_there or not protected else "protected"
        self.console.step("data stack", outcome if changed else "no changes")
        data = self._stacks.outputs(stack)
        self.console.step("email", f"from {data[_MAIL]}" if _MAIL in data else _MAIL_IS_OFF)
        self.console.step("alarms", f"to {data[_ON_CALL]}" if _ON_CALL in data else _ALARMS_ARE_OFF)
        return data

    def _drop_indexes(self) -> None:
        """Now that the code reads others: drop the indexes that the template has no more."""
        deploy = self._deploy_data_by(self._stacks.parameters(self.target.data_stack))
        dropped = self._indexes().after_code(self._wanted_data(), deploy)
        if dropped:
            self.console.step("indexes", f"dropped {', '.join(dropped)}")

    def _indexes(self) -> ChangeIndex:
        return ChangeIndex(self._stacks, self.target.client("dynamodb"), self.target.data_stack)

    def _wanted_data(self) -> Template:
        return self.target.adjust(self.data_template or _data_template())

    def _deploy_data_by(self, parameters: Mapping[str, str]) -> Callable[[Template], bool]:
        """Deploys the data stack, with these parameters, by the template that it is given."""
        stack = self.target.data_stack
        return lambda template: self._stacks.deploy(
            stack, {"TemplateBody": _written(template)}, parameters
        )

    def _settings(self, before: Mapping[str, str]) -> dict[str, str]:
        """The data stack's parameters: those that are asked for, else as they were ``before``."""
        target = self.target
        asked = {
            "MailFrom": target.mail_from,
            "PublicUrl": target.public_url,
            "MailDomain": target.mail_domain,
            "Domain": target.domain,
            "Certificate": "" if target.domain == "" else target.certificate,
            "BasePath": "" if target.domain == "" else target.base_path,
            _ON_CALL: target.on_call,
            "MonthlyBudget": target.monthly_budget,
            "BackupCopyVault": target.backup_copy_vault,
        }
        kept = {
            name: before.get(name, _USUAL.get(name, "")) if value is None else value
            for name, value in asked.items()
        }
        if target.stage == "production" and not kept[_ON_CALL]:
            raise DeployError(
                'production has to say who is told of trouble: ARGS="--on-call ADDRESS", or '
                '"--on-call none" on purpose'
            )
        if kept["Domain"] and not kept["Certificate"]:
            raise DeployError(
                f"{kept['Domain']} needs a certificate, in ACM and in {target.region}"
            )
        firewall = target.firewall or before.get("Firewall", "on")
        chosen = {"Stage": target.stage, "Mfa": target.mfa, "Firewall": firewall}
        return {**chosen, **kept, **self._table_in_use(before)}

    def _table_in_use(self, before: Mapping[str, str]) -> dict[str, str]:
        """The parameters of the table that a restore has brought up, which stays in use.

        CloudFormation does not keep that table as the template says: it is done here, and its
        indexes are brought along as those of the stack's own table are.
        """
        table, stream = before.get("TableInUse", ""), ""
        if table:
            equip = Equip(self.target.client("dynamodb"), self.pause, self.target.protected)
            stream = keep_as_defined(equip, table, table_of(self._wanted_data()))
            self.console.step("table in use", f"{table}, since a restore")
        return {"TableInUse": table, "StreamInUse": stream}

    def _package(self, data: Mapping[str, str], earlier: Files) -> Package:
        target = self.target
        packager = (
            self.packager
            or Packaging(
                self.project, self.workspace, target.stage, target.region, target.host_wheels
            ).run
        )
        package = packager(environment_from(data, target.stage), earlier)
        size = megabytes(package.size)
        self.console.step("package", f"{size}, unchanged" if package.reused else size)
        return package

    def _upload(self, package: Package, bucket: str) -> None:
        sent = upload_file(self.target.client("s3"), bucket, package.zipped, self.console.bar)
        size = megabytes(package.size)
        self.console.step("upload", f"{size} sent" if sent else "already there")

    def _deploy_api(self, package: Package, data: Mapping[str, str]) -> dict[str, str]:
        stack, bucket = self.target.api_stack, data["ArtifactBucket"]
        key = content_key(package.zipped.read_bytes(), ".zip")
        template = read_template(package.template.read_text("utf-8"))
        if self.target.endpoint is None:
            require_world_clock(template)
            template = with_versions(template)
        known = {**data, "Concurrency": self._concurrency(), GRADUALLY: self._gradually(stack)}
        parameters = {name: known[name] for name in template.get("Parameters", {})}
        template = reached_by_domain_alone(template) if data["Domain"] != "none" else template
        body = self._adjusted(with_code_at(template, bucket, key))
        placed = content_key(body.encode(), ".json")
        changed = self._stacks.deploy(stack, self._placed(body, bucket, placed), parameters)
        self.console.step("API stack", "deployed" if changed else "no changes")
        indexes = indexes_of(self._wanted_data())
        release = Release(placed, gone_back_to(parameters), sorted(indexes))
        note_release(self.target.client("s3"), bucket, release)
        return self._stacks.outputs(stack)

    def _gradually(self, stack: str) -> str:
        """The parameter that says whether people get the release step by step; a line if so."""
        if self.target.at_once:
            return "false"
        if self.target.endpoint is None and self._stacks.exists(stack):
            self.console.line(
                "  what is new gets a tenth of the calls first, all ten minutes later"
            )
        return "true"

    def _concurrency(self) -> str:
        """The number of calls that Lambda lets the account have under way, for an alarm."""
        limits = self.target.client("lambda").get_account_settings()["AccountLimit"]
        return str(limits["ConcurrentExecutions"])

    def _placed(self, body: str, bucket: str, key: str) -> dict[str, str]:
        """Upload the template: as an argument, CloudFormation takes only 51,200 bytes."""
        path = self.workspace / "api.json"
        path.write_text(body, "utf-8")
        s3 = self.target.client("s3")
        upload_file(s3, bucket, path, lambda _sent, _total: None)
        return {"TemplateURL": f"{s3.meta.endpoint_url}/{bucket}/{key}"}

    def _adjusted(self, template: Template) -> str:
        return _written(self.target.adjust(template))


def _written(template: Template) -> str:
    return json.dumps(template, separators=(",", ":"))


@cache
def _data_template() -> Template:
    return read_template(STATEFUL_TEMPLATE.read_text("utf-8"))


def with_code_at(template: Template, bucket: str, key: str) -> Template:
    """The packaged template with every function's code at its place in the bucket."""
    resources = {
        name: _with_code(resource, bucket, key) for name, resource in template["Resources"].items()
    }
    return {**template, "Resources": resources}


def reached_by_domain_alone(template: Template) -> Template:
    """The packaged template with the gateway's own address turned off.

    What is decided by a condition within the API's definition is not carried out: SAM makes a new
    deployment of the API when the text of the definition changes, and only then.
    """
    api = template["Resources"]["RestAPI"]
    properties = {**api["Properties"], "DisableExecuteApiEndpoint": True}
    resources = {**template["Resources"], "RestAPI": {**api, "Properties": properties}}
    return {**template, "Resources": resources}


def _with_code(resource: Template, bucket: str, key: str) -> Template:
    if resource["Type"] != "AWS::Serverless::Function":
        return resource
    code = {"Bucket": bucket, "Key": key}
    return {**resource, "Properties": {**resource["Properties"], "CodeUri": code}}
