"""The steps of an index that changes, taken by DynamoDB itself: what is there moves over."""

import copy
import time
from typing import TYPE_CHECKING, Any

from infra.deploy.change_index import indexes_on
from infra.deploy.index_rules import indexes_of, steps_after_code, steps_before_code, table_of
from infra.deploy.table_indexes import TableIndexes
from infra.table_definition import STATEFUL_TEMPLATE
from infra.templates import Template, read_template

from .conftest import Tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ROWS = 120


def take(dynamodb: "DynamoDBClient", table: str, step: Template) -> None:
    """What CloudFormation does of a step: make or drop the one index that differs, and be done."""
    live = {each["IndexName"] for each in indexes_on(dynamodb, table)}
    wanted = indexes_of(step)
    properties = step["Resources"]["Table"]["Properties"]
    changes: list[Any] = [
        *({"Create": wanted[name]} for name in wanted.keys() - live),
        *({"Delete": {"IndexName": name}} for name in live - wanted.keys()),
    ]
    assert len(changes) == 1
    dynamodb.update_table(
        TableName=table,
        AttributeDefinitions=properties["AttributeDefinitions"],
        GlobalSecondaryIndexUpdates=changes,
    )
    deadline = time.monotonic() + 60
    while any(each["IndexStatus"] != "ACTIVE" for each in indexes_on(dynamodb, table)):
        assert time.monotonic() < deadline


def due_by(dynamodb: "DynamoDBClient", table: str, index: str) -> list[Any]:
    return dynamodb.query(
        TableName=table,
        IndexName=index,
        KeyConditionExpression="due_pk = :here",
        ExpressionAttributeValues={":here": {"S": "queue#new-york"}},
    )["Items"]


def put_rows(dynamodb: "DynamoDBClient", table: str) -> None:
    for number in range(ROWS):
        item: Any = {
            "pk": {"S": f"CALLBACK#{number}"},
            "sk": {"S": "CALLBACK"},
            "due_pk": {"S": "queue#new-york"},
            "due_at": {"S": f"2-promise#{number:03}"},
            "language": {"S": "es"},
        }
        dynamodb.put_item(TableName=table, Item=item)


def renamed(now: Template) -> Template:
    """``due`` becomes ``due-2``, which carries one attribute more."""
    wanted = copy.deepcopy(now)
    due = wanted["Resources"]["Table"]["Properties"]["GlobalSecondaryIndexes"][0]
    due["IndexName"] = "due-2"
    due["Projection"]["NonKeyAttributes"].append("language")
    return wanted


def test_rows_are_in_the_new_index_before_the_old_one_goes(
    dynamodb: "DynamoDBClient", new_table: Tables
) -> None:
    table, now = new_table(), read_template(STATEFUL_TEMPLATE.read_text("utf-8"))
    put_rows(dynamodb, table)
    wanted = renamed(now)

    steps = steps_before_code(now, wanted)
    for step in steps:
        take(dynamodb, table, step)
    old, new = due_by(dynamodb, table, "due"), due_by(dynamodb, table, "due-2")
    assert len(old) == len(new) == ROWS
    assert [each["pk"] for each in new] == [each["pk"] for each in old]
    assert {each["language"]["S"] for each in new} == {"es"}

    for step in steps_after_code(steps[-1], wanted):
        take(dynamodb, table, step)
    assert {each["IndexName"] for each in indexes_on(dynamodb, table)} == {"due-2", "open"}
    assert len(due_by(dynamodb, table, "due-2")) == ROWS


def test_a_restored_table_takes_the_same_steps_by_dynamodb_s_own_calls(
    dynamodb: "DynamoDBClient", new_table: Tables
) -> None:
    table, now = new_table(), read_template(STATEFUL_TEMPLATE.read_text("utf-8"))
    put_rows(dynamodb, table)
    wanted = table_of(renamed(now))
    indexes = TableIndexes(dynamodb, table, lambda _seconds: None, 0.1, lambda _line: None)

    assert indexes.add(wanted) == ["due-2"]
    assert due_by(dynamodb, table, "due-2") == [
        {**each, "language": {"S": "es"}} for each in due_by(dynamodb, table, "due")
    ]

    assert indexes.drop(wanted) == ["due"]
    assert {each["IndexName"] for each in indexes_on(dynamodb, table)} == {"due-2", "open"}
    assert len(due_by(dynamodb, table, "due-2")) == ROWS
    assert (indexes.add(wanted), indexes.drop(wanted)) == ([], [])
