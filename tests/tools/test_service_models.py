"""What the templates ask for, against the models of the services that are asked."""

import copy
from typing import Any

import pytest

from infra.deploy.paths import ACCOUNT_TEMPLATE, STATEFUL_TEMPLATE
from infra.service_models.check_template import check_template
from infra.service_models.resource_types import NOT_MADE_BY_A_CALL, RESOURCE_TYPES
from infra.templates import Template, read_template

STATEFUL = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))


def test_aws_takes_what_outlives_deployments() -> None:
    assert check_template(STATEFUL) == []


def test_aws_takes_the_api_and_the_jobs(template: Template) -> None:
    assert check_template(template) == []


def test_aws_takes_what_an_account_needs_once() -> None:
    assert check_template(read_template(ACCOUNT_TEMPLATE.read_text("utf-8"))) == []


def changed(template: Template, resource: str, path: str, value: Any) -> Template:
    """The template with one property set to ``value``; numbers in ``path`` lead into lists."""
    copied = copy.deepcopy(template)
    *way, last = path.split(".")
    inside: Any = copied["Resources"][resource]["Properties"]
    for step in way:
        inside = inside[int(step)] if step.isdigit() else inside[step]
    inside[int(last) if last.isdigit() else last] = value
    return copied


DUE = "GlobalSecondaryIndexes.0.Projection.NonKeyAttributes"

TAKEN_AT_THE_LIMIT = [
    ("Table", DUE, [f"attribute_{n}" for n in range(20)]),
    ("UserPool", "Policies.PasswordPolicy.MinimumLength", 99),
    ("Secret", "GenerateSecretString.PasswordLength", 4096),
]

REFUSED = [
    ("Table", DUE, [f"attribute_{n}" for n in range(21)], "takes 20 at most"),
    ("Table", DUE, [], "takes 1 at least"),
    ("Table", "GlobalSecondaryIndexes.0.IndexName", "du", "takes 3 at least"),
    ("Table", "GlobalSecondaryIndexes.0.IndexName", "due index", "does not match"),
    ("Table", "BillingMode", "PER_REQUEST", "is none of"),
    ("Table", "KeySchema.0.KeyType", "SORT", "is none of"),
    ("Table", "AttributeDefinitions.0", {"AttributeName": "pk"}, "requires AttributeType"),
    ("Table", "StreamSpec", {}, "has no such member"),
    ("Table", "SSESpecification.Enabled", {"a": "list"}, "is no boolean"),
    ("Table", "TimeToLiveSpecification.AttributeName", "", "takes 1 at least"),
    ("Key", "PendingWindowInDays", 0, "takes 1 at least"),
    ("Key", "PendingWindowInDays", 366, "takes 365 at most"),
    ("Key", "Description", "x" * 8193, "takes 8192 at most"),
    ("KeyAlias", "AliasName", {"Fn::Sub": "alias/${Stage}" + "x" * 240}, "takes 256 at most"),
    ("KeyAlias", "AliasName", "alias/front desk", "does not match"),
    ("Secret", "GenerateSecretString.PasswordLength", 4097, "takes 4096 at most"),
    ("UserPool", "UserPoolName", "front/desk", "does not match"),
    ("UserPool", "UserPoolName", {"Fn::Sub": "${Stage}" + "x" * 109}, "takes 128 at most"),
    ("UserPool", "MfaConfiguration", {"Fn::If": ["IsProduction", "ON", "MAYBE"]}, "is none of"),
    ("UserPool", "Policies.PasswordPolicy.MinimumLength", 5, "takes 6 at least"),
    ("UserPool", "AdminCreateUserConfig.InviteMessageTemplate.EmailSubject", "x" * 141, "takes"),
    ("UserPool", "UsernameConfiguration", {}, "requires CaseSensitive"),
    ("FrontDeskGroup", "Precedence", -1, "takes 0 at least"),
    ("ManagerGroup", "GroupName", "the managers", "does not match"),
    ("UserPoolClient", "RefreshTokenValidity", "soon", "is no integer"),
    ("UserPoolClient", "AuthSessionValidity", 16, "takes 15 at most"),
    ("UserPoolClient", "ExplicitAuthFlows", ["ALLOW_ALL"], "is none of"),
    ("ArtifactBucket", "VersioningConfiguration.Status", "On", "is none of"),
    ("ArtifactBucket", "OwnershipControls.Rules.0.ObjectOwnership", "Mine", "is none of"),
    ("ArtifactBucket", "LifecycleConfiguration.Rules.0", {"Id": "x"}, "requires Status"),
    ("ArtifactBucketPolicy", "PolicyDoc", {}, "has no such member"),
    ("MailTopic", "TopicArn", "x", "has no such member"),
    ("MailTopicPolicy", "Policy", {}, "has no such member"),
    ("MailConfigurationSet", "SuppressionOptions.SuppressedReasons", ["SPAM"], "is none of"),
    ("MailEvents", "EventDestination.MatchingEventTypes", ["bounces"], "is none of"),
    ("MailEvents", "EventDestination", {"Name": "x"}, "requires MatchingEventTypes"),
    ("MailIdentity", "DkimSigningAttributes.NextSigningKeyLength", "RSA_4096_BIT", "is none of"),
    ("MailIdentity", "MailFromAttributes.BehaviorOnMxFailure", "IGNORE", "is none of"),
    ("BackupVault", "BackupVaultName", {"Fn::Sub": "${Stage}" + "x" * 50}, "does not match"),
    ("BackupVault", "LockConfiguration.MinRetention", 35, "has no such member"),
    ("BackupPlan", "BackupPlan.BackupPlanRule.0.RuleName", "every day", "does not match"),
    ("BackupPlan", "BackupPlan.BackupPlanRule.1.Lifecycle.DeleteAfterDays", "x", "is no long"),
    ("BackupSelection", "BackupSelection.SelectionName", "the table", "does not match"),
]


