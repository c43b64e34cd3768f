"""In which steps a table's indexes become what the template says, where the table is in use.

DynamoDB makes or drops one index at a time, and never changes one: which keys it has and which
attributes it carries is settled when it is made. So a changed index is a new one with a name of its
own, and for a while there are both: the new one is made, then the code reads it, then the old one
goes.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from infra.deploy.errors import DeployError
from infra.templates import Template

Index = Mapping[str, Any]
"""An index as a template or DescribeTable has it."""

_TABLE = "AWS::DynamoDB::Table"
_INDEXES = "GlobalSecondaryIndexes"


def indexes_of(template: Template) -> dict[str, Index]:
    """The indexes of the template's one table, by name."""
    return {each["IndexName"]: each for each in table_of(template).get(_INDEXES, [])}


def table_of(template: Template) -> Mapping[str, Any]:
    """The properties of the template's one table."""
    properties: Mapping[str, Any] = template["Resources"][_table_in(template)]["Properties"]
    return properties


def shape_of(index: Index) -> tuple[Any, ...]:
    """What an index has for good: its keys, and what it carries, in whichever order it is said."""
    keys = sorted((key["KeyType"], key["AttributeName"]) for key in index["KeySchema"])
    projection = index["Projection"]
    carried = sorted(projection.get("NonKeyAttributes", []))
    return keys, projection["ProjectionType"], carried


def refuse_change_in_place(wanted: Mapping[str, Index], live: Iterable[Index]) -> None:
    """Raises DeployError, with words on what to do, for an index that would have to change."""
    for index in live:
        name = index["IndexName"]
        if name in wanted and shape_of(wanted[name]) != shape_of(index):
            raise DeployError(
                f"the index “{name}” of the table has other keys or attributes than the template "
                "says, and no index can be changed. In infra/stateful.yaml, give the changed one a "
                f"new name (“{name}-2”, say) and have the code query that; the deployment makes "
                "it, moves the code over, and then drops the old one"
            )


def steps_before_code(deployed: Template, wanted: Template) -> list[Template]:
    """Templates to deploy one after another before the code: each makes one more index, none drops
    any. There is at least one, which has whatever else changes.
    """
    before, after = indexes_of(deployed), indexes_of(wanted)
    there = list(before)
    steps = []
    for name in after:
        if name not in before:
            there.append(name)
            steps.append(_with_indexes(wanted, deployed, there))
    return steps or [_with_indexes(wanted, deployed, there)]


def steps_after_code(deployed: Template, wanted: Template) -> list[Template]:
    """Templates to deploy one after another once the code reads the new indexes: each drops one.

    ``deployed`` is what the last step before the code has made.
    """
    there, after = list(indexes_of(deployed)), indexes_of(wanted)
    steps = []
    for name in [each for each in there if each not in after]:
        there.remove(name)
        steps.append(_with_indexes(wanted, deployed, there))
    return steps


def _with_indexes(wanted: Template, deployed: Template, names: Sequence[str]) -> Template:
    """``wanted`` with the indexes of these names: its own first, then those that are to go."""
    known = {**indexes_of(wanted), **_only_in(indexes_of(deployed), indexes_of(wanted))}
    indexes = [index for name, index in known.items() if name in names]
    table = _table_in(wanted)
    resource = wanted["Resources"][table]
    properties = resource["Properties"]
    keys = [properties["KeySchema"], *(index["KeySchema"] for index in indexes)]
    used = {key["AttributeName"] for schema in keys for key in schema}
    changed = {
        **properties,
        "AttributeDefinitions": [
            each for each in _definitions(wanted, deployed) if each["AttributeName"] in used
        ],
        _INDEXES: indexes,
    }
    resources = {**wanted["Resources"], table: {**resource, "Properties": changed}}
    return {**wanted, "Resources": resources}


def _definitions(wanted: Template, deployed: Template) -> list[Mapping[str, str]]:
    """The attributes that keys are made of, in both: DynamoDB wants those used, and no others."""
    new, old = (
        {each["AttributeName"]: each for each in table_of(of)["AttributeDefinitions"]}
        for of in (wanted, deployed)
    )
    return list({**new, **_only_in(old, new)}.values())


def _only_in(these: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in these.items() if name not in others}


def _table_in(template: Template) -> str:
    (name,) = (name for name, each in template["Resources"].items() if each["Type"] == _TABLE)
    return str(name)
