"""Reads a whole table or index, a page at a time, in DynamoDB's own notation."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Item = Mapping[str, Any]
_AT_ONCE = 100


def read_items(dynamodb: Any, table: str, **how: Any) -> Iterator[Item]:
    """Every item that a scan finds. ``how`` is what the scan takes beside the table."""
    pages = dynamodb.get_paginator("scan").paginate(TableName=table, **how)
    for page in pages:
        yield from page["Items"]


def count_items(dynamodb: Any, table: str, index: str) -> int:
    """How many items an index has."""
    pages = dynamodb.get_paginator("scan").paginate(
        TableName=table, IndexName=index, Select="COUNT"
    )
    return sum(page["Count"] for page in pages)


def read_keys(dynamodb: Any, table: str, keys: Sequence[tuple[str, str]]) -> dict[Any, Item]:
    """The items of these keys that are there, by key."""
    found: dict[Any, Item] = {}
    for start in range(0, len(keys), _AT_ONCE):
        asked: Any = {
            table: {
                "Keys": [_key(*each) for each in keys[start : start + _AT_ONCE]],
                "ConsistentRead": True,
            }
        }
        while asked:
            answer = dynamodb.batch_get_item(RequestItems=asked)
            found |= {key_of(item): item for item in answer["Responses"].get(table, [])}
            asked = answer.get("UnprocessedKeys")
    return found


def key_of(item: Item) -> tuple[str, str]:
    """The key of an item."""
    return item["pk"]["S"], item["sk"]["S"]


def text_of(item: Item, name: str) -> str:
    """A text attribute of an item, empty where it has none."""
    return str(item.get(name, {}).get("S", ""))


def _key(pk: str, sk: str) -> Item:
    return {"pk": {"S": pk}, "sk": {"S": sk}}
