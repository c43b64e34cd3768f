"""Every resource of a template against the model of the call that makes it."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import botocore
from botocore.loaders import Loader
from botocore.model import ServiceModel

from infra.service_models.check_value import Checker
from infra.service_models.intrinsics import Known, known_of
from infra.service_models.resource_types import (
    NOT_MADE_BY_A_CALL,
    RESOURCE_TYPES,
    Goes,
)
from infra.templates import Template

EXAMPLES: Mapping[str, tuple[Any, ...]] = {
    "Mfa": ("OFF", "OPTIONAL", "ON"),  # by-stage becomes one of these
    "Stage": ("production", "a2345678-b2345678-c2"),  # as long as the template lets it be
}
"""Values of parameters to try, where the template does not list them, or lists one more."""


def check_template(
    template: Template, examples: Mapping[str, tuple[Any, ...]] = EXAMPLES
) -> list[str]:
    """What AWS would refuse of a template: one sentence each, beginning with the place."""
    known = known_of(template, examples)
    return [
        f"{name}.{finding}"
        for name, resource in template["Resources"].items()
        for finding in _of_resource(resource, known)
    ]


def _of_resource(resource: Mapping[str, Any], known: Known) -> Iterator[str]:
    kind = resource["Type"]
    if kind in NOT_MADE_BY_A_CALL:
        return
    made_by = RESOURCE_TYPES.get(kind)
    if made_by is None:
        yield f"Type: it is not known which call makes {kind} (infra/service_models)"
        return
    given = resource.get("Properties", {})
    checker = Checker(known, made_by.renamed, made_by.own)
    its_own = {name: value for name, value in given.items() if name not in made_by.goes}
    yield from checker.members(
        _shape(made_by.service, made_by.operation), its_own, "", made=made_by.made
    )
    for name, value in given.items():
        if name in made_by.goes:
            yield from _elsewhere(checker, made_by.goes[name], value, name)


def _elsewhere(checker: Checker, goes: Goes, value: Any, path: str) -> Iterator[str]:
    """What the other call that a property is part of does not take of it."""
    shape = _shape(goes.service, goes.to)
    if goes.member is not None:
        shape = shape.members[goes.member]
    for entry in _entries(goes, value):
        if shape.type_name == "structure":
            yield from checker.members(shape, entry, path, made=goes.made)
        else:
            yield from checker.findings(shape, entry, path)


def _entries(goes: Goes, value: Any) -> list[Any]:
    if not goes.each:
        return [value]
    entries = list(value.values()) if isinstance(value, dict) else value
    return [entry[goes.inside] if goes.inside else entry for entry in entries]


def _shape(service: str, name: str) -> Any:
    """The input of an operation, or a structure of this name."""
    model = _model(service)
    if name in model.operation_names:
        return model.operation_model(name).input_shape
    return model.shape_for(name)


@cache
def _model(service: str) -> Any:
    loader = Loader([str(Path(botocore.__file__).parent / "data")])
    return ServiceModel(loader.load_service_model(service, "service-2"))
