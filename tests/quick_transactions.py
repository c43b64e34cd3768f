"""Transactions in moto that cost what they touch, and not the whole table for each action.

For the case that one fails, moto copies every item of the table, once for each action. Here it
copies the items that the transaction names: all that it can change.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

_carry_out = DynamoDBBackend.transact_write_items


@contextmanager
def quick_transactions() -> Iterator[None]:
    """While the block runs, moto's transactions cost what they touch."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DynamoDBBackend, "transact_write_items", _in_short)
        yield


def _in_short(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    keys = [_key(action) for action in transact_items]

    def as_it_was(table: Table, _memo: dict[int, Any]) -> Table:
        kept = copy.copy(table)
        kept.items = copy.copy(table.items)
        for pk, sk in keys:
            if pk in kept.items:
                kept.items[pk] = dict(kept.items[pk])
                if sk in kept.items[pk]:
                    kept.items[pk][sk] = copy.deepcopy(kept.items[pk][sk])
        return kept

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Table, "__deepcopy__", as_it_was, raising=False)
        _carry_out(backend, transact_items)


def _key(action: dict[str, Any]) -> tuple[DynamoType, DynamoType]:
    (request,) = action.values()
    named = request.get("Key") or request["Item"]
    return DynamoType(named["pk"]), DynamoType(named["sk"])
