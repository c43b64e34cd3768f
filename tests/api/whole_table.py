"""All that the table holds, for tests that look for what is in it, or is not."""

from typing import Any

from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.expressions import from_attributes


def everything(run: Runtime) -> list[dict[str, Any]]:
    """Every item, in order of their keys."""
    pages = run.table.client.get_paginator("scan").paginate(
        TableName=run.table.name, ConsistentRead=True
    )
    items = [from_attributes(item) for page in pages for item in page["Items"]]
    return sorted(items, key=lambda item: (item["pk"], item["sk"]))


def by_key(run: Runtime) -> dict[str, dict[str, Any]]:
    """Every item, by its key as one text."""
    return {f"{item['pk']} {item['sk']}": item for item in everything(run)}
