"""What makes moto quick and sound enough for thousands of tests, and changes nothing it answers.

For the case that a transaction fails, moto copies every item of the table, once for each action.
Here it copies the items that the transaction names, all that it can change, once. Before each
attribute of an item it weighs all those that are there already; here it weighs the item once. And a
text, which most values are, it takes for a number, a set, a list, a map and nothing before it takes
it for a text.
How it takes requests, reads expressions, finds what is asked for, carries updates out and hands
attributes on is told in ``quick_requests``, ``quick_bodies``, ``quick_expressions``,
``quick_queries``, ``quick_updates`` and ``quick_attributes``.

A job works in several threads, and moto's tables are plain dictionaries: who reads meets a write
halfway, and a transaction that is refused takes back what others wrote meanwhile. So requests are
answered one at a time.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pytest
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

from tests.quick_attributes import quick_attributes
from tests.quick_bodies import quick_bodies
from tests.quick_expressions import quick_expressions
from tests.quick_queries import quick_queries
from tests.quick_requests import quick_requests
from tests.quick_updates import quick_updates

KeyPair = tuple[DynamoType, DynamoType]

_carry_out = DynamoDBBackend.transact_write_items
_cast = DynamoType.cast_value.fget
_answer = DynamoHandler.call_action
one_at_a_time = Lock()
"""Held by whoever reads or changes the items of a table."""
_MOST_BYTES = 405_000
"""Of an item, as moto has it."""


@dataclass
class _Named:
    """The items that a transaction names, and the table as it was before."""

    pairs: list[KeyPair]
    kept: Table | None = None


_named: ContextVar[_Named] = ContextVar("named")
"""What this thread's transaction names; others may be under way in other threads."""


@contextmanager
def quick_moto() -> Iterator[None]:
    """While the block runs, moto does the same with less."""
    with (
        quick_attributes(),
        quick_bodies(),
        quick_expressions(),
        quick_queries(),
        quick_requests(),
        quick_updates(),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(DynamoDBBackend, "transact_write_items", _in_short)
        patch.setattr(Table, "__deepcopy__", _as_it_was, raising=False)
        patch.setattr(Item, "__init__", _weighed_once)
        patch.setattr(Item, "__deepcopy__", _copied_item)
        patch.setattr(DynamoType, "__deepcopy__", _copied_value)
        patch.setattr(DynamoType, "cast_value", property(_text_at_once))
        patch.setattr(DynamoHandler, "call_action", _answered_in_turn)
        yield


def empty_table(name: str) -> None:
    """Take all items out of a table, which stays as it was made."""
    items_of(name).clear()


def items_of(name: str) -> Any:
    """The items of a table as moto keeps them: by partition, and there by sort key.

    There may be no other table.
    """
    assert tables().keys() == {name}
    return tables()[name].items


def tables() -> dict[str, Table]:
    """The tables as moto keeps them, by name: to look at and to take away at once."""
    kept: dict[str, Table] = dynamodb_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].tables
    return kept


def _answered_in_turn(handler: DynamoHandler) -> Any:
    with one_at_a_time:
        return _answer(handler)


def _in_short(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    _named.set(_Named([_key_pair(action) for action in transact_items]))
    _carry_out(backend, transact_items)


def _as_it_was(table: Table, _memo: dict[int, Any]) -> Table:
    named = _named.get()
    if named.kept is None:
        named.kept = kept = copy.copy(table)
        kept.items = copy.copy(table.items)
        for pk, sk in named.pairs:
            if pk in kept.items:
                kept.items[pk] = dict(kept.items[pk])
                if sk in kept.items[pk]:
                    kept.items[pk][sk] = copy.deepcopy(kept.items[pk][sk])
    return named.kept


def _key_pair(action: dict[str, Any]) -> KeyPair:
    (request,) = action.values()
    named = request.get("Key") or request["Item"]
    return DynamoType(named["pk"]), DynamoType(named["sk"])


def _weighed_once(
    item: Item, hash_key: DynamoType, range_key: DynamoType | None, attrs: dict[str, Any]
) -> None:
    item.hash_key = hash_key
    item.range_key = range_key
    item.attrs = LimitedSizeDict()
    for name, value in attrs.items():
        dict.__setitem__(item.attrs, name, DynamoType(value))
    if item.size() > _MOST_BYTES:
        raise ItemSizeTooLarge


def _text_at_once(value: DynamoType) -> Any:
    return value.value if value.type == "S" else _cast(value)


def _copied_item(item: Item, memo: dict[int, Any]) -> Item:
    copied = Item.__new__(Item)
    copied.hash_key = _copied_value(item.hash_key, memo)
    copied.range_key = item.range_key and _copied_value(item.range_key, memo)
    copied.attrs = LimitedSizeDict()
    for name, value in item.attrs.items():
        dict.__setitem__(copied.attrs, name, _copied_value(value, memo))
    return copied


def _copied_value(value: DynamoType, memo: dict[int, Any]) -> DynamoType:
    copied = DynamoType.__new__(DynamoType)
    copied.type = value.type
    match value.type:
        case "L":
            copied.value = [_copied_value(each, memo) for each in value.value]
        case "M":
            copied.value = {name: _copied_value(each, memo) for name, each in value.value.items()}
        case "SS" | "NS" | "BS":
            copied.value = list(value.value)
        case _:
            copied.value = value.value
    return copied
