"""What makes moto quick and sound enough for thousands of tests, and changes nothing it answers.

For the case that a transaction fails, moto copies every item of the table, once for each action.
Here it copies the items that the transaction names: all that it can change. Each value of an
answer's items it looks for under each of the ten types that it might have, and each in several
spellings, though it stands there as it is to be sent. Before each attribute of an item it weighs
all those that are there already; here it weighs the item once. And a text, which most values are,
it takes for a number, a set, a list, a map and nothing before it takes it for a text.

A job works in several threads, and moto's tables are plain dictionaries: who reads meets a write
halfway, and a transaction that is refused takes back what others wrote meanwhile. So requests are
answered one at a time.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any

import pytest
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

KeyPair = tuple[DynamoType, DynamoType]

_write_out = BaseJSONSerializer._serialize_type_structure
_carry_out = DynamoDBBackend.transact_write_items
_copied = DynamoType.__deepcopy__
_cast = DynamoType.cast_value.fget
_answer = DynamoHandler.call_action
_one_at_a_time = Lock()
_MOST_BYTES = 405_000
"""Of an item, as moto has it."""

_named: ContextVar[list[KeyPair]] = ContextVar("named")
"""What this thread's transaction names; others may be under way in other threads."""


@contextmanager
def quick_moto() -> Iterator[None]:
    """While the block runs, moto does the same with less."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DynamoDBBackend, "transact_write_items", _in_short)
        patch.setattr(Table, "__deepcopy__", _as_it_was, raising=False)
        patch.setattr(BaseJSONSerializer, "_serialize_type_structure", _written_out)
        patch.setattr(Item, "__init__", _weighed_once)
        patch.setattr(DynamoType, "__deepcopy__", _copied_at_once)
        patch.setattr(DynamoType, "cast_value", property(_text_at_once))
        patch.setattr(DynamoHandler, "call_action", _answered_in_turn)
        yield


def empty_table(name: str) -> None:
    """Take all items out of a table, which stays as it was made. There may be no other."""
    tables = dynamodb_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].tables
    assert tables.keys() == {name}
    tables[name].items.clear()


def _written_out(
    serializer: BaseJSONSerializer, serialized: Any, value: Any, shape: Any, key: str
) -> None:
    if shape.name == "AttributeValue" and isinstance(value, dict) and _is_plain(value):
        serialized[key] = value
    else:
        _write_out(serializer, serialized, value, shape, key)


def _is_plain(value: Any) -> bool:
    """True for an attribute as it is sent: nothing in it has to be encoded first."""
    if isinstance(value, dict):
        return "B" not in value and "BS" not in value and all(map(_is_plain, value.values()))
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return isinstance(value, str | bool)


def _answered_in_turn(handler: DynamoHandler) -> Any:
    with _one_at_a_time:
        return _answer(handler)


def _in_short(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    _named.set([_key_pair(action) for action in transact_items])
    _carry_out(backend, transact_items)


def _as_it_was(table: Table, _memo: dict[int, Any]) -> Table:
    kept = copy.copy(table)
    kept.items = copy.copy(table.items)
    for pk, sk in _named.get():
        if pk in kept.items:
            kept.items[pk] = dict(kept.items[pk])
            if sk in kept.items[pk]:
                kept.items[pk][sk] = copy.deepcopy(kept.items[pk][sk])
    return kept


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


def _copied_at_once(value: DynamoType, memo: dict[int, Any]) -> DynamoType:
    if value.type not in ("S", "N", "BOOL"):
        return _copied(value, memo)
    copied = DynamoType.__new__(DynamoType)
    copied.type = value.type
    copied.value = value.value
    return copied
