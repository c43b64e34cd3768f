"""One table for the tests of a module, emptied after each: making one takes longer than a test."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.conftest import NO_ACCOUNT, make_table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = "frontdesk-test"


@pytest.fixture(scope="module")
def shared_dynamodb() -> Iterator["DynamoDBClient"]:
    """A DynamoDB in this process, for a whole module."""
    import boto3
    from moto import mock_aws

    with pytest.MonkeyPatch.context() as environment:
        for name, value in NO_ACCOUNT.items():
            environment.setenv(name, value)
        with mock_aws():
            client = boto3.client("dynamodb", region_name="us-east-1")
            make_table(client, TABLE)
            yield client


@pytest.fixture
def dynamodb(shared_dynamodb: "DynamoDBClient") -> Iterator["DynamoDBClient"]:
    """An empty table, as the template defines it."""
    yield shared_dynamodb
    for item in shared_dynamodb.scan(TableName=TABLE)["Items"]:
        shared_dynamodb.delete_item(TableName=TABLE, Key={k: item[k] for k in ("pk", "sk")})
