from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.table_definition import STATEFUL_TEMPLATE, create_table_arguments
from infra.templates import read_template


@pytest.fixture
def arguments() -> dict[str, Any]:
    return create_table_arguments(STATEFUL_TEMPLATE.read_text("utf-8"), "frontdesk-test")


def test_the_template_alone_says_what_the_table_is_like(arguments: dict[str, Any]) -> None:
    assert arguments["TableName"] == "frontdesk-test"
    assert arguments["BillingMode"] == "PAY_PER_REQUEST"
    assert [key["AttributeName"] for key in arguments["KeySchema"]] == ["pk", "sk"]


def test_both_indexes_hold_few_attributes_and_only_items_that_have_their_keys(
    arguments: dict[str, Any],
) -> None:
    keys = {
        index["IndexName"]: [key["AttributeName"] for key in index["KeySchema"]]
        for index in arguments["GlobalSecondaryIndexes"]
    }
    assert keys == {"due": ["due_pk", "due_at"], "open": ["open_pk", "open_sk"]}
    for index in arguments["GlobalSecondaryIndexes"]:
        assert index["Projection"]["ProjectionType"] == "INCLUDE"
        assert len(index["Projection"]["NonKeyAttributes"]) <= 20


def test_what_has_an_end_is_taken_away_by_the_table_and_the_table_is_kept_when_the_stack_goes() -> (
    None
):
    template = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))
    table = template["Resources"]["Table"]
    ends = table["Properties"]["TimeToLiveSpecification"]
    assert ends == {"AttributeName": "expires_at", "Enabled": True}
    assert table["UpdateReplacePolicy"] == "Retain"
    assert table["DeletionPolicy"] == {"Ref": "Disposal"}
    assert template["Parameters"]["Disposal"]["Default"] == "RetainExceptOnCreate"


def test_boto3_makes_a_table_of_the_arguments_as_they_are(arguments: dict[str, Any]) -> None:
    with mock_aws():
        dynamodb = boto3.client("dynamodb", region_name="us-east-1")
        dynamodb.create_table(**arguments)
        made = dynamodb.describe_table(TableName="frontdesk-test")["Table"]
    assert {index["IndexName"] for index in made["GlobalSecondaryIndexes"]} == {"due", "open"}


def test_a_template_without_its_one_table_is_refused() -> None:
    bucket_only = "Resources:\n  Bucket: {Type: 'AWS::S3::Bucket', Properties: {}}\n"
    with pytest.raises(ValueError, match="defines 0 tables"):
        create_table_arguments(bucket_only, "frontdesk-test")
