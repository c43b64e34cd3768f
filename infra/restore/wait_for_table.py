"""Waits until a table is there and at rest, which for a restore takes from minutes to hours."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from infra.restore.errors import RestoreError
from infra.restore.stage import describe_table

INTERVAL = 20.0
"""Seconds between two looks at a restore."""
LONGEST = 48 * 3600.0
"""Seconds that a restore is waited for. From cold storage alone it can take half a day."""
TOLD_AFTER = 300.0
"""Seconds after which what is waited for is told again."""
_NEVER = {
    "INACCESSIBLE_ENCRYPTION_CREDENTIALS": "its key is disabled, or may not be used: enable it",
    "ARCHIVED": "its key was out of reach for a week, and DynamoDB archived it: enable the key",
    "ARCHIVING": "its key was out of reach for a week, and DynamoDB archives it: enable the key",
    "DELETING": "somebody deletes it: wait until it is gone",
}


@dataclass(frozen=True)
class Patience:
    """How long a table is waited for, and how long nobody looks at it meanwhile, in seconds."""

    longest: float = LONGEST
    interval: float = INTERVAL

    @property
    def looks(self) -> int:
        """How often it is looked at."""
        return int(self.longest / self.interval)

    @property
    def told_every(self) -> int:
        """Looks after which it is told again: as seldom, however often one looks."""
        return max(1, round(TOLD_AFTER / self.interval))


TO_BE_RESTORED = Patience()


def wait_for_table(
    dynamodb: Any,
    table: str,
    pause: Callable[[float], None],
    say: Callable[[str], None] = lambda _line: None,
    patience: Patience = TO_BE_RESTORED,
) -> dict[str, Any]:
    """The table's description, once it is at rest with its indexes and, if it is restored, all
    there.

    What is waited for is told at once, when it becomes something else, and every few minutes.
    Raises RestoreError where it never will be. Whoever stops waiting stops nothing else.
    """
    told = waits_for = ""
    for look in range(patience.looks):
        found = _existing(dynamodb, table)
        waits_for = _waits_for(table, found)
        if not waits_for:
            return found
        if waits_for != told or look % patience.told_every == 0:
            say(f"{waits_for}; waiting (stop and repeat whenever you like)")
            told = waits_for
        pause(patience.interval)
    advice = (
        "Nothing is wrong with that; deploy again later (or repeat whatever this was), and it goes "
        "on from here"
        if _busy_indexes(table, found)
        else "Ask AWS Support"
    )
    raise RestoreError(f"{waits_for} after {patience.longest / 3600:.0f} hours. {advice}")


def _existing(dynamodb: Any, table: str) -> dict[str, Any]:
    """The table's description. Raises RestoreError where it is gone, or will never be at rest."""
    found = describe_table(dynamodb, table)
    if found is None:
        raise RestoreError(
            f"table {table} is gone: somebody deleted it, or DynamoDB took away what it could not "
            "restore. Repeat the command; if that comes again, ask AWS Support"
        )
    state = found["TableStatus"]
    if state in _NEVER:
        raise RestoreError(f"table {table} is {state}: {_NEVER[state]}, then repeat the command")
    return found


def _waits_for(table: str, found: dict[str, Any]) -> str:
    """What goes on with the table, in words; empty once it is at rest."""
    if busy := _busy_indexes(table, found):
        return busy
    if found["TableStatus"] != "ACTIVE":
        return f"{table} is {found['TableStatus']}"
    is_restored = not found.get("RestoreSummary", {}).get("RestoreInProgress", False)
    return "" if is_restored else f"{table} is being restored"


def _busy_indexes(table: str, found: dict[str, Any]) -> str:
    """Which indexes cannot be queried yet, or are going, in words; empty where none is."""
    indexes = found.get("GlobalSecondaryIndexes", [])
    states = {each["IndexName"]: each.get("IndexStatus", "ACTIVE") for each in indexes}
    return ", ".join(
        f"the index {name} of {table} isn't {'gone' if state == 'DELETING' else 'filled'} yet"
        for name, state in states.items()
        if state != "ACTIVE"
    )
