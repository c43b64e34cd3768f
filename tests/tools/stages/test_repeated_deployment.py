"""``make deploy``, stopped after every call that it makes, and then repeated."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import boto3
import pytest

from infra.deploy.console import Console
from infra.deploy.errors import DeployError
from infra.deploy.packaging import Package
from infra.deploy.pipeline import Deployment, Pipeline
from infra.deploy.roll_back import roll_back
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target
from infra.templates import Template
from tests.tools.stages.scripted_cloud import Killed, ScriptedAccount, ScriptedCloudFormation

DATA, API = "frontdesk-night-data", "frontdesk-night-api"
MAIL = "frontdesk@clinic.example"


class Stage:
    """A stage in a scripted account. ``version`` is that of the code that is deployed."""

    def __init__(self, folder: Path, account: ScriptedAccount | None = None) -> None:
        self.folder = folder
        self.account = account or ScriptedAccount()
        self.out = io.StringIO()
        self.version = 1
        self.data_template: Template | None = None

    def deploy(self, stage: str = "night", **options: Any) -> Deployment:
        target = Target(stage, cast(boto3.Session, self.account), mail_from=MAIL, **options)
        return Pipeline(
            target,
            Console(self.out),
            self.folder,
            packager=lambda _environment, _earlier: self._package(),
            pause=lambda _seconds: None,
            data_template=self.data_template,
        ).carry_out()

    def _package(self) -> Package:
        gateway = {"Type": "AWS::Serverless::Api", "Properties": {"DefinitionBody": {"paths": {}}}}
        function = {"Type": "AWS::Serverless::Function", "Properties": {}}
        template = {
            "Resources": {"Thing": {"Type": "Any"}, "RestAPI": gateway, "APIHandler": function},
            "Parameters": {"TableArn": {}, "Certificate": {}, "Concurrency": {}},
        }
        place, zipped = self.folder / "sam.json", self.folder / "frontdesk.zip"
        place.write_text(json.dumps({**template, "Description": f"version {self.version}"}))
        zipped.write_bytes(b"code" * self.version)
        return Package(zipped, place, zipped.stat().st_size, reused=False)

    @property
    def cloud(self) -> ScriptedCloudFormation:
        return self.account.cloudformation

    def stop_after(self, calls: int | None) -> None:
        self.account.count, self.account.kill_after = 0, calls

    def is_whole(self, deployed: Deployment) -> bool:
        """All stacks are there and protected, and have what was deployed last."""
        stacks = self.cloud.stacks
        states = {name: stack.status.removeprefix("UPDATE_") for name, stack in stacks.items()}
        ends = {name: state.removeprefix("CREATE_") for name, state in states.items()}
        assert ends == dict.fromkeys(("frontdesk-account", DATA, API), "COMPLETE")
        data = stacks[DATA]
        assert data.asked["parameters"]["Protection"] == "on"
        assert data.asked["parameters"]["Disposal"] == "RetainExceptOnCreate"
        assert data.asked["parameters"]["MailFrom"] == MAIL
        assert {n for n, r in data.resources.items() if r.protected} == {"Table", "UserPool"}
        assert data.resources["Secret"].policy == "RetainExceptOnCreate"
        placed = stacks[API].asked["template"].removeprefix("https://s3.example/")
        assert placed.partition("/")[2] in self.account.s3.objects
        return deployed.url == "https://api.example/" and self.cloud.orphans == []


def calls_of(stage: Stage) -> int:
    stage.stop_after(None)
    stage.deploy()
    return stage.account.count


def stopped(
    begin: Callable[[], Stage], act: Callable[[Stage], object]
) -> Iterator[tuple[int, Stage]]:
    """Stages on which something was begun that was killed after a call, for each of its calls.

    With the number of that call. From then on, nothing is killed.
    """
    stage = begin()
    stage.stop_after(None)
    act(stage)
    for call in range(1, stage.account.count + 1):
        stage = begin()
        stage.stop_after(call)
        with pytest.raises(Killed):
            act(stage)
        stage.stop_after(None)
        yield call, stage


def stops(begin: Callable[[], Stage], meanwhile: str) -> int:
    """Stop a deployment after each of its calls, then repeat it; how many calls those are."""
    call = 0
    for call, stage in stopped(begin, Stage.deploy):
        if meanwhile == "much later":
            stage.cloud.come_to_rest()
        assert stage.is_whole(stage.deploy()), call
    return call


@pytest.mark.parametrize("meanwhile", ["at once", "much later"])
def test_a_first_deployment_may_be_stopped_after_any_call_and_repeated(
    tmp_path: Path, meanwhile: str
) -> None:
    assert stops(lambda: Stage(tmp_path), meanwhile) > 30


@pytest.mark.parametrize("meanwhile", ["at once", "much later"])
def test_an_update_may_be_stopped_after_any_call_and_repeated(
    tmp_path: Path, meanwhile: str
) -> None:
    def before() -> Stage:
        stage = Stage(tmp_path)
        stage.deploy(mfa="OPTIONAL")
        stage.version = 2
        return stage

    assert stops(before, meanwhile) > 15


@pytest.mark.parametrize("meanwhile", ["at once", "much later"])
def test_the_second_try_of_a_creation_that_failed_may_be_stopped_too(
    tmp_path: Path, meanwhile: str
) -> None:
    def failed() -> Stage:
        account = ScriptedAccount(
            ScriptedCloudFormation({("UserPool", "CREATE"): ["limit exceeded"]})
        )
        stage = Stage(tmp_path, account)
        with pytest.raises(DeployError, match=r"UserPool \(AWS::Cognito::UserPool\): limit"):
            stage.deploy()
        return stage

    assert stops(failed, meanwhile) > 30


@pytest.mark.parametrize("resource", ["Key", "Table", "UserPool", "MailEvents", "Account", "Thing"])
def test_whatever_goes_wrong_in_a_first_deployment_is_taken_back_whole(
    tmp_path: Path, resource: str
) -> None:
    account = ScriptedAccount(ScriptedCloudFormation({(resource, "CREATE"): ["no permission"]}))
    stage = Stage(tmp_path, account)
    with pytest.raises(DeployError, match=r"ROLLBACK_COMPLETE.*no permission"):
        stage.deploy()
    assert stage.is_whole(stage.deploy())


def test_a_stage_that_could_not_be_protected_is_protected_by_the_next_deployment(
    tmp_path: Path,
) -> None:
    account = ScriptedAccount(ScriptedCloudFormation({("Table", "UPDATE"): ["try again"]}))
    stage = Stage(tmp_path, account)
    with pytest.raises(DeployError, match=r"UPDATE_ROLLBACK_COMPLETE: Table .*try again"):
        stage.deploy()
    assert stage.is_whole(stage.deploy())


def test_a_disposable_stage_is_never_protected(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.deploy(protected=False)
    data = stage.cloud.stacks[DATA]
    assert data.asked["parameters"]["Protection"] == "off"
    assert data.asked["parameters"]["Disposal"] == "Delete"
    updates = [e for e in data.events if e["ResourceStatus"] == "UPDATE_IN_PROGRESS"]
    assert updates == []


def test_a_role_for_logs_that_somebody_took_away_is_said(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.deploy()

    class Without(ScriptedAccount):
        @property
        def apigateway(self) -> Any:
            return type("Nobody", (), {"get_account": staticmethod(dict)})

    stage.account = Without(stage.cloud)
    with pytest.raises(DeployError, match="Delete that stack, then deploy again"):
        stage.deploy()


def back(stage: Stage, *, further: bool = False) -> None:
    target = Target("night", cast(boto3.Session, stage.account))
    stacks = Stacks(target.client("cloudformation"), pause=lambda _seconds: None)
    roll_back(target, stacks, lambda _line: None, further=further)


def at_once(asked: dict[str, Any]) -> dict[str, Any]:
    """What was deployed, as it is deployed once more by going back to it."""
    return {**asked, "parameters": {**asked["parameters"], "Gradually": "false"}}


def test_a_stage_goes_back_to_the_release_before_and_on_from_there(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.deploy()
    first = stage.cloud.stacks[API].asked
    stage.version = 2
    stage.deploy()
    stage.deploy()  # once more, which is no other release
    data = stage.cloud.stacks[DATA].asked
    back(stage)
    assert stage.cloud.stacks[API].asked == at_once(first)
    assert stage.cloud.stacks[DATA].asked == data
    with pytest.raises(DeployError, match="no release before"):
        back(stage)
    stage.version = 3
    stage.deploy()
    back(stage)
    assert stage.cloud.stacks[API].asked == at_once(first)


def test_going_back_may_be_stopped_after_any_call_and_repeated(tmp_path: Path) -> None:
    def released() -> tuple[Stage, Any]:
        stage = Stage(tmp_path)
        asked = []
        for version in (1, 2, 3):
            stage.version = version
            stage.deploy()
            asked.append(stage.cloud.stacks[API].asked)
        return stage, asked

    stage, _ = released()
    stage.stop_after(None)
    back(stage)
    calls = stage.account.count
    for call in range(1, calls):  # after the last one it is done
        stage, asked = released()
        stage.stop_after(call)
        with pytest.raises(Killed):
            back(stage)
        stage.stop_after(None)
        back(stage)
        assert stage.cloud.stacks[API].asked == at_once(asked[1]), call


CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222"


def test_a_domain_is_kept_from_one_deployment_to_the_next_and_taken_away_with_its_certificate(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    asked = {"domain": "care.clinic.example", "certificate": CERTIFICATE, "base_path": "book"}
    assert stage.deploy(**asked).url == "https://care.clinic.example/book/"
    assert stage.deploy().url == "https://care.clinic.example/book/"
    assert stage.cloud.stacks[API].asked["parameters"]["Certificate"] == CERTIFICATE
    assert stage.deploy(domain="").url == "https://api.example/"
    assert stage.cloud.stacks[DATA].asked["parameters"]["Certificate"] == ""


def test_there_is_a_firewall_until_somebody_turns_it_off_and_that_is_kept(tmp_path: Path) -> None:
    stage = Stage(tmp_path)

    def is_on(**asked: Any) -> str:
        stage.deploy(**asked)
        return str(stage.cloud.stacks[DATA].asked["parameters"]["Firewall"])

    assert [is_on(), is_on(firewall="off"), is_on(), is_on(firewall="on")] == [
        "on",
        "off",
        "off",
        "on",
    ]


def test_a_domain_without_a_certificate_or_with_one_of_another_region_is_refused(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    with pytest.raises(DeployError, match="needs a certificate, in ACM and in us-east-1"):
        stage.deploy(domain="care.clinic.example")
    with pytest.raises(DeployError, match="has to be in ACM and in us-east-1"):
        stage.deploy(
            domain="care.clinic.example", certificate=CERTIFICATE.replace("us-east-1", "eu-west-1")
        )
    assert DATA not in stage.cloud.stacks


def test_who_is_on_call_and_the_budget_are_kept_from_one_deployment_to_the_next(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    stage.deploy(on_call="oncall@clinic.example", monthly_budget="150")
    stage.deploy()
    asked = stage.cloud.stacks[DATA].asked["parameters"]
    assert (asked["OnCall"], asked["MonthlyBudget"]) == ("oncall@clinic.example", "150")


def test_a_stage_of_which_nobody_says_it_has_the_usual_budget_and_tells_nobody(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    stage.deploy()
    asked = stage.cloud.stacks[DATA].asked["parameters"]
    assert (asked["OnCall"], asked["MonthlyBudget"]) == ("", "100")
    assert "nobody is told of trouble" in stage.out.getvalue()


def test_production_has_to_say_who_is_told_of_trouble(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    with pytest.raises(DeployError, match="who is told of trouble"):
        stage.deploy("production")
    stage.deploy("production", on_call="none")
    stage.deploy("production")
    asked = stage.cloud.stacks["frontdesk-production-data"].asked["parameters"]
    assert asked["OnCall"] == "none"


def test_the_alarm_on_concurrency_knows_how_much_the_account_may_run(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.deploy()
    assert stage.cloud.stacks[API].asked["parameters"]["Concurrency"] == "1000"
