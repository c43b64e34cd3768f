"""From the parts of a call to the types that a route asks for, with every bad field named."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, get_origin
from urllib.parse import parse_qs

from pydantic import BaseModel, TypeAdapter, ValidationError

from ..errors import FieldProblem, InvalidInputError, NotFoundError
from .incoming import Incoming
from .plain_values import as_plain
from .problems import (
    BadRequestError,
    BodyTooLargeError,
    UnsupportedMediaTypeError,
    field_problems,
)

LARGEST_BODY = 64 * 1024
"""In bytes. 4,000 characters of any script take at most 16,000, escaped in a form 48,000."""

JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"


def parse_body(model: type[BaseModel], incoming: Incoming, accepts_form: bool) -> BaseModel:
    """The body as ``model``. JSON is taken as it is described: ``"5"`` is no number there.

    Raises BodyTooLargeError, UnsupportedMediaTypeError, BadRequestError (broken JSON or text that
    is not UTF-8) and InvalidInputError (readable, but some fields are not right).
    """
    if len(incoming.body) > LARGEST_BODY:
        raise BodyTooLargeError(f"The body is larger than {LARGEST_BODY // 1024} KB.")
    if accepts_form and incoming.content_type == FORM_TYPE:
        return _validated(model, read_form(model, incoming.body))
    if incoming.content_type not in (JSON_TYPE, ""):
        known = f"{JSON_TYPE} or {FORM_TYPE}" if accepts_form else JSON_TYPE
        raise UnsupportedMediaTypeError(f"Send the body as {known}.")
    return _read_json(model, incoming.body or b"{}")


def _read_json(model: type[BaseModel], body: bytes) -> BaseModel:
    problems: tuple[FieldProblem, ...] = ()
    try:
        read = model.model_validate_json(body, strict=True)
    except ValidationError as invalid:
        details = invalid.errors(include_url=False, include_input=False)
        if details[0]["type"] == "json_invalid":
            raise BadRequestError("The body isn't valid JSON.") from None
        problems = field_problems(list(details))
    twice = _given_twice(body)
    problems += tuple(FieldProblem((name,), "This was sent more than once.") for name in twice)
    if problems:
        raise InvalidInputError(problems)
    return read


def _given_twice(body: bytes) -> list[str]:
    """The names that come twice in one object: parsers differ in which one is meant, so ask."""
    twice: dict[str, None] = {}

    def note(pairs: list[tuple[str, Any]]) -> None:
        names = Counter(name for name, _ in pairs)
        twice.update(dict.fromkeys(name for name, times in names.items() if times > 1))

    json.loads(body.decode(), object_pairs_hook=note)
    return list(twice)


def read_form(model: type[BaseModel], body: bytes) -> dict[str, Any]:
    """The fields of a form: all values where the model has a list, else the last one.

    A field left empty is as good as not sent: browsers send every field of a form.
    """
    try:
        fields = parse_qs(body.decode(), errors="strict", max_num_fields=200)
    except ValueError:
        raise BadRequestError("The form isn't valid UTF-8 text.") from None
    return _by_shape(model, fields)


def parse_query(model: type[BaseModel], incoming: Incoming) -> BaseModel:
    """The query parameters as ``model``, read as strictly as JSON. Raises InvalidInputError."""
    given = as_plain(model, _by_shape(model, incoming.query))
    try:
        return model.model_validate_json(json.dumps(given), strict=True)
    except ValidationError as invalid:
        raise _invalid(invalid) from None


def parse_headers(model: type[BaseModel], incoming: Incoming) -> BaseModel:
    """The headers that ``model`` names (by alias), as ``model``. Raises InvalidInputError."""
    names = [field.alias or name for name, field in model.model_fields.items()]
    given = {
        name: incoming.headers[name.lower()] for name in names if name.lower() in incoming.headers
    }
    return _validated(model, given)


def parse_path(adapters: Mapping[str, TypeAdapter[Any]], incoming: Incoming) -> dict[str, Any]:
    """The path's parameters. One that cannot be right names nothing: NotFoundError."""
    try:
        return {
            name: adapter.validate_python(incoming.path.get(name, ""))
            for name, adapter in adapters.items()
        }
    except ValidationError:
        raise NotFoundError("There is nothing here.") from None


def _by_shape(model: type[BaseModel], fields: Mapping[str, list[str]]) -> dict[str, Any]:
    lists = {
        name
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) in (list, tuple, set, frozenset)
    }
    present = {name: [value for value in values if value != ""] for name, values in fields.items()}
    return {
        name: values if name in lists else values[-1] for name, values in present.items() if values
    }


def _validated(model: type[BaseModel], given: Mapping[str, Any]) -> BaseModel:
    try:
        return model.model_validate(given)
    except ValidationError as invalid:
        raise _invalid(invalid) from None


def _invalid(invalid: ValidationError) -> InvalidInputError:
    details = invalid.errors(include_url=False, include_input=False)
    return InvalidInputError(field_problems(list(details)))
