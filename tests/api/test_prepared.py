"""A world that was prepared once and is put there again is as preparing it would leave it."""

from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.platform.ids import Ids
from chalicelib.platform.runtime import Runtime
from tests.conftest import CountedBytes, FixedClock
from tests.prepared import prepared
from tests.quick_moto import empty_table

KEY: Any = {"pk": {"S": "TEST#1"}, "sk": {"S": "TEST"}}


def seen_after(run: Runtime, clock: FixedClock, made: list[str]) -> Any:
    """What a test finds that begins with it: all that is stored, the time, an id, what was told."""
    client, name = run.table.client, run.table.name

    def make() -> dict[str, list[str]]:
        made.append(run.ids.new(clock.now))
        client.put_item(TableName=name, Item={**KEY, "id": {"S": made[-1]}})
        is_new = {"ConditionExpression": "attribute_not_exists(pk)"}
        again: Any = {"Put": {"TableName": name, "Item": KEY, **is_new}}
        with pytest.raises(ClientError):  # now moto has other items in their place
            client.transact_write_items(TransactItems=[again])
        client.put_item(TableName=name, Item={**KEY, "sk": {"S": "MORE"}})
        clock.forward(minutes=5)
        return {"ids": [made[-1]]}

    told = prepared(run, "what this test begins with", make)
    stored = client.scan(TableName=name)["Items"]
    found = stored, clock.now, run.ids.new(clock.now), list(told["ids"])
    told["ids"].append("a test has it for itself")
    return found


def test_put_there_again_all_is_the_same(run: Runtime, clock: FixedClock) -> None:
    began, made = clock.now, list[str]()
    found = []
    for _ in range(3):
        clock.now = began
        found.append(seen_after(replace(run, ids=Ids(CountedBytes())), clock, made))
        empty_table(run.table.name)
    assert found[1:] == found[:1] * 2
    assert len(found[0][0]) == 2
    assert len(made) == 1
