"""The template as releases reach people by it: versions, aliases, and who moves them when."""

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from infra.deploy.paths import NIGHTLY_TEMPLATE
from infra.deploy.publish_versions import with_versions
from infra.deploy.transform import transform
from infra.local.engines import cloud_python
from infra.templates import Template, read_template
from tests.engines import engine

API = "APIHandler"
TO_FUNCTION = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"


def of_kind(template: Template, kind: str) -> dict[str, Any]:
    found = template["Resources"].items()
    return {name: r["Properties"] for name, r in found if r["Type"] == kind}


def integrations(template: Template) -> Iterator[tuple[str, str]]:
    """Of each path, what is called for it."""
    (api,) = of_kind(template, "AWS::ApiGateway::RestApi").values()
    for path, methods in api["Body"]["paths"].items():
        for method in methods.values():
            uri = method["x-amazon-apigateway-integration"].get("uri")
            if uri is not None:
                yield path, uri["Fn::Sub"]


def transformed_by(template: Template, folder: Path, gradually: str) -> Template:
    """As SAM makes it of the template with this parameter, which it reads itself."""
    parameter = {**template["Parameters"]["Gradually"], "Default": gradually}
    parameters = {**template["Parameters"], "Gradually": parameter}
    place, out = folder / "sam.json", folder / f"{gradually}.json"
    place.write_text(json.dumps({**template, "Parameters": parameters}), "utf-8")
    transform(place, out, engine(cloud_python))
    made: Template = json.loads(out.read_text("utf-8"))
    return made


