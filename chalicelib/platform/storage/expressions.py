"""From writes as values to what DynamoDB's low-level client takes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .conditions import Condition
from .writes import Check, Delete, Put, Update, Write

Item = dict[str, Any]


def to_attributes(values: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values as typed attributes; None is left out.

    Texts, numbers, booleans, lists and maps of these: what JSON has. TypeError for other kinds.
    """
    return {name: _typed(value) for name, value in values.items() if value is not None}


def from_attributes(attributes: Mapping[str, Any]) -> Item:
    """Typed attributes as plain values; numbers are Decimals."""
    return {name: _plain(attribute) for name, attribute in attributes.items()}


def _typed(value: Any) -> dict[str, Any]:
    match value:
        case str():
            return {"S": value}
        case bool():  # before the numbers, of which it is one to Python
            return {"BOOL": value}
        case int() | Decimal():
            return {"N": str(value)}
        case None:
            return {"NULL": True}
        case list() | tuple():
            return {"L": [_typed(each) for each in value]}
        case Mapping():
            return {"M": {name: _typed(each) for name, each in value.items()}}
        case _:
            raise TypeError(f"no attribute holds a {type(value).__name__}")


def _plain(attribute: Mapping[str, Any]) -> Any:
    ((kind, value),) = attribute.items()
    match kind:
        case "S" | "BOOL":
            return value
        case "N":
            return Decimal(value)
        case "NULL":
            return None
        case "L":
            return [_plain(each) for each in value]
        case "M":
            return from_attributes(value)
        case _:
            raise TypeError(f"attributes of kind {kind} are never written")


class _Expression:
    """Collects the placeholders of one request."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.values: dict[str, Any] = {}

    def name(self, attribute: str) -> str:
        placeholder = f"#a{len(self.names)}"
        self.names[placeholder] = attribute
        return placeholder

    def path(self, attribute: str) -> str:
        """An attribute, or after dots what a map holds."""
        return ".".join(map(self.name, attribute.split(".")))

    def value(self, value: Any) -> str:
        placeholder = f":a{len(self.values)}"
        self.values[placeholder] = value
        return placeholder

    def condition(self, condition: Condition) -> str:
        return condition.text(self.name, self.value)

    def parameters(self) -> dict[str, Any]:
        parameters: dict[str, Any] = {}
        if self.names:
            parameters["ExpressionAttributeNames"] = self.names
        if self.values:
            parameters["ExpressionAttributeValues"] = to_attributes(self.values)
        return parameters


def write_request(write: Write, table: str) -> tuple[str, dict[str, Any]]:
    """The operation's name in a transaction, and its parameters (the same as for it alone)."""
    expression = _Expression()
    request: dict[str, Any] = {"TableName": table}
    if write.only_if is not None:
        request["ConditionExpression"] = expression.condition(write.only_if)
        request["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    match write:
        case Put():
            operation = "Put"
            request["Item"] = to_attributes(write.item)
        case Update():
            operation = "Update"
            request["Key"] = to_attributes(write.key)
            request["UpdateExpression"] = _update_expression(write, expression)
        case Delete():
            operation = "Delete"
            request["Key"] = to_attributes(write.key)
        case Check():
            operation = "ConditionCheck"
            request["Key"] = to_attributes(write.key)
    return operation, {**request, **expression.parameters()}


def _update_expression(write: Update, expression: _Expression) -> str:
    sets = [
        f"{expression.path(name)} = {expression.value(value)}"
        for name, value in write.set.items()
        if value is not None
    ]
    for name, source in write.copy.items():
        sets.append(f"{expression.path(name)} = {expression.path(source)}")
    known = {name: (name, value) for name, value in write.keep.items()}
    for name, (source, value) in (known | dict(write.copy_or)).items():
        attribute, or_else = expression.path(source), expression.value(value)
        sets.append(f"{expression.path(name)} = if_not_exists({attribute}, {or_else})")
    for name, value in write.append.items():
        attribute, empty = expression.path(name), expression.value([])
        extended = f"list_append(if_not_exists({attribute}, {empty}), {expression.value(value)})"
        sets.append(f"{attribute} = {extended}")
    for name, number in write.add.items():
        if "." in name:  # an ADD is for attributes of the item itself
            attribute, none = expression.path(name), expression.value(0)
            counted = f"if_not_exists({attribute}, {none}) + {expression.value(number)}"
            sets.append(f"{attribute} = {counted}")
    removals = [*write.remove, *(name for name, value in write.set.items() if value is None)]
    clauses = {
        "SET": sets,
        "ADD": [
            f"{expression.path(name)} {expression.value(number)}"
            for name, number in write.add.items()
            if "." not in name
        ],
        "REMOVE": [expression.path(name) for name in removals],
    }
    return " ".join(f"{verb} {', '.join(parts)}" for verb, parts in clauses.items() if parts)


def query_request(
    table: str,
    index: str | None,
    condition: Condition,
    limit: int | None,
    newest_first: bool,
    start: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """The parameters of one Query. Base-table queries are strongly consistent."""
    expression = _Expression()
    request: dict[str, Any] = {
        "TableName": table,
        "KeyConditionExpression": expression.condition(condition),
        "ScanIndexForward": not newest_first,
        "ConsistentRead": index is None,
    }
    if index is not None:
        request["IndexName"] = index
    if limit is not None:
        request["Limit"] = limit
    if start is not None:
        request["ExclusiveStartKey"] = to_attributes(start)
    return {**request, **expression.parameters()}
