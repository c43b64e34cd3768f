"""A query of moto's that looks only at what it can find.

Moto sorts all items of a table for each query, and then takes those of one partition. Here it is
given that partition's from the first: a table's as moto keeps them, an index's by their attributes.
Which of them it answers with, and in which order, it decides itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pytest
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

_query, _all_items = Table.query, Table.all_items
_partition: ContextVar[list[Item] | None] = ContextVar("partition", default=None)
"""What this thread's query looks at, while there is one."""


@contextmanager
def quick_queries() -> Iterator[None]:
    """While the block runs, a query costs what it finds, not what the table holds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Table, "query", _of_one_partition)
        patch.setattr(Table, "all_items", _items)
        yield


def _of_one_partition(table: Table, hash_key: DynamoType, *rest: Any, **named: Any) -> Any:
    index = rest[_INDEX] if len(rest) > _INDEX else named.get("index_name")
    asked: list[tuple[str, DynamoType]] = named.get("hash_key_conditions") or []
    if index is None:
        partition = list(table.items.get(hash_key, {}).values())
    else:
        found = (
            item
            for items in table.items.values()
            for item in items.values()
            if all(_has(item, name, value) for name, value in asked)
        )
        partition = sorted(found, key=lambda item: (item.hash_key, item.range_key))
    of_it = _partition.set(partition)
    try:
        return _query(table, hash_key, *rest, **named)
    finally:
        _partition.reset(of_it)


def _items(table: Table) -> list[Item]:
    partition = _partition.get()
    return _all_items(table) if partition is None else partition


_INDEX = 6
"""Where the index's name stands among the arguments after the key."""


def _has(item: Item, name: str, value: DynamoType) -> bool:
    own = item.attrs.get(name)
    return own is not None and own.value == value.value and own.type == value.type
