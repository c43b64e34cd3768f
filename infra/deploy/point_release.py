"""Points a release of the API stack at the table that the stage uses now.

A release is kept as it was deployed, with the name of the table in each function's environment.
After a restore that would be the table of before: whoever deploys a kept release points it first.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from infra.deploy.releases import Release
from infra.deploy.upload import content_key
from infra.templates import Template

_TABLE = "FRONTDESK_TABLE"
_OF_THE_TABLE = ("TableArn", "TableName", "TableStreamArn")


def point_release(s3: Any, bucket: str, release: Release, data: Mapping[str, str]) -> Release:
    """The release for the table that the data stack's outputs name, its template in the bucket."""
    parameters = {
        name: data[name] if name in _OF_THE_TABLE else value
        for name, value in release.parameters.items()
    }
    body = s3.get_object(Bucket=bucket, Key=release.template)["Body"].read()
    before = json.loads(body)
    pointed = _with_table(before, data["SettingTable"])
    if pointed == before:
        return replace(release, parameters=parameters)
    text = json.dumps(pointed, separators=(",", ":")).encode()
    key = content_key(text, ".json")
    s3.put_object(Bucket=bucket, Key=key, Body=text)
    return replace(release, template=key, parameters=parameters)


def _with_table(template: Template, table: str) -> Template:
    """The template whose functions, all that name a table, name this one."""
    resources = {name: _pointed(each, table) for name, each in template["Resources"].items()}
    return {**template, "Resources": resources}


def _pointed(resource: Template, table: str) -> Template:
    properties = resource.get("Properties", {})
    environment = properties.get("Environment", {})
    variables = environment.get("Variables", {})
    if _TABLE not in variables:
        return resource
    told = {**environment, "Variables": {**variables, _TABLE: table}}
    return {**resource, "Properties": {**properties, "Environment": told}}
