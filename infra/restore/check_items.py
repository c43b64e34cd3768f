"""Checks what is in a restored table, which nobody writes to yet."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from infra.restore.parse_moment import written
from infra.restore.read_items import Item, count_items, key_of, read_items, read_keys, text_of

_EVENT = "EVENT#"
_SAMPLE = 200
"""So many rows of each index, and booked times, are followed to what they stand for."""
_INDEXES = {"due": ("due_pk", "due_at"), "open": ("open_pk", "open_sk")}
_READ = ("pk", "sk", "due_pk", "due_at", "open_pk", "open_sk", "status", "appointment_id")


@dataclass
class Tally:
    """What is in a table: items by kind, those that an index has to have, the latest event."""

    kinds: Counter[str] = field(default_factory=Counter)
    indexed: Counter[str] = field(default_factory=Counter)
    latest: str = ""
    """The instant of the latest event, as the table writes it; empty where there is none."""
    booked: list[tuple[tuple[str, str], str]] = field(default_factory=list)
    """Some booked times, each with its appointment."""

    def count(self, item: Item) -> None:
        """Take an item in."""
        pk, sk = key_of(item)
        if sk.startswith(_EVENT):
            self.kinds["EVENT"] += 1
            self.latest = max(self.latest, sk.split("#")[1])
            return
        self.kinds[pk.partition("#")[0]] += 1
        for index, (partition, sort) in _INDEXES.items():
            if partition in item and sort in item:
                self.indexed[index] += 1
        is_booked = pk.startswith("SLOTS#") and text_of(item, "status") == "booked"
        if is_booked and "appointment_id" in item and len(self.booked) < _SAMPLE:
            self.booked.append(((pk, sk), text_of(item, "appointment_id")))


def tally_items(dynamodb: Any, table: str) -> Tally:
    """What is in a table, by one pass over it."""
    names = {f"#{number}": name for number, name in enumerate(_READ)}
    tally = Tally()
    for item in read_items(
        dynamodb,
        table,
        ProjectionExpression=", ".join(names),
        ExpressionAttributeNames=names,
        ConsistentRead=True,
    ):
        tally.count(item)
    return tally


def check_items(dynamodb: Any, table: str, tally: Tally, at: datetime) -> list[str]:
    """What is not as it has to be in a table restored to ``at``: a sentence each."""
    found = [] if tally.kinds else ["it is empty"]
    if tally.latest and _instant(tally.latest) > at:
        found.append(f"its latest event is of {tally.latest}, after {written(at)}")
    for index, (partition, sort) in _INDEXES.items():
        has, wanted = count_items(dynamodb, table, index), tally.indexed[index]
        if has != wanted:
            found.append(f"index {index} has {has} items of {wanted}")
        found += _rows_that_mislead(dynamodb, table, index, (partition, sort))
    return found + _times_of_nobody(dynamodb, table, tally)


def gap_of(tally: Tally, at: datetime) -> str:
    """How long before ``at`` the latest event was, in words for the report."""
    if not tally.latest:
        return "it has no events"
    minutes = max(0, int((at - _instant(tally.latest)).total_seconds() // 60))
    return f"its latest event is of {tally.latest}, {minutes} minutes before {written(at)}"


def _rows_that_mislead(dynamodb: Any, table: str, index: str, keys: tuple[str, str]) -> list[str]:
    """Rows of an index whose item is gone, or stands elsewhere in it."""
    page = dynamodb.scan(TableName=table, IndexName=index, Limit=_SAMPLE)["Items"]
    items = read_keys(dynamodb, table, [key_of(row) for row in page])
    wrong = [row for row in page if not _same(row, items.get(key_of(row), {}), keys)]
    return [f"index {index}: {len(wrong)} rows of {len(page)} lead nowhere"] if wrong else []


def _same(row: Item, item: Item, keys: tuple[str, str]) -> bool:
    return all(row.get(name) == item.get(name) for name in keys)


def _times_of_nobody(dynamodb: Any, table: str, tally: Tally) -> list[str]:
    """Booked times whose appointment is not there."""
    wanted = {(f"APPOINTMENT#{appointment}", "APPOINTMENT") for _, appointment in tally.booked}
    there: Mapping[Any, Item] = read_keys(dynamodb, table, sorted(wanted))
    missing = wanted - there.keys()
    return [f"{len(missing)} booked times have no appointment"] if missing else []


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
