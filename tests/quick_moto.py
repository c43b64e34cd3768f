"""What makes moto quick enough for thousands of tests, and changes nothing that it answers.

For the case that a transaction fails, moto copies every item of the table, once for each action.
Here it copies the items that the transaction names: all that it can change. And each value of an
answer's items it looks for under each of the ten types that it might have, and each in several
spellings, though it stands there as it is to be sent.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pytest
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

KeyPair = tuple[DynamoType, DynamoType]

_write_out = BaseJSONSerializer._serialize_type_structure
_carry_out = DynamoDBBackend.transact_write_items
_named: ContextVar[list[KeyPair]] = ContextVar("named")
"""What this thread's transaction names; others may be under way in other threads."""


@contextmanager
def quick_moto() -> Iterator[None]:
    """While the block runs, moto does the same with less."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DynamoDBBackend, "transact_write_items", _in_short)
        patch.setattr(Table, "__deepcopy__", _as_it_was, raising=False)
        patch.setattr(BaseJSONSerializer, "_serialize_type_structure", _written_out)
        yield


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
