"""Evaluate a role's policy as IAM does, as far as this project's policies go.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html: a Deny
that fits refuses, whatever allows. ``ForAnyValue`` is false for a key that is absent, and
``ForAllValues`` true. What this cannot read fails instead of passing.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

POLICIES = Path(__file__).parents[1] / ".chalice"
TABLE = {"Ref": "TableArn"}

ACTIONS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
"""By action of a transaction: what it needs leave for."""


@dataclass(frozen=True)
class Asked:
    """One action on a resource, with what its conditions may ask for: each key's values."""

    action: str
    resource: Any
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def policy_of(name: str) -> list[dict[str, Any]]:
    """The statements of a policy file."""
    text = (POLICIES / f"policy-{name}.json").read_text("utf-8")
    statements: list[dict[str, Any]] = json.loads(text)["Statement"]
    return statements


def is_permitted(statements: list[dict[str, Any]], asked: Asked) -> bool:
    """True if something allows it and nothing denies it."""
    effects = {each["Effect"] for each in statements if _fits(each, asked)}
    return effects == {"Allow"}


def listed(one_or_more: Any) -> list[Any]:
    return one_or_more if isinstance(one_or_more, list) else [one_or_more]


def _fits(statement: Mapping[str, Any], asked: Asked) -> bool:
    unread = statement.keys() - {"Sid", "Effect", "Action", "Resource", "Condition"}
    assert not unread, unread
    named = any(fnmatchcase(asked.action, each) for each in listed(statement["Action"]))
    there = asked.resource in listed(statement["Resource"]) or "*" in listed(statement["Resource"])
    return named and there and all(_holds(*each, asked) for each in _conditions(statement))


def _conditions(statement: Mapping[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    for operator, keys in statement.get("Condition", {}).items():
        for key, values in keys.items():
            yield operator, key, [each for each in listed(values) if isinstance(each, str)]


def _holds(operator: str, key: str, wanted: list[str], asked: Asked) -> bool:
    found = asked.values.get(key, ())
    if operator == "Null":
        return (not found) == (wanted == ["true"])
    quantity, _, test = operator.rpartition(":")
    match = _is_same if test == "StringEquals" else fnmatchcase
    assert test in ("StringEquals", "StringLike"), operator
    fitting = [any(match(value, each) for each in wanted) for value in found]
    return {"ForAnyValue": any, "ForAllValues": all, "": any}[quantity](fitting)


def _is_same(value: str, wanted: str) -> bool:
    return value == wanted


def asked_by_call(operation: str, params: Mapping[str, Any]) -> Iterator[Asked]:
    """The leave that one call of the driver asks for: an action of a transaction is one each."""
    if operation == "TransactWriteItems":
        for action in params["TransactItems"]:
            for kind, part in action.items():
                yield _asked(ACTIONS[kind], part)
    elif operation in ACTIONS.values():
        yield _asked(operation, params)


def at_once(asked: list[Asked]) -> list[Asked]:
    """The same, where the values of each action of a transaction are asked for together."""
    by_action: dict[str, list[Asked]] = {}
    for each in asked:
        by_action.setdefault(each.action, []).append(each)
    return [Asked(action, TABLE, _joined(every)) for action, every in by_action.items()]


def _joined(every: list[Asked]) -> dict[str, tuple[str, ...]]:
    keys = {key for each in every for key in each.values}
    return {
        key: tuple(value for each in every for value in each.values.get(key, ())) for key in keys
    }


def _asked(name: str, part: Mapping[str, Any]) -> Asked:
    item = part.get("Item", {})
    key = item or part["Key"]
    names = part.get("ExpressionAttributeNames", {})
    written = part.get("UpdateExpression", "") + " "
    attributes = {full for short, full in names.items() if _is_in(short, written)}
    return Asked(
        f"dynamodb:{name}",
        TABLE,
        {
            "dynamodb:LeadingKeys": (key["pk"]["S"],),
            "dynamodb:Attributes": tuple(sorted({*item, *attributes, *key})),
        },
    )


def _is_in(short: str, expression: str) -> bool:
    return any(part.strip("(),.") == short for part in expression.replace(".", " ").split())
