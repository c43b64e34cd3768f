"""A query that looks only at what it can find is answered as one that looks at everything."""

from typing import TYPE_CHECKING, Any

import pytest
from moto.dynamodb.models.table import Table

from infra.table_definition import STATEFUL_TEMPLATE, create_table_arguments
from tests import quick_queries

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = "frontdesk-test"
INDEXES = {
    each["IndexName"]: [key["AttributeName"] for key in each["KeySchema"]]
    for each in create_table_arguments(STATEFUL_TEMPLATE.read_text(), TABLE)[
        "GlobalSecondaryIndexes"
    ]
}
PARTS = ["A", "B"]


@pytest.fixture
def filled(dynamodb: "DynamoDBClient") -> "DynamoDBClient":
    """Items of two partitions, some in the indexes, some of one order there, some without it."""
    for number in range(40):
        item: dict[str, Any] = {"pk": {"S": PARTS[number % 2]}, "sk": {"S": f"{number // 2:02}"}}
        for at, (partition, order) in enumerate(INDEXES.values()):
            if (number + at) % 3:
                item[partition] = {"S": PARTS[number % 4 // 2]}
            if number % 5:
                item[order] = {"S": f"{number // 8}"}
        dynamodb.put_item(TableName=TABLE, Item=item)
    return dynamodb


def answers(table: "DynamoDBClient", keys: list[str], **further: Any) -> list[Any]:
    """All pages of queries of both partitions, forward and backward, with and without bounds."""
    partition, order = keys
    found = []
    for part in [*PARTS, "none"]:
        for bound in ("", f" AND {order} > :least", f" AND begins_with({order}, :least)"):
            for forward in (True, False):
                asked = {
                    "TableName": TABLE,
                    "KeyConditionExpression": f"{partition} = :part{bound}",
                    "ExpressionAttributeValues": {
                        ":part": {"S": part},
                        **({":least": {"S": "1"}} if bound else {}),
                    },
                    "ScanIndexForward": forward,
                    "Limit": 7,
                    **further,
                }
                pages = table.get_paginator("query").paginate(**asked)
                found.append([page["Items"] for page in pages])
    return found


@pytest.mark.parametrize("index", [None, *INDEXES])
def test_the_answer_is_the_same(
    filled: "DynamoDBClient", index: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, named = (INDEXES[index], {"IndexName": index}) if index else (["pk", "sk"], {})
    quick = answers(filled, keys, **named)
    monkeypatch.setattr(Table, "query", quick_queries._query)
    assert quick == answers(filled, keys, **named)
    assert sum(len(items) for pages in quick for items in pages) > 20