@pytest.fixture(scope="module")
def at_once(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Template:
    return transformed_by(template, tmp_path_factory.mktemp("at-once"), "false")


def live(transformed: Template) -> dict[str, Any]:
    """The alias that a function is called by, of each function."""
    aliases = of_kind(transformed, "AWS::Lambda::Alias").items()
    return {a["FunctionName"]["Ref"]: name for name, a in aliases if a["Name"] == "live"}


class TestAliases:
    def test_every_function_has_one_that_leads_to_the_version_of_this_release(
        self, transformed: Template
    ) -> None:
        versions = of_kind(transformed, "AWS::Lambda::Version")
        assert live(transformed).keys() == of_kind(transformed, "AWS::Lambda::Function").keys()
        for alias in of_kind(transformed, "AWS::Lambda::Alias").values():
            version, attribute = alias["FunctionVersion"]["Fn::GetAtt"]
            assert attribute == "Version"
            assert versions[version]["FunctionName"] == alias["FunctionName"]

    def test_every_route_calls_it_but_for_files_of_pages_which_are_new_at_once(
        self, transformed: Template
    ) -> None:
        called = dict(integrations(transformed))
        assert len(called) > 100
        for path, uri in called.items():
            alias = "page-files" if path.startswith("/assets/") else "live"
            assert uri == f"{TO_FUNCTION}${{{API}.Arn}}:{alias}/invocations", path
        assert "page-files" in "".join(called.values())

    def test_every_permission_is_one_for_an_alias(self, transformed: Template) -> None:
        aliases = of_kind(transformed, "AWS::Lambda::Alias")
        permissions = of_kind(transformed, "AWS::Lambda::Permission")
        assert len(permissions) == 12
        for name, permission in permissions.items():
            assert permission["FunctionName"]["Ref"] in aliases, name

    def test_the_gateway_may_call_each_alias_that_a_route_calls(
        self, transformed: Template
    ) -> None:
        may = {
            p["FunctionName"]["Ref"]: json.dumps(p["SourceArn"])
            for p in of_kind(transformed, "AWS::Lambda::Permission").values()
            if p["Principal"] == "apigateway.amazonaws.com"
        }
        assert may.keys() == {live(transformed)[API], "PageFiles"}
        place = may["PageFiles"].partition("${RestAPI}")[2].rstrip('"}')
        assert fnmatchcase("/api/GET/assets/*", place)
        assert not fnmatchcase("/api/GET/people", place)

    def test_schedules_the_topic_and_the_stream_call_them(self, transformed: Template) -> None:
        by_name = {alias: function for function, alias in live(transformed).items()}
        rules = of_kind(transformed, "AWS::Events::Rule").values()
        called = [target["Arn"]["Ref"] for rule in rules for target in rule["Targets"]]
        called += [
            e["Endpoint"]["Ref"] for e in of_kind(transformed, "AWS::SNS::Subscription").values()
        ]
        streams = of_kind(transformed, "AWS::Lambda::EventSourceMapping").values()
        called += [stream["FunctionName"]["Ref"] for stream in streams]
        assert {by_name[alias] for alias in called} == live(transformed).keys() - {API}

    def test_calls_that_fail_are_kept_as_those_of_the_alias(self, transformed: Template) -> None:
        for configured in of_kind(transformed, "AWS::Lambda::EventInvokeConfig").values():
            assert configured["Qualifier"] == "live"

    def test_alarms_look_at_all_versions_of_a_function(self, transformed: Template) -> None:
        functions = of_kind(transformed, "AWS::Lambda::Function")
        for name, alarm in of_kind(transformed, "AWS::CloudWatch::Alarm").items():
            dimensions = alarm.get("Dimensions", [])
            if alarm.get("Namespace") == "AWS/Lambda" and dimensions:
                (by,) = dimensions
                assert by["Name"] == "FunctionName"
                assert by["Value"]["Ref"] in functions, name


class TestVersions:
    def names(self, template: Template, folder: Path) -> set[str]:
        folder.mkdir()
        made = transformed_by(template, folder, "true")
        return set(of_kind(made, "AWS::Lambda::Version"))

    def changed(self, template: Template, **properties: Any) -> Template:
        """The template with other properties of one job."""
        job = template["Resources"]["ExpireHolds"]
        other = {**job, "Properties": {**job["Properties"], **properties}}
        return {**template, "Resources": {**template["Resources"], "ExpireHolds": other}}

    def test_are_published_for_a_change_of_any_setting(
        self, template: Template, tmp_path: Path
    ) -> None:
        before = self.names(template, tmp_path / "before")
        after = self.names(self.changed(template, Timeout=55), tmp_path / "after")
        (gone,), (come,) = before - after, after - before
        assert gone.startswith("ExpireHoldsVersion")
        assert come.startswith("ExpireHoldsVersion")

    def test_have_no_tags_which_would_ask_for_one_that_there_is(self, template: Template) -> None:
        for name, function in of_kind(template, "AWS::Serverless::Function").items():
            assert "Tags" not in function, name

    def test_go_when_nothing_calls_them_so_that_a_release_can_be_deployed_again(
        self, transformed: Template
    ) -> None:
        for resource in transformed["Resources"].values():
            if resource["Type"] == "AWS::Lambda::Version":
                assert resource["DeletionPolicy"] == "Delete"


class TestTheShift:
    def test_is_gradual_for_the_api_alone(self, transformed: Template) -> None:
        moved = {
            n: r["UpdatePolicy"] for n, r in transformed["Resources"].items() if "UpdatePolicy" in r
        }
        (group,) = of_kind(transformed, "AWS::CodeDeploy::DeploymentGroup")
        (application,) = of_kind(transformed, "AWS::CodeDeploy::Application")
        by = {"ApplicationName": {"Ref": application}, "DeploymentGroupName": {"Ref": group}}
        assert moved == {live(transformed)[API]: {"CodeDeployLambdaAliasUpdate": by}}

    def test_is_a_tenth_for_longer_than_its_alarms_need_to_ring(
        self, transformed: Template
    ) -> None:
        (group,) = of_kind(transformed, "AWS::CodeDeploy::DeploymentGroup").values()
        _, named = group["DeploymentConfigName"]["Fn::Sub"]
        assert named == {"ConfigName": "Canary10Percent10Minutes"}
        for name in ("APIHandlerErrors", "FunctionsThrottled"):
            assert transformed["Resources"][name]["Properties"]["Period"] == 300

    def test_is_taken_back_by_alarms_on_failures_errors_and_throttles(
        self, transformed: Template
    ) -> None:
        (group,) = of_kind(transformed, "AWS::CodeDeploy::DeploymentGroup").values()
        alarms = group["AlarmConfiguration"]
        assert alarms["Enabled"] is True
        named = {each["Name"]["Ref"] for each in alarms["Alarms"]}
        assert named == {"GatewayFailures", "APIHandlerErrors", "FunctionsThrottled"}
        assert named <= of_kind(transformed, "AWS::CloudWatch::Alarm").keys()
        assert "DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"]

    def test_waits_for_nothing_that_waits_for_it(self, transformed: Template) -> None:
        """The gateway names the alias by its ARN, so that it changes while alarms are looked at."""
        (api,) = of_kind(transformed, "AWS::ApiGateway::RestApi").values()
        assert f"{API}Alias" not in json.dumps(api)

    def test_is_done_by_a_role_that_may_move_this_function_alone(
        self, transformed: Template
    ) -> None:
        (group,) = of_kind(transformed, "AWS::CodeDeploy::DeploymentGroup").values()
        assert group["ServiceRoleArn"] == {"Fn::GetAtt": ["ShiftRole", "Arn"]}
        role = transformed["Resources"]["ShiftRole"]["Properties"]
        assert "ManagedPolicyArns" not in role
        (trusted,) = role["AssumeRolePolicyDocument"]["Statement"]
        assert trusted["Principal"] == {"Service": "codedeploy.amazonaws.com"}
        (policy,) = role["Policies"]
        moves, sees = policy["PolicyDocument"]["Statement"]
        assert all(f"{API}" in json.dumps(place) for place in moves["Resource"])
        assert sees["Action"] == "cloudwatch:DescribeAlarms"

    def test_has_a_role_that_nightly_stages_may_hand_over(self) -> None:
        nightly = read_template(NIGHTLY_TEMPLATE.read_text("utf-8"))["Resources"]["Role"]
        (passes,) = (
            statement
            for policy in nightly["Properties"]["Policies"]
            for statement in policy["PolicyDocument"]["Statement"]
            if statement["Action"] == "iam:PassRole"
        )
        services = passes["Condition"]["StringEquals"]["iam:PassedToService"]
        assert "codedeploy.amazonaws.com" in services

    def test_can_be_left_out_and_then_no_alarm_is_asked(
        self, transformed: Template, at_once: Template
    ) -> None:
        kinds = {r["Type"].split("::")[1] for r in at_once["Resources"].values()}
        assert "CodeDeploy" not in kinds
        assert not [r for r in at_once["Resources"].values() if "UpdatePolicy" in r]
        assert live(at_once) == live(transformed)
        assert of_kind(at_once, "AWS::Lambda::Version") == of_kind(
            transformed, "AWS::Lambda::Version"
        )


def test_a_template_that_is_without_is_not_changed_in_place() -> None:
    function: Template = {"Type": "AWS::Serverless::Function", "Properties": {"Tags": {"a": "b"}}}
    before = {"Resources": {API: function}}
    after = with_versions(before)
    assert function["Properties"] == {"Tags": {"a": "b"}}
    assert before.keys() == {"Resources"}
    assert after["Resources"][API]["Properties"]["AutoPublishAlias"] == "live"
