"""Makes, drops and waits for the indexes of one table, one at a time, by DynamoDB's own calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from infra.deploy.errors import DeployError

_PATIENCE = 6 * 3600.0
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
        longer than anybody would wait for.
        """
        for look in range(int(_PATIENCE / self.interval)):
            found = self.dynamodb.describe_table(TableName=self.table)["Table"]
            indexes: list[dict[str, Any]] = found.get("GlobalSecondaryIndexes", [])
            busy = [i["IndexName"] for i in indexes if i.get("IndexStatus", "ACTIVE") != "ACTIVE"]
            if not busy and found.get("TableStatus", "ACTIVE") == "ACTIVE":
                return indexes
            if look == 0 and busy:
                self.say(f"waiting for the index {', '.join(busy)} of the table")
            self.pause(self.interval)
        raise DeployError(
            f"the index {', '.join(busy)} of {self.table} isn't filled yet. Nothing is wrong with "
            "that; deploy again later (or repeat whatever this was), and it goes on from here"
        )

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
