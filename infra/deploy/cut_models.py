"""What botocore knows of Amazon's services, cut to the calls that the functions make.

All of it is forty times the size of what is left, and of what a function would read at its start
most is about services and calls that it never makes.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from botocore.loaders import Loader

from chalicelib.platform.aws_calls import CALLS

Model = dict[str, Any]

_OF_ALL_SERVICES = ("_retry", "partitions", "sdk-default-configuration")
_FOR_PEOPLE = ("documentation", "documentationUrl", "examples")


def cut_models(data: Path, calls: Mapping[str, Iterable[str]] = CALLS) -> None:
    """Leave in botocore's folder of ``data`` what it takes to make ``calls``, by service.

    As plain JSON: a function need not unpack it. KeyError for a call that the service has not.
    """
    loader = Loader([str(data)], include_default_search_paths=False)
    files = {name: loader.load_data(name) for name in _OF_ALL_SERVICES}
    prefixes = set()
    for service, operations in calls.items():
        version = loader.determine_latest_version(service, "service-2")
        model = cut_service(loader.load_service_model(service, "service-2"), operations)
        files[f"{service}/{version}/service-2"] = model
        rules = f"{service}/{version}/endpoint-rule-set-1"
        files[rules] = loader.load_data(rules)
        prefixes.add(model["metadata"]["endpointPrefix"])
    files["endpoints"] = _cut_endpoints(loader.load_data("endpoints"), prefixes)
    shutil.rmtree(data)
    for name, content in files.items():
        path = data / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, separators=(",", ":")), "utf-8")


def cut_service(model: Model, operations: Iterable[str]) -> Model:
    """The model of a service with these operations, what they take and give, and no prose."""
    kept = {name: _plain(model["operations"][name]) for name in operations}
    shapes = {name: _plain_shape(model["shapes"][name]) for name in _reached(model, kept)}
    plain = {
        name: part for name, part in model.items() if name not in ("documentation", "examples")
    }
    return {**plain, "operations": kept, "shapes": dict(sorted(shapes.items()))}


def _cut_endpoints(endpoints: Model, prefixes: set[str]) -> Model:
    """The addresses of the services with these prefixes, in every partition and region."""
    partitions = [
        {
            **each,
            "services": {name: at for name, at in each["services"].items() if name in prefixes},
        }
        for each in endpoints["partitions"]
    ]
    return {**endpoints, "partitions": partitions}


def _reached(model: Model, operations: Mapping[str, Model]) -> set[str]:
    """The names of all shapes that the operations are made of."""
    reached: set[str] = set()
    ahead = [each["shape"] for operation in operations.values() for each in _ends(operation)]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += [each["shape"] for each in _parts(model["shapes"][name])]
    return reached


def _ends(operation: Model) -> Iterator[Model]:
    yield from (operation[end] for end in ("input", "output") if end in operation)
    yield from operation.get("errors", ())


def _parts(shape: Model) -> Iterator[Model]:
    yield from shape.get("members", {}).values()
    yield from (shape[part] for part in ("member", "key", "value") if part in shape)


def _plain_shape(shape: Model) -> Model:
    plain = _plain(shape)
    if "members" in plain:
        plain["members"] = {name: _plain(member) for name, member in plain["members"].items()}
    for part in ("member", "key", "value"):
        if part in plain:
            plain[part] = _plain(plain[part])
    return plain


def _plain(part: Model) -> Model:
    return {name: each for name, each in part.items() if name not in _FOR_PEOPLE}