@pytest.mark.parametrize(("resource", "path", "value"), TAKEN_AT_THE_LIMIT)
def test_what_is_just_within_a_limit_is_taken(resource: str, path: str, value: Any) -> None:
    assert check_template(changed(STATEFUL, resource, path, value)) == []


@pytest.mark.parametrize(("resource", "path", "value", "why"), REFUSED)
def test_what_a_service_refuses_is_found_out(
    resource: str, path: str, value: Any, why: str
) -> None:
    findings = check_template(changed(STATEFUL, resource, path, value))
    assert any(f.startswith(f"{resource}.") and why in f for f in findings), findings


REFUSED_OF_THE_API = [
    ("APIHandler", "Timeout", 0, "takes 1 at least"),
    ("APIHandler", "MemorySize", 64, "takes 128 at least"),
    ("APIHandler", "Runtime", "python3.99", "is none of"),
    ("APIHandler", "Tracing", "Off", "is none of"),
    ("APIHandler", "Environment.Variables", {"1ST": "x"}, "does not match"),
    ("ExpireHolds", "EventInvokeConfig.MaximumEventAgeInSeconds", 59, "takes 60 at least"),
    ("ExpireHolds", "EventInvokeConfig.MaximumRetryAttempts", 3, "takes 2 at most"),
    ("ExpireHolds", "Events.ExpireHoldsEvent.Properties.Schedule", "x" * 257, "takes 256"),
    ("ApiHandlerRole", "Policies.0.PolicyName", "a policy", "does not match"),
    ("ApiHandlerRole", "Policies.0", {"PolicyName": "x"}, "requires PolicyDocument"),
    ("ApiHandlerLogs", "LogGroupName", "/aws/lambda/ä", "does not match"),
    ("ApiHandlerLogs", "RetentionInDays", "for ever", "is no integer"),
    ("APIHandlerInvokePermission", "Action", "invoke", "does not match"),
    ("FiledMessages", "MaximumRecordAgeInSeconds", 604_801, "takes 604800 at most"),
    ("FiledMessages", "StartingPosition", "NEWEST", "is none of"),
    ("RestAPI", "EndpointConfiguration", "LOCAL", "is none of"),
    ("RestAPI", "SecurityPolicy", "TLS_0_9", "is none of"),
    ("DomainName", "EndpointAccessMode", "OPEN", "is none of"),
    ("DomainMapping", "Path", "book", "has no such member"),
    ("RestAPI", "MethodSettings.0.Throttle", 1, "has no such member"),
]


@pytest.mark.parametrize(("resource", "path", "value", "why"), REFUSED_OF_THE_API)
def test_what_a_service_refuses_of_the_api_is_found_out(
    template: Template, resource: str, path: str, value: Any, why: str
) -> None:
    findings = check_template(changed(template, resource, path, value))
    assert any(f.startswith(f"{resource}.") and why in f for f in findings), findings


def test_a_kind_of_resource_that_nobody_looks_into_is_found_out() -> None:
    queue = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}
    assert "AWS::SQS::Queue" in check_template(queue)[0]


def test_every_kind_has_its_control(template: Template) -> None:
    """What is looked into here is shown to be looked into."""
    kinds = {STATEFUL["Resources"][name]["Type"] for name, *_ in REFUSED}
    kinds |= {template["Resources"][name]["Type"] for name, *_ in REFUSED_OF_THE_API}
    assert kinds == set(RESOURCE_TYPES)
    assert all(NOT_MADE_BY_A_CALL.values())
