"""Takes away what a walk left in the table: the test person, and all that is filed under them.

Found by what is filed, so that the next walk takes away what one that was stopped has left. The
person goes last.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Item = dict[str, Any]


@dataclass(frozen=True)
class Remove:
    """Removes from ``table`` by ``dynamodb``. ``reference`` gives the key of an id's reference."""

    dynamodb: Any
    table: str
    reference: Callable[[str], str]

    def run(self, left: Mapping[str, str]) -> int:
        """Remove all that belongs to the request that a walk ``left``; the number of items."""
        if "REQUEST" not in left:
            return 0
        request = self._item(f"REQUEST#{left['REQUEST']}", "REQUEST")
        if request is None:
            return 0
        return sum(self._delete(*key) for key in self._keys(request["person_id"]["S"]))

    def _keys(self, person_id: str) -> Iterator[tuple[str, str]]:
        whole = f"PERSON#{person_id}"
        own = list(self._collection(whole))
        for sort_key in (item["sk"]["S"] for item in own):
            if sort_key.startswith("PART#"):
                _, _, kind, identity = sort_key.split("#", 3)
                yield from self._thing(kind, identity)
        for item in own:
            for entry in item.get("entries", {}).get("L", []):
                yield f"FIND#{entry['S']}", whole
        points = {item["point_id"]["S"] for item in own if "point_id" in item}
        for point in points:
            yield from map(_key, self._collection(f"POINT#{point}"))
        yield from map(_key, own)

    def _thing(self, kind: str, identity: str) -> Iterator[tuple[str, str]]:
        whole = f"{kind}#{identity}"
        items = list(self._collection(whole))
        for item in items:
            if item["sk"]["S"] == "CALLBACK":
                yield from _promises(item, whole)
            if item["sk"]["S"] == "APPOINTMENT":
                for there in _near(item, "booked_at"):
                    yield f"SLOTS#{there}", f"CANCELED#{identity}"
        yield f"REFERENCE#{self.reference(identity)}", whole
        yield from map(_key, items)

    def _item(self, key: str, sort_key: str) -> Item | None:
        names = {"pk": {"S": key}, "sk": {"S": sort_key}}
        found: Item | None = self.dynamodb.get_item(TableName=self.table, Key=names).get("Item")
        return found

    def _collection(self, key: str) -> Iterator[Item]:
        pages = self.dynamodb.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": key}},
        )
        for page in pages:
            yield from page["Items"]

    def _delete(self, key: str, sort_key: str) -> int:
        names = {"pk": {"S": key}, "sk": {"S": sort_key}}
        gone = self.dynamodb.delete_item(TableName=self.table, Key=names, ReturnValues="ALL_OLD")
        return int("Attributes" in gone)


def _key(item: Item) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


def _promises(callback: Item, whole: str) -> Iterator[tuple[str, str]]:
    """Keys of its promise."""
    for there in _near(callback, "respond_by"):
        yield f"PROMISES#{there}", whole


def _near(item: Item, when: str) -> Iterator[str]:
    """A location's dates that an instant may be filed under: at most a day from UTC's."""
    day = date.fromisoformat(item[when]["S"][:10])
    for near in (-1, 0, 1):
        yield f"{item['location_id']['S']}#{day + timedelta(days=near)}"
