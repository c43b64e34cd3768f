"""A template as one stage would have it, for auditors that cannot choose among its branches."""

from collections.abc import Mapping
from typing import Any

from infra.templates import Template

PRODUCTION = {
    "Stage": "production",
    "MailFrom": "frontdesk@clinic.example",
    "MailDomain": "clinic.example",
    "PublicUrl": "https://appointments.clinic.example/",
    "Firewall": "on",
    "Domain": "appointments.clinic.example",
    "Certificate": "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000",
}
"""Parameters of a stage with all that a stage can have; the others have their defaults."""


def resolve_template(template: Template, given: Mapping[str, str] = PRODUCTION) -> Template:
    """The template with its conditions decided, and without resources that are not made then.

    Raises KeyError for a parameter without a value, ValueError for a function that is new in a
    condition.
    """
    parameters = template.get("Parameters", {})
    values = {name: given.get(name, each.get("Default")) for name, each in parameters.items()}
    conditions = template.get("Conditions", {})
    truths = {name: _is_true(each, values, conditions) for name, each in conditions.items()}
    resources = {
        name: _resolved(
            {k: _policy(v, values) for k, v in resource.items() if k != "Condition"}, truths
        )
        for name, resource in template["Resources"].items()
        if truths.get(resource.get("Condition", ""), True)
    }
    return {
        "Parameters": {name: {"Type": "String"} for name in parameters},
        "Resources": resources,
    }


def _policy(value: Any, values: Mapping[str, Any]) -> Any:
    """A deletion policy that names a parameter, as its value; anything else as it is."""
    if isinstance(value, dict) and set(value) == {"Ref"}:
        return values[value["Ref"]]
    return value


def _is_true(condition: Any, values: Mapping[str, Any], others: Mapping[str, Any]) -> bool:
    ((function, content),) = condition.items()
    if function == "Condition":
        return _is_true(others[content], values, others)
    if function == "Fn::Equals":
        one, other = (values[x["Ref"]] if isinstance(x, dict) else x for x in content)
        return bool(one == other)
    truths = [_is_true(each, values, others) for each in content]
    if function == "Fn::Not":
        return not truths[0]
    if function in ("Fn::And", "Fn::Or"):
        return all(truths) if function == "Fn::And" else any(truths)
    raise ValueError(f"{function} is new in a condition")


def _resolved(value: Any, truths: Mapping[str, bool]) -> Any:
    if isinstance(value, list):
        return [_resolved(each, truths) for each in value if not _is_nothing(each, truths)]
    if not isinstance(value, dict):
        return value
    if set(value) == {"Fn::If"}:
        condition, then, otherwise = value["Fn::If"]
        return _resolved(then if truths[condition] else otherwise, truths)
    kept = {name: each for name, each in value.items() if not _is_nothing(each, truths)}
    return {name: _resolved(each, truths) for name, each in kept.items()}


def _is_nothing(value: Any, truths: Mapping[str, bool]) -> bool:
    return bool(
        isinstance(value, dict)
        and "Fn::If" in value
        and _resolved(value, truths) == {"Ref": "AWS::NoValue"}
    )
