"""Sets what a second may cost at most, of a table and of its indexes."""

from collections.abc import Callable, Mapping
from typing import Any

from infra.restore.wait_for_table import wait_for_table

_MOST = "OnDemandThroughput"


def set_maxima(
    dynamodb: Any, pause: Callable[[float], None], table: str, wanted: Mapping[str, Any]
) -> None:
    """Give ``table`` the maxima of ``wanted``, which is a table as it is defined or described.

    What is so already is left alone, and so is what ``wanted`` says nothing of.
    """
    found = wait_for_table(dynamodb, table, pause)
    if _MOST in wanted and found.get(_MOST) != wanted[_MOST]:
        dynamodb.update_table(TableName=table, OnDemandThroughput=wanted[_MOST])
        wait_for_table(dynamodb, table, pause)
    most, has = _of_indexes(wanted), _of_indexes(found)
    updates = [
        {"Update": {"IndexName": name, _MOST: most[name]}}
        for name in sorted(most.keys() & has.keys())
        if most[name] not in (None, has[name])
    ]
    if updates:
        dynamodb.update_table(TableName=table, GlobalSecondaryIndexUpdates=updates)
        wait_for_table(dynamodb, table, pause)


def _of_indexes(table: Mapping[str, Any]) -> dict[str, Any]:
    indexes = table.get("GlobalSecondaryIndexes", [])
    return {each["IndexName"]: each.get(_MOST) for each in indexes}
