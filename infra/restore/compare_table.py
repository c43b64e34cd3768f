"""Compares a table as DynamoDB describes it with its definition in stateful.yaml. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from infra.deploy.index_rules import shape_of

Described = Mapping[str, Any]


def compare_table(found: Described, defined: Described) -> list[str]:
    """What the table's keys and indexes lack of the template's properties: a sentence each.

    An index more than these misleads nobody: the next deployment drops it.
    """
    return list(_differences(found, defined))


def _differences(found: Described, defined: Described) -> Iterator[str]:
    if _keys(found["KeySchema"]) != _keys(defined["KeySchema"]):
        yield "its keys are others"
    named, wanted = _indexes(found), _indexes(defined)
    for name in sorted(wanted.keys() - named.keys()):
        yield f"index {name} is missing"
    for name in sorted(named.keys() & wanted.keys()):
        if named[name] != wanted[name]:
            yield f"index {name} has other keys or carries other attributes"
    types, wanted_types = _types(found), _types(defined)
    for name in sorted(types.keys() & wanted_types.keys()):
        if types[name] != wanted_types[name]:
            yield f"key {name} is of another type"


def _indexes(table: Described) -> dict[str, Any]:
    return {each["IndexName"]: shape_of(each) for each in table.get("GlobalSecondaryIndexes", [])}


def _keys(schema: Iterable[Described]) -> dict[str, str]:
    return {each["KeyType"]: each["AttributeName"] for each in schema}


def _types(table: Described) -> dict[str, str]:
    return {each["AttributeName"]: each["AttributeType"] for each in table["AttributeDefinitions"]}
