"""Deletes the tables that restores of a stage have brought up, in use or not, with their data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from infra.deploy.errors import DeployError
from infra.restore.stage import describe_table
from infra.restore.table_names import is_restored
from infra.restore.wait_for_table import wait_for_table

_PATIENCE = 3600.0
"""Seconds in which a table is gone, once that is ordered; it takes seconds to minutes."""
_CHANGING = ("CREATING", "UPDATING")
"""States in which DynamoDB deletes no table."""


def restored_tables(dynamodb: Any, stage: str) -> list[str]:
    """The names of the tables that restores of this stage have brought up."""
    pages = dynamodb.get_paginator("list_tables").paginate()
    return [name for page in pages for name in page["TableNames"] if is_restored(stage, name)]


@dataclass(frozen=True)
class DeleteTable:
    """Deletes tables for good. Stopped anywhere, it may be done again."""

    dynamodb: Any
    pause: Callable[[float], None]
    interval: float
    say: Callable[[str], None]

    def run(self, table: str) -> None:
        """Delete the table, protected or not, and see it gone. Raises DeployError if it stays."""
        found = describe_table(self.dynamodb, table)
        if found is not None and found["TableStatus"] in _CHANGING:
            found = wait_for_table(self.dynamodb, table, self.pause, self.say)
        if found is not None and found.get("DeletionProtectionEnabled"):
            self.dynamodb.update_table(TableName=table, DeletionProtectionEnabled=False)
            found = wait_for_table(self.dynamodb, table, self.pause)
        if found is not None and found["TableStatus"] != "DELETING":
            self.dynamodb.delete_table(TableName=table)
        for _ in range(int(_PATIENCE / self.interval)):
            if describe_table(self.dynamodb, table) is None:
                self.say(f"{table}, which a restore had brought up, is deleted")
                return
            self.pause(self.interval)
        raise DeployError(f"table {table} is still being deleted. Repeat the command later")
