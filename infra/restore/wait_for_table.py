"""Waits until a table is there and at rest, which for a restore takes from minutes to hours."""

from collections.abc import Callable
from typing import Any

from infra.restore.errors import RestoreError
from infra.restore.stage import describe_table

INTERVAL = 20.0
LOOKS = int(48 * 3600 / INTERVAL)
"""How often a restore is looked at: two days long. From cold storage alone it can take half one."""
TOLD_EVERY = 15
_NEVER = {
    "INACCESSIBLE_ENCRYPTION_CREDENTIALS": "its key is disabled, or may not be used: enable it",
    "ARCHIVED": "its key was out of reach for a week, and DynamoDB archived it: enable the key",
    "ARCHIVING": "its key was out of reach for a week, and DynamoDB archives it: enable the key",
    "DELETING": "somebody deletes it: wait until it is gone",
}


def wait_for_table(
    dynamodb: Any,
    table: str,
    pause: Callable[[float], None],
    say: Callable[[str], None] = lambda _line: None,
) -> dict[str, Any]:
    """The table's description, once it is at rest and, if it is restored, all there.

    Raises RestoreError where it never will be. Whoever stops waiting stops nothing else.
    """
    for look in range(LOOKS):
        found = describe_table(dynamodb, table)
        if found is None:
            raise RestoreError(
                f"table {table} is gone: DynamoDB takes away what it could not restore. Repeat the "
                "command; if that comes again, ask AWS Support"
            )
        state = found["TableStatus"]
        if state in _NEVER:
            raise RestoreError(
                f"table {table} is {state}: {_NEVER[state]}, then repeat the command"
            )
        in_progress = found.get("RestoreSummary", {}).get("RestoreInProgress", False)
        if state == "ACTIVE" and not in_progress and _indexes_rest(found):
            return found
        if look % TOLD_EVERY == 0:
            say(f"{table} is {state}; waiting (stop and repeat whenever you like)")
        pause(INTERVAL)
    raise RestoreError(f"table {table} has been {state} for two days: ask AWS Support")


def _indexes_rest(found: dict[str, Any]) -> bool:
    indexes = found.get("GlobalSecondaryIndexes", [])
    return all(each.get("IndexStatus", "ACTIVE") == "ACTIVE" for each in indexes)
