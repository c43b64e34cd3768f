"""Makes, drops and waits for the indexes of one table, one at a time, by DynamoDB's own calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from infra.restore.wait_for_table import Patience, wait_for_table

_LONGEST = 6 * 3600.0
"""Seconds that an index is waited for. How long one takes to be filled goes with the table."""


@dataclass(frozen=True)
class TableIndexes:
    """The indexes of ``table``. ``pause`` waits so many seconds, ``say`` tells a line.

    Stopped anywhere, it may be done again: what is left to do is seen from the table.
    """

    dynamodb: Any
    table: str
    pause: Callable[[float], None]
    interval: float
    say: Callable[[str], None]

    def at_rest(self) -> list[dict[str, Any]]:
        """The indexes, once each of them can be queried and none is going.

        Until an index is filled, DynamoDB takes no other change. Raises DeployError when that takes
        longer than anybody would wait for, or never comes.
        """
        patience = Patience(_LONGEST, self.interval)
        found = wait_for_table(self.dynamodb, self.table, self.pause, self.say, patience)
        indexes: list[dict[str, Any]] = found.get("GlobalSecondaryIndexes", [])
        return indexes

    def add(self, defined: Mapping[str, Any]) -> list[str]:
        """Make what the table lacks of the indexes that it has by its definition; their names.

        ``defined`` are the table's properties in a template.
        """
        there = {each["IndexName"] for each in self.at_rest()}
        missing = [i for i in defined["GlobalSecondaryIndexes"] if i["IndexName"] not in there]
        for index in missing:
            keys = {key["AttributeName"] for key in index["KeySchema"]}
            types = [t for t in defined["AttributeDefinitions"] if t["AttributeName"] in keys]
            self._change({"Create": index}, AttributeDefinitions=types)
        return [index["IndexName"] for index in missing]

    def drop(self, defined: Mapping[str, Any]) -> list[str]:
        """Drop every index that the table hasn't by its definition; their names."""
        kept = {index["IndexName"] for index in defined["GlobalSecondaryIndexes"]}
        gone = [i["IndexName"] for i in self.at_rest() if i["IndexName"] not in kept]
        for name in gone:
            self._change({"Delete": {"IndexName": name}})
        return gone

    def _change(self, change: Mapping[str, Any], **beside: Any) -> None:
        self.dynamodb.update_table(
            TableName=self.table, GlobalSecondaryIndexUpdates=[change], **beside
        )
        self.at_rest()
