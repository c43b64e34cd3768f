"""What a call looks at in moto's table: items by their keys, or all with one key of an index."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item

Seen = str | tuple[str, ...]
"""The content of an item, or of all that a query could come to."""

_KEYS = {None: ("pk", "sk"), "due": ("due_pk", "due_at"), "open": ("open_pk", "open_sk")}
_IS = re.compile(r"(#\w+) = (:\w+)")
_BEGINS = re.compile(r"begins_with\((#\w+), (:\w+)\)")
_NOTHING = ""


@dataclass(frozen=True)
class ByKey:
    """An item, by its key."""

    pk: str
    sk: str


@dataclass(frozen=True)
class ByQuery:
    """Every item under one key of an index, as far as its sort key begins so.

    All of a range are among them, so that a change beyond the range is taken for one within it.
    """

    index: str | None
    value: str
    start: str = ""


Look = ByKey | ByQuery


@dataclass
class Stored:
    """The table's content as texts, each item read once until it is written again."""

    table: str
    _read: dict[tuple[str, str], tuple[Item, str]] = field(default_factory=dict)

    def seen(self, look: Look) -> Seen:
        """What there is to be seen by this look, now."""
        items = dynamodb_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].tables[self.table].items
        if isinstance(look, ByKey):
            item = items.get(_text(look.pk), {}).get(_text(look.sk))
            return self._content(item) if item else _NOTHING
        part, sort = _KEYS[look.index]
        parts = [items.get(_text(look.value), {})] if look.index is None else items.values()
        return tuple(
            self._content(item)
            for items_of_part in parts
            for item in items_of_part.values()
            if part in item.attrs
            and item.attrs[part].value == look.value
            and sort in item.attrs
            and item.attrs[sort].value.startswith(look.start)
        )

    def forget(self, pk: str, sk: str) -> None:
        """Read this item anew: it is about to be written."""
        self._read.pop((pk, sk), None)

    def _content(self, item: Item) -> str:
        named = item.hash_key.value, item.range_key.value
        read = self._read.get(named)
        if read is None or read[0] is not item:
            read = self._read[named] = item, _written_out(dict(item.attrs))
        return read[1]


def looks_of(operation: str, params: dict[str, Any]) -> list[Look]:
    """All that a request could see of the table; a write looks at what it names."""
    if operation == "Query":
        return [_query_of(params)]
    return [ByKey(key["pk"]["S"], key["sk"]["S"]) for key in keys_in(params)]


def _query_of(params: dict[str, Any]) -> ByQuery:
    condition = params["KeyConditionExpression"]
    names, values = params["ExpressionAttributeNames"], params["ExpressionAttributeValues"]
    part, sort = _KEYS[params.get("IndexName")]
    is_value = {names[found[1]]: values[found[2]]["S"] for found in _IS.finditer(condition)}
    starts = {names[found[1]]: values[found[2]]["S"] for found in _BEGINS.finditer(condition)}
    return ByQuery(params.get("IndexName"), is_value[part], starts.get(sort, ""))


def keys_in(params: Any) -> Iterator[dict[str, Any]]:
    """The keys of all that a request names, in a transaction or a batch or alone."""
    if isinstance(params, list):
        for each in params:
            yield from keys_in(each)
    elif isinstance(params, dict):
        if "Key" in params or "Item" in params:
            yield params.get("Key") or params["Item"]
        elif "Keys" in params:
            yield from params["Keys"]
        else:
            for each in params.values():
                yield from keys_in(each)


def _text(value: str) -> DynamoType:
    return DynamoType({"S": value})


def _written_out(value: Any) -> str:
    if isinstance(value, DynamoType):
        return f"{value.type}{_written_out(value.value)}"
    if isinstance(value, dict):
        return f"{{{','.join(f'{name!r}:{_written_out(value[name])}' for name in sorted(value))}}}"
    if isinstance(value, list):
        return f"[{','.join(map(_written_out, value))}]"
    return repr(value)
