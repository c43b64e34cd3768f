"""A log of what was overwritten in moto's table, so that a branch of calls can be taken back.

Only what was named by a write is copied: going back costs as much as what was written, not as much
as what is stored.
"""

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item

from .stored import keys_in

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem")
_HOOK = "before-parameter-build.dynamodb"


@dataclass
class UndoLog:
    """Remembers each item as it stood before a write named it."""

    table: str
    _entries: list[tuple[DynamoType, DynamoType, Item | None]] = field(default_factory=list)

    def watch(self, client: "DynamoDBClient") -> None:
        """Remember what this client overwrites from now on."""
        for operation in _WRITES:
            client.meta.events.register(f"{_HOOK}.{operation}", self._remember)

    def mark(self) -> int:
        """The place in the log that a branch begins at."""
        return len(self._entries)

    def has_changed_since(self, mark: int) -> bool:
        """True if any item is not as it was at the mark; a write that was refused changes none."""
        since = self._entries[mark:]
        return any(
            _attributes(old) != _attributes(self._items(pk).get(sk)) for pk, sk, old in since
        )

    def written_since(self, mark: int) -> tuple[tuple[DynamoType, DynamoType, Item | None], ...]:
        """Copies of the items that were named since, as they now are, under their keys."""
        named = {(pk, sk): None for pk, sk, _ in self._entries[mark:]}
        return tuple((pk, sk, copy.deepcopy(self._items(pk).get(sk))) for pk, sk in named)

    def write(self, pk: DynamoType, sk: DynamoType, item: Item | None) -> None:
        """Store a copy of this item there, or have none there."""
        items = self._items(pk)
        self._entries.append((pk, sk, items.get(sk)))
        if item is None:
            items.pop(sk, None)
        else:
            items[sk] = copy.deepcopy(item)

    def back_to(self, mark: int) -> None:
        """Put everything back to how it stood at the mark."""
        while len(self._entries) > mark:
            pk, sk, old = self._entries.pop()
            if old is None:
                self._items(pk).pop(sk, None)
            else:
                self._items(pk)[sk] = old

    def _remember(self, params: dict[str, Any], **_: Any) -> None:
        for key in keys_in(params):
            pk, sk = DynamoType(key["pk"]), DynamoType(key["sk"])
            self._entries.append((pk, sk, copy.deepcopy(self._items(pk).get(sk))))

    def _items(self, pk: DynamoType) -> dict[DynamoType, Item]:
        backend = dynamodb_backends[DEFAULT_ACCOUNT_ID]["us-east-1"]
        items: dict[DynamoType, Item] = backend.tables[self.table].items[pk]
        return items


def _attributes(item: Item | None) -> dict[str, DynamoType] | None:
    return item and dict(item.attrs)
