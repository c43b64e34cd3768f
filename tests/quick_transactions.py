"""Transactions in moto that cost what they touch, and not the whole table for each action.

For the case that one fails, moto copies every item of the table, once for each action. Here it
copies the items that the transaction names: all that it can change.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pytest
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

KeyPair = tuple[DynamoType, DynamoType]

_carry_out = DynamoDBBackend.transact_write_items
_named: ContextVar[list[KeyPair]] = ContextVar("named")
"""What this thread's transaction names; others may be under way in other threads."""


@contextmanager
def quick_transactions() -> Iterator[None]:
    """While the block runs, moto's transactions cost what they touch."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DynamoDBBackend, "transact_write_items", _in_short)
        patch.setattr(Table, "__deepcopy__", _as_it_was, raising=False)
        yield


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
