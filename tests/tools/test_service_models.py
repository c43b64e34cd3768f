"""What the templates ask for, against the models of the services that are asked."""

import copy
from typing import Any

import pytest

from infra.deploy.paths import ACCOUNT_TEMPLATE, NIGHTLY_TEMPLATE, STATEFUL_TEMPLATE
from infra.service_models.check_template import check_template
from infra.service_models.resource_types import NOT_MADE_BY_A_CALL, RESOURCE_TYPES
from infra.templates import Template, read_template

STATEFUL = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))
NIGHTLY = read_template(NIGHTLY_TEMPLATE.read_text("utf-8"))


def test_aws_takes_what_outlives_deployments() -> None:
    assert check_template(STATEFUL) == []


def test_aws_takes_the_api_and_the_jobs(template: Template) -> None:
    assert check_template(template) == []


def test_aws_takes_what_an_account_needs_once() -> None:
    assert check_template(read_template(ACCOUNT_TEMPLATE.read_text("utf-8"))) == []


def test_aws_takes_the_role_of_nightly_stages() -> None:
    assert check_template(NIGHTLY) == []


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
    ("Table", "OnDemandThroughput", {"MaxReads": 1}, "has no such member"),
    ("OnCallSubscription", "Protocol", [], "is no string"),
    ("Budget", "Budget.TimeUnit", "FORTNIGHTLY", "is none of"),
    ("Budget", "NotificationsWithSubscribers.0.Notification.Threshold", -1, "takes 0 at least"),
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
    ("PageFiles", "Name", "1", "does not match"),
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
    ("ApiFirewall", "Scope", "LOCAL", "is none of"),
    ("ApiFirewall", "Rules.0.Statement.RateBasedStatement.Limit", 9, "takes 10 at least"),
    ("ApiFirewall", "CustomResponseBodies.flood.Content", "x" * 10_241, "takes 10240 at most"),
    ("ApiFirewallAssociation", "WebACLArn", "short", "takes 20 at least"),
    ("ApiFirewallLogging", "LoggingFilter.DefaultBehavior", "FORGET", "is none of"),
    ("RestAPI", "MethodSettings.0.Throttle", 1, "has no such member"),
    ("ExpireHolds", "EventInvokeConfig.DestinationConfig.OnFail", {}, "has no such member"),
    ("FailedCalls", "Encrypted", "yes", "has no such member"),
    ("FailedCallsPolicy", "Topics", [], "has no such member"),
    ("CrisisWaiting", "ComparisonOperator", "AtLeast", "is none of"),
    ("CrisisWaiting", "Period", 0, "takes 1 at least"),
    ("ExpireHoldsOverdue", "Metrics.1.MetricStat.Metric.Name", "x", "has no such member"),
    ("Dashboard", "Body", "{}", "has no such member"),
]


@pytest.mark.parametrize(("resource", "path", "value", "why"), REFUSED_OF_THE_API)
def test_what_a_service_refuses_of_the_api_is_found_out(
    template: Template, resource: str, path: str, value: Any, why: str
) -> None:
    findings = check_template(changed(template, resource, path, value))
    assert any(f.startswith(f"{resource}.") and why in f for f in findings), findings


REFUSED_OF_NIGHTLY = [
    ("GitHub", "Url", "", "takes 1 at least"),
    ("GitHub", "ClientIdList", [""], "takes 1 at least"),
    ("Role", "MaxSessionDuration", 43_201, "takes 43200 at most"),
]


@pytest.mark.parametrize(("resource", "path", "value", "why"), REFUSED_OF_NIGHTLY)
def test_what_a_service_refuses_of_the_role_of_nightly_stages_is_found_out(
    resource: str, path: str, value: Any, why: str
) -> None:
    findings = check_template(changed(NIGHTLY, resource, path, value))
    assert any(f.startswith(f"{resource}.") and why in f for f in findings), findings


def test_a_kind_of_resource_that_nobody_looks_into_is_found_out() -> None:
    stream = {"Resources": {"Stream": {"Type": "AWS::Kinesis::Stream"}}}
    assert "AWS::Kinesis::Stream" in check_template(stream)[0]


def test_every_kind_has_its_control(template: Template) -> None:
    """What is looked into here is shown to be looked into."""
    kinds = {STATEFUL["Resources"][name]["Type"] for name, *_ in REFUSED}
    kinds |= {template["Resources"][name]["Type"] for name, *_ in REFUSED_OF_THE_API}
    kinds |= {NIGHTLY["Resources"][name]["Type"] for name, *_ in REFUSED_OF_NIGHTLY}
    assert kinds == set(RESOURCE_TYPES)
    assert all(NOT_MADE_BY_A_CALL.values())
