"""What a function's own policy file lets it do, by IAM's documentation: no engine here asks IAM.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html: a Deny
that fits refuses, whatever allows. ``ForAnyValue`` is false for a key that is absent, and
``ForAllValues`` true. What this cannot read fails instead of passing.

DynamoDB asks for each action of a request by its own name, a transaction's too, and hands the
partition keys that it touches as ``dynamodb:LeadingKeys``, the attributes that it writes as
``dynamodb:Attributes``. Whether those of a transaction are handed one by one or together is not
documented, so it is asked for both ways: each has to be permitted.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

POLICIES = Path(__file__).parents[1] / ".chalice"
API = "api"
"""The name of the API's own function; the others are named as in the configuration."""

ACTIONS = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem"}
"""By action of a transaction: what it needs leave for. A check's is the one that is left."""

WRITES = ("PutItem", "UpdateItem", "DeleteItem")


@dataclass(frozen=True, order=True)
class Asked:
    """One action, of a resource as the policy files write it, on items of these partitions."""

    action: str
    resource: str
    leading_keys: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()

    def values(self, key: str) -> tuple[str, ...]:
        """What a condition finds under a key."""
        known = {"dynamodb:LeadingKeys": self.leading_keys, "dynamodb:Attributes": self.attributes}
        assert key in known, f"unknown to this evaluator: {key}"
        return known[key]

    def touching(self, *attributes: str) -> "Asked":
        """The same, with attributes that it writes."""
        return replace(self, attributes=tuple(sorted({*self.attributes, *attributes})))


def of_table(action: str, *leading_keys: str) -> Asked:
    """An action of DynamoDB on the table's own items."""
    return Asked(f"dynamodb:{action}", _text({"Ref": "TableArn"}), tuple(sorted(set(leading_keys))))


def asked_of_dynamodb(operation: str, params: Mapping[str, Any]) -> Iterator[Asked]:
    """What one request to the table asks leave for; of a transaction, one by one and together."""
    if operation == "TransactWriteItems":
        each = [_asked_by_action(action) for action in params["TransactItems"]]
        yield from each
        yield from _together(each)
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
        yield _asked(operation, params)


def is_permitted(function: str, asked: Asked) -> bool:
    """True if a statement of the function's policy allows it all, and none denies it."""
    return {each["Effect"] for each in statements(function) if _fits(each, asked)} == {"Allow"}


@cache
def statements(function: str) -> list[dict[str, Any]]:
    """The statements of a function's policy file, by the function's name in the configuration."""
    file = f"policy-{API}.json"
    if function != API:
        config = json.loads((POLICIES / "config.json").read_text("utf-8"))
        file = config["lambda_functions"][function]["iam_policy_file"]
    found: list[dict[str, Any]] = json.loads((POLICIES / file).read_text("utf-8"))["Statement"]
    return found


def listed(one_or_more: Any) -> list[Any]:
    """What IAM lets one write alone or in a list, as a list."""
    return one_or_more if isinstance(one_or_more, list) else [one_or_more]


def _fits(statement: Mapping[str, Any], asked: Asked) -> bool:
    unread = statement.keys() - {"Sid", "Effect", "Action", "Resource", "Condition"}
    assert not unread, unread
    if not any(fnmatchcase(asked.action, each) for each in listed(statement["Action"])):
        return False
    resources = listed(statement["Resource"])
    if "*" not in resources and asked.resource not in map(_text, resources):
        return False
    return all(
        _holds(operator, key, listed(wanted), asked)
        for operator, tests in statement.get("Condition", {}).items()
        for key, wanted in tests.items()
    )


def _holds(operator: str, key: str, wanted: list[str], asked: Asked) -> bool:
    if key == "kms:ViaService":  # the table and the secret are asked by way of their services
        return True
    found = asked.values(key)
    if operator == "Null":
        return (not found) == (wanted == ["true"])
    quantity, _, test = operator.rpartition(":")
    matches = fnmatchcase if test == "StringLike" else _is_same
    assert test in ("StringEquals", "StringLike"), operator
    fitting = [any(matches(value, each) for each in wanted) for value in found]
    assert quantity in ("ForAnyValue", "ForAllValues"), operator
    return any(fitting) if quantity == "ForAnyValue" else all(fitting)


def _is_same(value: str, wanted: str) -> bool:
    return value == wanted


def _asked_by_action(action: Mapping[str, Any]) -> Asked:
    ((kind, request),) = action.items()
    return _asked(ACTIONS.get(kind, "ConditionCheckItem"), request)


def _together(every: list[Asked]) -> Iterator[Asked]:
    for action in sorted({each.action for each in every}):
        same = [each for each in every if each.action == action]
        keys = {key for each in same for key in each.leading_keys}
        attributes = {name for each in same for name in each.attributes}
        yield replace(
            same[0], leading_keys=tuple(sorted(keys)), attributes=tuple(sorted(attributes))
        )


def _asked(name: str, request: Mapping[str, Any]) -> Asked:
    asked = of_table(name, _key_of(request))
    if name not in WRITES:
        return asked
    names = request.get("ExpressionAttributeNames", {})
    words = {each.strip("(),") for each in _words(request.get("UpdateExpression", ""))}
    written = {full for short, full in names.items() if short in words}
    return asked.touching(*written, *request.get("Item", request.get("Key", {})))


def _words(expression: str) -> list[str]:
    return expression.replace(".", " ").replace("(", " ").split()


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
