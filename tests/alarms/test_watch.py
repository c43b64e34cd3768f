"""What else watches over a stage: the budget, the dashboard, the queue of calls that failed."""

import json
import re
from typing import Any

import pytest

from infra.deploy.paths import STATEFUL_TEMPLATE
from infra.templates import Template, read_template

from .conftest import Alarms

DATA = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))["Resources"]
OF_THIS_ACCOUNT = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
TELLERS = {"cloudwatch.amazonaws.com", "budgets.amazonaws.com"}


def resources(template: Template, kind: str) -> dict[str, Any]:
    return {n: r["Properties"] for n, r in template["Resources"].items() if r["Type"] == kind}


def rings(spent: float, expected: float, budget: float = 100) -> bool:
    """Whether the budget tells of this month: what was spent, and what AWS expects of all of it."""
    seen = {"ACTUAL": spent, "FORECASTED": expected}
    told = [each["Notification"] for each in DATA["Budget"]["Properties"][BUDGETS]]
    for notification in told:
        assert notification["ComparisonOperator"] == "GREATER_THAN"
        assert notification["ThresholdType"] == "PERCENTAGE"
    return any(100 * seen[each["NotificationType"]] / budget > each["Threshold"] for each in told)


BUDGETS = "NotificationsWithSubscribers"


class TestTheBudget:
    @pytest.mark.parametrize(("spent", "expected"), [(10, 101), (81, 90), (120, 130)])
    def test_tells_of_more_than_was_expected(self, spent: float, expected: float) -> None:
        assert rings(spent, expected)

    @pytest.mark.parametrize(("spent", "expected"), [(10, 30), (79, 99), (0, 0)])
    def test_lets_an_ordinary_month_pass(self, spent: float, expected: float) -> None:
        assert not rings(spent, expected)

    def test_is_what_somebody_said_it_is_each_month_and_tells_whoever_is_on_call(self) -> None:
        budget = DATA["Budget"]["Properties"]
        assert budget["Budget"]["BudgetLimit"] == {
            "Amount": {"Ref": "MonthlyBudget"},
            "Unit": "USD",
        }
        assert budget["Budget"]["TimeUnit"] == "MONTHLY"
        for each in budget[BUDGETS]:
            (subscriber,) = each["Subscribers"]
            assert subscriber == {"SubscriptionType": "SNS", "Address": {"Ref": "AlarmTopic"}}


class TestTheTopic:
    def test_is_encrypted_and_only_alarms_and_budgets_of_this_account_reach_it(self) -> None:
        assert DATA["AlarmTopic"]["Properties"]["KmsMasterKeyId"] == {"Fn::GetAtt": ["Key", "Arn"]}
        (may,) = DATA["AlarmTopicPolicy"]["Properties"]["PolicyDocument"]["Statement"]
        assert set(may["Principal"]["Service"]) == TELLERS
        assert may["Condition"] == OF_THIS_ACCOUNT

    def test_may_be_told_by_them_under_the_stages_key(self) -> None:
        """Without this AWS drops what an alarm tells an encrypted topic, and says nothing."""
        (may,) = (
            each
            for each in DATA["Key"]["Properties"]["KeyPolicy"]["Statement"]
            if each["Sid"] == "AlarmsReachAnEncryptedTopic"
        )
        assert set(may["Principal"]["Service"]) == TELLERS
        assert set(may["Action"]) == {"kms:Decrypt", "kms:GenerateDataKey*"}
        assert may["Condition"] == OF_THIS_ACCOUNT

    def test_is_told_to_whoever_was_named(self) -> None:
        told = DATA["OnCallSubscription"]
        assert told["Condition"] == "TellsSomebody"
        assert told["Properties"]["Endpoint"] == {"Ref": "OnCall"}


