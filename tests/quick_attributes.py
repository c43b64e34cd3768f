"""What makes attributes quick on their way to moto's table and back, and changes nothing of them.

Six times on its way each attribute is looked at under each of the ten types that it might have: it
is checked and written out by the client, taken in by moto, written out there, taken in by the
client again, and weighed. In all of these forms a text, a number, a yes or no and what is made up
of them stand as they are to be sent. Here such an attribute is seen to be one, and stays as it is.
All that is not, bytes and mistakes among them, goes the long way.

An index that names the attributes it shows makes each of them a plain value of Python's first, all
of them anew for each name. Here they are copied.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from botocore import parsers, serialize, validate
from botocore.hooks import EventAliaser
from botocore.model import Shape
from moto.core import parse
from moto.core.serialize import AttributePickerContext, BaseJSONSerializer, XFormedAttributePicker
from moto.dynamodb import responses
from moto.dynamodb.models import utilities
from moto.dynamodb.models.dynamo_type import DynamoType, Item

_SIMPLE = {"S": str, "N": str, "BOOL": bool, "NULL": bool}
_SETS = ("SS", "NS")
_LONGEST_NAME = 65_535
"""Of an attribute, as AWS has it."""

_check = validate.ParamValidator._validate_structure
_write_out = serialize.JSONSerializer._serialize_type_structure
_take_in = parse.BaseJSONParser._parse_structure
_answer = BaseJSONSerializer._serialize_type_structure
_read = parsers.BaseJSONParser._handle_structure
_weigh = DynamoType.size
_to_dict = utilities.dynamo_to_dict
_project = Item.project
_find_alias = EventAliaser._alias_event_name
_find_keys = XFormedAttributePicker.get_possible_keys

_aliases: dict[str, str] = {}
"""Of the names of events; each client begins to find them anew."""
_keys: dict[tuple[Shape, str], list[str]] = {}
"""By part of an answer, the names that moto looks for it under in a dictionary."""


@contextmanager
def quick_attributes() -> Iterator[None]:
    """While the block runs, attributes that may stay as they are do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validate.ParamValidator, "_validate_structure", _checked)
        patch.setattr(serialize.JSONSerializer, "_serialize_type_structure", _written_out)
        patch.setattr(parse.BaseJSONParser, "_parse_structure", _taken_in)
        patch.setattr(BaseJSONSerializer, "_serialize_type_structure", _answered)
        patch.setattr(parsers.BaseJSONParser, "_handle_structure", _read_in)
        patch.setattr(DynamoType, "size", _weight)
        patch.setattr(Item, "size", _item_weight)
        patch.setattr(utilities, "dynamo_to_dict", _as_dict)
        patch.setattr(responses, "dynamo_to_dict", _as_dict)
        patch.setattr(Item, "project", _projected)
        patch.setattr(EventAliaser, "_alias_event_name", _found_alias)
        patch.setattr(XFormedAttributePicker, "get_possible_keys", _possible_keys)
        yield


def may_stay(value: Any) -> bool:
    """True for an attribute that is sound, and that stands as it is to be sent."""
    if type(value) is not dict or len(value) != 1:
        return False
    ((kind, inner),) = value.items()
    if kind in _SIMPLE:
        return type(inner) is _SIMPLE[kind]
    if kind == "M":
        return type(inner) is dict and all(
            type(name) is str and len(name) <= _LONGEST_NAME and may_stay(each)
            for name, each in inner.items()
        )
    if kind == "L":
        return type(inner) is list and all(map(may_stay, inner))
    return kind in _SETS and type(inner) is list and all(type(each) is str for each in inner)


def _checked(validator: Any, params: Any, shape: Any, errors: Any, name: str) -> None:
    if shape.name != "AttributeValue" or not may_stay(params):
        _check(validator, params, shape, errors, name)


def _written_out(serializer: Any, serialized: Any, value: Any, shape: Any, key: str | None) -> None:
    if key is not None and shape.name == "AttributeValue" and may_stay(value):
        serialized[key] = value
    else:
        _write_out(serializer, serialized, value, shape, key)


def _taken_in(parser: Any, shape: Any, value: Any) -> Any:
    if shape.name == "AttributeValue" and may_stay(value):
        return value
    return _take_in(parser, shape, value)


def _answered(serializer: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
    if shape.name == "AttributeValue" and may_stay(value):
        serialized[key] = value
    else:
        _answer(serializer, serialized, value, shape, key)


def _read_in(parser: Any, shape: Any, value: Any) -> Any:
    if shape.name == "AttributeValue" and may_stay(value):
        return value
    return _read(parser, shape, value)


def _weight(value: DynamoType) -> int:
    inner = value.value
    match value.type:
        case "S" if type(inner) is str:
            return _bytes(inner)
        case "N" if type(inner) is str:
            return len(inner)
        case "L":
            return sum(map(_weight, inner))
    return int(_weigh(value))


def _item_weight(item: Item) -> int:
    return sum(map(_bytes, item.attrs)) + sum(map(_weight, item.attrs.values()))


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _as_dict(value: Any) -> Any:
    kind = type(value)
    if kind is str or kind is bool:
        return value
    if kind is DynamoType:
        if value.type in _SIMPLE:
            return {value.type: value.value}
        if value.type in _SETS:
            return {value.type: list(value.value)}
    if isinstance(value, dict) and not hasattr(value, "to_json"):
        return {name: _as_dict(each) for name, each in value.items()}
    if kind is list:
        return [_as_dict(each) for each in value]
    return _to_dict(value)


def _projected(item: Item, paths: list[list[str]]) -> Item:
    """The item with some of its attributes, or as moto makes it where any is more than a copy."""
    if not all(len(path) == 1 and "[" not in path[0] for path in paths):
        return _project(item, paths)
    shown = {path[0]: item.attrs[path[0]] for path in paths if path[0] in item.attrs}
    if not all(map(_stays, shown.values())):
        return _project(item, paths)
    return Item(item.hash_key, item.range_key, {name: _plain(each) for name, each in shown.items()})


def _stays(value: DynamoType) -> bool:
    """True for what is the same again once it was a plain value of Python's."""
    match value.type:
        case "S" | "BOOL" | "NULL":
            return True
        case "N":
            return bool(str(Decimal(value.value)) == value.value)
        case "L":
            return all(map(_stays, value.value))
        case "M":
            return all(map(_stays, value.value.values()))
    return False


def _plain(value: DynamoType) -> dict[str, Any]:
    match value.type:
        case "L":
            return {"L": list(map(_plain, value.value))}
        case "M":
            return {"M": {name: _plain(each) for name, each in value.value.items()}}
    return {value.type: value.value}


def _found_alias(aliaser: EventAliaser, event: str) -> str:
    """The name that an event goes by; all clients have the same aliases."""
    if event not in _aliases:
        _aliases[event] = _find_alias(aliaser, event)
    return _aliases[event]


def _possible_keys(picker: Any, context: AttributePickerContext) -> Iterator[str]:
    """The names that a part of an answer may go by, which for all dictionaries are the same."""
    if type(context.obj) is not dict:
        yield from _find_keys(picker, context)
        return
    part = context.shape, context.key
    if part not in _keys:
        _keys[part] = list(_find_keys(picker, context))
    yield from _keys[part]
