"""What makes the bodies of requests to moto's table quick, and changes nothing of them.

On its way a request is checked, written out, taken in and answered, and the answer is written out
and taken in, by walks over AWS's model of it that look up at each step which step is next. Here
what the model says of a request or an answer is made into one question once: is it sound, and does
it stand as it is to be sent? What does is sent so. All else goes the long way, mistakes and bytes
among it, which are sent as text.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

import pytest
from botocore import parsers, serialize, validate
from botocore.model import OperationModel, Shape
from moto.core.responses import ActionResult
from moto.core.utils import get_service_model
from moto.dynamodb.responses import DynamoHandler

from tests.quick_attributes import may_stay

Stands = Callable[[Any], bool]

_CONTENT = {"Content-Type": "application/x-amz-json-1.0"}
_OF_ITEMS = "ConsumedCapacity"
"""What only the table's answers about items have a place for."""

_request = validate.ParamValidationDecorator.serialize_to_request
_write_out = serialize.JSONSerializer._serialize
_answer = DynamoHandler.serialized
_take_in = parsers.JSONParser._handle_json_body

_asked: dict[str, Stands] = {}
"""By the name of a part of the table's model, whether such a part stands as it is to be sent."""


class _Standing(dict[str, Any]):
    """A request that stands as it is to be sent."""


@contextmanager
def quick_bodies() -> Iterator[None]:
    """While the block runs, requests to the table and its answers that may stay as they are do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validate.ParamValidationDecorator, "serialize_to_request", _requested)
        patch.setattr(serialize.JSONSerializer, "_serialize", _written_out)
        patch.setattr(DynamoHandler, "serialized", _answered)
        patch.setattr(parsers.JSONParser, "_handle_json_body", _taken_in)
        yield


def is_text_alone(body: bytes | str) -> bool:
    """True for what is the same once it is read: nothing in it may be bytes."""
    if isinstance(body, str):
        return '"B"' not in body and '"BS"' not in body
    return b'"B"' not in body and b'"BS"' not in body


def stands(shape: Shape) -> Stands:
    """What tells whether a value is sound for a part of the table's model, and to be sent so."""
    if shape.name not in _asked:
        _asked[shape.name] = _question(shape)
    return _asked[shape.name]


def _question(shape: Any) -> Stands:
    if shape.name == "AttributeValue":
        return may_stay
    match shape.type_name:
        case "structure" if not (shape.is_tagged_union or shape.is_document_type):
            return _of_structure(shape)
        case "map":
            return _of_map(stands(shape.key), stands(shape.value))
        case "list":
            return _within(shape, len, _of_list(stands(shape.member)))
        case "string":
            return _within(shape, len, lambda value: type(value) is str)
        case "integer" | "long":
            return _within(shape, int, lambda value: type(value) is int)
        case "boolean":
            return lambda value: type(value) is bool
    return lambda _value: False


def _within(shape: Shape, measure: Callable[[Any], int], sound: Stands) -> Stands:
    if shape.metadata.keys().isdisjoint(("min", "max")):
        return sound
    least, most = shape.metadata.get("min", -inf), shape.metadata.get("max", inf)
    return lambda value: sound(value) and bool(least <= measure(value) <= most)


def _of_list(member: Stands) -> Stands:
    return lambda value: type(value) is list and all(map(member, value))


def _of_map(key: Stands, inner: Stands) -> Stands:
    def is_sound(value: Any) -> bool:
        return type(value) is dict and all(map(key, value)) and all(map(inner, value.values()))

    return is_sound


def _of_structure(shape: Any) -> Stands:
    if any("name" in member.serialization for member in shape.members.values()):
        return lambda _value: False
    required = set(shape.metadata.get("required", ()))
    members = {name: stands(member) for name, member in shape.members.items()}

    def is_sound(value: Any) -> bool:
        return (
            type(value) is dict
            and bool(required <= value.keys() <= members.keys())
            and all(members[name](inner) for name, inner in value.items())
        )

    return is_sound


def _requested(checker: Any, params: Any, operation: OperationModel) -> Any:
    shape = operation.input_shape
    is_the_tables = operation.service_model.service_name == "dynamodb" and shape is not None
    if is_the_tables and stands(shape)(params):
        return checker._serializer.serialize_to_request(_Standing(params), operation)
    return _request(checker, params, operation)


def _written_out(
    serializer: Any, body: Any, value: Any, shape: Any, key: str | None = None
) -> None:
    if type(value) is _Standing:
        body.update(value)
    else:
        _write_out(serializer, body, value, shape, key)


def _answered(handler: DynamoHandler, answer: ActionResult) -> Any:
    operation = get_service_model(handler.boto3_service_name).operation_model(handler._get_action())
    shape = operation.output_shape
    if shape is not None and _OF_ITEMS in shape.members and stands(shape)(answer.result):
        return 200, {**_CONTENT, **handler.response_headers}, json.dumps(answer.result)
    return _answer(handler, answer)


def _taken_in(parser: Any, body: bytes, shape: Any) -> Any:
    if _OF_ITEMS in shape.members and is_text_alone(body):
        return parser._parse_body_as_json(body)
    return _take_in(parser, body, shape)
