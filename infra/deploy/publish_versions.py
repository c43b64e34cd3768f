"""Adds versions and aliases to the packaged template: what calls a function calls its alias."""

import re
from functools import cache
from typing import Any

from infra.deploy.paths import GRADUAL_TEMPLATE
from infra.templates import Template, read_template

GRADUALLY = "Gradually"
"""The parameter of the template that says whether the API's alias is moved step by step."""

_ALIAS = "live"
_PAGE_FILES = "page-files"
_PATH_OF_PAGE_FILES = "/assets/"

_PUBLISHED = {
    "AutoPublishAlias": _ALIAS,
    # Else a change of a time limit alone would be deployed, and never be called.
    "AutoPublishAliasAllProperties": True,
    # One that stays is in the way: Lambda publishes nothing twice, so that a release which an alarm
    # had taken back could not be deployed again. Going back publishes the release before once more.
    "VersionDeletionPolicy": "Delete",
}

_NOT_PUBLISHED = frozenset({"Tags"})
"""Properties that no version has. One that changed alone would ask for a version that there is
already, which fails; the stack's own tags are on each function."""

_OTHER_SECTIONS = ("Parameters", "Outputs")

_CALLS_ONE = frozenset({"AWS::Lambda::Permission", "AWS::Lambda::EventSourceMapping"})
_FUNCTION_OF_URI = re.compile(r"(\$\{\w+\.Arn\})/invocations\Z")


def with_versions(template: Template) -> Template:
    """Give each function of the packaged template a version, and an alias that all calls go by.

    With what CodeDeploy needs to move that of the API's function (``infra/gradual.yaml``).
    """
    added = _added()
    functions = {n for n, r in template["Resources"].items() if _is_function(r)}
    resources = {n: _by_alias(r, functions) for n, r in template["Resources"].items()}
    for name, more in added["Resources"].items():
        resources[name] = _joined(resources.get(name, {}), more)
    sections = {name: {**template.get(name, {}), **added[name]} for name in _OTHER_SECTIONS}
    return {**template, **sections, "Resources": resources}


@cache
def _added() -> Template:
    return read_template(GRADUAL_TEMPLATE.read_text("utf-8"))


def _is_function(resource: Template) -> bool:
    return bool(resource["Type"] == "AWS::Serverless::Function")


def _joined(resource: Template, more: Template) -> Template:
    """A resource of the packaged template with more properties, or one that it has not."""
    properties = {**resource.get("Properties", {}), **more["Properties"]}
    return {**resource, **more, "Properties": properties}


def _by_alias(resource: Template, functions: set[str]) -> Template:
    """The resource as it publishes versions, or calls what does by its alias."""
    properties = resource.get("Properties", {})
    if _is_function(resource):
        kept = {name: each for name, each in properties.items() if name not in _NOT_PUBLISHED}
        return {**resource, "Properties": {**kept, **_PUBLISHED}}
    if resource["Type"] in _CALLS_ONE and properties["FunctionName"].get("Ref") in functions:
        alias = f"{properties['FunctionName']['Ref']}Alias{_ALIAS}"
        return {**resource, "Properties": {**properties, "FunctionName": {"Ref": alias}}}
    if resource["Type"] == "AWS::Serverless::Api":
        body = properties["DefinitionBody"]
        paths = {path: _route(path, methods) for path, methods in body["paths"].items()}
        return {
            **resource,
            "Properties": {**properties, "DefinitionBody": {**body, "paths": paths}},
        }
    return resource


def _route(path: str, methods: dict[str, Any]) -> dict[str, Any]:
    """The methods of one path, whose integrations call the alias."""
    alias = _PAGE_FILES if path.startswith(_PATH_OF_PAGE_FILES) else _ALIAS
    return {verb: _integrated(method, alias) for verb, method in methods.items()}


def _integrated(method: Any, alias: str) -> Any:
    """The alias's ARN is written out: with a reference, the gateway would wait for the shift's end,
    and what is wrong with it would show when nobody watches any more.
    """
    key = "x-amazon-apigateway-integration"
    uri = method.get(key, {}).get("uri") if isinstance(method, dict) else None
    if uri is None:
        return method
    by_alias = _FUNCTION_OF_URI.sub(rf"\1:{alias}/invocations", uri["Fn::Sub"])
    return {**method, key: {**method[key], "uri": {"Fn::Sub": by_alias}}}
