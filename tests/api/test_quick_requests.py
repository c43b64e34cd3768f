"""What goes to moto's table straight is answered as what takes the long way."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from moto.core.botocore_stubber import BotocoreStubber

from tests import quick_requests

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = "frontdesk-test"
KEY: Any = {"pk": {"S": "TEST#1"}, "sk": {"S": "TEST"}}
WHOLE: Any = {**KEY, "word": {"S": "Ünï 🙏"}, "count": {"N": "3"}, "parts": {"L": [{"BOOL": True}]}}
IS_NEW: Any = {"ConditionExpression": "attribute_not_exists(pk)"}
OTHER: Any = {**KEY, "sk": {"S": "OTHER"}, "bytes": {"B": b"\x00\xff"}}

Call = Callable[[Any], Any]

CALLS: dict[str, Call] = {
    "put": lambda table: table.put_item(TableName=TABLE, Item=WHOLE, **IS_NEW),
    "put of what is there": lambda table: table.put_item(
        TableName=TABLE,
        Item=WHOLE,
        **IS_NEW,
        ReturnValuesOnConditionCheckFailure="ALL_OLD",
    ),
    "get": lambda table: table.get_item(TableName=TABLE, Key=KEY, ConsistentRead=True),
    "update": lambda table: table.update_item(
        TableName=TABLE,
        Key=KEY,
        UpdateExpression="SET #c = #c + :one REMOVE parts",
        ExpressionAttributeNames={"#c": "count"},
        ExpressionAttributeValues={":one": {"N": "1"}},
        ReturnValues="ALL_NEW",
    ),
    "transaction": lambda table: table.transact_write_items(
        TransactItems=[{"Put": {"TableName": TABLE, "Item": OTHER, **IS_NEW}}]
    ),
    "transaction that is refused": lambda table: table.transact_write_items(
        TransactItems=[{"Put": {"TableName": TABLE, "Item": OTHER, **IS_NEW}}]
    ),
    "query": lambda table: table.query(
        TableName=TABLE,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": KEY["pk"]},
        Limit=1,
    ),
    "batch": lambda table: table.batch_get_item(RequestItems={TABLE: {"Keys": [KEY]}}),
    "scan": lambda table: table.scan(TableName=TABLE),
    "another table": lambda table: table.get_item(TableName="not-there", Key=KEY),
    "no expression": lambda table: table.query(TableName=TABLE, KeyConditionExpression="pk ="),
}


@pytest.fixture
def the_long_way(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, requests are looked up as moto looks them up."""
    way = quick_requests._take_the_long_way
    return lambda: monkeypatch.setattr(BotocoreStubber, "__call__", way)


def told(table: "DynamoDBClient") -> Iterator[tuple[str, Any]]:
    """What each call is told, but for the names and the times of the answers."""
    for name, call in CALLS.items():
        try:
            answer = call(table)
        except ClientError as refused:
            answer = refused.response
        answer["ResponseMetadata"] = answer["ResponseMetadata"]["HTTPStatusCode"]
        yield name, answer
    for key in (KEY, {**KEY, "sk": OTHER["sk"]}):
        table.delete_item(TableName=TABLE, Key=key)


def test_each_call_is_told_the_same(
    dynamodb: "DynamoDBClient", the_long_way: Callable[[], None]
) -> None:
    straight = dict(told(dynamodb))
    the_long_way()
    assert dict(told(dynamodb)) == straight
    refused = {name for name, answer in straight.items() if "Error" in answer}
    assert refused == {
        "put of what is there",
        "transaction that is refused",
        "another table",
        "no expression",
    }
    assert straight["get"]["Item"] == WHOLE
