"""Keeps a restored table from sending once more what went out since.

A message that waited at the instant of the restore, and was sent after it, waits again in the
restored table. It is brought to how it stands in the table before.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from botocore.exceptions import ClientError

from infra.restore.read_items import Item, key_of, read_items, read_keys, text_of

_AT_ONCE = 100
_SAME = ("message_id", "kind", "about", "send_at")
"""A message under the same key that differs in one of these is another one."""


def keep_sent(dynamodb: Any, before: str, restored: str) -> int:
    """Note as sent what was sent; the number of messages. It may be stopped, and repeated."""
    kept = 0
    for waiting in _by_hundreds(_waiting(dynamodb, restored)):
        there = read_keys(dynamodb, before, [key_of(item) for item in waiting])
        for item in waiting:
            sent = there.get(key_of(item), {})
            if text_of(sent, "state") == "sent" and all(sent.get(n) == item.get(n) for n in _SAME):
                kept += _noted(dynamodb, restored, sent)
    return kept


def _waiting(dynamodb: Any, table: str) -> Iterator[Item]:
    return read_items(
        dynamodb,
        table,
        FilterExpression="begins_with(pk, :message) AND #state = :waiting",
        ExpressionAttributeNames={"#state": "state"},
        ExpressionAttributeValues={":message": {"S": "MESSAGE#"}, ":waiting": {"S": "waiting"}},
        ConsistentRead=True,
    )


def _by_hundreds(items: Iterator[Item]) -> Iterator[Sequence[Item]]:
    some: list[Item] = []
    for item in items:
        some.append(item)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _noted(dynamodb: Any, table: str, sent: Item) -> int:
    try:
        dynamodb.put_item(
            TableName=table,
            Item=sent,
            ConditionExpression="#state = :waiting",
            ExpressionAttributeNames={"#state": "state"},
            ExpressionAttributeValues={":waiting": {"S": "waiting"}},
        )
    except ClientError as failure:
        if failure.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return 0
    return 1
