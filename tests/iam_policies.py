"""What a function's own policy file lets it do, by IAM's documentation: no engine here asks IAM.

DynamoDB asks for each action of a request by its own name, a transaction's too, and hands the
partition keys that it touches as ``dynamodb:LeadingKeys``. Whether a transaction's keys are handed
one by one or together is not documented. So one statement has to allow all keys of an action at
once, which is enough in either case.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

POLICIES = Path(__file__).parents[1] / ".chalice"
OF_THE_TABLE = {"Ref": "TableArn"}

ACTIONS = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem"}
"""By action of a transaction: what it needs leave for. A check's is the one that is left."""

WRITES = ("PutItem", "UpdateItem", "DeleteItem")
_LEADING_KEYS = "dynamodb:LeadingKeys"


@dataclass(frozen=True, order=True)
class Asked:
    """One action, of a resource as the policy files write it, on items of these partitions."""

    action: str
    resource: str
    leading_keys: tuple[str, ...] = ()


def of_table(action: str, *leading_keys: str) -> Asked:
    """An action of DynamoDB on the table's own items."""
    return Asked(f"dynamodb:{action}", _text(OF_THE_TABLE), tuple(sorted(set(leading_keys))))


def asked_of_dynamodb(operation: str, params: Mapping[str, Any]) -> Iterator[Asked]:
    """What one request to the table asks leave for."""
    if operation == "TransactWriteItems":
        keys: dict[str, list[str]] = {}
        for action in params["TransactItems"]:
            ((kind, request),) = action.items()
            keys.setdefault(ACTIONS.get(kind, "ConditionCheckItem"), []).append(_key_of(request))
        for name, touched in sorted(keys.items()):
            yield of_table(name, *touched)
    elif operation == "BatchGetItem":
        for table in params["RequestItems"].values():
            yield of_table(operation, *(_key_of({"Key": key}) for key in table["Keys"]))
    elif operation == "Query":
        leading = _partition_queried(params)
        if index := params.get("IndexName"):
            resource = _text({"Fn::Sub": f"${{TableArn}}/index/{index}"})
            yield Asked("dynamodb:Query", resource, (leading,))
        else:
            yield of_table(operation, leading)
    else:
        yield of_table(operation, _key_of(params))


def is_allowed(function: str, asked: Asked) -> bool:
    """True if one statement of the function's policy allows it; no policy here denies."""
    return any(_allows(statement, asked) for statement in statements(function))


@cache
def statements(function: str) -> list[dict[str, Any]]:
    """The statements of a function's policy file, by the function's name in the configuration."""
    config = json.loads((POLICIES / "config.json").read_text("utf-8"))
    file = config["lambda_functions"][function]["iam_policy_file"]
    found: list[dict[str, Any]] = json.loads((POLICIES / file).read_text("utf-8"))["Statement"]
    assert all(statement["Effect"] == "Allow" for statement in found)
    return found


def listed(one_or_more: Any) -> list[Any]:
    """What IAM lets one write alone or in a list, as a list."""
    return one_or_more if isinstance(one_or_more, list) else [one_or_more]


def _allows(statement: Mapping[str, Any], asked: Asked) -> bool:
    if asked.action not in listed(statement["Action"]):
        return False
    if asked.resource not in map(_text, listed(statement["Resource"])):
        return False
    conditions = statement.get("Condition", {}).items()
    return all(
        _holds(operator, key, listed(wanted), asked)
        for operator, tests in conditions
        for key, wanted in tests.items()
    )


def _holds(operator: str, key: str, wanted: list[str], asked: Asked) -> bool:
    if key == "kms:ViaService":  # the table and the secret are asked by way of their services
        return True
    assert key == _LEADING_KEYS, f"unknown to this evaluator: {key}"
    matches = {
        "ForAllValues:StringEquals": lambda value, pattern: value == pattern,
        "ForAllValues:StringLike": fnmatchcase,
    }[operator]
    return all(any(matches(value, each) for each in wanted) for value in asked.leading_keys)


def _key_of(request: Mapping[str, Any]) -> str:
    named = request.get("Key") or request["Item"]
    return str(named["pk"]["S"])


def _partition_queried(params: Mapping[str, Any]) -> str:
    """The one partition of a query, whose name comes first in its condition."""
    name, is_equal, value = params["KeyConditionExpression"].replace("(", " ").split()[:3]
    assert is_equal == "=", params["KeyConditionExpression"]
    assert params["ExpressionAttributeNames"][name].endswith("pk")
    return str(params["ExpressionAttributeValues"][value.rstrip(")")]["S"])


def _text(resource: Any) -> str:
    return json.dumps(resource, sort_keys=True)