class TestTheDashboard:
    @pytest.fixture
    def widgets(self, transformed: Template) -> list[Any]:
        (board,) = resources(transformed, "AWS::CloudWatch::Dashboard").values()
        shown: list[Any] = json.loads(board["DashboardBody"]["Fn::Sub"])["widgets"]
        return shown

    def test_shows_the_state_of_every_alarm(self, widgets: list[Any], alarms: Alarms) -> None:
        (states,) = (each for each in widgets if each["type"] == "alarm")
        assert set(states["properties"]["alarms"]) == {f"${{{n}.Arn}}" for n in alarms.written}

    def test_has_a_graph_for_every_section_of_the_runbook(
        self, widgets: list[Any], alarms: Alarms
    ) -> None:
        titles = {each["properties"]["title"] for each in widgets if each["type"] == "metric"}
        assert {title.lower().replace(" ", "-") for title in titles} == alarms.sections

    def test_lets_no_graph_lie_over_another(self, widgets: list[Any]) -> None:
        cells = [
            (each["x"] + column, each["y"] + row)
            for each in widgets
            for column in range(each["width"])
            for row in range(each["height"])
        ]
        assert len(set(cells)) == len(cells)
        assert max(column for column, _ in cells) < 24

    def test_draws_of_each_function_what_its_alarm_looks_at(
        self, widgets: list[Any], alarms: Alarms
    ) -> None:
        shown = json.dumps(widgets)
        for section in ("function-errors", "near-time-limit"):
            for alarm in alarms.of(section).values():
                (by,) = alarm.properties["Dimensions"]
                name = alarm.properties["MetricName"]
                line = f'"AWS/Lambda", "{name}", "FunctionName", "${{{by["Value"]}}}"'
                assert line in shown

    def test_names_nothing_that_is_not_in_the_template(
        self, widgets: list[Any], transformed: Template
    ) -> None:
        named = set(re.findall(r"\$\{([^}.:]+)", json.dumps(widgets)))
        assert named <= {*transformed["Resources"], *transformed["Parameters"], "AWS"}


class TestCallsThatFail:
    def test_lie_in_a_queue_that_is_encrypted_for_two_weeks(self, transformed: Template) -> None:
        (queue,) = resources(transformed, "AWS::SQS::Queue").values()
        assert queue["KmsMasterKeyId"] == {"Ref": "KeyArn"}
        assert queue["MessageRetentionPeriod"] == 14 * 24 * 60 * 60

    def test_come_from_all_that_is_called_without_anybody_waiting(
        self, transformed: Template
    ) -> None:
        to_queue = {"OnFailure": {"Destination": {"Fn::GetAtt": ["FailedCalls", "Arn"]}}}
        configured = resources(transformed, "AWS::Lambda::EventInvokeConfig").values()
        streams = resources(transformed, "AWS::Lambda::EventSourceMapping").values()
        assert all(each["DestinationConfig"] == to_queue for each in (*configured, *streams))
        called = {each["FunctionName"]["Ref"] for each in (*configured, *streams)}
        covered = {name.removesuffix("Aliaslive") for name in called}
        assert covered == set(resources(transformed, "AWS::Lambda::Function")) - {"APIHandler"}

    def test_may_be_left_there_by_each_function_and_by_no_other(
        self, transformed: Template
    ) -> None:
        may = {
            name
            for name, role in resources(transformed, "AWS::IAM::Role").items()
            for policy in role["Policies"]
            for statement in policy["PolicyDocument"]["Statement"]
            if statement["Action"] == "sqs:SendMessage"
            and statement["Resource"] == {"Fn::GetAtt": ["FailedCalls", "Arn"]}
        }
        roles = {
            function["Role"]["Fn::GetAtt"][0]
            for name, function in resources(transformed, "AWS::Lambda::Function").items()
            if name != "APIHandler"
        }
        assert may == roles


def test_the_table_and_each_of_its_indexes_have_a_most() -> None:
    table = DATA["Table"]["Properties"]
    most = table["OnDemandThroughput"]
    assert set(most) == {"MaxReadRequestUnits", "MaxWriteRequestUnits"}
    for index in table["GlobalSecondaryIndexes"]:
        assert index["OnDemandThroughput"] == most  # less would hold the table's writes back


def test_the_template_is_far_from_what_cloudformation_takes(transformed: Template) -> None:
    """It takes 500 resources and a megabyte."""
    assert len(transformed["Resources"]) < 300
    assert len(json.dumps(transformed, separators=(",", ":"))) < 700_000
