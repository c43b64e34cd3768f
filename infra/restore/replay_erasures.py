"""Brings erasures into a restored table, whoever was erased since being in it again.

An erasure is an item of its own, under ``ERASURES#ALL``, that names ids alone. How far they are
carried out is noted in each table by itself, so those that come from the table before are carried
out here by the job that works erasures off.
"""

from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from infra.restore.read_items import Item

ERASURES = "ERASURES#ALL"


def replay_erasures(dynamodb: Any, before: str, restored: str) -> int:
    """Copy every erasure that the restored table lacks; the number of them.

    Repeated, or stopped in between, it copies none twice, and none over what is there.
    """
    return sum(_copied(dynamodb, restored, item) for item in _erasures(dynamodb, before))


def _erasures(dynamodb: Any, table: str) -> Iterator[Item]:
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="pk = :erasures",
        ExpressionAttributeValues={":erasures": {"S": ERASURES}},
        ConsistentRead=True,
    )
    for page in pages:
        yield from page["Items"]


def _copied(dynamodb: Any, table: str, item: Item) -> int:
    try:
        dynamodb.put_item(
            TableName=table, Item=item, ConditionExpression="attribute_not_exists(pk)"
        )
    except ClientError as failure:
        if failure.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return 0
    return 1
